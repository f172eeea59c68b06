/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"
#include "verification-words.h"

static void
test_every_value_has_words (gconstpointer language)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  fixture_language (language);
  for (int i = HECHA_FILE_VALID; i <= HECHA_FILE_UNREADABLE; i++)
    {
      HechaLook look = hecha_file_verdict_look (i);

      g_assert_true (g_hash_table_add (seen, (gpointer) look.title));
      g_assert_true (g_hash_table_add (seen, (gpointer) hecha_file_verdict_sentence (i)));
      g_assert_nonnull (look.icon);
    }
  for (int i = HECHA_SIGNATURE_INTACT; i <= HECHA_SIGNATURE_BROKEN; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) hecha_signature_status_look (i).title));
  for (int i = HECHA_TRUST_TRUSTED; i <= HECHA_TRUST_UNKNOWN_OFFLINE; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) hecha_signature_trust_look (i).title));
}

static void
test_chinese (void)
{
  fixture_language ("zh_CN");
  g_assert_cmpstr (hecha_file_verdict_look (HECHA_FILE_VALID).title, ==, "有效");
  g_assert_cmpstr (hecha_signature_trust_look (HECHA_TRUST_REVOKED).title, ==, "证书已吊销");
  g_assert_cmpstr (hecha_field_title ("inspector-2"), ==, "检查人员二");
  fixture_language ("en");
  g_assert_cmpstr (hecha_field_title ("inspector-2"), ==, "Second inspector");
  g_assert_cmpstr (hecha_field_title ("Signature1"), ==, "Signature1");
}

/* The checks that the verifier makes; a new one must get its words. */
static void
test_checks (void)
{
  static const char *const names[] = {
    "byte-range", "revision", "cms", "signing-certificate", "later-changes", "certification", "field-locks",
    "certificate", "trust", "planned-signer", "kept", "structure", "second-reading", "trailing-bytes", "history",
    "duplicates", "removed-signatures", "signed-texts", "last-revision", "required-signatures", "time-stamp", "document-time-stamp",
    "time-stamp-trust", "attachments", "pages-and-data", "evidence", "journal-heads",
  };

  fixture_language ("en");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (hecha_verification_check_title (names[i]), !=, names[i]);
  g_assert_cmpstr (hecha_verification_check_title ("new-one"), ==, "new-one");
}

static HechaSignatureResult *
add (HechaVerification    *verification,
     const char           *field,
     const char           *signer,
     HechaSignatureStatus  status,
     HechaSignatureTrust   trust,
     gboolean              proven)
{
  HechaSignatureResult *result = hecha_verification_add_signature (verification, field);

  g_free (result->signer);
  result->signer = g_strdup (signer);
  result->status = status;
  result->trust = trust;
  result->time = G_GINT64_CONSTANT (1772409600) * G_USEC_PER_SEC;
  result->time_proven = proven;
  return result;
}

static void
assert_lines (GPtrArray         *lines,
              const char *const *expected)
{
  g_assert_cmpuint (lines->len, ==, g_strv_length ((GStrv) expected));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (lines->pdata[i], ==, expected[i]);
  g_ptr_array_unref (lines);
}

static void
test_all_proved (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();

  fixture_language ("en");
  add (verification, "prepared", "A", HECHA_SIGNATURE_INTACT, HECHA_TRUST_TRUSTED, TRUE);
  hecha_checks_add (verification->checks, "required-signatures", TRUE, NULL);
  assert_lines (hecha_verification_proved (verification), (const char *[]) {
    "What was signed is unchanged, down to the byte.", "Every required signature is there.",
    "A trusted authority vouches for every signer.", "Time stamps prove when it was signed.", NULL });
  assert_lines (hecha_verification_unproved (verification), (const char *[]) { NULL });
}

static void
test_some_proved (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();

  fixture_language ("en");
  add (verification, "prepared", "A", HECHA_SIGNATURE_INTACT, HECHA_TRUST_TRUSTED, FALSE);
  add (verification, "reviewed", "B", HECHA_SIGNATURE_INTACT, HECHA_TRUST_EXPIRED, FALSE);
  add (verification, "approved", "", HECHA_SIGNATURE_BROKEN, HECHA_TRUST_TRUSTED, TRUE);
  assert_lines (hecha_verification_proved (verification), (const char *[]) {
    "2 of 3 signatures match what they cover.", "A trusted authority vouches for 1 of 3 signers.", NULL });
  assert_lines (hecha_verification_unproved (verification), (const char *[]) {
    "That the file is unchanged: 1 of 3 signatures do not say so.",
    "Who signed as “Reviewed by”: the certificate of B has expired, and no time stamp proves an earlier time.",
    "When it was signed: the times are what the signers’ clocks said.", NULL });
}

/* Every signature is intact, and the file is not. */
static void
test_file_amiss (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();

  add (verification, "prepared", "A", HECHA_SIGNATURE_INTACT, HECHA_TRUST_TRUSTED, TRUE);
  hecha_checks_add (verification->checks, "structure", TRUE, "The file's structure was read without repairs.");
  hecha_checks_add (verification->checks, "last-revision", FALSE,
                    "After the last signature: Objects were written anew that say the same.");
  hecha_checks_add (verification->checks, "evidence", FALSE, "1 file is not at hand.");
  fixture_language ("en");
  assert_lines (hecha_verification_unproved (verification), (const char *[]) {
    "After the last signature: Objects were written anew that say the same.",
    "That the evidence is what the report lists: not all of it is at hand unchanged.", NULL });
  fixture_language ("zh_CN");
  assert_lines (hecha_verification_unproved (verification), (const char *[]) {
    "最后一个签名之后：重新写入了内容相同的对象。", "证据与报告所列一致：部分证据不在手头或有改动。", NULL });
}

static void
test_unsigned (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();

  fixture_language ("en");
  assert_lines (hecha_verification_proved (verification), (const char *[]) { NULL });
  assert_lines (hecha_verification_unproved (verification), (const char *[]) {
    "Who made the file, and that it is unchanged: it has no signature.", NULL });
}

/* 2026-03-02 00:00 UTC is eight o'clock in Shanghai, whose time the tests have. */
static void
test_moment (void)
{
  g_autofree char *words = hecha_moment_words (G_GINT64_CONSTANT (1772409600) * G_USEC_PER_SEC);
  g_autofree char *from_text = hecha_moment_words_from_text ("2026-03-02T00:00:00Z");
  g_autofree char *no_time = hecha_moment_words_from_text ("soon");
  g_autofree char *nothing = hecha_moment_words_from_text (NULL);

  g_assert_cmpstr (words, ==, "2026-03-02 08:00");
  g_assert_cmpstr (from_text, ==, "2026-03-02 08:00");
  g_assert_cmpstr (no_time, ==, "soon");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_data_func ("/verification-words/every-value/en", "en", test_every_value_has_words);
  g_test_add_data_func ("/verification-words/every-value/zh", "zh_CN", test_every_value_has_words);
  g_test_add_func ("/verification-words/chinese", test_chinese);
  g_test_add_func ("/verification-words/checks", test_checks);
  g_test_add_func ("/verification-words/all-proved", test_all_proved);
  g_test_add_func ("/verification-words/some-proved", test_some_proved);
  g_test_add_func ("/verification-words/file-amiss", test_file_amiss);
  g_test_add_func ("/verification-words/unsigned", test_unsigned);
  g_test_add_func ("/verification-words/moment", test_moment);
  return g_test_run ();
}
