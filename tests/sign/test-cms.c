/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cms.h"

#include "error.h"
#include "fixture.h"

#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature\n"
#define CONTENT "what is signed"

static Fixture *fixture;

static GBytes *
digest_of (const char *text)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text));
  g_checksum_get_digest (checksum, digest, &size);
  return g_bytes_new (digest, size);
}

static GBytes *
sign (const char *key_name)
{
  g_autofree char *file = g_strconcat (key_name, ".p12", NULL);
  g_autoptr(GBytes) bytes = fixture_read (fixture, file);
  g_autoptr(HechaKey) key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, NULL);
  g_autoptr(GBytes) digest = digest_of (CONTENT);
  g_autoptr(GError) error = NULL;
  GBytes *der = hecha_cms_sign (key, digest, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (der), <=, hecha_cms_reserve (key));
  return der;
}

static void
test_openssl (gconstpointer data)
{
  g_autoptr(GBytes) der = sign (data);
  g_autofree char *verdict = NULL;
  g_autofree char *print = NULL;

  fixture_write (fixture, "sig.der", g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  verdict = fixture_run (fixture, "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "sig.der",
                         "-content", "content", "-CAfile", "ca.pem", "-purpose", "any", "-out", "/dev/null", NULL);
  g_assert_nonnull (strstr (verdict, "CAdES Verification successful"));
  print = fixture_run (fixture, "openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", "sig.der", NULL);
  g_assert_nonnull (strstr (print, "id-smime-aa-signingCertificateV2"));
  g_assert_nonnull (strstr (print, "messageDigest"));
  g_assert_null (strstr (print, "signingTime"));
}

static void
test_verify (gconstpointer data)
{
  g_autoptr(GBytes) der = sign (data);
  g_autoptr(GBytes) digest = digest_of (CONTENT);
  g_autoptr(GBytes) other = digest_of ("something else");
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) failure = NULL;
  g_autoptr(HechaCms) cms = hecha_cms_read (der, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hecha_cms_get_digest (cms), ==, "SHA256");
  g_assert_true (hecha_cms_verify (cms, digest, &error));
  g_assert_no_error (error);
  g_assert_true (hecha_cms_names_certificate (cms, &error));
  g_assert_no_error (error);
  g_assert_false (hecha_cms_verify (cms, other, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

/* A foreign signature: made by the openssl program, with its signing time. */
static void
test_foreign (void)
{
  static const struct
  {
    const char *digest;
    const char *cades;
    gboolean supported;
    gboolean names;
  } table[] = {
    { "sha256", "-cades", TRUE, TRUE }, { "sha512", "-cades", TRUE, TRUE },
    { "sha256", "-noattr", TRUE, FALSE }, { "sha1", "-cades", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *output
        = fixture_run (fixture, "openssl", "cms", "-sign", table[i].cades, "-binary", "-md", table[i].digest, "-in",
                       "content", "-signer", "rsa.pem", "-inkey", "rsa.key", "-outform", "DER", "-out", "f.der", NULL);
      g_autoptr(GBytes) der = fixture_read (fixture, "f.der");
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaCms) cms = hecha_cms_read (der, &error);

      g_assert_no_error (error);
      g_assert_cmpint (hecha_cms_get_digest (cms) != NULL, ==, table[i].supported);
      g_assert_cmpint (hecha_cms_names_certificate (cms, NULL), ==, table[i].names);
    }
}

/* Without signed attributes there is nothing that binds digest and certificate. */
static void
test_no_attributes (void)
{
  g_autofree char *output
    = fixture_run (fixture, "openssl", "cms", "-sign", "-noattr", "-binary", "-md", "sha256", "-in", "content",
                   "-signer", "rsa.pem", "-inkey", "rsa.key", "-outform", "DER", "-out", "n.der", NULL);
  g_autoptr(GBytes) der = fixture_read (fixture, "n.der");
  g_autoptr(HechaCms) cms = hecha_cms_read (der, NULL);
  g_autoptr(GBytes) digest = digest_of (CONTENT);
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_cms_verify (cms, digest, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
}

static gsize
end_of (const guint8 *data,
        gsize         size,
        const char   *part,
        gsize         length)
{
  const guint8 *at = memmem (data, size, part, length);

  g_assert_nonnull (at);
  return (gsize) (at - data) + length;
}

/* Every bit of the digest, of the certificate's name and of the signature counts. */
static void
test_flips (void)
{
  static const char digest_oid[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
  static const char certificate_oid[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f";
  static const char algorithm[] = "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
  g_autoptr(GBytes) der = sign ("p256");
  g_autoptr(GBytes) digest = digest_of (CONTENT);
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (der, NULL), size);
  /* Headers of sets and strings stand between these. */
  gsize first = end_of (data, size, digest_oid, sizeof digest_oid - 1) + 4;
  gsize second = end_of (data, size, certificate_oid, sizeof certificate_oid - 1) + 2;
  gsize third = first + end_of (data + first, size - first, algorithm, sizeof algorithm - 1) + 2;
  gsize ranges[][2] = { { first, first + 32 }, { second, third - sizeof algorithm - 1 }, { third, size } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    for (gsize bit = ranges[i][0] * 8; bit < ranges[i][1] * 8; bit++)
      {
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(HechaCms) cms = NULL;

        data[bit / 8] ^= 1 << (bit % 8);
        bytes = g_bytes_new (data, size);
        cms = hecha_cms_read (bytes, NULL);
        if (cms && hecha_cms_get_digest (cms) && hecha_cms_verify (cms, digest, NULL)
            && hecha_cms_names_certificate (cms, NULL))
          g_error ("bit %zu of byte %zu of %zu counts for nothing", bit % 8, bit / 8, size);
        data[bit / 8] ^= 1 << (bit % 8);
      }
}

static void
test_refused (void)
{
  g_autoptr(GBytes) der = sign ("p256");
  gsize size = g_bytes_get_size (der);
  g_autoptr(GByteArray) padded = g_byte_array_append (g_byte_array_new (), g_bytes_get_data (der, NULL), (guint) size);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (der, 0, size / 2);
  g_autoptr(GBytes) zeros = NULL;
  g_autoptr(GBytes) junk = NULL;
  g_autoptr(HechaCms) good = NULL;
  g_autoptr(GError) error = NULL;

  g_byte_array_append (padded, (const guint8 *) "\0\0\0", 3);
  zeros = g_bytes_new (padded->data, padded->len);
  good = hecha_cms_read (zeros, NULL);
  g_assert_nonnull (good);
  padded->data[padded->len - 1] = 1;
  junk = g_bytes_new (padded->data, padded->len);
  g_assert_null (hecha_cms_read (junk, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_null (hecha_cms_read (half, NULL));
}

/* The object identifiers of GM/T 0006: an SM2 seal is not judged, not broken. */
static void
test_sm2 (void)
{
  static const guint8 der[] = { 0x30, 0x10, 0x06, 0x0a, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x06, 0x01, 0x04, 0x02, 0x02,
                                0xa0, 0x02, 0x30, 0x00 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (der, sizeof der);
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_cms_read (bytes, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
}

static void
assert_trust (const char         *bundle,
              gint64              at,
              HechaSignatureTrust expected)
{
  g_autoptr(GBytes) der = sign ("p256");
  g_autoptr(HechaCms) cms = hecha_cms_read (der, NULL);
  g_autoptr(GBytes) pem = fixture_read (fixture, bundle);
  g_autoptr(HechaTrust) trust = hecha_trust_from_pem (pem, NULL);
  g_autofree char *message = NULL;

  g_assert_cmpstr (hecha_nick_text (hecha_signature_trust_nicks, hecha_cms_judge_trust (cms, trust, NULL, at, NULL, &message)), ==,
                   hecha_nick_text (hecha_signature_trust_nicks, expected));
  g_assert_cmpstr (message, !=, "");
}

static void
test_trust (void)
{
  gint64 now = g_get_real_time (), year = G_GINT64_CONSTANT (366) * 86400 * G_USEC_PER_SEC;
  g_autoptr(GBytes) nothing = g_bytes_new_static ("nothing", 7);
  g_autoptr(GError) error = NULL;

  assert_trust ("ca.pem", now, HECHA_TRUST_TRUSTED);
  assert_trust ("rsa.pem", now, HECHA_TRUST_UNTRUSTED);
  assert_trust ("ca.pem", now + 2 * year, HECHA_TRUST_EXPIRED);
  assert_trust ("ca.pem", now - 2 * year, HECHA_TRUST_EXPIRED);
  assert_trust ("revoked.pem", now, HECHA_TRUST_REVOKED);
  g_assert_null (hecha_trust_from_pem (nothing, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

static void
make_revocation_list (void)
{
  static const char config[] = "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\n"
                               "default_crl_days=30\ncertificate=ca.pem\nprivate_key=ca.key\n";
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autoptr(GBytes) ca = fixture_read (fixture, "ca.pem");
  g_autoptr(GBytes) crl = NULL;
  g_autofree char *both = NULL;

  fixture_write (fixture, "ca.cnf", config, strlen (config));
  fixture_write (fixture, "index.txt", "", 0);
  one = fixture_run (fixture, "openssl", "ca", "-config", "ca.cnf", "-revoke", "p256.pem", NULL);
  two = fixture_run (fixture, "openssl", "ca", "-config", "ca.cnf", "-gencrl", "-out", "crl.pem", NULL);
  crl = fixture_read (fixture, "crl.pem");
  both = g_strdup_printf ("%.*s%.*s", (int) g_bytes_get_size (ca), (const char *) g_bytes_get_data (ca, NULL),
                          (int) g_bytes_get_size (crl), (const char *) g_bytes_get_data (crl, NULL));
  fixture_write (fixture, "revoked.pem", both, strlen (both));
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
  fixture_make_key (fixture, "p256", "李雷", "P-256", USAGE, "365");
  fixture_make_key (fixture, "p384", "韩梅梅", "P-384", USAGE, "365");
  make_revocation_list ();
  fixture_write (fixture, "content", CONTENT, strlen (CONTENT));
  g_test_add_data_func ("/cms/openssl/rsa", "rsa", test_openssl);
  g_test_add_data_func ("/cms/openssl/p256", "p256", test_openssl);
  g_test_add_data_func ("/cms/openssl/p384", "p384", test_openssl);
  g_test_add_data_func ("/cms/verify/rsa", "rsa", test_verify);
  g_test_add_data_func ("/cms/verify/p256", "p256", test_verify);
  g_test_add_data_func ("/cms/verify/p384", "p384", test_verify);
  g_test_add_func ("/cms/foreign", test_foreign);
  g_test_add_func ("/cms/no-attributes", test_no_attributes);
  g_test_add_func ("/cms/flips", test_flips);
  g_test_add_func ("/cms/refused", test_refused);
  g_test_add_func ("/cms/sm2", test_sm2);
  g_test_add_func ("/cms/trust", test_trust);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
