/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verifier.h"

#include "error.h"
#include "pdf-edit.h"
#include "signer.h"
#include "tsa-fixture.h"

#include <string.h>

#define USAGE "keyUsage=critical,digitalSignature,nonRepudiation\n"

static Fixture *fixture;
static HechaTrust *trust;

static void
sign (const char *in,
      const char *out,
      const char *key_name,
      const char *field)
{
  g_autofree char *file = g_strconcat (key_name, ".p12", NULL);
  g_autoptr(GBytes) bytes = fixture_read (fixture, file);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaKey) key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, &error);
  g_autofree char *in_path = fixture_path (fixture, in);
  g_autofree char *out_path = fixture_path (fixture, out);
  HechaSignRequest request = { field, "王小明", "审核", g_get_real_time (), "zh_CN" };

  hecha_pdf_sign (in_path, out_path, key, &request, &error);
  g_assert_no_error (error);
}

static HechaVerification *
verify (const char              *name,
        const HechaExpectations *expectations)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr(GError) error = NULL;
  HechaVerification *out = hecha_pdf_verify (path, trust, expectations, NULL, &error);

  g_assert_no_error (error);
  return out;
}

static const char *
verdict_of (const HechaVerification *verification)
{
  return hecha_nick_text (hecha_file_verdict_nicks, verification->verdict);
}

static const HechaVerificationCheck *
failed_check (GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    if (!((HechaVerificationCheck *) checks->pdata[i])->ok)
      return checks->pdata[i];
  return NULL;
}

/* The first check that failed, of the file or of any signature. */
static const char *
failure_of (const HechaVerification *verification)
{
  const HechaVerificationCheck *check = NULL;

  for (guint i = 0; !check && i < verification->signatures->len; i++)
    check = failed_check (((HechaSignatureResult *) verification->signatures->pdata[i])->checks);
  if (!check)
    check = failed_check (verification->checks);
  if (check)
    g_test_message ("%s: %s", check->name, check->message);
  return check ? check->name : "";
}

static void
assert_verdict (const char *name,
                const char *verdict,
                const char *failure)
{
  g_autoptr(HechaVerification) verification = verify (name, NULL);
  const char *seen = failure_of (verification);

  g_assert_cmpstr (verdict_of (verification), ==, verdict);
  g_assert_cmpstr (seen, ==, failure);
}

/* Building attacks on a file in memory. */

static GString *
load (const char *name)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, name);

  return g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static void
store (const char    *name,
       const GString *data)
{
  fixture_write (fixture, name, data->str, data->len);
}

/* Good files. */

static void
test_valid (gconstpointer data)
{
  g_autoptr(HechaVerification) one = NULL;
  g_autoptr(HechaVerification) three = NULL;
  static const char *const fields[] = { "prepared", "reviewed", "approved" };
  static const char *const names[] = { "王小明", "李雷", "韩梅梅" };

  sign (data, "v1.pdf", "rsa", "prepared");
  sign ("v1.pdf", "v2.pdf", "p256", "reviewed");
  sign ("v2.pdf", "v3.pdf", "p384", "approved");
  one = verify ("v1.pdf", NULL);
  g_assert_cmpstr (failure_of (one), ==, "");
  g_assert_cmpstr (verdict_of (one), ==, "valid");
  three = verify ("v3.pdf", NULL);
  g_assert_cmpstr (failure_of (three), ==, "");
  g_assert_cmpstr (verdict_of (three), ==, "valid");
  g_assert_cmpuint (three->signatures->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const HechaSignatureResult *result = three->signatures->pdata[i];

      g_assert_cmpstr (result->field, ==, fields[i]);
      g_assert_cmpstr (result->signer, ==, names[i]);
      g_assert_cmpint (result->status, ==, HECHA_SIGNATURE_INTACT);
      g_assert_cmpint (result->trust, ==, HECHA_TRUST_TRUSTED);
      g_assert_false (result->time_proven);
      g_assert_cmpint (ABS (result->time - g_get_real_time ()), <, 120 * G_USEC_PER_SEC);
    }
}

static void
test_unsigned (void)
{
  assert_verdict ("plain.pdf", "unsigned", "");
}

static void
test_untrusted (void)
{
  g_autofree char *path = fixture_path (fixture, "s3.pdf");
  g_autoptr(HechaVerification) verification = hecha_pdf_verify (path, NULL, NULL, NULL, NULL);

  g_assert_cmpstr (verdict_of (verification), ==, "valid-untrusted");
}

