/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dss-private.h"

#include "error.h"
#include "signer.h"
#include "tsa-fixture.h"

#include <string.h>

static Fixture *fixture;

/* @data: an address where something else is than what should be. */
static GBytes *
fetch_cb (const char *url,
          GBytes     *query,
          gpointer    data,
          GError    **error)
{
  if (g_strcmp0 (url, data) == 0)
    return g_bytes_new_static ("no such thing", 13);
  if (query)
    return fixture_ocsp (fixture, query, "ca");
  if (g_str_equal (url, FIXTURE_ISSUER_URL))
    return fixture_read (fixture, "ca.der");
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "%s: nobody there", url);
  return NULL;
}

static GPtrArray *
collect (const char             *liar,
         HechaValidationSummary *summary)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, "signed.pdf");
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_new (bytes, NULL);
  g_autoptr(HechaValidationData) known = hecha_validation_data_new ();
  g_autoptr(GError) error = NULL;
  GPtrArray *entries = hecha_dss_collect (file, known, g_get_real_time (), fetch_cb, (gpointer) liar, summary, &error);

  g_assert_no_error (error);
  return entries;
}

/* A signature without its authority's certificate: that is fetched, and then the answer about the signer. */
static void
test_issuer (void)
{
  HechaValidationSummary summary = { 0 };
  g_autoptr(GPtrArray) entries = collect (NULL, &summary);
  const HechaDssEntry *entry = entries->pdata[0];

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpuint (strlen (entry->key), ==, 40);
  g_assert_cmpuint (entry->data->certificates->len, ==, 2);
  g_assert_cmpuint (entry->data->answers->len, ==, 1);
  g_assert_cmpuint (summary.n_missing, ==, 0);
}

static void
test_liars (void)
{
  HechaValidationSummary one = { 0 }, two = { 0 };
  g_autoptr(GPtrArray) no_answer = collect (FIXTURE_OCSP_URL, &one);
  g_autoptr(GPtrArray) no_issuer = collect (FIXTURE_ISSUER_URL, &two);

  g_assert_cmpuint (((HechaDssEntry *) no_answer->pdata[0])->data->answers->len, ==, 0);
  g_assert_cmpuint (one.n_missing, ==, 1);
  g_assert_nonnull (strstr (one.missing, FIXTURE_OCSP_URL));
  g_free (one.missing);
  g_assert_cmpuint (((HechaDssEntry *) no_issuer->pdata[0])->data->certificates->len, ==, 1);
  g_assert_cmpuint (two.n_missing, ==, 1);
  g_free (two.missing);
}

static void
make_signed (void)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = NULL;
  g_autofree char *in = fixture_path (fixture, "plain.pdf"), *out = fixture_path (fixture, "signed.pdf");
  HechaSignRequest request = { "prepared", "alone", "编制", g_get_real_time (), "zh_CN", NULL };

  g_free (fixture_run (fixture, "openssl", "pkcs12", "-export", "-inkey", "alone.key", "-in", "alone.pem", "-out",
                       "alone.p12", "-passout", "pass:" FIXTURE_PASSWORD, NULL));
  bytes = fixture_read (fixture, "alone.p12");
  key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  hecha_pdf_sign (in, out, key, &request, &error);
  g_assert_no_error (error);
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
  fixture_make_key (fixture, "alone", "alone", "P-256", FIXTURE_WITH_OCSP, "100");
  fixture_register (fixture, "alone");
  g_free (fixture_run (fixture, "openssl", "x509", "-in", "ca.pem", "-outform", "DER", "-out", "ca.der", NULL));
  fixture_make_pdf (fixture, "plain.pdf", 1, FALSE);
  make_signed ();
  g_test_add_func ("/sign/dss-collect/issuer", test_issuer);
  g_test_add_func ("/sign/dss-collect/liars", test_liars);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
