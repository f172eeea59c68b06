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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/row-issue/value", test_value);
  g_test_add_func ("/row-issue/copy", test_copy);
  return g_test_run ();
}