static void
test_expired (void)
{
  HechaExpectations later = { NULL, NULL, g_get_real_time () + G_GINT64_CONSTANT (2) * 366 * 86400 * G_USEC_PER_SEC };
  g_autoptr(HechaVerification) verification = verify ("s3.pdf", &later);
  const HechaSignatureResult *first = verification->signatures->pdata[0];

  g_assert_cmpstr (verdict_of (verification), ==, "valid-untrusted");
  g_assert_cmpint (first->trust, ==, HECHA_TRUST_EXPIRED);
}

static void
test_expectations (void)
{
  static const char *const some[] = { "prepared", "approved", NULL };
  static const char *const more[] = { "prepared", "locker", NULL };
  g_autoptr(GHashTable) planned = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GBytes) pem = fixture_read (fixture, "rsa.pem");
  g_autoptr(HechaCertificate) rsa = hecha_certificate_read (pem, NULL);
  HechaExpectations good = { some, planned, 0 }, missing = { more, NULL, 0 }, other = { NULL, planned, 0 };
  g_autoptr(HechaVerification) one = NULL;
  g_autoptr(HechaVerification) two = NULL;
  g_autoptr(HechaVerification) three = NULL;

  g_hash_table_insert (planned, (char *) "prepared", rsa->fingerprint);
  one = verify ("s3.pdf", &good);
  g_assert_cmpstr (verdict_of (one), ==, "valid");
  two = verify ("s3.pdf", &missing);
  g_assert_cmpstr (verdict_of (two), ==, "incomplete");
  g_assert_cmpstr (failure_of (two), ==, "required-signatures");
  g_hash_table_insert (planned, (char *) "reviewed", rsa->fingerprint);
  three = verify ("s3.pdf", &other);
  g_assert_cmpstr (verdict_of (three), ==, "incomplete");
  g_assert_cmpstr (failure_of (three), ==, "planned-signer");
}

/* Unreadable files are an outcome; a missing one is an error. */
static void
test_unreadable (void)
{
  g_autofree char *none = fixture_path (fixture, "there-is-none.pdf");
  g_autoptr(GError) error = NULL;

  fixture_write (fixture, "empty.pdf", "", 0);
  fixture_write (fixture, "text.pdf", "%PDF-1.7\nand nothing more of it\n", 32);
  assert_verdict ("empty.pdf", "unreadable", "structure");
  assert_verdict ("text.pdf", "unreadable", "structure");
  g_assert_null (hecha_pdf_verify (none, trust, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = fixture_path (fixture, "s3.pdf");
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_pdf_verify (path, trust, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One flipped bit in each byte of the signed ranges, every seventh byte of the
 * whole file and every byte of the last revision's tail. */
static void
test_flips (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  gsize gap = find_last (data, "/Contents <") + 10;
  gsize resume = gap + strcspn (data->str + gap, ">") + 1;
  gsize tail = data->len - 1200;
  guint n = 0;

  for (gsize at = 0; at < data->len; at += at >= tail || at < 64 ? 1 : 97)
    {
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(HechaVerification) verification = NULL;

      if (at >= gap && at < resume)
        continue;
      data->str[at] ^= 1 << (at % 8);
      bytes = g_bytes_new_static (data->str, data->len);
      verification = hecha_pdf_verify_bytes (bytes, trust, NULL);
      if (verification->verdict <= HECHA_FILE_INCOMPLETE)
        g_error ("byte %zu of %zu flipped: %s", at, data->len, verdict_of (verification));
      data->str[at] ^= 1 << (at % 8);
      n++;
    }
  g_test_message ("%u flips", n);
}

/* Inside the gap are the signature and zeros, and nothing else is taken. */
static void
test_flips_in_contents (void)
{
  g_autoptr(GString) data = load ("s1.pdf");
  gsize gap = find_last (data, "/Contents <") + 10;
  gsize resume = gap + strcspn (data->str + gap, ">") + 1;

  for (gsize at = gap; at < resume; at += 13)
    {
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(HechaVerification) verification = NULL;
      char old = data->str[at];

      data->str[at] = old == '0' ? '1' : '0';
      bytes = g_bytes_new_static (data->str, data->len);
      verification = hecha_pdf_verify_bytes (bytes, NULL, NULL);
      /* Certificates beside the signer's are not covered by the signature. */
      g_assert_false (verification->verdict == HECHA_FILE_VALID);
      if (at + 26 > resume)
        g_assert_cmpint (verification->verdict, >=, HECHA_FILE_BROKEN);
      data->str[at] = old;
    }
}

/* Attacks by incremental updates. */

static void
test_changed_page (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  guint page = number_after (data, "/P ");
  g_autofree char *text = object_text (data, page);

  replace_text (&text, "/MediaBox [ 0 0 595 842 ]", "/MediaBox [ 0 0 595 100 ]");
  update_object (data, page, text);
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "changed", "later-changes");
}

static void
test_javascript (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  guint root = number_after (data, "/Root ");
  g_autofree char *text = object_text (data, root);

  *strrchr (text, '>') = '\0';
  *strrchr (text, '>') = '\0';
  {
    g_autofree char *evil = g_strconcat (text, " /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", NULL);

    update_object (data, root, evil);
  }
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "changed", "later-changes");
}

static void
test_replaced_attachment (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  gsize at = find_first (data, "/Type /EmbeddedFile "), head;
  guint number;
  const char *evil = "<< /Type /EmbeddedFile /Length 4 >>\nstream\nevil\nendstream";

  for (head = at; memcmp (data->str + head, " 0 obj", 6) != 0; head--)
    g_assert_cmpuint (head, >, 0);
  while (g_ascii_isdigit (data->str[head - 1]))
    head--;
  number = (guint) g_ascii_strtoull (data->str + head, NULL, 10);
  update_object (data, number, evil);
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "changed", "later-changes");
}

static void
test_moved_widget (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  gsize at = find_last (data, "/T <");
  guint number;
  g_autofree char *text = NULL;

  while (memcmp (data->str + at, " 0 obj", 6) != 0)
    at--;
  while (g_ascii_isdigit (data->str[at - 1]))
    at--;
  number = (guint) g_ascii_strtoull (data->str + at, NULL, 10);
  text = object_text (data, number);
  replace_text (&text, "/Rect [ 72 300", "/Rect [ 72 200");
  update_object (data, number, text);
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "changed", "later-changes");
}

