/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust.h"

#include "error.h"
#include "fixture.h"
#include "x509.h"

#include <openssl/pem.h>
#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature\n"

static Fixture *fixture;

static HechaTrust *
trust_of (const char *first,
          const char *second)
{
  g_autoptr(GBytes) a = fixture_read (fixture, first), b = second ? fixture_read (fixture, second) : NULL, both = NULL;
  g_autoptr(GByteArray) all = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  HechaTrust *trust;

  g_byte_array_append (all, g_bytes_get_data (a, NULL), (guint) g_bytes_get_size (a));
  if (b)
    g_byte_array_append (all, g_bytes_get_data (b, NULL), (guint) g_bytes_get_size (b));
  both = g_bytes_new (all->data, all->len);
  trust = hecha_trust_from_pem (both, &error);
  g_assert_no_error (error);
  return trust;
}

static X509 *
read_x509 (const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, name);
  g_autoptr(BIO) bio = BIO_new_mem_buf (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes));
  X509 *x509 = PEM_read_bio_X509 (bio, NULL, NULL, NULL);

  g_assert_nonnull (x509);
  return x509;
}

static void
assert_trust (const char         *roots,
              const char         *list,
              const char         *signer,
              int                 days,
              HechaSignatureTrust expected)
{
  g_autoptr(HechaTrust) trust = trust_of (roots, list);
  g_autoptr(X509) x509 = read_x509 (signer);
  gint64 at = g_get_real_time () + (gint64) days * 86400 * G_USEC_PER_SEC;
  g_autofree char *message = NULL;
  HechaSignatureTrust found = hecha_trust_judge (trust, x509, NULL, NULL, at, NULL, &message);

  g_test_message ("%s", message);
  g_assert_cmpstr (hecha_nick_text (hecha_signature_trust_nicks, found), ==,
                   hecha_nick_text (hecha_signature_trust_nicks, expected));
}

