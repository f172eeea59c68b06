/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadlines.h"
#include "type-results.h"

#include "workspace.h"

#include <string.h>

#define HEADER "企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话,登记日期,最近一次评测日期,登记状态\n"

static void
import_text (Workspace  *self,
             const char *text)
{
  g_autofree char *path = fixture_path (self->files, "some.csv");
  const char *const paths[] = { path, NULL };
  g_autoptr(HechaReconciliation) list = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_REFUSED], ==, 0);
}

/* Each row as "kind due state". */
static char *
tell (GPtrArray *rows)
{
  static const char *const states[] = { "none", "later", "soon", "overdue" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const HechaDueRow *row = rows->pdata[i];
      g_autofree char *day = hecha_date_to_text (&row->term.due);

      g_string_append_printf (text, "%s %s %s %s\n", hecha_nick_text (hecha_term_nicks, row->term.kind), day,
                              states[row->state], row->enterprise);
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (Workspace           *self,
             const HechaDueQuery *query,
             const char          *wanted)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = hecha_deadlines_list (self->session, query, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = tell (rows);
  g_assert_cmpstr (text, ==, wanted);
}

/* Worked by hand. Today is 2026-10-20: 2026-09-10 + 30 working days = 10-28;
 * 2025-09-15 + 30 = 2025-10-31; what was filed on 10-12 is due after 60 days. */
static const char filings[] = HEADER
  "甲厂,91330100799655058B,联网工业企业,三级,王,13800000001,2026-09-10,,\n"
  "乙厂,914403001922038216,联网工业企业,二级,李,13800000002,2025-09-15,2024-03-01,\n"
  "丙厂,91110000802100433B,联网工业企业,一级,张,13800000003,2024-01-02,,已通过\n"
  "丁厂,91440300708461136T,联网工业企业,三级,赵,13800000004,2025-03-03,2025-06-01,已通过\n"
  "戊台,91120116000000019T,平台企业,三级,钱,13800000005,2025-03-03,2025-06-01,已通过\n"
  "己台,91130102000000027G,标识解析企业,二级,孙,13800000006,2026-09-10,,\n";

static void
test_list (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例厅");
  const HechaDueQuery all = { 0 }, overdue = { .overdue = TRUE }, far = { .days = 400 };
  const HechaDueQuery one = { .code = "914403001922038216" }, evaluation = { .kinds = 1u << HECHA_TERM_EVALUATION, .days = 90 };

  g_assert_true (hecha_time_from_text ("2026-10-20T02:00:00Z", &self->now));
  assert_list (self, &all, "");
  import_text (self, filings);
  assert_list (self, &all,
               "verification 2025-10-31 overdue 乙厂\n"
               "verification 2026-10-28 soon 甲厂\n");
  assert_list (self, &overdue, "verification 2025-10-31 overdue 乙厂\n");
  assert_list (self, &one, "verification 2025-10-31 overdue 乙厂\n");
  assert_list (self, &evaluation,
               "evaluation 2026-12-31 soon 乙厂\n"
               "evaluation 2026-12-31 soon 丁厂\n");
  /* Level 1 is advised, never due; level 3 is inspected every year. */
  assert_list (self, &far,
               "verification 2025-10-31 overdue 乙厂\n"
               "verification 2026-10-28 soon 甲厂\n"
               "evaluation 2026-12-31 soon 乙厂\n"
               "evaluation 2026-12-31 soon 丁厂\n"
               "inspection 2026-12-31 later 丁厂\n");
}

/* Each authority has its own line (articles 3 and 14). */
static void
test_own_line (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_COMMUNICATIONS, "示例局");
  const HechaDueQuery far = { .days = 400 };

  g_assert_true (hecha_time_from_text ("2026-10-20T02:00:00Z", &self->now));
  import_text (self, filings);
  assert_list (self, &far,
               "verification 2026-10-28 soon 己台\n"
               "evaluation 2026-12-31 soon 戊台\n"
               "inspection 2026-12-31 later 戊台\n");
}

/* An evaluation body neither verifies nor inspects. */
static void
test_own_kinds (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  const HechaDueQuery far = { .days = 90 };

  g_assert_true (hecha_time_from_text ("2026-10-20T02:00:00Z", &self->now));
  import_text (self, filings);
  assert_list (self, &far,
               "evaluation 2026-12-31 soon 戊台\n"
               "evaluation 2026-12-31 soon 乙厂\n"
               "evaluation 2026-12-31 soon 丁厂\n");
}

static char *
due_of_filing (Workspace *self)
{
  g_autoptr(GPtrArray) rows = hecha_intake_enterprise (self->session, WORKSPACE_CODE, NULL);

  return g_strdup (((HechaFilingRow *) rows->pdata[0])->due);
}

/* A visit here counts as the last evaluation, in the list and in the register;
 * its findings are due by their own deadlines. */
static void
test_after_a_visit (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GPtrArray) before = NULL, after = NULL, rows = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *due = NULL, *reopened = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(JsonArray) results = NULL;
  const HechaDueQuery findings = { .kinds = 1u << HECHA_TERM_RECTIFICATION, .code = WORKSPACE_CODE };
  const HechaDueQuery evaluation = { .kinds = 1u << HECHA_TERM_EVALUATION, .code = WORKSPACE_CODE, .days = 50 };

  g_assert_true (hecha_time_from_text ("2026-11-24T02:00:00Z", &self->now));
  workspace_import (self);
  due = due_of_filing (self);
  before = hecha_deadlines_list (self->session, &evaluation, NULL);
  g_assert_cmpuint (before->len, >, 0);
  uuid = workspace_plan (self, workspace_team);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  after = hecha_deadlines_list (self->session, &evaluation, NULL);
  g_assert_cmpuint (after->len, ==, 0);
  rows = hecha_intake_enterprise (self->session, WORKSPACE_CODE, NULL);
  content = hecha_inspect_load (self->session, uuid, &error);
  results = hecha_type_results (self->session, content, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaFilingRow *row = rows->pdata[i];

      g_assert_cmpstr (row->due, >, "2027");
      /* What the report says of the type is what its filing shows. */
      g_assert_cmpstr (row->conclusion, ==, hecha_json_string (hecha_json_element (results, i), "conclusion"));
    }
  g_ptr_array_unref (rows);
  rows = hecha_deadlines_list (self->session, &findings, NULL);
  g_assert_cmpuint (rows->len, >, 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaDueRow *row = rows->pdata[i];

      g_assert_cmpint (row->term.kind, ==, HECHA_TERM_RECTIFICATION);
      g_assert_cmpstr (row->case_uuid, ==, uuid);
      g_assert_nonnull (row->what);
      g_assert_cmpint (row->days_left, ==, 37);
    }
  /* While its document does not stand, the visit does not count. */
  g_assert_true (hecha_issue_reopen (self->session, uuid, "补充", &error));
  g_assert_no_error (error);
  reopened = due_of_filing (self);
  g_assert_cmpstr (reopened, ==, due);
  g_ptr_array_unref (rows);
  rows = hecha_intake_enterprise (self->session, WORKSPACE_CODE, NULL);
  g_assert_null (((HechaFilingRow *) rows->pdata[0])->conclusion);
}

