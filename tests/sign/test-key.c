/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "key.h"

#include "error.h"
#include "fixture.h"

#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature\n"

static Fixture *fixture;

static HechaKey *
load (const char *name,
      const char *password,
      GError    **error)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, name);

  return hecha_key_from_pkcs12 (bytes, password, error);
}

/* What the openssl program says of the same certificate. */
static void
test_info (void)
{
  g_autoptr(HechaKey) key = load ("rsa.p12", FIXTURE_PASSWORD, NULL);
  const HechaCertificate *info = hecha_key_get_certificate (key);
  g_autofree char *output = fixture_run (fixture, "openssl", "x509", "-in", "rsa.pem", "-noout", "-fingerprint",
                                         "-sha256", "-serial", "-enddate", "-dateopt", "iso_8601", NULL);
  g_autofree char *expected = NULL;
  g_autoptr(GDateTime) end = g_date_time_new_from_unix_utc (info->not_after / G_USEC_PER_SEC);
  g_autofree char *until = g_date_time_format (end, "notAfter=%Y-%m-%d %H:%M:%SZ");
  g_autoptr(GString) plain = g_string_new (output);
  g_autofree char *lower = NULL;

  g_string_replace (plain, ":", "", 0);
  lower = g_ascii_strdown (plain->str, -1);
  g_assert_nonnull (strstr (lower, info->fingerprint));
  expected = g_strdup_printf ("serial=%s\n", info->serial);
  g_assert_nonnull (strstr (lower, expected));
  g_assert_nonnull (strstr (output, until));
  g_assert_cmpstr (info->subject, ==, "王小明");
  g_assert_cmpstr (info->issuer, ==, "Hecha Test CA");
  g_assert_cmpstr (info->algorithm, ==, "RSA");
  g_assert_cmpint (info->bits, ==, 2048);
  g_assert_null (info->weakness);
  g_assert_null (info->misuse);
}

