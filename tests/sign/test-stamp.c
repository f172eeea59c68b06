/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp.h"

#include "error.h"
#include "tsa-fixture.h"

#include <openssl/ts.h>
#include <string.h>

static Fixture *fixture;

/* How the authority behaves. */
typedef enum
{
  HONEST,
  WRONG_IMPRINT,
  WRONG_NONCE,
  NO_NONCE,
  OTHER_POLICY,
  WITH_MODS,
  CUT,
  TRAILING,
  OVERSIZE,
  EMPTY,
  BROKEN_SIGNATURE,
  NO_CERTIFICATE,
  OTHER_DIGEST,
  REFUSES,
  SILENT,
  BAD_SIGNER,
} Manner;

typedef struct
{
  const char *name;
  Manner manner;
  const char *authority;
  int code;
  const char *part;
} Case;

static GBytes *
altered_query (GBytes *query,
               Manner  manner)
{
  const unsigned char *data = g_bytes_get_data (query, NULL);
  TS_REQ *request = d2i_TS_REQ (NULL, &data, (long) g_bytes_get_size (query));
  TS_MSG_IMPRINT *imprint = TS_REQ_get_msg_imprint (request);
  unsigned char other[48] = { 1 }, *der = NULL;
  ASN1_INTEGER *nonce = ASN1_INTEGER_new ();
  GBytes *bytes;
  int size;

  if (manner == WRONG_IMPRINT)
    TS_MSG_IMPRINT_set_msg (imprint, other, 32);
  if (manner == OTHER_DIGEST)
    {
      X509_ALGOR_set0 (TS_MSG_IMPRINT_get_algo (imprint), OBJ_nid2obj (NID_sha384), V_ASN1_NULL, NULL);
      TS_MSG_IMPRINT_set_msg (imprint, other, 48);
    }
  ASN1_INTEGER_set (nonce, 7);
  if (manner == WRONG_NONCE)
    TS_REQ_set_nonce (request, nonce);
  if (manner == NO_NONCE)
    {
      TS_REQ *plain = TS_REQ_new ();

      TS_REQ_set_version (plain, 1);
      TS_REQ_set_msg_imprint (plain, imprint);
      TS_REQ_set_policy_id (plain, TS_REQ_get_policy_id (request));
      TS_REQ_set_cert_req (plain, TRUE);
      TS_REQ_free (request);
      request = plain;
    }
  if (manner == NO_CERTIFICATE)
    TS_REQ_set_cert_req (request, FALSE);
  if (manner == OTHER_POLICY || manner == REFUSES)
    {
      ASN1_OBJECT *policy = OBJ_txt2obj (manner == REFUSES ? "1.2.3.9" : "1.2.3.4.2", TRUE);

      TS_REQ_set_policy_id (request, policy);
      ASN1_OBJECT_free (policy);
    }
  size = i2d_TS_REQ (request, &der);
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  ASN1_INTEGER_free (nonce);
  TS_REQ_free (request);
  return bytes;
}

static GBytes *
altered_answer (GBytes *answer,
                Manner  manner)
{
  gsize size = g_bytes_get_size (answer), large = 70000;
  g_autofree guint8 *bytes = g_malloc0 (size + large);

  memcpy (bytes, g_bytes_get_data (answer, NULL), size);
  if (manner == WITH_MODS)
    {
      /* SEQUENCE of 2 length bytes, then the status: SEQUENCE { INTEGER 0 } */
      g_assert_cmpmem (bytes + 4, 5, "\x30\x03\x02\x01\x00", 5);
      bytes[8] = 1;
    }
  if (manner == CUT)
    size /= 2;
  if (manner == TRAILING)
    size++;
  if (manner == OVERSIZE)
    size = large;
  if (manner == EMPTY)
    size = 0;
  if (manner == BROKEN_SIGNATURE)
    bytes[size - 1] ^= 1;
  return g_bytes_new (bytes, size);
}

