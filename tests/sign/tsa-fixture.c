/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsa-fixture.h"

#include <string.h>

/* @accuracy: of openssl's settings, such as "secs:1". */
void
fixture_make_tsa (Fixture    *self,
                  const char *name,
                  const char *accuracy)
{
  g_autofree char *file = g_strconcat (name, ".cnf", NULL);
  g_autofree char *text = g_strdup_printf (
    "[tsa]\nserial = %s.serial\ncrypto_device = builtin\nsigner_cert = %s.pem\ncerts = ca.pem\nsigner_key = %s.key\n"
    "signer_digest = sha256\ndefault_policy = " FIXTURE_TSA_POLICY "\nother_policies = 1.2.3.4.2\n"
    "digests = sha256, sha384\naccuracy = %s\nordering = no\ntsa_name = yes\ness_cert_id_chain = no\n"
    "ess_cert_id_alg = sha256\n", name, name, name, accuracy);

  fixture_make_key (self, name, "Hecha Test TSA", "rsa:2048", FIXTURE_TSA_EXTENSIONS, "3000");
  fixture_write (self, file, text, strlen (text));
}

/* Returns: what the authority answers, a refusal as well. */
GBytes *
fixture_tsa_answer (Fixture    *self,
                    const char *name,
                    GBytes     *query)
{
  g_autofree char *file = g_strconcat (name, ".cnf", NULL);
  g_autofree char *output = NULL;

  fixture_write (self, "query.tsq", g_bytes_get_data (query, NULL), g_bytes_get_size (query));
  output = fixture_run (self, "openssl", "ts", "-reply", "-config", file, "-section", "tsa", "-queryfile", "query.tsq",
                        "-out", "answer.tsr", NULL);
  return fixture_read (self, "answer.tsr");
}

/* The same statement, signed by another: one that no honest authority would use. */
GBytes *
fixture_tsa_resign (Fixture    *self,
                    const char *signer,
                    GBytes     *answer)
{
  static const guint8 status[] = { 0x30, 0x03, 0x02, 0x01, 0x00 };
  g_autofree char *pem = g_strconcat (signer, ".pem", NULL);
  g_autofree char *key = g_strconcat (signer, ".key", NULL);
  g_autofree char *one = NULL, *two = NULL, *three = NULL;
  g_autoptr(GBytes) token = NULL;
  g_autoptr(GByteArray) out = g_byte_array_new ();
  guint8 head[] = { 0x30, 0x82, 0, 0 };
  gsize size;

  fixture_write (self, "answer.tsr", g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  one = fixture_run (self, "openssl", "ts", "-reply", "-in", "answer.tsr", "-token_out", "-out", "token.der", NULL);
  two = fixture_run (self, "openssl", "cms", "-verify", "-noverify", "-binary", "-inform", "DER", "-in", "token.der",
                     "-out", "tst.der", NULL);
  three = fixture_run (self, "openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-in",
                       "tst.der", "-signer", pem, "-inkey", key, "-econtent_type", "1.2.840.113549.1.9.16.1.4",
                       "-outform", "DER", "-out", "token.der", NULL);
  token = fixture_read (self, "token.der");
  size = g_bytes_get_size (token) + sizeof status;
  head[2] = (guint8) (size >> 8);
  head[3] = (guint8) size;
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, status, sizeof status);
  g_byte_array_append (out, g_bytes_get_data (token, NULL), (guint) g_bytes_get_size (token));
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* After fixture_make_ca(). */
void
fixture_make_register (Fixture *self)
{
  static const char config[] = "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\nunique_subject=no\n"
                               "default_crl_days=30\ncertificate=ca.pem\nprivate_key=ca.key\n";

  fixture_write (self, "ca.cnf", config, strlen (config));
  fixture_write (self, "index.txt", "", 0);
}

void
fixture_revoke (Fixture    *self,
                const char *name)
{
  g_autofree char *pem = g_strconcat (name, ".pem", NULL);

  g_free (fixture_run (self, "openssl", "ca", "-config", "ca.cnf", "-revoke", pem, NULL));
}

GBytes *
fixture_list (Fixture *self)
{
  g_free (fixture_run (self, "openssl", "ca", "-config", "ca.cnf", "-gencrl", "-out", "ca-crl.pem", NULL));
  g_free (fixture_run (self, "openssl", "crl", "-in", "ca-crl.pem", "-outform", "DER", "-out", "ca-crl.der", NULL));
  return fixture_read (self, "ca-crl.der");
}

/* For certificates that were registered; others are unknown to it. */
GBytes *
fixture_ocsp (Fixture    *self,
              GBytes     *query,
              const char *signer)
{
  g_autofree char *pem = g_strconcat (signer, ".pem", NULL);
  g_autofree char *key = g_strconcat (signer, ".key", NULL);

  fixture_write (self, "query.ocsp", g_bytes_get_data (query, NULL), g_bytes_get_size (query));
  g_free (fixture_run (self, "openssl", "ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", pem, "-rkey", key,
                       "-reqin", "query.ocsp", "-respout", "answer.ocsp", "-ndays", "7", NULL));
  return fixture_read (self, "answer.ocsp");
}

/* openssl ca -valid enters a certificate as a good one. */
void
fixture_register (Fixture    *self,
                  const char *name)
{
  g_autofree char *pem = g_strconcat (name, ".pem", NULL);

  g_free (fixture_run (self, "openssl", "ca", "-config", "ca.cnf", "-valid", pem, NULL));
}