static void
test_removed_signature (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  gsize at = find_last (data, "/T <");
  guint number;
  g_autofree char *text = NULL, *value = NULL;
  g_autoptr(HechaVerification) verification = NULL;

  while (memcmp (data->str + at, " 0 obj", 6) != 0)
    at--;
  while (g_ascii_isdigit (data->str[at - 1]))
    at--;
  number = (guint) g_ascii_strtoull (data->str + at, NULL, 10);
  text = object_text (data, number);
  value = g_strdup_printf ("/V %u 0 R", number_after (data, "/V "));
  replace_text (&text, value, "");
  update_object (data, number, text);
  store ("attack.pdf", data);
  verification = verify ("attack.pdf", NULL);
  g_assert_cmpstr (verdict_of (verification), ==, "changed");
  g_assert_cmpuint (verification->signatures->len, ==, 3);
  g_assert_cmpstr (((HechaSignatureResult *) verification->signatures->pdata[2])->field, ==, "approved");
}

static void
test_empty_revision (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  gsize old = number_after (data, "startxref\n"), start = data->len, trailer = find_last (data, "trailer");
  g_autofree char *dictionary = g_strndup (data->str + trailer + 8, find_last (data, "startxref") - trailer - 8);
  char *prev = strstr (dictionary, "/Prev ");

  memset (prev, ' ', 6 + strspn (prev + 6, "0123456789"));
  *strrchr (dictionary, '>') = '\0';
  *strrchr (dictionary, '>') = '\0';
  g_string_append_printf (data, "xref\n0 1\n0000000000 65535 f \ntrailer\n%s /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n",
                          dictionary, old, start);
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "changed", "later-changes");
}

static void
test_trailing_bytes (void)
{
  g_autoptr(GString) data = load ("s3.pdf");

  g_string_append (data, "% harmless?\n");
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "changed", "trailing-bytes");
}

/* A later revision that does not descend from the signed one. */
static void
test_skipped_revision (void)
{
  g_autoptr(GString) data = load ("s3.pdf");
  g_autoptr(GString) plain = load ("plain.pdf");
  gsize old = number_after (plain, "startxref\n"), start = data->len, trailer = find_last (data, "trailer");
  g_autofree char *dictionary = g_strndup (data->str + trailer + 8, find_last (data, "startxref") - trailer - 8);
  char *prev = strstr (dictionary, "/Prev ");

  memset (prev, ' ', 6 + strspn (prev + 6, "0123456789"));
  *strrchr (dictionary, '>') = '\0';
  *strrchr (dictionary, '>') = '\0';
  g_string_append_printf (data, "xref\n0 1\n0000000000 65535 f \ntrailer\n%s /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n",
                          dictionary, old, start);
  store ("attack.pdf", data);
  assert_verdict ("attack.pdf", "unsigned", "");
}

