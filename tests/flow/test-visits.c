/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visits.h"

#include "error.h"
#include "workspace.h"

#include <string.h>

static void
test_row (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GPtrArray) rows = NULL, reports = NULL;
  const HechaVisitRow *row;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  content = hecha_inspect_load (self->session, uuid, NULL);
  rows = hecha_visits_list (self->session, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpstr (row->uuid, ==, uuid);
  g_assert_cmpstr (row->code, ==, WORKSPACE_CODE);
  g_assert_cmpstr (row->holder_name, ==, "示例机构");
  g_assert_cmpint (row->state, ==, HECHA_VISIT_PLANNED);
  g_assert_cmpuint (row->items, ==, content->checklist->entries->len);
  g_assert_cmpuint (row->done, ==, 0);
  g_assert_cmpuint (row->required_fields, ==, 3);
  g_assert_cmpuint (row->signed_fields, ==, 0);
  g_assert_false (row->received);
  g_assert_null (row->report);
  g_assert_null (row->records);

  reports = hecha_visits_list_reports (self->session, NULL);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_cmpstr (((HechaVisitRow *) reports->pdata[0])->uuid, ==, uuid);
}

/* Answers each step of the item at @index. */
static void
answer (Workspace  *self,
        const char *case_uuid,
        guint       index)
{
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, case_uuid, NULL);
  const HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[index])->item;

  for (guint step = 1; step <= item->steps->len; step++)
    g_assert_true (workspace_answer (self, case_uuid, item->uuid, (int) step, HECHA_ANSWER_STEP, "yes", NULL));
}

/* What was counted once is remembered, and counted again after each change; so it is after an end and a new start. */
static void
test_counted_again (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *first = NULL, *second = NULL;

  workspace_import (self);
  first = workspace_plan (self, workspace_team);
  second = workspace_plan (self, workspace_team);
  for (guint answered = 0; answered < 3; answered++)
    {
      if (answered)
        answer (self, first, answered - 1);
      for (guint again = 0; again < 2; again++)
        {
          g_autoptr(GPtrArray) rows = hecha_visits_list (self->session, NULL);

          g_assert_cmpuint (rows->len, ==, 2);
          for (guint i = 0; i < rows->len; i++)
            {
              const HechaVisitRow *row = rows->pdata[i];

              g_assert_cmpuint (row->done, ==, strcmp (row->uuid, first) == 0 ? answered : 0);
              g_assert_cmpstr (row->enterprise, !=, "");
            }
          workspace_close (self);
          workspace_open (self);
        }
    }
}

/* By the whole uuid and by the number that people use; nothing is guessed. */
static void
test_find (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *first = NULL, *second = NULL, *stem = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  workspace_import (self);
  first = workspace_plan (self, workspace_team);
  second = workspace_plan (self, workspace_team);
  rows = hecha_visits_list (self->session, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    {
      const HechaVisitRow *row = rows->pdata[i];
      g_autofree char *by_uuid = hecha_visits_find (self->session, row->uuid, NULL);
      g_autofree char *by_number = hecha_visits_find (self->session, row->number, NULL);

      g_assert_true (strcmp (row->uuid, first) == 0 || strcmp (row->uuid, second) == 0);
      g_assert_cmpstr (by_uuid, ==, row->uuid);
      g_assert_cmpstr (by_number, ==, row->uuid);
    }
  stem = g_strndup (first, 8);
  for (const char *const *name = (const char *const[]) { "", "2026-999", stem, NULL }; *name; name++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_visits_find (self->session, *name, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/visits/row", test_row);
  g_test_add_func ("/flow/visits/counted-again", test_counted_again);
  g_test_add_func ("/flow/visits/find", test_find);
  return g_test_run ();
}
