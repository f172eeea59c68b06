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

static int
first_rate (const HechaOverview *overview,
            guint                trend,
            guint                month)
{
  return ((HechaCount *) ((HechaTrend *) overview->trends->pdata[trend])->months->pdata[month])->count;
}

/* Two visits, issued in two months: a month of its own for each, the newest first. */
static void
test_trends (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaIssuedReport) first = NULL, second = NULL;
  g_autoptr(HechaOverview) none = NULL, overview = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *one = NULL, *other = NULL;
  HechaTrend *all;

  g_assert_true (hecha_time_from_text ("2026-10-24T02:00:00Z", &self->now));
  workspace_import (self);
  one = workspace_plan (self, workspace_team);
  none = hecha_overview_load (self->session, HECHA_LANGUAGE_EN, NULL);
  g_assert_cmpuint (((HechaTrend *) none->trends->pdata[0])->months->len, ==, 0);
  workspace_answer_all (self, one);
  first = workspace_issue (self, one);
  g_assert_true (hecha_time_from_text ("2026-11-24T02:00:00Z", &self->now));
  other = workspace_plan_of (self, WORKSPACE_TWO_SITES, 1u << HECHA_TYPE_CONNECTED, HECHA_PROCEDURE_EVALUATION,
                             workspace_team, &error);
  g_assert_no_error (error);
  workspace_answer_all (self, other);
  second = workspace_issue (self, other);
  overview = hecha_overview_load (self->session, HECHA_LANGUAGE_EN, NULL);
  g_assert_cmpuint (overview->trends->len, ==, overview->rates->len + 1);
  all = overview->trends->pdata[0];
  g_assert_null (all->label);
  g_assert_cmpuint (all->months->len, ==, 2);
  g_assert_cmpstr (((HechaCount *) all->months->pdata[0])->label, ==, "2026-11");
  g_assert_cmpstr (((HechaCount *) all->months->pdata[1])->label, ==, "2026-10");
  for (guint i = 0; i < overview->rates->len; i++)
    {
      HechaCount *whole = overview->rates->pdata[i];
      HechaTrend *trend = overview->trends->pdata[i + 1];
      int low = first_rate (overview, i + 1, 0), high = low;

      g_assert_cmpstr (trend->label, ==, whole->label);
      for (guint month = 1; month < trend->months->len; month++)
        {
          low = MIN (low, first_rate (overview, i + 1, month));
          high = MAX (high, first_rate (overview, i + 1, month));
        }
      /* What holds for a domain lies between its months. */
      g_assert_cmpint (low, <=, whole->count);
      g_assert_cmpint (high, >=, whole->count);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/overview/figures", test_figures);
  g_test_add_func ("/flow/overview/trends", test_trends);
  return g_test_run ();
}
