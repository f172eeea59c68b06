/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "change-words.h"

#include "report-fixture.h"

static void
test_pages (void)
{
  static const struct { guint n, pages[6]; gboolean all; const char *en, *zh; } table[] = {
    { 0, { 0 }, TRUE, "No page looks different: what was changed is not to be seen on them.",
      "各页看上去均无不同：被改动的内容不显示在页面上。" },
    { 0, { 0 }, FALSE, "No page was found that looks different, but not all were compared.",
      "未发现看上去不同的页面，但并非所有页面都已比对。" },
    { 1, { 2 }, TRUE, "Page 2 looks different.", "第 2 页看上去不同。" },
    { 6, { 1, 3, 4, 5, 9, 10 }, FALSE, "Pages 1, 3–5, 9–10 look different. Not all pages were compared.",
      "第 1、3–5、9–10 页看上去不同。并非所有页面都已比对。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree char *en = NULL, *zh = NULL;

      g_array_append_vals (pages, table[i].pages, table[i].n);
      fixture_language ("en");
      en = hecha_different_pages_words (pages, table[i].all);
      g_assert_cmpstr (en, ==, table[i].en);
      fixture_language ("zh_CN");
      zh = hecha_different_pages_words (pages, table[i].all);
      g_assert_cmpstr (zh, ==, table[i].zh);
    }
}

static void
test_title (void)
{
  HechaRevisionChange change = { 0, 3, 100, NULL, TRUE };
  g_autofree char *unknown = NULL, *known = NULL;

  fixture_language ("en");
  unknown = hecha_change_title (&change);
  g_assert_cmpstr (unknown, ==, "Changed after it was signed");
  change.revision = 2;
  known = hecha_change_title (&change);
  g_assert_cmpstr (known, ==, "Changed in revision 2 of 3");
}

static void
add_signature (HechaVerification   *verification,
               const char          *field,
               const char          *signer,
               HechaSignatureStatus status)
{
  HechaSignatureResult *result = hecha_verification_add_signature (verification, field);

  g_free (result->signer);
  result->signer = g_strdup (signer);
  result->status = status;
}

/* Whose signature does not hold witnesses nothing, nor does who signed for something else. */
static void
test_witnesses (void)
{
  g_autoptr(HechaVerification) verification = hecha_verification_new ();
  g_autofree char *nobody = NULL, *one = NULL, *both = NULL;

  fixture_language ("en");
  add_signature (verification, "approved", "李局", HECHA_SIGNATURE_INTACT);
  add_signature (verification, "refusal-officer-1", "赵检", HECHA_SIGNATURE_CHANGED);
  nobody = hecha_witnesses_words (verification);
  g_assert_cmpstr (nobody, ==, "Did not sign; no signature of a witness holds");
  add_signature (verification, "refusal-officer-2", "钱检", HECHA_SIGNATURE_INTACT);
  one = hecha_witnesses_words (verification);
  g_assert_cmpstr (one, ==, "Did not sign; witnessed by 钱检");
  add_signature (verification, "refusal-officer-1", "孙检", HECHA_SIGNATURE_INTACT);
  fixture_language ("zh_CN");
  both = hecha_witnesses_words (verification);
  g_assert_cmpstr (both, ==, "未签字，由 钱检、孙检 见证");
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/change-words/pages", test_pages);
  g_test_add_func ("/change-words/title", test_title);
  g_test_add_func ("/change-words/witnesses", test_witnesses);
  return g_test_run ();
}
