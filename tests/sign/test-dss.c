/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dss.h"

#include "digest.h"
#include "error.h"
#include "pdf-filter.h"
#include "pdf-revision.h"
#include "pdf-tree.h"
#include "signer.h"
#include "tsa-fixture.h"
#include "validation-data.h"
#include "verifier.h"

#include <string.h>

static Fixture *fixture;

/* Who answers, and what was asked. */
typedef struct
{
  gboolean offline;
  const char *responder;
  guint lists;
  guint answers;
} Servers;

static GBytes *
stamp_cb (GBytes   *query,
          gpointer  data,
          GError  **error)
{
  return fixture_tsa_answer (fixture, "tsa", query);
}

static GBytes *
fetch_cb (const char *url,
          GBytes     *query,
          gpointer    data,
          GError    **error)
{
  Servers *servers = data;

  if (servers->offline)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "%s: no connection", url);
      return NULL;
    }
  if (query)
    {
      g_assert_cmpstr (url, ==, FIXTURE_OCSP_URL);
      servers->answers++;
      return fixture_ocsp (fixture, query, servers->responder);
    }
  g_assert_cmpstr (url, ==, FIXTURE_LIST_URL);
  servers->lists++;
  return fixture_list (fixture);
}

static void
sign (const char *in,
      const char *out,
      const char *name,
      const char *field,
      gboolean    with_stamp)
{
  g_autofree char *file = g_strconcat (name, ".p12", NULL);
  g_autoptr(GBytes) bytes = fixture_read (fixture, file);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, &error);
  g_autofree char *in_path = fixture_path (fixture, in), *out_path = fixture_path (fixture, out);
  HechaStamper stamper = { stamp_cb, NULL, NULL, g_get_real_time () };
  HechaSignRequest request = { field, name, "审核", g_get_real_time (), "zh_CN", with_stamp ? &stamper : NULL };

  g_assert_no_error (error);
  hecha_pdf_sign (in_path, out_path, key, &request, &error);
  g_assert_no_error (error);
}

static void
stamp (const char *in,
       const char *out)
{
  g_autofree char *in_path = fixture_path (fixture, in), *out_path = fixture_path (fixture, out);
  HechaStamper stamper = { stamp_cb, NULL, NULL, g_get_real_time () };
  g_autoptr(GError) error = NULL;

  hecha_pdf_stamp (in_path, out_path, &stamper, NULL, &error);
  g_assert_no_error (error);
}

static HechaValidationSummary
complete (const char *in,
          const char *out,
          Servers    *servers)
{
  g_autofree char *in_path = fixture_path (fixture, in), *out_path = fixture_path (fixture, out);
  HechaValidationSummary summary;
  g_autoptr(GError) error = NULL;

  hecha_pdf_add_validation_data (in_path, out_path, g_get_real_time (), fetch_cb, servers, &summary, &error);
  g_assert_no_error (error);
  g_free (g_steal_pointer (&summary.missing));
  return summary;
}

static gsize
size_of (const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, name);

  return g_bytes_get_size (bytes);
}

static HechaVerification *
verify (const char *name,
        GBytes     *crl_pem,
        int         days)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr(GBytes) ca = fixture_read (fixture, "ca.pem");
  g_autoptr(GByteArray) all = g_byte_array_new ();
  g_autoptr(GBytes) pem = NULL;
  g_autoptr(HechaTrust) trust = NULL;
  HechaExpectations expectations = { NULL, NULL, g_get_real_time () + (gint64) days * 86400 * G_USEC_PER_SEC };
  g_autoptr(GError) error = NULL;
  HechaVerification *out;

  g_byte_array_append (all, g_bytes_get_data (ca, NULL), (guint) g_bytes_get_size (ca));
  if (crl_pem)
    g_byte_array_append (all, g_bytes_get_data (crl_pem, NULL), (guint) g_bytes_get_size (crl_pem));
  pem = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  trust = hecha_trust_from_pem (pem, &error);
  g_assert_no_error (error);
  out = hecha_pdf_verify (path, trust, &expectations, NULL, &error);
  g_assert_no_error (error);
  return out;
}

