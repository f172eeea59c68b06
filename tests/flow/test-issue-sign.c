/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "record.h"
#include "session-private.h"

#include <string.h>

typedef struct
{
  Workspace *self;
  char      *uuid;
  char      *out;
} Stage;

static void
stage_begin (Stage *stage)
{
  static const char *const names[] = { "prepared", "reviewed", "approved" };
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;

  stage->self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    workspace_key (stage->self, names[i]);
  workspace_import (stage->self);
  stage->uuid = workspace_plan (stage->self, workspace_team);
  workspace_answer_all (stage->self, stage->uuid);
  stage->out = fixture_path (stage->self->files, "out.pdf");
  report = hecha_issue_report (stage->self->session, stage->uuid, stage->out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
stage_end (Stage *stage)
{
  workspace_free (stage->self);
  g_free (stage->uuid);
  g_free (stage->out);
}

static gboolean
sign (Stage       *stage,
      const char  *file,
      const char  *field,
      const char  *key,
      const char  *password,
      GError     **error)
{
  g_autofree char *name = g_strconcat (key, ".p12", NULL);
  g_autofree char *path = fixture_path (stage->self->files, name);

  return hecha_issue_sign (stage->self->session, file, field, path, password, NULL, NULL, error);
}

/* Each refusal leaves the file as it was. */
static void
test_refused (void)
{
  static const struct { const char *field, *key, *password; int code; } cases[] = {
    { "prepared", "prepared", "wrong", HECHA_ERROR_PASSWORD },
    { "prepared", "reviewed", FIXTURE_PASSWORD, HECHA_ERROR_REFUSED },
    { "inspector-1", "prepared", FIXTURE_PASSWORD, HECHA_ERROR_REFUSED },
    { "prepared", "nobody", FIXTURE_PASSWORD, HECHA_ERROR_IO },
  };
  Stage stage;
  g_autoptr(GBytes) before = NULL;

  stage_begin (&stage);
  before = fixture_read (stage.self->files, "out.pdf");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) after = NULL;

      g_assert_false (sign (&stage, stage.out, cases[i].field, cases[i].key, cases[i].password, &error));
      g_test_message ("case %u: %s", i, error->message);
      g_assert_error (error, HECHA_ERROR, cases[i].code);
      after = fixture_read (stage.self->files, "out.pdf");
      g_assert_true (g_bytes_equal (before, after));
    }
  stage_end (&stage);
}

