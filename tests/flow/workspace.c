/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "verdict.h"

#include <string.h>

#define EXTENSIONS "keyUsage=critical,digitalSignature,nonRepudiation\nbasicConstraints=CA:FALSE\n"

/* ROLE=NAME[:number][:FILE.pem] */
const char *const workspace_team[] = {
  "lead=张工", "prepared=甲:prepared.pem", "reviewed=乙:reviewed.pem", "approved=丙:approved.pem", NULL
};
const char *const workspace_inspectors[] = {
  "inspector=赵检:ZF-0001:inspector-1.pem", "inspector=钱检:ZF-0002:inspector-2.pem",
  "on-site-person=孙厂:on-site-person.pem", "approved=李局:approved.pem", NULL
};

static gint64
now_cb (gpointer data)
{
  return ((Workspace *) data)->now;
}

static Workspace *
workspace_alloc (void)
{
  Workspace *self = g_new0 (Workspace, 1);

  /* Certificates that openssl makes are valid from the moment on when they are made. */
  self->now = g_get_real_time ();
  self->clock = (HechaClock) { now_cb, self };
  return self;
}

Workspace *
workspace_new (HechaHolder  holder,
               const char  *unit)
{
  Workspace *self = workspace_alloc ();
  g_autoptr(GError) error = NULL;

  self->files = fixture_new ();
  self->directory = fixture_path (self->files, "workspace");
  hecha_session_create (self->directory, holder, unit, "张工", &error);
  g_assert_no_error (error);
  workspace_open (self);
  return self;
}

/* The workspace that is there already. */
Workspace *
workspace_new_in (const char *directory)
{
  Workspace *self = workspace_alloc ();

  self->directory = g_strdup (directory);
  workspace_open (self);
  return self;
}

void
workspace_close (Workspace *self)
{
  g_clear_object (&self->session);
}

void
workspace_open (Workspace *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (self->session);
  self->session = hecha_session_open (self->directory, &self->clock, &error);
  g_assert_no_error (error);
}

void
workspace_free (Workspace *self)
{
  workspace_close (self);
  g_clear_pointer (&self->files, fixture_free);
  g_free (self->directory);
  g_free (self);
}

void
workspace_import (Workspace *self)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.csv", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaReconciliation) list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
}

static HechaMember *
read_member (Workspace  *self,
             const char *text)
{
  g_auto(GStrv) sides = g_strsplit (text, "=", 2);
  g_auto(GStrv) parts = g_strsplit (sides[1], ":", -1);
  HechaMember *member;
  int role;

  g_assert_true (hecha_nick_value (hecha_role_nicks, sides[0], &role));
  member = hecha_member_new (role, parts[0]);
  for (guint i = 1; parts[i]; i++)
    {
      g_autofree char *path = fixture_path (self->files, parts[i]);
      g_autoptr(GError) error = NULL;

      if (!g_str_has_suffix (parts[i], ".pem"))
        {
          member->number = g_strdup (parts[i]);
          continue;
        }
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      hecha_plan_read_certificate (member, path, &error);
      g_assert_no_error (error);
    }
  return member;
}

/* A certificate that was not made is left out of the plan. */
char *
workspace_plan_of (Workspace          *self,
                   const char         *code,
                   guint               types,
                   HechaProcedure      procedure,
                   const char *const  *members,
                   GError            **error)
{
  HechaPlan plan = { .code = code, .types = types, .procedure = procedure, .on = "2026-11-25" };
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);

  for (; *members; members++)
    g_ptr_array_add (team, read_member (self, *members));
  plan.members = team;
  return hecha_plan_visit (self->session, &plan, error);
}

/* An evaluation of the enterprise of two types. */
char *
workspace_plan (Workspace         *self,
                const char *const *members)
{
  g_autoptr(GError) error = NULL;
  char *uuid = workspace_plan_of (self, WORKSPACE_CODE, 1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM,
                                  HECHA_PROCEDURE_EVALUATION, members, &error);

  g_assert_no_error (error);
  return uuid;
}

