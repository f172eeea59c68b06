/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "validation-data.h"

#include "tsa-fixture.h"

#include <openssl/pem.h>

static Fixture *fixture;
static X509 *ca, *other;

static X509 *
read_x509 (const char *name)
{
  g_autofree char *pem = g_strconcat (name, ".pem", NULL);
  g_autoptr(GBytes) bytes = fixture_read (fixture, pem);
  g_autoptr(BIO) bio = BIO_new_mem_buf (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes));
  X509 *x509 = PEM_read_bio_X509 (bio, NULL, NULL, NULL);

  g_assert_nonnull (x509);
  return x509;
}

static gint64
in_days (int days)
{
  return g_get_real_time () + (gint64) days * 86400 * G_USEC_PER_SEC;
}

/* Good until the next list is due, also for the time before it was made; revoked from its date on. */
static void
test_list (void)
{
  static const struct { const char *name; int days; HechaRevocation expected; } table[] = {
    { "good", 0, HECHA_REVOCATION_GOOD },
    { "good", -100, HECHA_REVOCATION_GOOD },
    { "good", 29, HECHA_REVOCATION_GOOD },
    { "good", 31, HECHA_REVOCATION_UNKNOWN },
    { "revoked", 1, HECHA_REVOCATION_REVOKED },
    { "revoked", 31, HECHA_REVOCATION_REVOKED },
    { "revoked", -1, HECHA_REVOCATION_LATER },
  };
  g_autoptr(GBytes) der = fixture_list (fixture);
  const unsigned char *data = g_bytes_get_data (der, NULL);
  X509_CRL *crl = d2i_X509_CRL (NULL, &data, (long) g_bytes_get_size (der));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(X509) x509 = read_x509 (table[i].name);

      g_assert_cmpint (hecha_crl_judge (crl, x509, ca, in_days (table[i].days)), ==, table[i].expected);
      /* A list that another made says nothing. */
      g_assert_cmpint (hecha_crl_judge (crl, x509, other, in_days (table[i].days)), ==, HECHA_REVOCATION_UNKNOWN);
    }
  X509_CRL_free (crl);
}

static GBytes *
query_new (const char *name)
{
  g_autoptr(X509) x509 = read_x509 (name);
  OCSP_REQUEST *request = OCSP_REQUEST_new ();
  unsigned char *der = NULL;
  int size;
  GBytes *bytes;

  OCSP_request_add0_id (request, OCSP_cert_to_id (EVP_sha1 (), x509, ca));
  size = i2d_OCSP_REQUEST (request, &der);
  bytes = g_bytes_new_take (g_memdup2 (der, (gsize) size), (gsize) size);
  OPENSSL_free (der);
  OCSP_REQUEST_free (request);
  return bytes;
}

static void
test_answer (void)
{
  static const struct { const char *name, *responder; int days; HechaRevocation expected; } table[] = {
    { "good", "ca", 0, HECHA_REVOCATION_GOOD },
    { "good", "responder", 6, HECHA_REVOCATION_GOOD },
    { "good", "ca", 8, HECHA_REVOCATION_UNKNOWN },
    { "revoked", "ca", 1, HECHA_REVOCATION_REVOKED },
    { "revoked", "responder", -1, HECHA_REVOCATION_LATER },
    { "unregistered", "ca", 0, HECHA_REVOCATION_UNKNOWN },
    /* Of the same CA, and not one to whom it gave that purpose. */
    { "good", "revoked", 0, HECHA_REVOCATION_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(X509) x509 = read_x509 (table[i].name);
      g_autoptr(GBytes) query = query_new (table[i].name);
      g_autoptr(GBytes) answer = fixture_ocsp (fixture, query, table[i].responder);
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (answer, 0, g_bytes_get_size (answer) / 2);

      g_assert_cmpint (hecha_ocsp_judge (answer, x509, ca, in_days (table[i].days)), ==, table[i].expected);
      g_assert_cmpint (hecha_ocsp_judge (answer, x509, other, in_days (table[i].days)), ==, HECHA_REVOCATION_UNKNOWN);
      g_assert_cmpint (hecha_ocsp_judge (cut, x509, ca, in_days (table[i].days)), ==, HECHA_REVOCATION_UNKNOWN);
    }
}

/* An answer about one certificate says nothing of another. */
static void
test_another (void)
{
  g_autoptr(X509) x509 = read_x509 ("revoked");
  g_autoptr(GBytes) query = query_new ("good");
  g_autoptr(GBytes) answer = fixture_ocsp (fixture, query, "ca");

  g_assert_cmpint (hecha_ocsp_judge (answer, x509, ca, in_days (0)), ==, HECHA_REVOCATION_UNKNOWN);
}

static void
test_add (void)
{
  g_autoptr(HechaValidationData) data = hecha_validation_data_new ();

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (&i, sizeof i);

      g_assert_cmpint (hecha_validation_data_add (data->crls, bytes), ==, i < 256);
      g_assert_false (hecha_validation_data_add (data->crls, bytes));
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "good", "revoked", "unregistered" };
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_register (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fixture_make_key (fixture, names[i], names[i], "P-256", FIXTURE_WITH_OCSP, "100");
  fixture_make_key (fixture, "responder", "responder", "P-256", "extendedKeyUsage=OCSPSigning\n", "100");
  fixture_register (fixture, "good");
  fixture_revoke (fixture, "revoked");
  ca = read_x509 ("ca");
  g_free (fixture_run (fixture, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-keyout", "other.key", "-out", "other.pem", "-subj", "/CN=Hecha Test CA", NULL));
  other = read_x509 ("other");
  g_test_add_func ("/sign/validation-data/list", test_list);
  g_test_add_func ("/sign/validation-data/answer", test_answer);
  g_test_add_func ("/sign/validation-data/another", test_another);
  g_test_add_func ("/sign/validation-data/add", test_add);
  status = g_test_run ();
  X509_free (ca);
  X509_free (other);
  fixture_free (fixture);
  return status;
}
