/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals.h"

#include "error.h"
#include "fixture.h"
#include "procedure.h"

/* Every way to be refused, so that each rule has words in every language of the window. */
static const struct
{
  HechaHolder    holder;
  HechaProcedure procedure;
  guint          types;
  HechaRole      roles[3];
  guint          n;
  gboolean       numbered;
} rows[] = {
  { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 0, { 0 }, 0, FALSE },
  { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_INSPECTION, 1, { 0 }, 0, FALSE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 2, { 0 }, 0, FALSE },
  { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, 1, { 0 }, 0, FALSE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1, { HECHA_ROLE_INSPECTOR }, 1, FALSE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1, { HECHA_ROLE_INSPECTOR }, 1, TRUE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1, { HECHA_ROLE_EVALUATOR }, 1, TRUE },
  { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_EVALUATION, 1, { 0 }, 0, FALSE },
  { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 1, { HECHA_ROLE_INSPECTOR }, 1, TRUE },
};

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
      g_autoptr(GError) error = NULL;

      for (guint j = 0; j < rows[i].n; j++)
        {
          HechaMember *member = hecha_member_new (rows[i].roles[j], "王小明");

          member->number = g_strdup (rows[i].numbered ? "1" : NULL);
          g_ptr_array_add (members, member);
        }
      g_assert_false (hecha_procedure_may_plan (rows[i].holder, rows[i].procedure, rows[i].types, members, &error));
      fixture_language ("en");
      g_assert_cmpstr (hecha_refusal_text (error), ==, error->message);
      fixture_language ("zh_CN");
      g_assert_cmpstr (hecha_refusal_text (error), !=, error->message);
    }
}

static void
test_other (void)
{
  g_autoptr(GError) error = g_error_new_literal (HECHA_ERROR, HECHA_ERROR_IO, "the disk is full");

  fixture_language ("zh_CN");
  g_assert_cmpstr (hecha_refusal_text (error), ==, "the disk is full");
}

/* The values stay, also after a place and a colon; what only begins alike is left as it is. */
static void
test_values (void)
{
  static const struct { const char *english, *chinese; } messages[] = {
    { "There is no remote “省厅”", "没有交付地址“省厅”" },
    { "inbox/2026-11-22/a.json: x.pdf is not what was announced: its digest is ab12",
      "inbox/2026-11-22/a.json: x.pdf 与通告不符：其摘要为 ab12" },
    { "There is no remote “省厅” any more", "There is no remote “省厅” any more" },
  };

  fixture_language ("zh_CN");
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *words = hecha_refusal_words (messages[i].english);

      g_assert_cmpstr (words, ==, messages[i].chinese);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/refusals/rules", test_rules);
  g_test_add_func ("/refusals/other", test_other);
  g_test_add_func ("/refusals/values", test_values);
  return g_test_run ();
}
