/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revocation.h"

#include "error.h"
#include "tsa-fixture.h"
#include "x509.h"

#include <openssl/ocsp.h>
#include <string.h>

#define DAY ((gint64) 86400 * G_USEC_PER_SEC)

static Fixture *fixture;

static void
test_list (void)
{
  g_autoptr(GBytes) der = NULL, later = NULL;
  g_autoptr(HechaRevocationRecord) list = NULL, again = NULL;

  der = fixture_list (fixture);
  list = hecha_revocation_record_read (der);
  g_assert_false (list->is_answer);
  g_assert_cmpstr (list->about, ==, "Hecha Test CA");
  g_assert_cmpuint (list->revoked, ==, 1);
  g_assert_cmpint (list->next - list->made, ==, 30 * DAY);
  g_assert_cmpint (ABS (list->made - g_get_real_time ()), <, DAY);
  later = fixture_list (fixture);
  again = hecha_revocation_record_read (later);
  g_assert_cmpstr (list->key, ==, again->key);
}

static X509 *
read_x509 (const char *name)
{
  g_autoptr(GBytes) der = NULL;

  g_free (fixture_run (fixture, "openssl", "x509", "-in", name, "-outform", "DER", "-out", "one.der", NULL));
  der = fixture_read (fixture, "one.der");
  return hecha_x509_from_der (der);
}

static HechaRevocationRecord *
answer_about (const char *name)
{
  OCSP_REQUEST *request = OCSP_REQUEST_new ();
  g_autoptr(X509) x509 = read_x509 (name), ca = read_x509 ("ca.pem");
  g_autoptr(GBytes) query = NULL, answer = NULL;
  unsigned char *der = NULL;
  int size;

  OCSP_request_add0_id (request, OCSP_cert_to_id (EVP_sha1 (), x509, ca));
  size = i2d_OCSP_REQUEST (request, &der);
  query = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  OCSP_REQUEST_free (request);
  answer = fixture_ocsp (fixture, query, "ca");
  return hecha_revocation_record_read (answer);
}

static void
test_answer (void)
{
  g_autoptr(HechaRevocationRecord) good = answer_about ("plain.pem"), bad = answer_about ("revoked.pem");

  g_assert_true (good->is_answer && bad->is_answer);
  g_assert_cmpuint (good->revoked, ==, 0);
  g_assert_cmpuint (bad->revoked, ==, 1);
  g_assert_cmpstr (good->key, !=, bad->key);
  g_assert_cmpstr (good->about, !=, bad->about);
  g_assert_cmpint (good->next - good->made, ==, 7 * DAY);
}

static void
test_rubbish (void)
{
  static const char *const table[] = { "", "0", "0\x82\xff\xff", "0\x80", "-----BEGIN X509 CRL-----\n" };
  g_autoptr(GBytes) list = fixture_list (fixture), cut = g_bytes_new_from_bytes (list, 0, 60);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (table[i], strlen (table[i]));

      g_assert_null (hecha_revocation_record_read (bytes));
    }
  g_assert_null (hecha_revocation_record_read (cut));
}

static GBytes *
nothing_cb (const char *url,
            GBytes     *query,
            gpointer    data,
            GError    **error)
{
  g_assert_not_reached ();
}

/* A file that is not signed asks nobody; one that is no PDF is refused. What is fetched is tested by flow/revocations. */
static void
test_fetch (void)
{
  g_autofree char *plain = fixture_path (fixture, "plain.pdf"), *none = fixture_path (fixture, "ca.pem");
  HechaValidationSummary summary;
  g_autoptr(GError) error = NULL, failure = NULL;
  g_autoptr(GPtrArray) found = hecha_pdf_fetch_revocations (plain, NULL, g_get_real_time (), nothing_cb, NULL, &summary,
                                                            &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (summary.n_missing, ==, 0);
  g_assert_null (hecha_pdf_fetch_revocations (none, NULL, g_get_real_time (), nothing_cb, NULL, &summary, &failure));
  g_assert_nonnull (failure);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_register (fixture);
  fixture_make_key (fixture, "plain", "plain", "P-256", FIXTURE_WITH_OCSP, "100");
  fixture_make_key (fixture, "revoked", "revoked", "P-256", FIXTURE_WITH_OCSP, "100");
  fixture_register (fixture, "plain");
  fixture_revoke (fixture, "revoked");
  fixture_make_pdf (fixture, "plain.pdf", 1, FALSE);
  g_test_add_func ("/sign/revocation/list", test_list);
  g_test_add_func ("/sign/revocation/answer", test_answer);
  g_test_add_func ("/sign/revocation/rubbish", test_rubbish);
  g_test_add_func ("/sign/revocation/fetch", test_fetch);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
