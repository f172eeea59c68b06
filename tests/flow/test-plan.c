/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

#define CONNECTED (1u << HECHA_TYPE_CONNECTED)
#define PLATFORM  (1u << HECHA_TYPE_PLATFORM)

static const char *const nobody[] = { NULL };
static const char *const evaluators[] = { "lead=张工", "evaluator=王工", NULL };
static const char *const inspectors[] = { "inspector=赵:ZF-1", "inspector=钱:ZF-2", NULL };
static const char *const lone[] = { "inspector=赵:ZF-1", NULL };
static const char *const uncertified[] = { "inspector=赵:ZF-1", "inspector=钱", NULL };
static const char *const mixed[] = { "inspector=赵:ZF-1", "inspector=钱:ZF-2", "prepared=孙", NULL };
static const char *const twice[] = { "prepared=甲", "reviewed=甲", NULL };

/* Articles 3, 9 and 14 of the Measures. */
static void
test_who_may_plan (void)
{
  static const struct
  {
    HechaHolder holder;
    HechaProcedure procedure;
    guint types;
    const char *const *members;
    gboolean may;
  } cases[] = {
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED | PLATFORM, evaluators, TRUE },
    { HECHA_HOLDER_ENTERPRISE, HECHA_PROCEDURE_EVALUATION, CONNECTED, nobody, TRUE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_INSPECTION, CONNECTED, inspectors, FALSE },
    { HECHA_HOLDER_ENTERPRISE, HECHA_PROCEDURE_INSPECTION, CONNECTED, inspectors, FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, inspectors, TRUE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, PLATFORM, inspectors, FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED | PLATFORM, inspectors, FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, lone, FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, uncertified, FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, CONNECTED, mixed, FALSE },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_EVALUATION, CONNECTED, evaluators, FALSE },
    { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, PLATFORM, inspectors, TRUE },
    { HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, CONNECTED, inspectors, FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED, inspectors, FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, CONNECTED, twice, FALSE },
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 0, evaluators, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Workspace) self = workspace_new (cases[i].holder, "示例单位");
      g_autoptr(GError) error = NULL;
      g_autofree char *uuid = NULL;

      workspace_import (self);
      uuid = workspace_plan_of (self, WORKSPACE_CODE, cases[i].types, cases[i].procedure, cases[i].members, &error);
      g_test_message ("case %u", i);
      g_assert_cmpint (uuid != NULL, ==, cases[i].may);
      if (!cases[i].may)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
    }
}

static void
test_pinned (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL;
  g_autoptr(HechaCase) content = NULL;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpuint (content->visit->scopes->len, ==, 2);
  g_assert_cmpint (((HechaScope *) content->visit->scopes->pdata[0])->level, ==, 3);
  g_assert_cmpint (((HechaScope *) content->visit->scopes->pdata[1])->level, ==, 2);
  g_assert_cmpuint (strlen (((HechaScope *) content->visit->scopes->pdata[0])->digest), ==, 64);
}

/* Notes are kept, changed one by one, and taken away by an empty text. */
static void
test_notes (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *uuid = NULL, *long_text = g_strnfill (HECHA_VISIT_NOTE_LARGEST + 1, 'x');
  const char *first[HECHA_N_VISIT_NOTES] = { [HECHA_VISIT_NOTE_ARRIVED] = "09:05", [HECHA_VISIT_NOTE_LEFT] = "16:00" };
  const char *second[HECHA_N_VISIT_NOTES] = { [HECHA_VISIT_NOTE_LEFT] = "" };
  const char *third[HECHA_N_VISIT_NOTES] = { [HECHA_VISIT_NOTE_PRESENT] = long_text };
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  workspace_import (self);
  uuid = workspace_plan (self, workspace_team);
  g_assert_true (hecha_plan_set_notes (self->session, uuid, first, NULL));
  g_assert_true (hecha_plan_set_notes (self->session, uuid, second, NULL));
  g_assert_false (hecha_plan_set_notes (self->session, uuid, third, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpstr (content->visit->notes[HECHA_VISIT_NOTE_ARRIVED], ==, "09:05");
  g_assert_null (content->visit->notes[HECHA_VISIT_NOTE_LEFT]);
  g_assert_null (content->visit->notes[HECHA_VISIT_NOTE_PRESENT]);
}

/* Rows 40 and 41 of the samples: plants in two regions, neither with a name. */
static void
test_two_sites (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autofree char *uuid = NULL;

  workspace_import (self);
  uuid = workspace_plan_of (self, WORKSPACE_TWO_SITES, CONNECTED, HECHA_PROCEDURE_EVALUATION, evaluators, &error);
  g_assert_no_error (error);
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpuint (content->visit->sites->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_nonnull (((HechaSite *) content->visit->sites->pdata[i])->name);
}

static void
test_refused (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) team = g_ptr_array_new ();
  const char *const elsewhere[] = { "没有的厂", NULL };
  HechaPlan good = { .code = WORKSPACE_CODE, .types = CONNECTED, .on = "2026-11-25", .members = team };
  HechaPlan plans[] = { good, good, good, good, good };
  static const int codes[] = { HECHA_ERROR_INVALID, HECHA_ERROR_NOT_FOUND, HECHA_ERROR_NOT_FOUND, HECHA_ERROR_NOT_FOUND,
                               HECHA_ERROR_NOT_FOUND };

  workspace_import (self);
  plans[0].on = "2026-02-30";
  plans[1].code = "91310115000000000X";
  plans[2].types = 1u << HECHA_TYPE_IDENTIFIER;
  plans[3].sites = elsewhere;
  plans[4].packs[HECHA_TYPE_CONNECTED] = "no-such-pack";
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_plan_visit (self->session, &plans[i], &error));
      g_test_message ("case %u: %s", i, error->message);
      g_assert_error (error, HECHA_ERROR, codes[i]);
    }
}

