/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificate.h"

#include "error.h"
#include "fixture.h"
#include "x509.h"

#include <string.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static Fixture *fixture;

static HechaCertificate *
read_file (const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, name);
  g_autoptr(GError) error = NULL;
  HechaCertificate *certificate = hecha_certificate_read (bytes, &error);

  g_assert_no_error (error);
  return certificate;
}

/* The openssl program tells the same of it, from PEM and from DER. */
static void
test_fields (void)
{
  g_autofree char *told = fixture_run (fixture, "openssl", "x509", "-in", "good.pem", "-noout", "-serial",
                                       "-fingerprint", "-sha256", NULL);
  static const char *const files[] = { "good.pem", "good.der" };
  g_auto(GStrv) lines = g_strsplit (told, "\n", 0), parts = g_strsplit (lines[1], ":", 0);
  g_autofree char *fingerprint = g_strjoinv ("", parts);
  g_autofree char *wanted = g_ascii_strdown (strchr (fingerprint, '=') + 1, -1);
  g_autofree char *serial = g_ascii_strdown (strchr (lines[0], '=') + 1, -1);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(HechaCertificate) certificate = read_file (files[i]);

      g_assert_cmpstr (certificate->subject, ==, "王小明");
      g_assert_cmpstr (certificate->issuer, ==, "Hecha Test CA");
      g_assert_cmpstr (certificate->serial, ==, serial);
      g_assert_cmpstr (certificate->fingerprint, ==, wanted);
      g_assert_cmpstr (certificate->algorithm, ==, "ECDSA P-256");
      g_assert_cmpint (certificate->bits, ==, 256);
      g_assert_cmpint (certificate->not_after - certificate->not_before, ==, 365 * DAY);
      g_assert_true (g_str_has_prefix (certificate->pem, "-----BEGIN CERTIFICATE-----\n"));
    }
}

/* Who may sign documents: RFC 5280, 4.2.1.3 and 4.2.1.12. */
static void
test_use (void)
{
  static const struct
  {
    const char *name;
    const char *kind;
    const char *extensions;
    const char *fault;          /* part of what is said; %NULL where it may sign */
  } table[] = {
    { "u0", "P-256", "keyUsage=digitalSignature\n", NULL },
    { "u1", "P-384", "keyUsage=nonRepudiation\n", NULL },
    { "u2", "rsa:2048", "basicConstraints=CA:FALSE\n", NULL },
    { "u3", "P-256", "extendedKeyUsage=emailProtection,clientAuth\n", NULL },
    { "u4", "P-256", "extendedKeyUsage=1.3.6.1.5.5.7.3.36\n", NULL },
    { "u5", "P-256", "extendedKeyUsage=serverAuth\n", "extended key usage" },
    { "u6", "P-256", "keyUsage=keyAgreement\n", "key usage" },
    { "u7", "P-256", "basicConstraints=critical,CA:TRUE\n", "authority" },
    { "u8", "rsa:1024", "keyUsage=digitalSignature\n", "RSA of 1024 bits" },
    { "u9", "P-521", "keyUsage=digitalSignature\n", "secp521r1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *file = g_strconcat (table[i].name, ".pem", NULL);
      g_autoptr(HechaCertificate) certificate = NULL;
      g_autoptr(GError) error = NULL;

      fixture_make_key (fixture, table[i].name, "x", table[i].kind, table[i].extensions, "30");
      certificate = read_file (file);
      g_test_message ("%s", table[i].name);
      g_assert_cmpint (hecha_certificate_check (certificate, certificate->not_before, &error), ==, table[i].fault == NULL);
      if (!table[i].fault)
        continue;
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, table[i].fault));
    }
}

/* Both ends of the validity belong to it. */
static void
test_validity (void)
{
  g_autoptr(HechaCertificate) certificate = read_file ("good.pem");
  gint64 from = certificate->not_before, until = certificate->not_after;
  g_autoptr(GError) early = NULL;
  g_autoptr(GError) late = NULL;

  g_assert_true (hecha_certificate_check (certificate, from, NULL));
  g_assert_true (hecha_certificate_check (certificate, until, NULL));
  g_assert_false (hecha_certificate_check (certificate, from - 1, &early));
  g_assert_nonnull (strstr (early->message, "not yet valid"));
  g_assert_false (hecha_certificate_check (certificate, until + 1, &late));
  g_assert_nonnull (strstr (late->message, "expired"));
}

static void
test_refused (void)
{
  g_autoptr(GBytes) der = fixture_read (fixture, "good.der"), key = fixture_read (fixture, "good.key");
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (der, 0, g_bytes_get_size (der) / 2), empty = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) text = g_bytes_new_static ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", 58);
  GBytes *table[] = { key, half, empty, text };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_certificate_read (table[i], &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

/* RFC 5280, 4.1.2.5: two digits of the year up to 2049, four from 2050. */
static void
test_times (void)
{
  static const struct
  {
    const char *text;
    gint64 seconds;
  } table[] = {
    { "20000101000000Z", 946684800 }, { "491231235959Z", 2524607999 }, { "500101000000Z", -631152000 },
    { "99991231235959Z", G_GINT64_CONSTANT (253402300799) }, { "19700101000000Z", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ASN1_TIME *time = ASN1_TIME_new ();

      g_assert_true (ASN1_TIME_set_string (time, table[i].text));
      g_assert_cmpint (hecha_asn1_time (time), ==, table[i].seconds * G_USEC_PER_SEC);
      ASN1_STRING_set (time, "nonsense", -1);
      g_assert_cmpint (hecha_asn1_time (time), ==, G_MININT64);
      ASN1_TIME_free (time);
    }
}

static void
test_der (void)
{
  g_autoptr(GBytes) der = fixture_read (fixture, "good.der");
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (der, 0, g_bytes_get_size (der) / 2);
  g_autoptr(X509) x509 = hecha_x509_from_der (der), broken = hecha_x509_from_der (half);
  g_autoptr(GBytes) again = hecha_x509_to_der (x509);

  g_assert_true (g_bytes_equal (der, again));
  g_assert_null (broken);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *convert = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_key (fixture, "good", "王小明", "P-256", "keyUsage=digitalSignature\n", "365");
  convert = fixture_run (fixture, "openssl", "x509", "-in", "good.pem", "-outform", "DER", "-out", "good.der", NULL);
  g_test_add_func ("/certificate/fields", test_fields);
  g_test_add_func ("/certificate/use", test_use);
  g_test_add_func ("/certificate/validity", test_validity);
  g_test_add_func ("/certificate/refused", test_refused);
  g_test_add_func ("/certificate/times", test_times);
  g_test_add_func ("/certificate/der", test_der);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
