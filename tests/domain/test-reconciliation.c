/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing.h"
#include "reconciliation.h"

static void
add_issue (GPtrArray  *issues,
           gboolean    is_error,
           const char *column,
           const char *rule,
           const char *value)
{
  HechaRowIssue *issue = hecha_row_issue_new (is_error, "a.xlsx", "表", 7, rule, value);

  issue->column = g_strdup (column);
  issue->header = g_strdup ("级别");
  g_ptr_array_add (issues, issue);
}

static void
test_counts (void)
{
  g_autoptr(HechaReconciliation) self = hecha_reconciliation_new ();
  g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  HechaReconciledRow row = { "a.xlsx", "表", 7, 0, NULL, "X" };
  g_autoptr(JsonObject) json = NULL;
  g_autofree char *text = NULL;

  hecha_reconciliation_add (self, HECHA_OUTCOME_ACCEPTED, &row, NULL);
  hecha_reconciliation_add (self, HECHA_OUTCOME_ACCEPTED, &row, NULL);
  hecha_reconciliation_add (self, HECHA_OUTCOME_UNCHANGED, &row, NULL);
  add_issue (issues, FALSE, "C", "phone-form", "8888");
  hecha_reconciliation_add (self, HECHA_OUTCOME_ACCEPTED, &row, issues);
  add_issue (issues, TRUE, "D", "level-unknown", "四级");
  add_issue (issues, TRUE, "E", "level-conflict", NULL);
  add_issue (issues, TRUE, NULL, "name-missing", NULL);
  hecha_reconciliation_add (self, HECHA_OUTCOME_REFUSED, &row, issues);
  g_assert_cmpuint (hecha_reconciliation_n_read (self), ==, 5);
  json = hecha_reconciliation_to_json (self);
  text = hecha_json_canonical_object (json);
  g_assert_cmpstr (text, ==,
                   "{\"accepted\":3,\"read\":5,\"refusals\":[{\"column\":\"D\",\"file\":\"a.xlsx\",\"header\":\"级别\","
                   "\"message\":\"“四级”: none of the levels 3, 2 and 1, or not as many as there are types; "
                   "column E: two levels for one type; the name of the enterprise is missing\","
                   "\"message-zh\":\"“四级”：不是三级、二级或一级，或与类型的个数不一致; E列 同一类型有两个级别; 缺少企业名称\","
                   "\"row\":7,\"rule\":\"level-unknown\",\"sheet\":\"表\"}],"
                   "\"refused\":1,\"unchanged\":1,\"warnings\":[{\"column\":\"C\",\"file\":\"a.xlsx\",\"header\":\"级别\","
                   "\"message\":\"“8888”: not the form of a phone number\",\"message-zh\":\"“8888”：不像电话号码\","
                   "\"row\":7,\"rule\":\"phone-form\",\"sheet\":\"表\"}]}");
}

/* Two rows of one enterprise as one type: sites add up, gaps are filled. */
static void
test_absorb (void)
{
  g_autoptr(HechaFiling) first = hecha_filing_new (HECHA_TYPE_CONNECTED, 2);
  g_autoptr(HechaFiling) later = hecha_filing_new (HECHA_TYPE_CONNECTED, 2);
  g_autofree char *before = NULL, *after = NULL;
  const char *differs;

  hecha_filing_set (first, HECHA_FIELD_NAME, "甲");
  hecha_filing_set (later, HECHA_FIELD_NAME, "甲");
  hecha_filing_set (first, HECHA_FIELD_REGION, "340104");
  hecha_filing_set (later, HECHA_FIELD_REGION, "320505");
  hecha_filing_set (later, HECHA_FIELD_EMAIL, "a@example.com");
  g_ptr_array_add (first->sites, hecha_site_new ("一厂", "340104", NULL));
  g_ptr_array_add (later->sites, hecha_site_new ("一厂", "340104", NULL));
  g_ptr_array_add (later->sites, hecha_site_new ("二厂", "320505", NULL));
  g_hash_table_insert (first->extra, g_strdup ("备注"), g_strdup ("a"));
  g_hash_table_insert (later->extra, g_strdup ("备注"), g_strdup ("b"));
  g_assert_true (hecha_filing_absorb (first, later, &differs));
  g_assert_null (differs);
  g_assert_cmpuint (first->sites->len, ==, 2);
  g_assert_cmpstr (hecha_filing_get (first, HECHA_FIELD_REGION), ==, "340104");
  g_assert_cmpstr (hecha_filing_get (first, HECHA_FIELD_EMAIL), ==, "a@example.com");
  g_assert_cmpstr (g_hash_table_lookup (first->extra, "备注"), ==, "a；b");

  before = hecha_filing_digest (first);
  hecha_filing_set (later, HECHA_FIELD_NAME, "乙");
  g_assert_false (hecha_filing_absorb (first, later, &differs));
  g_assert_cmpstr (differs, ==, "name");
  later->level = 3;
  g_assert_false (hecha_filing_absorb (first, later, &differs));
  g_assert_cmpstr (differs, ==, "level");
  after = hecha_filing_digest (first);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reconciliation/counts", test_counts);
  g_test_add_func ("/reconciliation/absorb", test_absorb);
  return g_test_run ();
}