static void
test_members (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_autofree char *uuid = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;

  workspace_import (self);
  uuid = workspace_plan (self, evaluators);
  g_ptr_array_add (team, hecha_member_new (HECHA_ROLE_LEAD, "新人"));
  g_assert_true (hecha_plan_set_members (self->session, uuid, team, &error));
  g_ptr_array_add (team, hecha_member_new (HECHA_ROLE_INSPECTOR, "检查员"));
  g_assert_false (hecha_plan_set_members (self->session, uuid, team, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpuint (content->visit->members->len, ==, 1);
  g_assert_cmpstr (((HechaMember *) content->visit->members->pdata[0])->name, ==, "新人");
}

static guint
n_plans (Workspace  *self,
         const char *uuid)
{
  g_autoptr(GPtrArray) events = hecha_inspect_history (self->session, uuid, "visit", NULL);

  return events->len;
}

/* Two certified officers stay two; each change is an event; after the freeze there is none. */
static void
test_officers (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例市工业和信息化局");
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_autofree char *uuid = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) planned = NULL, refused = NULL, late = NULL;
  const char *const roles[] = { "周检", "吴检" };
  guint before;

  workspace_import (self);
  uuid = workspace_plan_of (self, WORKSPACE_CODE, CONNECTED, HECHA_PROCEDURE_INSPECTION, inspectors, &planned);
  g_assert_no_error (planned);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_ptr_array_add (team, hecha_member_new (HECHA_ROLE_INSPECTOR, roles[i]));
      ((HechaMember *) team->pdata[i])->number = i == 0 ? g_strdup ("ZF-3") : NULL;
    }
  before = n_plans (self, uuid);
  g_assert_false (hecha_plan_set_members (self->session, uuid, team, &refused));
  g_assert_error (refused, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_cmpuint (n_plans (self, uuid), ==, before);
  ((HechaMember *) team->pdata[1])->number = g_strdup ("ZF-4");
  g_assert_true (hecha_plan_set_members (self->session, uuid, team, NULL));
  g_assert_cmpuint (n_plans (self, uuid), ==, before + 1);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  g_assert_false (hecha_plan_set_members (self->session, uuid, team, &late));
  g_assert_error (late, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (late->message, "frozen"));
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_cmpstr (((HechaMember *) content->visit->members->pdata[1])->name, ==, "吴检");
}

static void
test_certificate (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaMember) member = hecha_member_new (HECHA_ROLE_PREPARED, "甲");
  g_autofree char *path = NULL, *no = fixture_path (self->files, "no.pem");
  g_autoptr(GError) error = NULL, bad = NULL;

  workspace_key (self, "prepared");
  path = fixture_path (self->files, "prepared.pem");
  g_assert_true (hecha_plan_read_certificate (member, path, &error));
  g_assert_cmpuint (strlen (member->fingerprint), ==, 64);
  g_assert_nonnull (strstr (member->subject, "prepared"));
  fixture_write (self->files, "no.pem", "nothing", 7);
  g_assert_false (hecha_plan_read_certificate (member, no, &bad));
  g_assert_nonnull (strstr (bad->message, "no.pem"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/plan/who-may-plan", test_who_may_plan);
  g_test_add_func ("/flow/plan/pinned", test_pinned);
  g_test_add_func ("/flow/plan/notes", test_notes);
  g_test_add_func ("/flow/plan/two-sites", test_two_sites);
  g_test_add_func ("/flow/plan/refused", test_refused);
  g_test_add_func ("/flow/plan/members", test_members);
  g_test_add_func ("/flow/plan/officers", test_officers);
  g_test_add_func ("/flow/plan/certificate", test_certificate);
  return g_test_run ();
}