static void
test_of_filing (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例厅");
  g_autoptr(GArray) terms = NULL, none = NULL;
  const HechaTerm *term;

  g_assert_true (hecha_time_from_text ("2026-10-20T02:00:00Z", &self->now));
  import_text (self, filings);
  terms = hecha_deadlines_of_filing (self->session, "91110000802100433B", HECHA_TYPE_CONNECTED, NULL);
  g_assert_cmpuint (terms->len, ==, 4);
  term = &g_array_index (terms, HechaTerm, 0);
  g_assert_cmpint (term->kind, ==, HECHA_TERM_VERIFICATION);
  g_assert_true (term->done);
  g_assert_false (g_array_index (terms, HechaTerm, 1).dated);
  g_assert_true (g_array_index (terms, HechaTerm, 2).advised);
  g_assert_cmpint (g_array_index (terms, HechaTerm, 3).rule, ==, HECHA_RULE_INSPECTION_OTHER);
  none = hecha_deadlines_of_filing (self->session, "91110000802100433B", HECHA_TYPE_PLATFORM, NULL);
  g_assert_null (none);
}

static void
test_save (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例厅");
  g_autofree char *path = fixture_path (self->files, "due.ics"), *text = NULL;
  const HechaDueQuery all = { 0 };
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_time_from_text ("2026-10-20T02:00:00Z", &self->now));
  import_text (self, filings);
  rows = hecha_deadlines_list (self->session, &all, NULL);
  g_assert_true (hecha_deadlines_save (self->session, rows, path, HECHA_LANGUAGE_ZH, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20261028\r\n"));
  g_assert_nonnull (strstr (text, "SUMMARY:登记核查：甲厂\r\n"));
  g_assert_nonnull (strstr (text, "UID:verification-91330100799655058B-connected@hecha.org\r\n"));
  g_assert_false (hecha_deadlines_save (self->session, rows, "/no/such/folder/x.ics", HECHA_LANGUAGE_ZH, &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/deadlines/list", test_list);
  g_test_add_func ("/flow/deadlines/own-line", test_own_line);
  g_test_add_func ("/flow/deadlines/own-kinds", test_own_kinds);
  g_test_add_func ("/flow/deadlines/after-a-visit", test_after_a_visit);
  g_test_add_func ("/flow/deadlines/of-filing", test_of_filing);
  g_test_add_func ("/flow/deadlines/save", test_save);
  return g_test_run ();
}