/* "prepared intact trusted proven", and so on, in the order of the signatures. */
static void
assert_verdict (const char *name,
                GBytes     *crl,
                int         days,
                const char *file,
                const char *signatures)
{
  g_autoptr(HechaVerification) found = verify (name, crl, days);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->signatures->len; i++)
    {
      const HechaSignatureResult *one = found->signatures->pdata[i];

      g_string_append_printf (text, "%s%s %s %s %s", i ? ", " : "", one->field,
                              hecha_nick_text (hecha_signature_status_nicks, one->status),
                              hecha_nick_text (hecha_signature_trust_nicks, one->trust),
                              one->time_proven ? "proven" : "claimed");
      for (guint k = 0; k < one->checks->len; k++)
        {
          const HechaVerificationCheck *check = one->checks->pdata[k];

          g_test_message ("%s %s %d %s", one->field, check->name, check->ok, check->message);
        }
    }
  g_assert_cmpstr (text->str, ==, signatures);
  g_assert_cmpstr (hecha_nick_text (hecha_file_verdict_nicks, found->verdict), ==, file);
}

/* B-B, B-T, B-LT and a document time stamp after it, each judged for today and for much later. */
static void
test_levels (void)
{
  Servers servers = { FALSE, "ca", 0, 0 };
  HechaValidationSummary first, again;

  sign ("plain.pdf", "b.pdf", "listed", "prepared", FALSE);
  sign ("b.pdf", "t.pdf", "answered", "reviewed", TRUE);
  g_assert_cmpuint (size_of ("b.pdf") - size_of ("plain.pdf"), <=, 30 * 1024);
  g_assert_cmpuint (size_of ("t.pdf") - size_of ("b.pdf"), <=, 50 * 1024);
  assert_verdict ("t.pdf", NULL, 0, "valid-untrusted",
                  "prepared intact unknown-offline claimed, reviewed intact unknown-offline proven");
  first = complete ("t.pdf", "lt.pdf", &servers);
  g_assert_cmpuint (first.n_missing, ==, 0);
  g_assert_cmpuint (servers.lists, ==, 1);
  g_assert_cmpuint (servers.answers, ==, 1);
  /* Two signers, an authority for both, and its time stamps; one list and one answer. */
  g_assert_cmpuint (first.n_added, ==, 6);
  assert_verdict ("lt.pdf", NULL, 0, "valid",
                  "prepared intact trusted claimed, reviewed intact trusted proven");
  assert_verdict ("lt.pdf", NULL, 400, "valid-untrusted",
                  "prepared intact expired claimed, reviewed intact trusted proven");
  stamp ("lt.pdf", "lta.pdf");
  assert_verdict ("lta.pdf", NULL, 400, "valid",
                  "prepared intact trusted proven, reviewed intact trusted proven, timestamp-1 intact trusted proven");
  again = complete ("lta.pdf", "none.pdf", &servers);
  g_assert_cmpuint (again.n_added, ==, 0);
  g_assert_cmpuint (servers.lists + servers.answers, ==, 2);
}

/* What is in the store is what openssl made, and an entry for each signature. */
static void
test_store (void)
{
  g_autoptr(GBytes) bytes = NULL, list = NULL, x509 = NULL;
  g_autoptr(HechaPdfFile) file = NULL;
  g_autoptr(HechaValidationData) data = NULL;
  g_autofree char *shown = NULL;
  Servers servers = { FALSE, "ca", 0, 0 };

  sign ("plain.pdf", "b.pdf", "listed", "prepared", FALSE);
  complete ("b.pdf", "lt.pdf", &servers);
  bytes = fixture_read (fixture, "lt.pdf");
  file = hecha_pdf_file_new (bytes, NULL);
  data = hecha_dss_read (file);
  list = fixture_read (fixture, "ca-crl.der");
  g_assert_cmpuint (data->certificates->len, ==, 2);
  g_assert_cmpuint (data->answers->len, ==, 0);
  g_assert_cmpuint (data->crls->len, ==, 1);
  g_assert_true (g_bytes_equal (data->crls->pdata[0], list));
  g_free (fixture_run (fixture, "openssl", "x509", "-in", "listed.pem", "-outform", "DER", "-out", "listed.der", NULL));
  x509 = fixture_read (fixture, "listed.der");
  g_assert_true (g_bytes_equal (data->certificates->pdata[0], x509));
  shown = fixture_run (fixture, "mutool", "show", "lt.pdf", "trailer/Root/DSS/VRI", NULL);
  g_assert_nonnull (strstr (shown, "/VRI"));
}

