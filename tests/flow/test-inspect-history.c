/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include <string.h>

static void
test_previous (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GHashTable) none = NULL, before = NULL;
  g_autoptr(HechaCase) content = NULL;
  guint no = 0;

  workspace_import (self);
  first = workspace_plan (self, workspace_team);
  none = hecha_inspect_previous (self->session, first, NULL);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  workspace_answer_all (self, first);
  report = workspace_issue (self, first);
  second = workspace_plan (self, workspace_team);
  before = hecha_inspect_previous (self->session, second, NULL);
  content = hecha_inspect_load (self->session, second, NULL);
  g_assert_cmpuint (g_hash_table_size (before), ==, content->checklist->entries->len);
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;
      HechaPrevious *previous = g_hash_table_lookup (before, item->uuid);

      g_assert_true (previous->same_text);
      g_assert_cmpstr (previous->date, ==, "2026-11-25");
      no += previous->verdict == HECHA_VERDICT_NONCONFORMING;
    }
  g_assert_cmpuint (no, ==, content->checklist->entries->len / 10);
}

static void
test_history_and_check (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_auto(GStrv) faults = NULL;
  g_autoptr(GError) error = NULL;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  events = hecha_inspect_history (self->session, uuid, "visit", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  faults = hecha_inspect_check_journal (self->session, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (faults), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/inspect-history/previous", test_previous);
  g_test_add_func ("/flow/inspect-history/history-and-check", test_history_and_check);
  return g_test_run ();
}
