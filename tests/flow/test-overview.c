/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

static void
test_figures (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(HechaOverview) empty = NULL, planned = NULL, issued = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaCase) content = NULL;
  guint filings = 0;

  g_assert_true (hecha_time_from_text ("2026-11-24T02:00:00Z", &self->now));
  empty = hecha_overview_load (self->session, HECHA_LANGUAGE_ZH, NULL);
  g_assert_cmpuint (empty->filings[0][0], ==, 0);
  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  planned = hecha_overview_load (self->session, HECHA_LANGUAGE_ZH, NULL);
  for (int type = 0; type < HECHA_N_TYPES; type++)
    {
      filings += planned->filings[type][0];
      g_assert_cmpuint (planned->filings[type][0], ==,
                        planned->filings[type][1] + planned->filings[type][2] + planned->filings[type][3]);
    }
  g_assert_cmpuint (filings, ==, 44);
  g_assert_cmpuint (planned->this_week->len, ==, 1);
  g_assert_cmpuint (planned->to_sign, ==, 0);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  content = hecha_inspect_load (self->session, uuid, NULL);
  issued = hecha_overview_load (self->session, HECHA_LANGUAGE_ZH, NULL);
  g_assert_cmpuint (issued->to_sign, ==, 1);
  g_assert_cmpuint (issued->unsent, ==, 1);
  g_assert_cmpuint (issued->findings_open, ==, content->checklist->entries->len / 10);
  g_assert_cmpuint (issued->commonest->len, >, 0);
  g_assert_cmpuint (issued->rates->len, >, 0);
  for (guint i = 0; i < issued->rates->len; i++)
    g_assert_cmpint (((HechaCount *) issued->rates->pdata[i])->count, <=, 10000);
}

static void
test_rectification (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GPtrArray) rows = NULL, after = NULL;
  g_autoptr(GError) error = NULL;
  HechaRectificationRow *row;
  guint open = 0;

  g_assert_true (hecha_time_from_text ("2026-11-24T02:00:00Z", &self->now));
  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  rows = hecha_overview_rectification (self->session, HECHA_LANGUAGE_ZH, &error);
  g_assert_cmpuint (rows->len, >, 1);
  row = rows->pdata[0];
  g_assert_cmpstr (row->state, ==, "open");
  g_assert_cmpint (row->days_left, ==, 37);
  g_assert_cmpuint (strlen (row->item_title), >, 0);
  g_assert_false (hecha_overview_recheck (self->session, row->finding_uuid, "gone", NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (hecha_overview_recheck (self->session, "no-such-finding", "cured", NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hecha_overview_recheck (self->session, row->finding_uuid, "cured", "已整改", &error));
  after = hecha_overview_rectification (self->session, HECHA_LANGUAGE_ZH, &error);
  for (guint i = 0; i < after->len; i++)
    open += strcmp (((HechaRectificationRow *) after->pdata[i])->state, "open") == 0;
  g_assert_cmpuint (open, ==, rows->len - 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/overview/figures", test_figures);
  g_test_add_func ("/flow/overview/rectification", test_rectification);
  return g_test_run ();
}