/* Six streams that unpack to 15 MiB each, where 64 are read: four fit. */
static void
test_bomb (void)
{
  const gsize size = 15 * 1024 * 1024;
  g_autofree char *plain = g_malloc0 (size);
  g_autofree char *out = fixture_path (fixture, "bomb.pdf");
  g_autoptr(GBytes) bytes = fixture_read (fixture, "plain.pdf"), bomb = NULL;
  g_autoptr(HechaPdfFile) file = hecha_pdf_file_new (bytes, NULL), again = NULL;
  const HechaPdfValue *root = hecha_pdf_value_get (hecha_pdf_file_get_trailer (file), "Root");
  g_autoptr(HechaPdfValue) catalog = hecha_pdf_value_copy (hecha_pdf_file_get_catalog (file, NULL));
  g_autoptr(HechaPdfRevision) revision = hecha_pdf_revision_new (file);
  g_autoptr(GString) store = g_string_new ("<< /Type /DSS /Certs ["), text = g_string_new (NULL);
  g_autoptr(HechaValidationData) data = NULL;

  for (int i = 0; i < 6; i++)
    {
      g_autoptr(GBytes) packed = NULL;
      g_autoptr(GString) body = g_string_new (NULL);
      guint number = hecha_pdf_revision_reserve (revision);

      plain[0] = (char) ('0' + i);
      packed = hecha_deflate (plain, size);
      g_string_append_printf (body, "<< /Filter /FlateDecode /Length %" G_GSIZE_FORMAT " >>\nstream\n",
                              g_bytes_get_size (packed));
      g_string_append_len (body, g_bytes_get_data (packed, NULL), (gssize) g_bytes_get_size (packed));
      g_string_append (body, "\nendstream");
      hecha_pdf_revision_put (revision, number, 0, body);
      g_string_append_printf (store, " %u 0 R", number);
    }
  g_string_append (store, " ] >>");
  hecha_pdf_value_set_parsed (catalog, "DSS", store->str);
  hecha_pdf_value_write (catalog, text);
  hecha_pdf_revision_put (revision, (guint) root->integer, (guint) root->generation, text);
  hecha_pdf_revision_finish (revision);
  g_assert_true (hecha_pdf_revision_save (revision, out, NULL));
  bomb = fixture_read (fixture, "bomb.pdf");
  g_assert_cmpuint (g_bytes_get_size (bomb), <, 1024 * 1024);
  again = hecha_pdf_file_new (bomb, NULL);
  data = hecha_dss_read (again);
  g_assert_cmpuint (data->certificates->len, ==, 4);
}

/* Revoked after the time that a stamp proves, and before it. */
static void
test_revoked (void)
{
  g_autoptr(GBytes) crl = NULL;

  fixture_make_key (fixture, "leaver", "leaver", "P-256", FIXTURE_WITH_LIST, "100");
  sign ("plain.pdf", "early.pdf", "leaver", "prepared", TRUE);
  sign ("plain.pdf", "unproven.pdf", "leaver", "prepared", FALSE);
  g_usleep (1100 * 1000);
  fixture_revoke (fixture, "leaver");
  g_usleep (1100 * 1000);
  sign ("plain.pdf", "late.pdf", "leaver", "prepared", TRUE);
  g_bytes_unref (fixture_list (fixture));
  crl = fixture_read (fixture, "ca-crl.pem");
  assert_verdict ("early.pdf", crl, 0, "valid", "prepared intact trusted proven");
  assert_verdict ("unproven.pdf", crl, 0, "valid-untrusted", "prepared intact revoked claimed");
  assert_verdict ("late.pdf", crl, 0, "valid-untrusted", "prepared intact revoked proven");
}

