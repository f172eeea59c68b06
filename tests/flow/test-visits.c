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

static char *
plan_inspection (Workspace  *self,
                 const char *day)
{
  static const char *const inspectors[] = { "赵", "钱" };
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  HechaPlan plan = { .code = WORKSPACE_CODE, .types = 1u << HECHA_TYPE_CONNECTED, .on = day, .members = team,
                     .procedure = HECHA_PROCEDURE_INSPECTION };
  g_autoptr(GError) error = NULL;
  char *uuid;

  for (guint i = 0; i < G_N_ELEMENTS (inspectors); i++)
    {
      g_ptr_array_add (team, hecha_member_new (HECHA_ROLE_INSPECTOR, inspectors[i]));
      ((HechaMember *) team->pdata[i])->number = g_strdup_printf ("ZF-%u", i);
    }
  uuid = hecha_plan_visit (self->session, &plan, &error);
  g_assert_no_error (error);
  return uuid;
}

/* Those that were begun count, in the calendar year, up to the day; planned ones, and the visit's own, do not. */
static void
test_inspected (void)
{
  static const struct { const char *day; gboolean begun; } rows[] = {
    { "2025-12-30", TRUE }, { "2026-03-02", TRUE }, { "2026-05-06", FALSE }, { "2026-06-01", TRUE }, { "2026-11-30", TRUE },
  };
  static const struct { const char *on, *said; } cases[] = {
    { "2026-11-29", "2026-03-02 2026-06-01" }, { "2026-06-01", "2026-03-02 2026-06-01" }, { "2026-03-01", "" },
    { "2025-12-31", "2025-12-30" }, { "2027-01-01", "" },
  };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例市工业和信息化局");
  g_auto(GStrv) all = NULL, others = NULL, nobody = NULL;
  char *uuids[G_N_ELEMENTS (rows)];

  workspace_import (self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      uuids[i] = plan_inspection (self, rows[i].day);
      if (rows[i].begun)
        answer (self, uuids[i], 0);
    }
  all = hecha_visits_inspected (self->session, WORKSPACE_CODE, NULL, NULL);
  g_assert_cmpuint (g_strv_length (all), ==, 4);
  others = hecha_visits_inspected (self->session, WORKSPACE_CODE, uuids[1], NULL);
  g_assert_cmpuint (g_strv_length (others), ==, 3);
  nobody = hecha_visits_inspected (self->session, WORKSPACE_TWO_SITES, NULL, NULL);
  g_assert_cmpuint (g_strv_length (nobody), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) days = hecha_visits_of_year ((const char *const *) all, cases[i].on);
      g_autofree char *said = g_strjoinv (" ", days);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (uuids[i]);
}

/* An evaluation is no inspection. */
static void
test_not_inspected (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_auto(GStrv) days = NULL;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  answer (self, uuid, 0);
  days = hecha_visits_inspected (self->session, WORKSPACE_CODE, NULL, NULL);
  g_assert_cmpuint (g_strv_length (days), ==, 0);
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
  g_test_add_func ("/flow/visits/inspected", test_inspected);
  g_test_add_func ("/flow/visits/not-inspected", test_not_inspected);
  g_test_add_func ("/flow/visits/row", test_row);
  g_test_add_func ("/flow/visits/counted-again", test_counted_again);
  g_test_add_func ("/flow/visits/find", test_find);
  return g_test_run ();
}
