/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "fixture.h"
#include "import-list.h"
#include "recheck-dialog.h"
#include "region.h"
#include "row-object.h"

static void
test_words (void)
{
  g_autofree char *types = hecha_words_types (1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_IDENTIFIER);
  g_autofree char *level = hecha_words_type_level (HECHA_TYPE_PLATFORM, 3);
  g_autofree char *over = hecha_words_due (HECHA_DUE_OVERDUE, "2026-01-01");
  g_autofree char *none = hecha_words_due (HECHA_DUE_NONE, NULL);

  g_assert_cmpstr (types, ==, "Connected · Identifier");
  g_assert_cmpstr (level, ==, "Platform · Level 3");
  g_assert_cmpstr (over, ==, "2026-01-01 · overdue");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (hecha_words_due_class (HECHA_DUE_OVERDUE), ==, "error");
  g_assert_cmpstr (hecha_words_sector ("C2511"), ==, "Raw materials");
  g_assert_cmpstr (hecha_words_sector (""), ==, "");
  g_assert_cmpstr (hecha_words_filing_state ("correcting"), ==, "Being corrected");
  g_assert_cmpstr (hecha_words_conclusion ("a-foreign-grade"), ==, "a-foreign-grade");
  g_assert_cmpstr (hecha_words_conclusion (NULL), ==, "");
}

static void
test_days (void)
{
  static const struct { int days; const char *text; } rows[] = {
    { 1, "1 day left" }, { 0, "0 days left" }, { -1, "1 day over" }, { -12, "12 days over" }, { G_MAXINT, "no deadline" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = hecha_recheck_days_text (rows[i].days);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* GB/T 2260; the cities with an authority of their own stand before their provinces. */
static void
test_regions (void)
{
  static const struct { const char *code, *name; } rows[] = {
    { "330106", "Zhejiang" }, { "330206", "Ningbo" }, { "440305", "Shenzhen" }, { "440106", "Guangdong" },
    { "21", "Liaoning" }, { "210211", "Dalian" }, { "650102", "Xinjiang" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (hecha_region_find (rows[i].code)->name.en, ==, rows[i].name);
  g_assert_null (hecha_region_find ("990000"));
  g_assert_null (hecha_region_find (NULL));
}

static void
add_row (HechaReconciliation *list,
         HechaOutcome         outcome,
         guint                number,
         const char          *rule)
{
  g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  HechaReconciledRow row = { .file = "a.xlsx", .sheet = "S", .row = number, .name = "示例", .code = "X" };

  if (rule)
    g_ptr_array_add (issues, hecha_row_issue_new (outcome == HECHA_OUTCOME_REFUSED, "a.xlsx", "S", number, rule, "12"));
  hecha_reconciliation_add (list, outcome, &row, issues);
}

static void
test_import_list (void)
{
  g_autoptr(HechaReconciliation) list = hecha_reconciliation_new ();
  static const guint counts[HECHA_IMPORT_N_KINDS] = { 2, 1, 1, 1 };

  add_row (list, HECHA_OUTCOME_ACCEPTED, 2, NULL);
  add_row (list, HECHA_OUTCOME_ACCEPTED, 3, "phone-form");
  add_row (list, HECHA_OUTCOME_UNCHANGED, 4, NULL);
  add_row (list, HECHA_OUTCOME_REFUSED, 5, "credit-code-length");
  for (guint kind = 0; kind < HECHA_IMPORT_N_KINDS; kind++)
    {
      g_autoptr(HechaImportList) model = hecha_import_list_new (list, kind);
      g_autoptr(HechaRowObject) last = NULL;

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, counts[kind]);
      g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), counts[kind]));
      last = g_list_model_get_item (G_LIST_MODEL (model), counts[kind] - 1);
      if (kind == HECHA_OUTCOME_REFUSED)
        g_assert_cmpstr (((char **) hecha_row_object_get (last))[1], ==, "S · row 5 · GB 32100");
      if (kind == HECHA_OUTCOME_UNCHANGED)
        g_assert_cmpstr (((char **) hecha_row_object_get (last))[1], ==, "X · S · row 4");
    }
}

/* As many characters as columns: GTK gives a tooltip so much room. */
static void
test_tooltip (void)
{
  static const struct { const char *text; glong length; } rows[] = {
    { "", 0 }, { "Main Menu", 9 }, { "排序", 4 }, { "报告（Ctrl+R）", 14 }, { "PLC-07：符合", 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *once = hecha_words_tooltip (rows[i].text), *twice = hecha_words_tooltip (once);

      g_assert_true (g_str_has_prefix (once, rows[i].text));
      g_assert_cmpint (g_utf8_strlen (once, -1), ==, rows[i].length);
      g_assert_cmpstr (twice, ==, once);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/words/words", test_words);
  g_test_add_func ("/words/days", test_days);
  g_test_add_func ("/words/regions", test_regions);
  g_test_add_func ("/words/import-list", test_import_list);
  g_test_add_func ("/words/tooltip", test_tooltip);
  return g_test_run ();
}