static GBytes *
ask_cb (GBytes   *query,
        gpointer  data,
        GError  **error)
{
  const Case *authority = data;
  g_autoptr(GBytes) asked = altered_query (query, authority->manner);
  g_autoptr(GBytes) answer = NULL;

  if (authority->manner == SILENT)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "nobody answers");
      return NULL;
    }
  if (authority->manner == BAD_SIGNER)
    {
      g_autoptr(GBytes) good = fixture_tsa_answer (fixture, "tsa", asked);

      return fixture_tsa_resign (fixture, authority->authority, good);
    }
  answer = fixture_tsa_answer (fixture, authority->authority, asked);
  return altered_answer (answer, authority->manner);
}

static GBytes *
digest_new (void)
{
  return g_bytes_new ("thirty-two bytes that are stampe", 32);
}

static GBytes *
fetch (const Case *authority,
       const char *policy,
       gint64      now,
       GError    **error)
{
  HechaStamper stamper = { ask_cb, (gpointer) authority, policy, now };
  g_autoptr(GBytes) digest = digest_new ();

  return hecha_stamp_fetch (&stamper, digest, error);
}

/* A stamp that openssl calls good, and tells the same time. */
static void
test_honest (void)
{
  static const Case honest = { "honest", HONEST, "tsa", 0, NULL };
  gint64 now = g_get_real_time ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) token = fetch (&honest, FIXTURE_TSA_POLICY, now, &error);
  g_autoptr(GBytes) digest = digest_new (), ca = NULL;
  g_autoptr(HechaStamp) stamp = NULL;
  g_autoptr(HechaTrust) trust = NULL;
  g_autofree char *verdict = NULL, *message = NULL;

  g_assert_no_error (error);
  stamp = hecha_stamp_read (token, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_stamp_verify (stamp, digest, &error));
  g_assert_cmpint (ABS (hecha_stamp_get_time (stamp) - now), <, 60 * G_USEC_PER_SEC);
  g_assert_cmpstr (hecha_stamp_get_certificate (stamp)->subject, ==, "Hecha Test TSA");
  fixture_write (fixture, "token.der", g_bytes_get_data (token, NULL), g_bytes_get_size (token));
  verdict = fixture_run (fixture, "openssl", "ts", "-verify", "-token_in", "-in", "token.der", "-digest",
                         "7468697274792d74776f206279746573207468617420617265207374616d7065", "-CAfile", "ca.pem",
                         NULL);
  g_assert_nonnull (strstr (verdict, "Verification: OK"));
  ca = fixture_read (fixture, "ca.pem");
  trust = hecha_trust_from_pem (ca, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hecha_stamp_judge_trust (stamp, trust, NULL, now, NULL, &message), ==, HECHA_TRUST_TRUSTED);
}

static const Case liars[] = {
  { "wrong-imprint", WRONG_IMPRINT, "tsa", HECHA_ERROR_DAMAGED, "other bytes" },
  { "wrong-nonce", WRONG_NONCE, "tsa", HECHA_ERROR_REFUSED, "nonce" },
  { "no-nonce", NO_NONCE, "tsa", HECHA_ERROR_REFUSED, "nonce" },
  { "other-policy", OTHER_POLICY, "tsa", HECHA_ERROR_REFUSED, "policy" },
  { "other-digest", OTHER_DIGEST, "tsa", HECHA_ERROR_REFUSED, "digest" },
  { "with-mods", WITH_MODS, "tsa", HECHA_ERROR_REFUSED, "something else" },
  { "cut", CUT, "tsa", HECHA_ERROR_DAMAGED, "cannot be read" },
  { "trailing", TRAILING, "tsa", HECHA_ERROR_DAMAGED, "cannot be read" },
  { "oversize", OVERSIZE, "tsa", HECHA_ERROR_TOO_LARGE, "too large" },
  { "empty", EMPTY, "tsa", HECHA_ERROR_DAMAGED, "cannot be read" },
  { "broken-signature", BROKEN_SIGNATURE, "tsa", HECHA_ERROR_DAMAGED, "key" },
  { "no-certificate", NO_CERTIFICATE, "tsa", HECHA_ERROR_DAMAGED, "certificate" },
  { "refuses", REFUSES, "tsa", HECHA_ERROR_REFUSED, "refused (status 2" },
  { "silent", SILENT, "tsa", HECHA_ERROR_NETWORK, "nobody answers" },
  { "inexact", HONEST, "rough", HECHA_ERROR_REFUSED, "less exact" },
  { "not-critical", BAD_SIGNER, "loose", HECHA_ERROR_REFUSED, "time stamping alone, and critical" },
  { "two-purposes", BAD_SIGNER, "both", HECHA_ERROR_REFUSED, "time stamping alone, and critical" },
  { "no-purpose", BAD_SIGNER, "person", HECHA_ERROR_REFUSED, "time stamping alone, and critical" },
  { "more-usage", BAD_SIGNER, "agreement", HECHA_ERROR_REFUSED, "more than signing" },
  { "weak", BAD_SIGNER, "weak", HECHA_ERROR_REFUSED, "1024" },
  { "expired", BAD_SIGNER, "expired", HECHA_ERROR_REFUSED, "outside the validity" },
};