static void
test_algorithms (void)
{
  static const struct
  {
    const char *file;
    const char *algorithm;
    gboolean weak;
  } table[] = {
    { "rsa.p12", "RSA", FALSE }, { "rsa3072.p12", "RSA", FALSE }, { "rsa4096.p12", "RSA", FALSE },
    { "p256.p12", "ECDSA P-256", FALSE }, { "p384.p12", "ECDSA P-384", FALSE },
    { "weak.p12", "RSA", TRUE }, { "koblitz.p12", "secp256k1", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaKey) key = load (table[i].file, FIXTURE_PASSWORD, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (hecha_key_get_certificate (key)->algorithm, ==, table[i].algorithm);
      g_assert_cmpint (hecha_key_get_certificate (key)->weakness != NULL, ==, table[i].weak);
    }
}

static void
test_wrong_password (void)
{
  static const char *const files[] = { "rsa.p12", "old.p12" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (load (files[i], "wrong", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_PASSWORD);
      g_assert_nonnull (strstr (error->message, "password"));
    }
}

/* RC2-40 and a SHA-1 MAC, as some authorities still hand them out. */
static void
test_old_ciphers (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = load ("old.p12", FIXTURE_PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hecha_key_get_certificate (key)->subject, ==, "李雷");
}

static void
test_damaged (void)
{
  g_autoptr(GBytes) good = fixture_read (fixture, "p256.p12");
  gsize size = g_bytes_get_size (good);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (good, 0, size / 2);
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) huge = g_bytes_new_take (g_malloc0 (2 * 1024 * 1024), 2 * 1024 * 1024);
  g_autoptr(GError) one = NULL;
  g_autoptr(GError) two = NULL;
  g_autoptr(GError) three = NULL;
  g_autoptr(GError) four = NULL;

  g_assert_null (hecha_key_from_pkcs12 (half, FIXTURE_PASSWORD, &one));
  g_assert_error (one, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (hecha_key_from_pkcs12 (empty, FIXTURE_PASSWORD, &two));
  g_assert_error (two, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (hecha_key_from_pkcs12 (huge, FIXTURE_PASSWORD, &three));
  g_assert_error (three, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_null (load ("no-key.p12", FIXTURE_PASSWORD, &four));
  g_assert_error (four, HECHA_ERROR, HECHA_ERROR_INVALID);
}

/* The digest of the MAC, made one that nobody has: not a wrong password. */
static void
test_unsupported (void)
{
  static const guint8 sha256[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };
  g_autoptr(GBytes) good = fixture_read (fixture, "p256.p12");
  gsize size = g_bytes_get_size (good);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (good, NULL), size);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) other = NULL;
  guint8 *at = memmem (data + size - 100, 100, sha256, sizeof sha256);

  g_assert_nonnull (at);
  at[sizeof sha256 - 1] = 0x7f;
  bytes = g_bytes_new (data, size);
  g_assert_null (hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
  g_assert_null (load ("no-mac.p12", FIXTURE_PASSWORD, &other));
  g_assert_error (other, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
}

static void
test_certificate_alone (void)
{
  g_autoptr(HechaKey) key = load ("rsa.p12", FIXTURE_PASSWORD, NULL);
  g_autofree char *output = fixture_run (fixture, "openssl", "x509", "-in", "rsa.pem", "-outform", "DER", "-out",
                                         "rsa.der", NULL);
  static const char *const files[] = { "rsa.pem", "rsa.der" };
  g_autoptr(GBytes) wrong = fixture_read (fixture, "rsa.key");
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = fixture_read (fixture, files[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaCertificate) certificate = hecha_certificate_read (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (certificate->fingerprint, ==, hecha_key_get_certificate (key)->fingerprint);
      g_assert_cmpstr (certificate->pem, ==, hecha_key_get_certificate (key)->pem);
    }
  g_assert_null (hecha_certificate_read (wrong, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_key (fixture, "rsa", "王小明", "rsa:2048", USAGE, "365");
  fixture_make_key (fixture, "rsa3072", "王小明", "rsa:3072", USAGE, "365");
  fixture_make_key (fixture, "rsa4096", "王小明", "rsa:4096", USAGE, "365");
  fixture_make_key (fixture, "p256", "李雷", "P-256", USAGE, "365");
  fixture_make_key (fixture, "p384", "韩梅梅", "P-384", USAGE, "365");
  fixture_make_key (fixture, "weak", "Weak", "rsa:1024", USAGE, "365");
  fixture_make_key (fixture, "koblitz", "Koblitz", "secp256k1", USAGE, "365");
  g_free (fixture_run (fixture, "openssl", "pkcs12", "-export", "-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-keypbe",
                       "PBE-SHA1-3DES", "-macalg", "sha1", "-inkey", "p256.key", "-in", "p256.pem", "-out", "old.p12",
                       "-passout", "pass:" FIXTURE_PASSWORD, NULL));
  g_free (fixture_run (fixture, "openssl", "pkcs12", "-export", "-nomac", "-inkey", "p256.key", "-in", "p256.pem",
                       "-out", "no-mac.p12", "-passout", "pass:" FIXTURE_PASSWORD, NULL));
  g_free (fixture_run (fixture, "openssl", "pkcs12", "-export", "-nokeys", "-in", "p256.pem", "-out", "no-key.p12",
                       "-passout", "pass:" FIXTURE_PASSWORD, NULL));
  g_test_add_func ("/key/info", test_info);
  g_test_add_func ("/key/algorithms", test_algorithms);
  g_test_add_func ("/key/wrong-password", test_wrong_password);
  g_test_add_func ("/key/old-ciphers", test_old_ciphers);
  g_test_add_func ("/key/damaged", test_damaged);
  g_test_add_func ("/key/unsupported", test_unsupported);
  g_test_add_func ("/key/certificate-alone", test_certificate_alone);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
