/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

/* Over data/samples/filings.csv: what each question finds, counted by hand in the file. */
static void
test_queries (void)
{
  static const struct { HechaFilingQuery query; guint least, most; } cases[] = {
    { { NULL }, 44, 44 },
    { { .limit = 7 }, 7, 7 },
    { { .search = "厂" }, 1, 44 },
    { { .search = "多厂区" }, 1, 1 },
    { { .search = "示例智能制造有限公司0038" }, 2, 2 },
    { { .search = "91130102000000385H" }, 2, 2 },
    { { .search = "没有这家" }, 0, 0 },
    { { .search = "示例智能制造", .types = 1u << HECHA_TYPE_PLATFORM }, 1, 1 },
    { { .search = "示例智能制造", .types = 1u << HECHA_TYPE_IDENTIFIER }, 0, 0 },
    { { .search = "示例智能制造", .levels = 1u << 3 }, 1, 1 },
    { { .search = "示例智能制造", .region = "13" }, 2, 2 },
    { { .search = "示例智能制造", .region = "44" }, 0, 0 },
  };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");

  workspace_import (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) ids = hecha_intake_query (self->session, &cases[i].query, &error);

      g_assert_no_error (error);
      g_test_message ("case %u: %u", i, ids->len);
      g_assert_cmpuint (ids->len, >=, cases[i].least);
      g_assert_cmpuint (ids->len, <=, cases[i].most);
    }
}

/* Overdue, soon and later are together those that have a day. */
static void
test_due (void)
{
  static const char *const spans[] = { "overdue", "soon", "later" };
  static const HechaDueState states[] = { HECHA_DUE_OVERDUE, HECHA_DUE_SOON, HECHA_DUE_LATER };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  HechaFilingQuery all = { NULL };
  g_autoptr(GArray) everyone = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  guint sum = 0, dated = 0;

  g_assert_true (hecha_time_from_text ("2026-11-20T02:00:00Z", &self->now));
  workspace_import (self);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      HechaFilingQuery query = { .due = spans[i] };
      g_autoptr(GArray) ids = hecha_intake_query (self->session, &query, NULL);
      g_autoptr(GPtrArray) found = hecha_intake_rows (self->session, (gint64 *) ids->data, ids->len, NULL);

      sum += ids->len;
      g_assert_cmpuint (found->len, ==, ids->len);
      for (guint j = 0; j < found->len; j++)
        g_assert_cmpint (((HechaFilingRow *) found->pdata[j])->due_state, ==, states[i]);
    }
  everyone = hecha_intake_query (self->session, &all, NULL);
  rows = hecha_intake_rows (self->session, (gint64 *) everyone->data, everyone->len, NULL);
  for (guint i = 0; i < rows->len; i++)
    dated += ((HechaFilingRow *) rows->pdata[i])->due != NULL;
  g_assert_cmpuint (sum, ==, dated);
  g_assert_cmpuint (dated, >, 0);
}

static void
test_gone (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  const gint64 ids[] = { 7, 8 };
  g_autoptr(GPtrArray) rows = hecha_intake_rows (self->session, ids, 2, NULL), none = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (rows->len, ==, 0);
  none = hecha_intake_history (self->session, WORKSPACE_CODE, HECHA_TYPE_PLATFORM, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/intake-query/queries", test_queries);
  g_test_add_func ("/flow/intake-query/due", test_due);
  g_test_add_func ("/flow/intake-query/gone", test_gone);
  return g_test_run ();
}