/* The same by an answer of OCSP, which the file brings along. */
static void
test_revoked_by_answer (void)
{
  Servers servers = { FALSE, "ca", 0, 0 };

  fixture_make_key (fixture, "quitter", "quitter", "P-256", FIXTURE_WITH_OCSP, "100");
  fixture_register (fixture, "quitter");
  sign ("plain.pdf", "quit.pdf", "quitter", "prepared", FALSE);
  assert_verdict ("quit.pdf", NULL, 0, "valid-untrusted", "prepared intact unknown-offline claimed");
  fixture_revoke (fixture, "quitter");
  complete ("quit.pdf", "quit-lt.pdf", &servers);
  g_assert_cmpuint (servers.answers, ==, 1);
  assert_verdict ("quit-lt.pdf", NULL, 0, "valid-untrusted", "prepared intact revoked claimed");
}

/* Nobody answers, or somebody else does: that is said, and the file stays as it was. */
static void
test_missing (void)
{
  Servers offline = { TRUE, "ca", 0, 0 }, liar = { FALSE, "listed", 0, 0 };
  HechaValidationSummary summary;

  sign ("plain.pdf", "b.pdf", "answered", "prepared", FALSE);
  summary = complete ("b.pdf", "out.pdf", &offline);
  g_assert_cmpuint (summary.n_missing, ==, 1);
  summary = complete ("b.pdf", "out.pdf", &liar);
  g_assert_cmpuint (summary.n_missing, ==, 1);
  assert_verdict ("out.pdf", NULL, 0, "valid-untrusted", "prepared intact unknown-offline claimed");
}

static gsize
find (const guint8 *data,
      gsize         size,
      const char   *part)
{
  const guint8 *at = memmem (data, size, part, strlen (part));

  g_assert_nonnull (at);
  return (gsize) (at - data);
}

/* The token beside a signature replaced by one of another signature, made by the same authority. */
static void
test_foreign_stamp (void)
{
  static const char oid[] = "060b2a864886f70d010910020e";
  g_autoptr(GBytes) one = NULL, other = NULL;
  g_autofree guint8 *copy = NULL;
  gsize size, other_size, at, from, end;

  sign ("plain.pdf", "one.pdf", "listed", "prepared", TRUE);
  sign ("plain.pdf", "other.pdf", "listed", "reviewed", TRUE);
  one = fixture_read (fixture, "one.pdf");
  other = fixture_read (fixture, "other.pdf");
  copy = g_memdup2 (g_bytes_get_data (one, &size), g_bytes_get_size (one));
  g_bytes_get_data (other, &other_size);
  at = find (copy, size, oid);
  from = find (g_bytes_get_data (other, NULL), other_size, oid);
  end = find (copy + at, size - at, ">");
  /* Of the same authority: differing at most in what is random, so of one length nearly always. */
  memcpy (copy + at, (const guint8 *) g_bytes_get_data (other, NULL) + from, end);
  fixture_write (fixture, "moved.pdf", copy, size);
  {
    g_autoptr(HechaVerification) found = verify ("moved.pdf", NULL, 0);
    const HechaSignatureResult *signature = found->signatures->pdata[0];

    g_assert_cmpint (found->verdict, >=, HECHA_FILE_CHANGED);
    g_assert_cmpint (signature->status, >=, HECHA_SIGNATURE_CHANGED);
    g_assert_false (signature->time_proven);
  }
}

