/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wet-signing.h"
#include "sides.h"

#include "error.h"

#include <string.h>

#define DAY "2026-11-25"

typedef struct
{
  Workspace         *self;
  char              *uuid;
  HechaIssuedReport *report;
} Stage;

/* Issued on the day that is written on paper; the clock stands at noon. */
static void
stage_begin (Stage             *stage,
             HechaHolder        holder,
             HechaProcedure     procedure,
             const char *const *members)
{
  g_autoptr(GError) error = NULL;

  stage->self = workspace_new (holder, "示例单位");
  g_assert_true (hecha_time_from_text (DAY "T04:00:00.000000Z", &stage->self->now));
  for (guint i = 0; i < 3; i++)
    workspace_key (stage->self, ((const char *[]) { "prepared", "reviewed", "approved" })[i]);
  workspace_import (stage->self);
  stage->uuid = workspace_plan_of (stage->self, WORKSPACE_CODE, 1u << HECHA_TYPE_CONNECTED, procedure, members, &error);
  g_assert_no_error (error);
  workspace_answer_all (stage->self, stage->uuid);
  stage->report = workspace_issue (stage->self, stage->uuid);
}

static void
stage_end (Stage *stage)
{
  hecha_issued_report_free (stage->report);
  g_free (stage->uuid);
  workspace_free (stage->self);
}

