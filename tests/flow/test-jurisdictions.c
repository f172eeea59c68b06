/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jurisdictions.h"

#include "rules.h"
#include "workspace.h"

#include <string.h>

static void
test_shipped (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaJurisdiction) table = hecha_jurisdictions_load (&error);

  g_assert_no_error (error);
  g_assert_cmpint (hecha_jurisdiction_line (table, HECHA_TYPE_CONNECTED), ==, HECHA_HOLDER_INDUSTRY);
  g_assert_cmpint (hecha_jurisdiction_line (table, HECHA_TYPE_PLATFORM), ==, HECHA_HOLDER_COMMUNICATIONS);
}

/* The first of its plants stands in Dalian, the second in another region. */
static void
test_of (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_COMMUNICATIONS, "示例通信管理局");
  g_autoptr(GPtrArray) rows = NULL, none = NULL, other = NULL;
  g_autoptr(GError) error = NULL;
  const HechaSupervision *first;

  workspace_import (self);
  rows = hecha_jurisdictions_of (self->session, WORKSPACE_TWO_SITES, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 1);
  first = rows->pdata[0];
  g_assert_cmpint (first->type, ==, HECHA_TYPE_CONNECTED);
  g_assert_cmpint (first->authority->line, ==, HECHA_HOLDER_INDUSTRY);
  g_assert_cmpuint (first->warnings->len, ==, 1);
  for (guint i = 1; i < rows->len; i++)
    {
      const HechaSupervision *row = rows->pdata[i];

      g_assert_nonnull (row->site);
      g_assert_cmpstr (row->authority->area, !=, first->authority->area);
      g_assert_cmpuint (row->warnings->len, ==, 0);
    }
  none = hecha_jurisdictions_of (self->session, WORKSPACE_TWO_SITES, 1u << HECHA_TYPE_PLATFORM, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A filing of another authority is taken, and named row by row. */
static void
test_import (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_COMMUNICATIONS, "示例通信管理局");
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.csv", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr(HechaReconciliation) list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, NULL);
  guint warned = 0;

  for (guint i = 0; i < list->warnings->len; i++)
    {
      const HechaRowIssue *issue = list->warnings->pdata[i];

      if (strcmp (issue->rule, "jurisdiction-line") != 0)
        continue;
      warned++;
      g_assert_cmpstr (issue->message.zh, ==, "第三条：联网工业企业由工业和信息化主管部门负责");
      g_assert_false (issue->is_error);
    }
  g_assert_cmpuint (warned, >, 10);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_ACCEPTED], >, warned);
}

static guint
count_of_rule (HechaReconciliation *list,
               const char          *rule)
{
  guint n = 0;

  for (guint i = 0; i < list->warnings->len; i++)
    n += g_str_equal (((HechaRowIssue *) list->warnings->pdata[i])->rule, rule);
  return n;
}

/* An authority that has not said where it is: nothing can be checked, which is said once for all rows, and of each
 * enterprise that is asked for. */
static void
test_unset (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例市工业和信息化局");
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.csv", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr(HechaReconciliation) list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, NULL), again = NULL;
  g_autoptr(GPtrArray) rows = hecha_jurisdictions_of (self->session, WORKSPACE_TWO_SITES, 0, NULL), set = NULL;
  const HechaMisassignment *warning;

  g_assert_cmpuint (count_of_rule (list, "jurisdiction-unset"), ==, 1);
  g_assert_cmpuint (((HechaSupervision *) rows->pdata[0])->warnings->len, ==, 1);
  warning = ((HechaSupervision *) rows->pdata[0])->warnings->pdata[0];
  g_assert_cmpstr (warning->rule, ==, "jurisdiction-unset");
  g_assert_nonnull (strstr (warning->text.en, "hechactl rule set area"));
  g_assert_true (hecha_rules_set (self->session, "area", "11", NULL));
  set = hecha_jurisdictions_of (self->session, WORKSPACE_TWO_SITES, 0, NULL);
  warning = ((HechaSupervision *) set->pdata[0])->warnings->pdata[0];
  g_assert_cmpstr (warning->rule, ==, "jurisdiction-area");
  again = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (count_of_rule (again, "jurisdiction-unset"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/jurisdictions/shipped", test_shipped);
  g_test_add_func ("/flow/jurisdictions/of", test_of);
  g_test_add_func ("/flow/jurisdictions/import", test_import);
  g_test_add_func ("/flow/jurisdictions/unset", test_unset);
  return g_test_run ();
}