/* Another program's word on a document time stamp. */
static void
test_second_opinion (void)
{
  g_autoptr(GBytes) bytes = NULL;
  const char *text, *at;
  char *end;
  gsize size, gap, resume, length;
  g_autoptr(GByteArray) content = g_byte_array_new ();
  g_autofree char *hex = NULL, *verdict = NULL, *signatures = NULL;
  g_autoptr(GBytes) der = NULL;
  gsize trimmed;

  sign ("plain.pdf", "b.pdf", "listed", "prepared", FALSE);
  stamp ("b.pdf", "stamped.pdf");
  bytes = fixture_read (fixture, "stamped.pdf");
  text = g_bytes_get_data (bytes, &size);
  at = memmem (text, size, "/ETSI.RFC3161", 13);
  at = memmem (at, size - (gsize) (at - text), "/ByteRange [0 ", 14);
  end = (char *) at + 14;
  gap = g_ascii_strtoull (end, &end, 10);
  resume = g_ascii_strtoull (end, &end, 10);
  length = g_ascii_strtoull (end, &end, 10);
  g_assert_cmpuint (resume + length, ==, size);
  g_byte_array_append (content, (const guint8 *) text, (guint) gap);
  g_byte_array_append (content, (const guint8 *) text + resume, (guint) length);
  hex = g_strndup (text + gap + 1, resume - gap - 2);
  der = hecha_hex_decode (hex);
  /* The token's own length, without the zeros that fill its place. */
  trimmed = 4 + ((const guint8 *) g_bytes_get_data (der, NULL))[2] * 256u + ((const guint8 *) g_bytes_get_data (der, NULL))[3];
  fixture_write (fixture, "content", content->data, content->len);
  fixture_write (fixture, "token.der", g_bytes_get_data (der, NULL), trimmed);
  verdict = fixture_run (fixture, "openssl", "ts", "-verify", "-token_in", "-in", "token.der", "-data", "content",
                         "-CAfile", "ca.pem", NULL);
  g_assert_nonnull (strstr (verdict, "Verification: OK"));
  signatures = fixture_run (fixture, "pdfsig", "-nocert", "stamped.pdf", NULL);
  g_assert_nonnull (strstr (signatures, "Signature is Valid."));
}

/* A time stamp needs something signed, and a field that is left. */
static void
test_no_field (void)
{
  g_autofree char *plain = fixture_path (fixture, "plain.pdf"), *full = fixture_path (fixture, "stamped.pdf");
  g_autofree char *out = fixture_path (fixture, "none.pdf");
  HechaStamper stamper = { stamp_cb, NULL, NULL, g_get_real_time () };
  g_autoptr(GError) unsigned_error = NULL, full_error = NULL;

  g_assert_false (hecha_pdf_stamp (plain, out, &stamper, NULL, &unsigned_error));
  g_assert_error (unsigned_error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  sign ("plain.pdf", "b.pdf", "listed", "prepared", FALSE);
  stamp ("b.pdf", "stamped.pdf");
  g_assert_false (hecha_pdf_stamp (full, out, &stamper, NULL, &full_error));
  g_assert_error (full_error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
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
  fixture_make_tsa (fixture, "tsa", "secs:1");
  fixture_make_key (fixture, "listed", "listed", "rsa:4096", FIXTURE_WITH_LIST, "100");
  fixture_make_key (fixture, "answered", "answered", "P-384", FIXTURE_WITH_OCSP, "100");
  fixture_register (fixture, "answered");
  fixture_make_pdf (fixture, "plain.pdf", 2, FALSE);
  g_test_add_func ("/sign/dss/levels", test_levels);
  g_test_add_func ("/sign/dss/store", test_store);
  g_test_add_func ("/sign/dss/bomb", test_bomb);
  g_test_add_func ("/sign/dss/revoked", test_revoked);
  g_test_add_func ("/sign/dss/revoked-by-answer", test_revoked_by_answer);
  g_test_add_func ("/sign/dss/missing", test_missing);
  g_test_add_func ("/sign/dss/foreign-stamp", test_foreign_stamp);
  g_test_add_func ("/sign/dss/second-opinion", test_second_opinion);
  g_test_add_func ("/sign/dss/no-field", test_no_field);
  status = g_test_run ();
  fixture_free (fixture);
  return status;
}