/* Attacks on the signature itself: the first one of s1.pdf is rewritten in place. */

static void
attack_range (const char *name,
              gint64      d_start,
              gint64      d_gap,
              gint64      d_resume,
              gint64      d_length)
{
  g_autoptr(GString) data = load ("s1.pdf");
  gsize at = find_last (data, "/ByteRange [") + 12;
  char *end = data->str + at;
  gint64 part[4];
  g_autofree char *text = NULL;
  gsize place = strcspn (end, "]");

  for (guint i = 0; i < 4; i++)
    part[i] = g_ascii_strtoll (end, &end, 10);
  text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          part[0] + d_start, part[1] + d_gap, part[2] + d_resume, part[3] + d_length);
  g_assert_cmpuint (strlen (text), <=, place);
  memset (data->str + at, ' ', place);
  memcpy (data->str + at, text, strlen (text));
  store (name, data);
}

static void
test_byte_range (void)
{
  static const gint64 table[][4] = {
    { 1, 0, 0, 0 }, { 0, -8, 0, 0 }, { 0, 2, 0, 0 }, { 0, 0, 8, -8 }, { 0, 0, -2, 2 }, { 0, 0, 0, 5 }, { 0, 0, 0, -9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaVerification) verification = NULL;

      attack_range ("attack.pdf", table[i][0], table[i][1], table[i][2], table[i][3]);
      verification = verify ("attack.pdf", NULL);
      g_assert_cmpstr (verdict_of (verification), ==, "broken");
    }
}

static void
test_forgeries (void)
{
  static const char *const table[][2] = {
    { "/Contents <", "/Contentz <" },
    { "/ByteRange [", "/ByteRangf [" },
    { "/Type /Sig ", "/Type /Foo " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GString) data = load ("s1.pdf");
      g_autoptr(HechaVerification) verification = NULL;

      memcpy (data->str + find_last (data, table[i][0]), table[i][1], strlen (table[i][1]));
      store ("attack.pdf", data);
      verification = verify ("attack.pdf", NULL);
      g_assert_cmpstr (verdict_of (verification), ==, "broken");
    }
}

/* Universal forgery: a signature whose /Contents is null, empty or zeros. */
static void
test_null_contents (void)
{
  static const char *const contents[] = { "null", "<>", "<00>", "()" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(GString) data = load ("plain.pdf");
      gsize at = find_first (data, "(prepared)");
      gsize head = at;
      g_autofree char *text = NULL;
      g_autofree char *value = NULL;
      g_autoptr(HechaVerification) verification = NULL;
      guint number;

      while (memcmp (data->str + head, " 0 obj", 6) != 0)
        head--;
      while (g_ascii_isdigit (data->str[head - 1]))
        head--;
      number = (guint) g_ascii_strtoull (data->str + head, NULL, 10);
      text = object_text (data, number);
      value = g_strdup_printf (" /V << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
                               "/ByteRange [0 10 20 30] /Contents %s >> >>", contents[i]);
      *strrchr (text, '>') = '\0';
      *strrchr (text, '>') = '\0';
      {
        g_autofree char *whole = g_strconcat (text, value, NULL);

        update_object (data, number, whole);
      }
      store ("attack.pdf", data);
      verification = verify ("attack.pdf", NULL);
      g_assert_cmpstr (verdict_of (verification), ==, "broken");
    }
}

/* A lock: the field "locker" locks "approved". */
static void
test_field_lock (void)
{
  g_autoptr(GBytes) bytes = fixture_read (fixture, "rsa.p12");
  g_autoptr(HechaKey) key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, NULL);
  g_autofree char *in = NULL;
  g_autoptr(GError) error = NULL;
  HechaSignRequest request = { "approved", "A", "B", g_get_real_time (), "en" };

  sign ("plain.pdf", "locked.pdf", "p256", "locker");
  assert_verdict ("locked.pdf", "valid", "");
  in = fixture_path (fixture, "locked.pdf");
  g_assert_false (hecha_pdf_sign (in, in, key, &request, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  sign ("locked.pdf", "locked-2.pdf", "rsa", "prepared");
  assert_verdict ("locked-2.pdf", "valid", "");
}

static gboolean
sign_text (const char *in,
           const char *out,
           const char *key_name,
           const char *field,
           const char *text,
           GError    **error)
{
  g_autofree char *file = g_strconcat (key_name, ".p12", NULL);
  g_autoptr(GBytes) bytes = fixture_read (fixture, file);
  g_autoptr(HechaKey) key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, NULL);
  g_autofree char *in_path = fixture_path (fixture, in), *out_path = fixture_path (fixture, out);
  HechaSignRequest request = { field, "王小明", "见证", g_get_real_time (), "zh_CN", NULL, "remark", text };

  return hecha_pdf_sign (in_path, out_path, key, &request, error);
}