static void
test_liar (gconstpointer data)
{
  const Case *liar = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) token = fetch (liar, FIXTURE_TSA_POLICY, g_get_real_time (), &error);

  g_assert_null (token);
  g_test_message ("%s", error->message);
  g_assert_error (error, HECHA_ERROR, liar->code);
  g_assert_nonnull (strstr (error->message, liar->part));
}

/* An authority whose clock is days away from ours: somebody's is wrong. */
static void
test_clock (void)
{
  static const Case honest = { "honest", HONEST, "tsa", 0, NULL };
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_real_time () - 73 * 3600 * (gint64) G_USEC_PER_SEC;

  g_assert_null (fetch (&honest, NULL, now, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "3 days"));
}

/* Any byte that differs makes another answer, or none. */
static void
test_noise (void)
{
  static const Case honest = { "honest", HONEST, "tsa", 0, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) token = fetch (&honest, NULL, g_get_real_time (), &error);
  g_autoptr(GBytes) digest = digest_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (token, &size);
  guint n_changed = 0;

  for (gsize i = 0; i < size; i += 7)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(HechaStamp) stamp = NULL;

      copy[i] ^= 0x55;
      bytes = g_bytes_new (copy, size);
      stamp = hecha_stamp_read (bytes, NULL);
      n_changed += !stamp || !hecha_stamp_verify (stamp, digest, NULL);
    }
  /* The certificate of the CA that comes along is not signed by the token. */
  g_assert_cmpuint (n_changed, >, size / 7 / 2);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_tsa (fixture, "tsa", "secs:1");
  fixture_make_tsa (fixture, "rough", "secs:90");
  fixture_make_key (fixture, "loose", "Loose", "P-256", "extendedKeyUsage=timeStamping\n", "10");
  fixture_make_key (fixture, "both", "Both", "P-256", "extendedKeyUsage=critical,timeStamping,emailProtection\n", "10");
  fixture_make_key (fixture, "person", "Person", "P-256", "keyUsage=critical,digitalSignature\n", "10");
  fixture_make_key (fixture, "agreement", "Agreement", "P-256",
                    "keyUsage=critical,digitalSignature,keyAgreement\nextendedKeyUsage=critical,timeStamping\n", "10");
  fixture_make_key (fixture, "weak", "Weak", "rsa:1024", FIXTURE_TSA_EXTENSIONS, "10");
  fixture_make_key (fixture, "expired", "Expired", "P-256", FIXTURE_TSA_EXTENSIONS, NULL);
  g_test_add_func ("/sign/stamp/honest", test_honest);
  for (guint i = 0; i < G_N_ELEMENTS (liars); i++)
    {
      g_autofree char *path = g_strconcat ("/sign/stamp/liar/", liars[i].name, NULL);

      g_test_add_data_func (path, &liars[i], test_liar);
    }
  g_test_add_func ("/sign/stamp/clock", test_clock);
  g_test_add_func ("/sign/stamp/noise", test_noise);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
