/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "row-issue.h"

#include <string.h>

/* A value is shown as far as it helps. */
static void
test_value (void)
{
  g_autofree char *broken = g_strconcat ("a\xff", NULL);
  g_autofree char *text = g_strnfill (500, 'x');
  g_autoptr(HechaRowIssue) cut = hecha_row_issue_new (TRUE, "a.csv", NULL, 3, "name-missing", text);
  g_autoptr(HechaRowIssue) bare = hecha_row_issue_new (FALSE, "a.csv", NULL, 3, "name-missing", NULL);
  g_autoptr(HechaRowIssue) repaired = hecha_row_issue_new (FALSE, "a.csv", NULL, 3, "phone-form", broken);

  g_assert_cmpuint (strlen (cut->message.en), ==, 60 + strlen ("“…”: the name of the enterprise is missing"));
  g_assert_cmpstr (bare->message.en, ==, "the name of the enterprise is missing");
  g_assert_cmpstr (bare->message.zh, ==, "缺少企业名称");
  g_assert_true (g_utf8_validate (repaired->message.zh, -1, NULL));
}

static void
test_copy (void)
{
  g_autoptr(HechaRowIssue) self = hecha_row_issue_new (TRUE, "a.xlsx", "表", 3, "date-form", "2月30日");
  g_autoptr(HechaRowIssue) copy = hecha_row_issue_copy (self);
  g_autoptr(JsonObject) one = hecha_row_issue_to_json (self), other = hecha_row_issue_to_json (copy);
  g_autofree char *a = hecha_json_canonical_object (one), *b = hecha_json_canonical_object (other);

  g_assert_cmpstr (a, ==, b);
}

/* The article or standard that a rule comes from, not its name in the code. */
static void
test_basis (void)
{
  static const struct { const char *rule, *zh, *en; } rows[] = {
    { "name-missing", "第七条", "article 7" }, { "type-missing", "第七条", "article 7" }, { "type-unknown", "第五条", "article 5" },
    { "level-unknown", "第六条", "article 6" }, { "credit-code-length", "GB 32100", "GB 32100" },
    { "credit-code-organisation", "GB 11714", "GB 11714" }, { "region-unknown", "GB/T 2260", "GB/T 2260" },
    { "industry-form", "GB/T 4754", "GB/T 4754" }, { "jurisdiction-line", "第三条", "article 3" },
    { "date-form", NULL, NULL }, { "cell-error", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaRowIssue) self = hecha_row_issue_new (TRUE, "a.xlsx", "表", 3, rows[i].rule, NULL);
      const HechaText *basis = hecha_row_issue_basis (self);

      g_assert_cmpstr (basis ? basis->zh : NULL, ==, rows[i].zh);
      g_assert_cmpstr (basis ? basis->en : NULL, ==, rows[i].en);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/row-issue/value", test_value);
  g_test_add_func ("/row-issue/copy", test_copy);
  g_test_add_func ("/row-issue/basis", test_basis);
  return g_test_run ();
}