/* Makes NAME.p12, with FIXTURE_PASSWORD, and NAME.pem, of an authority that is made with the first. */
void
workspace_key (Workspace  *self,
               const char *name)
{
  g_autofree char *ca = fixture_path (self->files, "ca.pem");

  if (!g_file_test (ca, G_FILE_TEST_EXISTS))
    fixture_make_ca (self->files);
  fixture_make_key (self->files, name, name, "P-256", EXTENSIONS, "1000");
  self->now = MAX (self->now, g_get_real_time ());
}

static void
add (GPtrArray        *answers,
     const HechaItem  *item,
     const char       *object,
     int               step,
     HechaAnswerField  field,
     const char       *value)
{
  g_ptr_array_add (answers, hecha_answer_new (item->uuid, object, step, field, value));
}

static void
add_record (GPtrArray       *answers,
            const HechaItem *item,
            const char      *object,
            const char      *value)
{
  for (guint step = 1; step <= item->steps->len; step++)
    {
      add (answers, item, object, step, HECHA_ANSWER_STEP, value);
      add (answers, item, object, step, HECHA_ANSWER_OBSERVATION, "现场核对配置与记录一致");
      add (answers, item, object, step, HECHA_ANSWER_SOURCE, "管理制度 V3.2");
    }
  for (HechaAnswerField field = HECHA_ANSWER_OT_AGREED; field <= HECHA_ANSWER_OT_WAY_BACK; field++)
    if (!hecha_text_is_empty (&item->ot_impact))
      add (answers, item, object, 0, field, "车间主任王工");
}

static void
add_finding (Workspace  *self,
             const char *case_uuid,
             const char *item)
{
  g_autoptr(HechaFinding) finding = hecha_finding_new (item, "未见配置记录");
  g_autoptr(GError) error = NULL;

  finding->risk = g_strdup ("可能被非授权访问");
  finding->measure = g_strdup ("补充配置并留存记录");
  finding->responsible = g_strdup ("李四");
  finding->deadline = g_strdup ("2026-12-31");
  hecha_inspect_set_finding (self->session, case_uuid, finding, &error);
  g_assert_no_error (error);
}

/* Everything yes, but every tenth item no, with a finding: in one action. */
void
workspace_answer_all (Workspace  *self,
                      const char *case_uuid)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = hecha_inspect_load (self->session, case_uuid, &error);
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);

  g_assert_no_error (error);
  for (guint i = 0; i < content->checklist->entries->len; i++)
    {
      HechaItem *item = ((HechaChecklistEntry *) content->checklist->entries->pdata[i])->item;
      g_autoptr(GPtrArray) objects = hecha_item_objects (item, content->objects);
      const char *value = i % 10 == 9 ? "no" : "yes";

      for (guint j = 0; j < objects->len; j++)
        add_record (answers, item, ((HechaObject *) objects->pdata[j])->uuid, value);
      if (objects->len == 0)
        add_record (answers, item, HECHA_WHOLE, value);
      if (i % 10 == 9)
        add_finding (self, case_uuid, item->uuid);
    }
  hecha_inspect_answer (self->session, case_uuid, answers, &error);
  g_assert_no_error (error);
}

/* About the enterprise as a whole; @item is an id or UUID. */
gboolean
workspace_answer (Workspace         *self,
                  const char        *case_uuid,
                  const char        *item,
                  int                step,
                  HechaAnswerField   field,
                  const char        *value,
                  GError           **error)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);

  g_ptr_array_add (answers, hecha_answer_new (item, HECHA_WHOLE, step, field, value));
  return hecha_inspect_answer (self->session, case_uuid, answers, error);
}

HechaIssuedReport *
workspace_issue (Workspace  *self,
                 const char *case_uuid)
{
  g_autoptr(GError) error = NULL;
  HechaIssuedReport *report = hecha_issue_report (self->session, case_uuid, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

/**
 * workspace_sign:
 * @file: the newest version of a report
 * @field: signed with the key of that name
 */
void
workspace_sign (Workspace   *self,
                const char  *file,
                const char  *field)
{
  g_autofree char *name = g_strconcat (field, ".p12", NULL), *key = fixture_path (self->files, name);
  g_autoptr(GError) error = NULL;

  hecha_issue_sign (self->session, file, field, key, FIXTURE_PASSWORD, NULL, NULL, &error);
  g_assert_no_error (error);
}