static HechaWetScan *
scan_of (HechaSession *session,
         const char   *uuid,
         const char   *path)
{
  const char *const paths[] = { path, NULL };
  g_autoptr(GError) error = NULL;
  HechaWetScan *scan = hecha_wet_scan_read (session, uuid, paths, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return scan;
}

/* The print itself stands for its scan: what scans look like is test-wet-scan.c's. */
static gboolean
record (HechaSession          *session,
        const char            *uuid,
        const char            *path,
        const HechaWetSigner  *signers,
        guint                  n,
        GError               **error)
{
  g_autoptr(HechaWetScan) scan = scan_of (session, uuid, path);

  return hecha_wet_signing_record (session, scan, signers, n, error);
}

static const HechaVerificationCheck *
find_check (const HechaVerification *verification,
            const char              *name)
{
  for (guint i = 0; i < verification->checks->len; i++)
    if (strcmp (((HechaVerificationCheck *) verification->checks->pdata[i])->name, name) == 0)
      return verification->checks->pdata[i];
  return NULL;
}

static void
test_refused (void)
{
  static const struct { HechaWetSigner signers[2]; guint n; const char *words; } cases[] = {
    { { { NULL } }, 0, "Say who signed" },
    { { { "inspector-1", "甲", DAY } }, 1, "no field" },
    { { { "prepared", "", DAY } }, 1, "Say who signed" },
    { { { "prepared", NULL, DAY } }, 1, "Say who signed" },
    { { { "prepared", "\xff", DAY } }, 1, "Say who signed" },
    { { { "prepared", "乙", DAY } }, 1, "The plan names 甲" },
    { { { "prepared", "甲", "2026-11-24" } }, 1, "before the report was issued" },
    { { { "prepared", "甲", "2026-11-26" } }, 1, "still to come" },
    { { { "prepared", "甲", "25.11.2026" } }, 1, "is no day" },
    { { { "prepared", "甲", NULL } }, 1, "is no day" },
    { { { "prepared", "甲", DAY }, { "prepared", "甲", DAY } }, 2, "signed already" },
    { { { "prepared", "甲", DAY }, { "body-seal", "甲", DAY } }, 2, "one person fills one field" },
  };
  Stage stage;
  g_autoptr(HechaCase) content = NULL;
  const HechaWetSigner one = { "prepared", "甲", DAY };
  g_autoptr(HechaWetScan) scan = NULL;
  g_autoptr(GError) changed = NULL;
  g_autofree char *copy = NULL;

  stage_begin (&stage, HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, workspace_team);
  copy = fixture_path (stage.self->files, "copy.pdf");
  g_free (fixture_run (stage.self->files, "cp", stage.report->path, "copy.pdf", NULL));
  g_free (fixture_run (stage.self->files, "chmod", "u+w", "copy.pdf", NULL));
  scan = scan_of (stage.self->session, stage.uuid, copy);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_wet_signing_record (stage.self->session, scan, cases[i].signers, cases[i].n, &error));
      g_test_message ("case %u: %s", i, error->message);
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
  /* What was looked at is what is kept. */
  fixture_write (stage.self->files, "copy.pdf", "other", 5);
  g_assert_false (hecha_wet_signing_record (stage.self->session, scan, &one, 1, &changed));
  g_assert_error (changed, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_nonnull (strstr (changed->message, "was changed since"));
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpuint (content->signings->len, ==, 0);
  stage_end (&stage);
}

/* All three on paper: the case stands where electronic signatures bring it, and nothing says more than is known. */
static void
test_paper (void)
{
  static const HechaWetSigner signers[] = { { "prepared", "甲", DAY }, { "reviewed", "乙", DAY }, { "approved", "丙", DAY } };
  Stage stage;
  g_autoptr(HechaCase) content = NULL, approved = NULL, next = NULL;
  g_autoptr(HechaVerification) verification = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;
  const HechaVerificationCheck *check;
  const HechaSigning *signing;
  const HechaPaperResult *paper;
  const HechaPaperScan *scan;

  stage_begin (&stage, HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, workspace_team);
  g_assert_false (hecha_review_approve (stage.self->session, stage.uuid, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (record (stage.self->session, stage.uuid, stage.report->path, signers, G_N_ELEMENTS (signers), &error));
  g_assert_no_error (error);

  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_ISSUED);
  signing = hecha_case_signing (content, "reviewed");
  g_assert_cmpstr (signing->signer, ==, "乙");
  g_assert_cmpstr (signing->time, ==, DAY);
  g_assert_cmpstr (signing->author, ==, "张工");
  g_assert_null (signing->fingerprint);
  g_assert_cmpuint (signing->scans->len, ==, 1);
  g_assert_cmpstr (((HechaEvidence *) signing->scans->pdata[0])->sha256, ==, stage.report->sha256);
  g_assert_true (hecha_vault_contains (hecha_session_get_vault (stage.self->session), stage.report->sha256));

  key = fixture_path (stage.self->files, "reviewed.p12");
  g_assert_false (hecha_issue_sign (stage.self->session, stage.report->path, "reviewed", key, FIXTURE_PASSWORD, NULL, NULL,
                                    &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  verification = hecha_issue_verify (stage.self->session, stage.report->path, NULL, NULL, NULL, &error);
  g_assert_cmpint (verification->verdict, ==, HECHA_FILE_UNSIGNED);
  check = find_check (verification, HECHA_CHECK_PAPER);
  g_assert_nonnull (check);
  g_assert_true (check->ok);
  g_assert_nonnull (strstr (check->message, "not verified by cryptography: prepared by 甲 on " DAY " (recorded by 张工)"));
  g_assert_cmpuint (verification->papers->len, ==, 3);
  paper = verification->papers->pdata[1];
  g_assert_cmpstr (paper->field, ==, "reviewed");
  g_assert_cmpstr (paper->signer, ==, "乙");
  g_assert_cmpstr (paper->day, ==, DAY);
  g_assert_cmpstr (paper->author, ==, "张工");
  g_assert_cmpuint (paper->scans->len, ==, 1);
  scan = paper->scans->pdata[0];
  g_assert_cmpstr (scan->file->sha256, ==, stage.report->sha256);
  g_assert_cmpuint (scan->pages, ==, stage.report->pages);
  g_assert_true (scan->at_hand);

  g_assert_true (hecha_review_approve (stage.self->session, stage.uuid, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  approved = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpint (approved->state, ==, HECHA_VISIT_APPROVED);

  /* The next revision is signed anew. */
  g_assert_true (hecha_issue_reopen (stage.self->session, stage.uuid, "更正", &error));
  hecha_issued_report_free (workspace_issue (stage.self, stage.uuid));
  next = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpint (next->state, ==, HECHA_VISIT_TO_SIGN);
  g_assert_cmpuint (next->signings->len, ==, 0);
  stage_end (&stage);
}

/* Who signed on paper has signed: the one who comes after them may use a key. */
static void
test_paper_first (void)
{
  static const HechaWetSigner signers[] = { { "prepared", "甲", DAY }, { "reviewed", "乙", DAY } };
  Stage stage;
  g_autofree char *key = NULL;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) early = NULL, error = NULL;

  stage_begin (&stage, HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, workspace_team);
  key = fixture_path (stage.self->files, "approved.p12");
  g_assert_true (record (stage.self->session, stage.uuid, stage.report->path, signers, 1, &error));
  g_assert_no_error (error);
  g_assert_false (hecha_issue_sign (stage.self->session, stage.report->path, "approved", key, FIXTURE_PASSWORD, NULL, NULL,
                                    &early));
  g_assert_nonnull (strstr (early->message, "“reviewed” signs before “approved”"));
  g_assert_true (record (stage.self->session, stage.uuid, stage.report->path, signers + 1, 1, &error));
  g_assert_no_error (error);
  workspace_sign (stage.self, stage.report->path, "approved");
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_ISSUED);
  stage_end (&stage);
}

/* Some with keys, some on paper: the file's verdict knows the keys alone. Lost scans are said, and not approved. */
static void
test_mixed (void)
{
  static const HechaWetSigner signers[] = { { "reviewed", "乙", DAY }, { "approved", "丙", DAY } };
  Stage stage;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(HechaVerification) verification = NULL, lost = NULL;
  g_autoptr(HechaIssuedReport) now = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL, *roots = NULL;
  const HechaPaperResult *paper;

  stage_begin (&stage, HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, workspace_team);
  key = fixture_path (stage.self->files, "prepared.p12");
  roots = fixture_path (stage.self->files, "ca.pem");
  g_assert_true (record (stage.self->session, stage.uuid, stage.report->path, signers, G_N_ELEMENTS (signers), &error));
  g_assert_no_error (error);
  g_assert_true (hecha_issue_sign (stage.self->session, stage.report->path, "prepared", key, FIXTURE_PASSWORD, NULL, NULL,
                                    &error));
  g_assert_no_error (error);
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_cmpint (content->state, ==, HECHA_VISIT_ISSUED);
  now = hecha_issue_current (stage.self->session, stage.uuid, NULL);
  verification = hecha_issue_verify (stage.self->session, now->path, roots, NULL, NULL, &error);
  g_assert_cmpint (verification->verdict, ==, HECHA_FILE_INCOMPLETE);
  g_assert_true (find_check (verification, HECHA_CHECK_PAPER)->ok);
  g_assert_true (hecha_vault_destroy (hecha_session_get_vault (stage.self->session), stage.report->sha256, &error));
  lost = hecha_issue_verify (stage.self->session, now->path, roots, NULL, NULL, &error);
  g_assert_false (find_check (lost, HECHA_CHECK_PAPER)->ok);
  paper = lost->papers->pdata[0];
  g_assert_false (((HechaPaperScan *) paper->scans->pdata[0])->at_hand);
  g_assert_cmpuint (((HechaPaperScan *) paper->scans->pdata[0])->pages, ==, 0);
  g_assert_false (hecha_review_approve (stage.self->session, stage.uuid, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  stage_end (&stage);
}

/* A refusal on paper: both officers, on one paper, and nobody after them. */
static void
test_refusal (void)
{
  static const char *const team[] = { "inspector=赵检:ZF-0001", "inspector=钱检:ZF-0002", "on-site-person=孙厂", "approved=李局", NULL };
  static const HechaWetSigner officers[] = {
    { "inspector-1", "赵检", DAY }, { "inspector-2", "钱检", DAY }, { "refusal-officer-1", "赵检", DAY },
    { "refusal-officer-2", "钱检", DAY }, { "on-site-person", "孙厂", DAY }, { "approved", "李局", DAY },
  };
  Stage stage;
  g_autoptr(HechaCase) content = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;

  stage_begin (&stage, HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, team);
  g_assert_false (record (stage.self->session, stage.uuid, stage.report->path, officers, 3, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (record (stage.self->session, stage.uuid, stage.report->path, officers, 5, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (record (stage.self->session, stage.uuid, stage.report->path, officers, 4, &error));
  g_assert_no_error (error);
  g_assert_false (record (stage.self->session, stage.uuid, stage.report->path, officers + 4, 1, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  key = fixture_path (stage.self->files, "prepared.p12");
  g_assert_false (hecha_issue_sign (stage.self->session, stage.report->path, "on-site-person", key, FIXTURE_PASSWORD, NULL, NULL,
                                    &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (record (stage.self->session, stage.uuid, stage.report->path, officers + 5, 1, &error));
  g_assert_no_error (error);
  content = hecha_inspect_load (stage.self->session, stage.uuid, NULL);
  g_assert_true (hecha_case_is_refused (content));
  g_assert_cmpint (content->state, ==, HECHA_VISIT_ISSUED);
  stage_end (&stage);
}

/* The office that gets the report gets the scans, and decides about it without a key. */
static void
test_handed_over (void)
{
  g_autoptr(Sides) sides = sides_new ();
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (sides->sender->session, sides->uuid, NULL);
  g_autoptr(HechaCase) issued = hecha_inspect_load (sides->sender->session, sides->uuid, NULL), arrived = NULL, decided = NULL;
  g_autofree char *day = g_strndup (issued->frozen_at, 10);
  const HechaWetSigner signers[] = { { "prepared", "甲", day }, { "reviewed", "乙", day }, { "approved", "丙", day } };
  g_autoptr(HechaExchange) first = NULL, second = NULL, pulled = NULL, again = NULL;
  g_autoptr(GError) error = NULL;
  const HechaSigning *signing;

  first = sides_push (sides->sender);
  sides_clean (first);
  pulled = sides_pull (sides->office);
  sides_clean (pulled);
  g_setenv ("TZ", "UTC", TRUE);
  g_assert_true (record (sides->sender->session, sides->uuid, report->path, signers, G_N_ELEMENTS (signers), &error));
  g_assert_no_error (error);
  second = sides_push (sides->sender);
  sides_clean (second);
  again = sides_pull (sides->office);
  sides_clean (again);
  arrived = hecha_inspect_load (sides->office->session, sides->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (arrived->state, ==, HECHA_VISIT_ISSUED);
  signing = hecha_case_signing (arrived, "approved");
  g_assert_cmpstr (signing->author, ==, "张工");
  g_assert_true (hecha_vault_verify (hecha_session_get_vault (sides->office->session),
                                     ((HechaEvidence *) signing->scans->pdata[0])->sha256, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (hecha_review_approve (sides->office->session, sides->uuid, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  decided = hecha_inspect_load (sides->office->session, sides->uuid, NULL);
  g_assert_cmpint (decided->state, ==, HECHA_VISIT_APPROVED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/wet-signing/refused", test_refused);
  g_test_add_func ("/flow/wet-signing/paper", test_paper);
  g_test_add_func ("/flow/wet-signing/paper-first", test_paper_first);
  g_test_add_func ("/flow/wet-signing/mixed", test_mixed);
  g_test_add_func ("/flow/wet-signing/refusal", test_refusal);
  g_test_add_func ("/flow/wet-signing/handed-over", test_handed_over);
  return g_test_run ();
}