static void
test_judge (void)
{
  static const struct
  {
    const char *roots;
    const char *list;
    const char *signer;
    int days;
    HechaSignatureTrust expected;
  } table[] = {
    { "ca.pem", NULL, "plain.pem", 0, HECHA_TRUST_TRUSTED },
    { "ca.pem", NULL, "plain.pem", 400, HECHA_TRUST_EXPIRED },
    { "ca.pem", NULL, "plain.pem", -2, HECHA_TRUST_EXPIRED },
    { "other.pem", NULL, "plain.pem", 0, HECHA_TRUST_UNTRUSTED },
    /* A certificate that is trusted itself ends the chain. */
    { "plain.pem", NULL, "plain.pem", 0, HECHA_TRUST_TRUSTED },
    { "ca.pem", "crl.pem", "plain.pem", 0, HECHA_TRUST_TRUSTED },
    { "ca.pem", "crl.pem", "revoked.pem", 0, HECHA_TRUST_REVOKED },
    { "ca.pem", NULL, "revoked.pem", 0, HECHA_TRUST_TRUSTED },
    /* It says where its revocation list is, and that list is not at hand, or is too old. */
    { "ca.pem", NULL, "online.pem", 0, HECHA_TRUST_UNKNOWN_OFFLINE },
    { "ca.pem", "crl.pem", "online.pem", 0, HECHA_TRUST_TRUSTED },
    { "ca.pem", "crl.pem", "online.pem", 90, HECHA_TRUST_UNKNOWN_OFFLINE },
    /* Security level 2 asks for more than RSA of 1024 bits. */
    { "ca.pem", NULL, "weak.pem", 0, HECHA_TRUST_UNTRUSTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    assert_trust (table[i].roots, table[i].list, table[i].signer, table[i].days, table[i].expected);
}

/* Why a chain failed is said in words of ours, never in those of the library. */
static void
test_words (void)
{
  static const struct { const char *roots; const char *signer; int days; const char *words; } table[] = {
    { "other.pem", "plain.pem", 0, "no trusted authority issued the certificate" },
    { "ca.pem", "other.pem", 0, "the signer issued the certificate themselves" },
    { "ca.pem", "plain.pem", 400, "had expired at that time" },
    { "ca.pem", "plain.pem", -2, "not yet valid at that time" },
    { "ca.pem", "weak.pem", 0, "the signer's key is too weak" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaTrust) trust = trust_of (table[i].roots, NULL);
      g_autoptr(X509) x509 = read_x509 (table[i].signer);
      g_autofree char *message = NULL;

      hecha_trust_judge (trust, x509, NULL, NULL, g_get_real_time () + (gint64) table[i].days * 86400 * G_USEC_PER_SEC,
                         NULL, &message);
      g_test_message ("%s", message);
      g_assert_nonnull (strstr (message, table[i].words));
    }
}

/* As openssl prints it, in lower case and without colons. */
static char *
fingerprint_of (const char *name)
{
  g_autofree char *said = fixture_run (fixture, "openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", name, NULL);
  g_auto(GStrv) parts = g_strsplit (g_strchomp (strchr (said, '=') + 1), ":", -1);
  g_autofree char *hex = g_strjoinv ("", parts);

  return g_ascii_strdown (hex, -1);
}

/* Which of the trusted certificates vouched is told, and named; where none did, none is. */
static void
test_root (void)
{
  static const struct { const char *roots, *more, *signer, *root; } table[] = {
    { "other.pem", "ca.pem", "plain.pem", "ca.pem" },
    { "other.pem", "ca.pem", "other.pem", "other.pem" },
    { "ca.pem", "crl.pem", "revoked.pem", "ca.pem" },
    { "ca.pem", NULL, "online.pem", "ca.pem" },
    { "other.pem", NULL, "plain.pem", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaTrust) trust = trust_of (table[i].roots, table[i].more);
      g_autoptr(X509) x509 = read_x509 (table[i].signer);
      g_autoptr(HechaCertificate) root = NULL;
      g_autofree char *message = NULL, *expected = table[i].root ? fingerprint_of (table[i].root) : NULL;
      HechaSignatureTrust found = hecha_trust_judge (trust, x509, NULL, NULL, g_get_real_time (), &root, &message);

      g_test_message ("%s", message);
      g_assert_cmpstr (root ? root->fingerprint : NULL, ==, expected);
      if (found == HECHA_TRUST_TRUSTED || found == HECHA_TRUST_UNKNOWN_OFFLINE)
        {
          g_autofree char *quoted = g_strdup_printf ("“%s”", root->subject);

          g_assert_nonnull (strstr (message, quoted));
        }
    }
}

static void
test_nothing (void)
{
  g_autoptr(X509) x509 = read_x509 ("plain.pem");
  g_autofree char *message = NULL;

  g_assert_cmpint (hecha_trust_judge (NULL, x509, NULL, NULL, 0, NULL, &message), ==, HECHA_TRUST_UNTRUSTED);
  g_assert_nonnull (message);
}

static void
test_bundle (void)
{
  g_autoptr(HechaTrust) two = trust_of ("ca.pem", "other.pem");
  g_autoptr(GBytes) crl = fixture_read (fixture, "crl.pem"), key = fixture_read (fixture, "plain.key");
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0), large = g_bytes_new_take (g_malloc0 (16 * 1024 * 1024 + 1),
                                                                             16 * 1024 * 1024 + 1);
  GBytes *none[] = { crl, key, empty };
  g_autoptr(GError) failure = NULL;

  g_assert_cmpuint (hecha_trust_get_count (two), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_trust_from_pem (none[i], &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
  g_assert_null (hecha_trust_from_pem (large, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
}

static void
make_revocation_list (void)
{
  static const char config[] = "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\n"
                               "default_crl_days=30\ncertificate=ca.pem\nprivate_key=ca.key\n";

  fixture_write (fixture, "ca.cnf", config, strlen (config));
  fixture_write (fixture, "index.txt", "", 0);
  g_free (fixture_run (fixture, "openssl", "ca", "-config", "ca.cnf", "-revoke", "revoked.pem", NULL));
  g_free (fixture_run (fixture, "openssl", "ca", "-config", "ca.cnf", "-gencrl", "-out", "crl.pem", NULL));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_key (fixture, "plain", "plain", "P-256", USAGE, "365");
  fixture_make_key (fixture, "revoked", "revoked", "P-256", USAGE, "365");
  fixture_make_key (fixture, "weak", "weak", "rsa:1024", USAGE, "365");
  fixture_make_key (fixture, "online", "online", "P-256",
                    USAGE "crlDistributionPoints=URI:http://ca.invalid/ca.crl\n", "365");
  make_revocation_list ();
  g_free (fixture_run (fixture, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-keyout", "other.key", "-out", "other.pem", "-subj", "/CN=Another CA", NULL));
  g_test_add_func ("/trust/judge", test_judge);
  g_test_add_func ("/trust/words", test_words);
  g_test_add_func ("/trust/root", test_root);
  g_test_add_func ("/trust/nothing", test_nothing);
  g_test_add_func ("/trust/bundle", test_bundle);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
