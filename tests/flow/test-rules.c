/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules.h"

#include "error.h"
#include "workspace.h"

static void
test_set (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例厅");
  static const struct { const char *name, *value; gboolean taken; } rows[] = {
    { "year", "rolling", TRUE }, { "year", "lunar", FALSE }, { "year", NULL, TRUE },
    { "area", "33", TRUE }, { "area", "3302", TRUE }, { "area", "corps", TRUE }, { "area", "330", FALSE },
    { "area", "3x", FALSE }, { "area", "", FALSE }, { "area", "99", FALSE }, { "area", "3399", FALSE },
    { "colour", "red", FALSE }, { "conclusion", "internal", TRUE },
    { "ceiling", "2", TRUE }, { "ceiling", "0", FALSE }, { "ceiling", "many", FALSE }, { "ceiling", "-1", FALSE },
  };
  g_autoptr(HechaRules) none = hecha_rules_load (self->session, NULL), rules = NULL, again = NULL;

  g_assert_cmpint (none->year, ==, HECHA_YEAR_CALENDAR);
  g_assert_null (none->area);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (hecha_rules_set (self->session, rows[i].name, rows[i].value, &error) == rows[i].taken);
      if (!rows[i].taken)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
  g_assert_true (hecha_rules_set (self->session, "year", "rolling", NULL));
  rules = hecha_rules_load (self->session, NULL);
  g_assert_cmpint (rules->year, ==, HECHA_YEAR_ROLLING);
  g_assert_cmpstr (rules->area, ==, "corps");
  g_assert_cmpstr (rules->conclusion, ==, "internal");
  g_assert_cmpstr (rules->ceiling, ==, "2");
  workspace_close (self);
  workspace_open (self);
  again = hecha_rules_load (self->session, NULL);
  g_assert_cmpint (again->year, ==, HECHA_YEAR_ROLLING);
}

static char *
ceiling_of (Workspace      *self,
            HechaProcedure  procedure,
            const char     *noted)
{
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  HechaPlan plan = { .code = WORKSPACE_CODE, .types = 1u << HECHA_TYPE_CONNECTED, .procedure = procedure, .on = "2026-11-25",
                     .members = team };
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr(HechaCase) content = NULL;

  for (guint i = 0; procedure == HECHA_PROCEDURE_INSPECTION && i < 2; i++)
    {
      g_ptr_array_add (team, hecha_member_new (HECHA_ROLE_INSPECTOR, i ? "赵" : "钱"));
      ((HechaMember *) team->pdata[i])->number = g_strdup ("ZF");
    }
  plan.notes[HECHA_VISIT_NOTE_CEILING] = noted;
  uuid = hecha_plan_visit (self->session, &plan, &error);
  g_assert_no_error (error);
  content = hecha_inspect_load (self->session, uuid, NULL);
  return g_strdup (content->visit->notes[HECHA_VISIT_NOTE_CEILING]);
}

/* An inspection is planned under the authority's own ceiling, if it has one, unless its notes say another. */
static void
test_ceiling (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例厅"), body = NULL;
  g_autofree char *open = NULL, *ruled = NULL, *noted = NULL, *other = NULL;

  workspace_import (self);
  open = ceiling_of (self, HECHA_PROCEDURE_INSPECTION, NULL);
  g_assert_null (open);
  g_assert_true (hecha_rules_set (self->session, "ceiling", "2", NULL));
  ruled = ceiling_of (self, HECHA_PROCEDURE_INSPECTION, NULL);
  g_assert_cmpstr (ruled, ==, "2");
  noted = ceiling_of (self, HECHA_PROCEDURE_INSPECTION, "3");
  g_assert_cmpstr (noted, ==, "3");
  body = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_import (body);
  g_assert_true (hecha_rules_set (body->session, "ceiling", "2", NULL));
  other = ceiling_of (body, HECHA_PROCEDURE_EVALUATION, NULL);
  g_assert_null (other);
}

/* The days beside the filings follow the choice, whether it was made before the import or after. */
static void
test_days_follow (void)
{
  for (int before = 0; before <= 1; before++)
    {
      g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
      g_autoptr(GPtrArray) rows = NULL;
      g_autoptr(GError) error = NULL;

      if (before)
        g_assert_true (hecha_rules_set (self->session, "year", "rolling", &error));
      workspace_import (self);
      if (!before)
        {
          rows = hecha_intake_enterprise (self->session, WORKSPACE_CODE, &error);
          g_assert_cmpstr (((HechaFilingRow *) rows->pdata[0])->due + 4, ==, "-12-31");
          g_clear_pointer (&rows, g_ptr_array_unref);
          g_assert_true (hecha_rules_set (self->session, "year", "rolling", &error));
        }
      rows = hecha_intake_enterprise (self->session, WORKSPACE_CODE, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (((HechaFilingRow *) rows->pdata[0])->due + 4, !=, "-12-31");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/rules/set", test_set);
  g_test_add_func ("/flow/rules/ceiling", test_ceiling);
  g_test_add_func ("/flow/rules/days-follow", test_days_follow);
  return g_test_run ();
}