/* A text that somebody signs for may be filled in after another signature, and is locked then. */
static void
test_signed_text (void)
{
  g_autoptr(GError) error = NULL, filled = NULL, locked = NULL;

  g_assert_true (sign_text ("s1.pdf", "witnessed.pdf", "p256", "witness", "现场人员拒绝签字。", &error));
  g_assert_no_error (error);
  assert_verdict ("witnessed.pdf", "valid", "");
  sign ("witnessed.pdf", "witnessed-2.pdf", "p384", "reviewed");
  assert_verdict ("witnessed-2.pdf", "valid", "");
  g_assert_false (sign_text ("witnessed.pdf", "none.pdf", "p384", "reviewed", "又", &filled));
  g_assert_error (filled, HECHA_ERROR, HECHA_ERROR_EXISTS);
  sign ("s1.pdf", "locked-text.pdf", "p256", "witness");
  g_assert_false (sign_text ("locked-text.pdf", "none.pdf", "p384", "reviewed", "又", &locked));
  g_assert_error (locked, HECHA_ERROR, HECHA_ERROR_REFUSED);
}

/* The invisible field is signed without an appearance. */
static void
test_invisible (void)
{
  sign ("s1.pdf", "invisible.pdf", "p256", "timestamp-1");
  assert_verdict ("invisible.pdf", "valid", "");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GBytes) ca = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  fixture = fixture_new ();
  fixture_make_ca (fixture);
  fixture_make_key (fixture, "rsa", "王小明", "rsa:2048", USAGE "extendedKeyUsage=emailProtection\n", "365");
  fixture_make_key (fixture, "p256", "李雷", "P-256", USAGE, "365");
  fixture_make_key (fixture, "p384", "韩梅梅", "P-384", USAGE, "365");
  fixture_make_tsa (fixture, "tsa", "secs:1");
  ca = fixture_read (fixture, "ca.pem");
  trust = hecha_trust_from_pem (ca, NULL);
  fixture_make_pdf (fixture, "plain.pdf", 2, FALSE);
  fixture_make_pdf (fixture, "packed.pdf", 2, TRUE);
  sign ("plain.pdf", "s1.pdf", "rsa", "prepared");
  sign ("s1.pdf", "s2.pdf", "p256", "reviewed");
  sign ("s2.pdf", "s3.pdf", "p384", "approved");
  g_test_add_data_func ("/verifier/valid/table", "plain.pdf", test_valid);
  g_test_add_data_func ("/verifier/valid/stream", "packed.pdf", test_valid);
  g_test_add_func ("/verifier/unsigned", test_unsigned);
  g_test_add_func ("/verifier/untrusted", test_untrusted);
  g_test_add_func ("/verifier/expired", test_expired);
  g_test_add_func ("/verifier/expectations", test_expectations);
  g_test_add_func ("/verifier/unreadable", test_unreadable);
  g_test_add_func ("/verifier/cancelled", test_cancelled);
  g_test_add_func ("/verifier/flips", test_flips);
  g_test_add_func ("/verifier/flips-in-contents", test_flips_in_contents);
  g_test_add_func ("/verifier/attack/changed-page", test_changed_page);
  g_test_add_func ("/verifier/attack/javascript", test_javascript);
  g_test_add_func ("/verifier/attack/replaced-attachment", test_replaced_attachment);
  g_test_add_func ("/verifier/attack/moved-widget", test_moved_widget);
  g_test_add_func ("/verifier/attack/removed-signature", test_removed_signature);
  g_test_add_func ("/verifier/attack/empty-revision", test_empty_revision);
  g_test_add_func ("/verifier/attack/trailing-bytes", test_trailing_bytes);
  g_test_add_func ("/verifier/attack/skipped-revision", test_skipped_revision);
  g_test_add_func ("/verifier/attack/byte-range", test_byte_range);
  g_test_add_func ("/verifier/attack/forgeries", test_forgeries);
  g_test_add_func ("/verifier/attack/null-contents", test_null_contents);
  g_test_add_func ("/verifier/field-lock", test_field_lock);
  g_test_add_func ("/verifier/signed-text", test_signed_text);
  g_test_add_func ("/verifier/invisible", test_invisible);
  status = g_test_run ();
  hecha_trust_free (trust);
  fixture_free (fixture);
  return status;
}