/* A field is signed once, by one person, on the newest version of a report that is known. */
static void
test_baton (void)
{
  Stage stage;
  g_autoptr(GBytes) unsigned_report = NULL;
  g_autofree char *old = NULL, *strange = NULL;
  g_autoptr(GError) twice = NULL, older = NULL, unknown = NULL, error = NULL;

  stage_begin (&stage);
  unsigned_report = fixture_read (stage.self->files, "out.pdf");
  g_assert_true (sign (&stage, stage.out, "prepared", "prepared", FIXTURE_PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_false (sign (&stage, stage.out, "prepared", "prepared", FIXTURE_PASSWORD, &twice));
  g_assert_error (twice, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (twice->message, "signed already"));
  old = fixture_path (stage.self->files, "old.pdf");
  fixture_write (stage.self->files, "old.pdf", g_bytes_get_data (unsigned_report, NULL), g_bytes_get_size (unsigned_report));
  g_assert_false (sign (&stage, old, "reviewed", "reviewed", FIXTURE_PASSWORD, &older));
  g_assert_error (older, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (older->message, "newer version"));
  strange = fixture_path (stage.self->files, "strange.pdf");
  fixture_make_pdf (stage.self->files, "strange.pdf", 1, FALSE);
  g_assert_false (sign (&stage, strange, "reviewed", "reviewed", FIXTURE_PASSWORD, &unknown));
  g_assert_error (unknown, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_true (sign (&stage, stage.out, "reviewed", "reviewed", FIXTURE_PASSWORD, &error));
  g_assert_no_error (error);
  stage_end (&stage);
}

/* Who approves signs last: not before the others, nobody after that, and the file stays as it is. */
static void
test_order (void)
{
  Stage stage;
  g_autoptr(GBytes) made = NULL, still = NULL, approved = NULL, after = NULL;
  g_autoptr(GError) early = NULL, soon = NULL, late = NULL, error = NULL;

  stage_begin (&stage);
  made = fixture_read (stage.self->files, "out.pdf");
  g_assert_false (sign (&stage, stage.out, "approved", "approved", FIXTURE_PASSWORD, &early));
  g_assert_error (early, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_cmpstr (early->message, ==, "“prepared” signs before “approved”: sign there first, "
                                       "or take the scan of what was signed on paper");
  still = fixture_read (stage.self->files, "out.pdf");
  g_assert_true (g_bytes_equal (made, still));
  g_assert_true (sign (&stage, stage.out, "prepared", "prepared", FIXTURE_PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_false (sign (&stage, stage.out, "approved", "approved", FIXTURE_PASSWORD, &soon));
  g_assert_cmpstr (soon->message, ==, "“reviewed” signs before “approved”: sign there first, "
                                      "or take the scan of what was signed on paper");
  g_assert_true (sign (&stage, stage.out, "reviewed", "reviewed", FIXTURE_PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_true (sign (&stage, stage.out, "approved", "approved", FIXTURE_PASSWORD, &error));
  g_assert_no_error (error);
  approved = fixture_read (stage.self->files, "out.pdf");
  g_assert_false (sign (&stage, stage.out, "prepared", "prepared", FIXTURE_PASSWORD, &late));
  g_assert_error (late, HECHA_ERROR, HECHA_ERROR_REFUSED);
  after = fixture_read (stage.self->files, "out.pdf");
  g_assert_true (g_bytes_equal (approved, after));
  stage_end (&stage);
}

/* An earlier version let who approves sign first: nobody signs before that any more. */
static void
test_late (void)
{
  Stage stage;
  JsonObject *payload = json_object_new ();
  g_autofree char *scope = NULL, *subject = NULL, *name = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) late = NULL, error = NULL;

  stage_begin (&stage);
  report = hecha_issue_current (stage.self->session, stage.uuid, &error);
  g_assert_no_error (error);
  scope = hecha_scope_of_case (stage.uuid);
  subject = hecha_record_subject (stage.uuid);
  name = g_path_get_basename (report->path);
  json_object_set_int_member (payload, "revision", report->revision);
  json_object_set_string_member (payload, "sha256", report->sha256);
  json_object_set_string_member (payload, "before", report->sha256);
  json_object_set_int_member (payload, "size", (gint64) report->size);
  json_object_set_string_member (payload, "name", name);
  json_object_set_string_member (payload, "field", "approved");
  json_object_set_string_member (payload, "signer", "丙");
  json_object_set_string_member (payload, "time", "2026-11-24T08:00:00.000000Z");
  g_assert_true (hecha_session_append_one (stage.self->session,
                                           hecha_session_event (scope, HECHA_EVENT_SIGNED, subject, payload), &error));
  g_assert_no_error (error);
  g_assert_false (sign (&stage, stage.out, "prepared", "prepared", FIXTURE_PASSWORD, &late));
  g_assert_error (late, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_cmpstr (late->message, ==, "“approved” is signed already, and is signed after “prepared”: "
                                      "open the report again for a new revision");
  stage_end (&stage);
}

/* Without a certificate in the plan one person still fills one field. */
static void
test_one_person (void)
{
  static const char *const team[] = { "lead=张工", "prepared=甲", "reviewed=乙", "approved=丙", NULL };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  Stage stage = { self, NULL, NULL };
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;

  workspace_key (self, "prepared");
  workspace_import (self);
  stage.uuid = workspace_plan (self, team);
  workspace_answer_all (self, stage.uuid);
  report = workspace_issue (self, stage.uuid);
  g_assert_true (sign (&stage, report->path, "prepared", "prepared", FIXTURE_PASSWORD, &error));
  hecha_issued_report_free (g_steal_pointer (&report));
  report = hecha_issue_current (self->session, stage.uuid, NULL);
  g_assert_false (sign (&stage, report->path, "reviewed", "prepared", FIXTURE_PASSWORD, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_free (stage.uuid);
}

static HechaFileVerdict
verdict_of (Stage      *stage,
            const char *trust)
{
  g_autofree char *path = trust ? fixture_path (stage->self->files, trust) : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaVerification) found = hecha_issue_verify (stage->self->session, stage->out, path, NULL, NULL, &error);

  g_assert_no_error (error);
  return found->verdict;
}

static void
test_verdicts (void)
{
  static const char *const fields[] = { "prepared", "reviewed", "approved" };
  static const HechaFileVerdict wanted[] = { HECHA_FILE_INCOMPLETE, HECHA_FILE_INCOMPLETE, HECHA_FILE_VALID };
  Stage stage;
  g_autoptr(GError) error = NULL;

  stage_begin (&stage);
  g_assert_cmpint (verdict_of (&stage, "ca.pem"), ==, HECHA_FILE_UNSIGNED);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_assert_true (sign (&stage, stage.out, fields[i], fields[i], FIXTURE_PASSWORD, &error));
      g_assert_cmpint (verdict_of (&stage, "ca.pem"), ==, wanted[i]);
    }
  g_assert_cmpint (verdict_of (&stage, NULL), ==, HECHA_FILE_VALID_UNTRUSTED);
  stage_end (&stage);
}

/* Evidence that the report lists and the vault lost is said. */
static void
test_evidence_lost (void)
{
  Stage stage;
  g_autoptr(GBytes) note = g_bytes_new_static ("note", 4);
  g_autoptr(HechaEvidence) evidence = NULL;
  g_autoptr(HechaVerification) found = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL, *of = NULL;

  stage_begin (&stage);
  g_assert_true (hecha_issue_reopen (stage.self->session, stage.uuid, "补充", &error));
  evidence = hecha_inspect_attach_bytes (stage.self->session, stage.uuid, NULL, NULL, note, "note.txt", "paste", &error);
  g_assert_no_error (error);
  g_clear_pointer (&stage.out, g_free);
  {
    g_autoptr(HechaIssuedReport) report = workspace_issue (stage.self, stage.uuid);

    stage.out = g_strdup (report->path);
  }
  of = g_strdup_printf ("workspace/vault/%.2s", evidence->sha256);
  output = fixture_run (stage.self->files, "rm", "-r", of, NULL);
  g_assert_cmpstr (output, ==, "");
  found = hecha_issue_verify (stage.self->session, stage.out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->checks->len; i++)
    {
      HechaVerificationCheck *check = found->checks->pdata[i];

      if (strcmp (check->name, "evidence") == 0)
        {
          g_assert_false (check->ok);
          g_assert_nonnull (strstr (check->message, "0 of 1"));
          stage_end (&stage);
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
sign_refusal (Workspace   *self,
              const char  *uuid,
              const char  *field,
              const char  *key,
              const char  *refusal,
              GError     **error)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (self->session, uuid, NULL);
  g_autofree char *name = g_strconcat (key, ".p12", NULL);
  g_autofree char *path = fixture_path (self->files, name);
  HechaSignOptions options = {
    .file = report->path, .field = field, .key = path, .password = FIXTURE_PASSWORD, .refusal = refusal,
  };

  return hecha_issue_sign_with (self->session, &options, NULL, error);
}

static HechaFileVerdict
current_verdict (Workspace  *self,
                 const char *uuid)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (self->session, uuid, NULL);
  g_autofree char *trust = fixture_path (self->files, "ca.pem");
  g_autoptr(HechaVerification) found = hecha_issue_verify (self->session, report->path, trust, NULL, NULL, NULL);

  return found->verdict;
}

static char *
plan_inspection (Workspace *self)
{
  static const char *const names[] = { "inspector-1", "inspector-2", "on-site-person", "approved" };
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;
  char *uuid;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    workspace_key (self, names[i]);
  workspace_import (self);
  uuid = workspace_plan_of (self, WORKSPACE_CODE, 1u << HECHA_TYPE_CONNECTED, HECHA_PROCEDURE_INSPECTION,
                            workspace_inspectors, &error);
  g_assert_no_error (error);
  workspace_answer_all (self, uuid);
  report = workspace_issue (self, uuid);
  return uuid;
}

#define WORDS "企业负责人看过笔录后拒绝签字，未说明理由。"

/* Two officers instead of the on-site person: the words by the first, the same certificate as
 * inspector, and the report is complete without the one who refused. */
static void
test_refusal (void)
{
  static const struct { const char *field, *key, *words; gboolean good; } steps[] = {
    { "inspector-1", "inspector-1", NULL, TRUE },
    { "inspector-2", "inspector-2", NULL, TRUE },
    { "refusal-officer-1", "inspector-1", NULL, FALSE },            /* without words */
    { "refusal-officer-1", "on-site-person", WORDS, FALSE },        /* not an officer */
    { "refusal-officer-1", "inspector-2", WORDS, FALSE },           /* not the planned one */
    { "approved", "approved", WORDS, FALSE },                       /* words of somebody else */
    { "refusal-officer-1", "inspector-1", WORDS, TRUE },
    { "on-site-person", "on-site-person", NULL, FALSE },            /* locked now */
    { "refusal-officer-2", "inspector-2", "其他", FALSE },           /* other words */
    { "refusal-officer-2", "inspector-2", NULL, TRUE },
    { "approved", "approved", NULL, TRUE },
  };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例工信厅");
  g_autofree char *uuid = plan_inspection (self);
  g_autoptr(HechaCase) content = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (current_verdict (self, uuid), ==, i == 0 ? HECHA_FILE_UNSIGNED : HECHA_FILE_INCOMPLETE);
      g_assert_cmpint (sign_refusal (self, uuid, steps[i].field, steps[i].key, steps[i].words, &error), ==, steps[i].good);
      g_test_message ("step %u: %s", i, error ? error->message : "signed");
      if (!steps[i].good)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
    }
  g_assert_cmpint (current_verdict (self, uuid), ==, HECHA_FILE_VALID);
  content = hecha_inspect_load (self->session, uuid, NULL);
  g_assert_true (hecha_case_is_refused (content));
  g_assert_cmpint (hecha_case_compute_state (content), ==, HECHA_VISIT_ISSUED);
}

/* Who signed did not refuse. */
static void
test_no_refusal (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_INDUSTRY, "示例工信厅");
  g_autofree char *uuid = plan_inspection (self);
  g_autoptr(GError) error = NULL;

  g_assert_true (sign_refusal (self, uuid, "inspector-1", "inspector-1", NULL, &error));
  g_assert_true (sign_refusal (self, uuid, "inspector-2", "inspector-2", NULL, &error));
  g_assert_true (sign_refusal (self, uuid, "on-site-person", "on-site-person", NULL, &error));
  g_assert_false (sign_refusal (self, uuid, "refusal-officer-1", "inspector-1", WORDS, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/issue-sign/refused", test_refused);
  g_test_add_func ("/flow/issue-sign/baton", test_baton);
  g_test_add_func ("/flow/issue-sign/order", test_order);
  g_test_add_func ("/flow/issue-sign/late", test_late);
  g_test_add_func ("/flow/issue-sign/one-person", test_one_person);
  g_test_add_func ("/flow/issue-sign/verdicts", test_verdicts);
  g_test_add_func ("/flow/issue-sign/evidence-lost", test_evidence_lost);
  g_test_add_func ("/flow/issue-sign/refusal", test_refusal);
  g_test_add_func ("/flow/issue-sign/no-refusal", test_no_refusal);
  return g_test_run ();
}
