/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-data.h"

#include "attachments.h"
#include "case-cache.h"
#include "conclusions.h"
#include "digest.h"
#include "json.h"
#include "oscal-document.h"
#include "oscal-plan.h"
#include "oscal-results.h"
#include "report.h"
#include "signer.h"
#include "workspace.h"

#include <string.h>

/* Reports by our own writer, each properly signed, whose data was altered
 * before anything was printed or signed: their digests are all right. */

static Workspace *workspace;
static HechaCase *content;

static JsonObject *
result_of (JsonObject *root)
{
  return hecha_json_element (hecha_json_array (hecha_json_object (root, "assessment-results"), "results"), 0);
}

static void
set_prop (JsonObject *holder,
          const char *name,
          const char *value)
{
  JsonArray *props = hecha_json_array (holder, "props");

  for (guint i = 0; i < json_array_get_length (props); i++)
    if (g_strcmp0 (hecha_json_string (hecha_json_element (props, i), "name"), name) == 0)
      json_object_set_string_member (hecha_json_element (props, i), "value", value);
}

/* The first finding with @verdict. */
static JsonObject *
finding_with (JsonObject *root,
              const char *verdict)
{
  JsonArray *findings = hecha_json_array (result_of (root), "findings");

  for (guint i = 0; i < json_array_get_length (findings); i++)
    if (g_strcmp0 (hecha_oscal_own_prop (hecha_json_element (findings, i), "verdict"), verdict) == 0)
      return hecha_json_element (findings, i);
  g_assert_not_reached ();
}

static void
alter_nothing (JsonObject *root)
{
}

/* The pages say that an item conforms, the data that it does not. */
static void
alter_verdict (JsonObject *root)
{
  set_prop (finding_with (root, "conforming"), "verdict", "nonconforming");
}

/* The same with counts that fit: only the row of the item shows it. */
static void
alter_two_verdicts (JsonObject *root)
{
  JsonObject *one = finding_with (root, "conforming"), *two = finding_with (root, "nonconforming");

  set_prop (one, "verdict", "nonconforming");
  set_prop (two, "verdict", "conforming");
}

static void
alter_rate (JsonObject *root)
{
  set_prop (result_of (root), "conformity-rate", "99.99%");
}

static void
alter_conclusion (JsonObject *root)
{
  g_assert_nonnull (hecha_oscal_own_prop (result_of (root), "conclusion-label"));
  set_prop (result_of (root), "conclusion-label", "优");
}

static void
alter_problem (JsonObject *root)
{
  json_object_set_string_member (hecha_json_element (hecha_json_array (result_of (root), "risks"), 0), "description",
                                 "nothing of importance");
}

static void
alter_problems (JsonObject *root)
{
  JsonArray *risks = hecha_json_array (result_of (root), "risks");

  json_array_remove_element (risks, json_array_get_length (risks) - 1);
}

static void
alter_number (JsonObject *root)
{
  set_prop (hecha_json_object (hecha_json_object (root, "assessment-results"), "metadata"), "number", "2026-0099-ABCD");
}

static void
alter_revision (JsonObject *root)
{
  json_object_set_string_member (hecha_json_object (hecha_json_object (root, "assessment-results"), "metadata"), "version",
                                 "7");
}

static void
alter_case (JsonObject *root)
{
  set_prop (hecha_json_object (hecha_json_object (root, "assessment-results"), "metadata"), "case",
            "00000000-0000-4000-8000-000000000000");
}

static GBytes *
altered (GBytes *results,
         void  (*alter) (JsonObject *root))
{
  g_autoptr(JsonObject) root = hecha_json_parse_object (g_bytes_get_data (results, NULL), g_bytes_get_size (results),
                                                        "results", NULL);
  g_autoptr(JsonNode) node = json_node_alloc ();
  char *text;

  alter (root);
  json_node_init_object (node, root);
  text = json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
sign (const char *in,
      const char *out,
      const char *field)
{
  g_autoptr(GBytes) bytes = fixture_read (workspace->files, "prepared.p12");
  g_autoptr(HechaKey) key = hecha_key_from_pkcs12 (bytes, FIXTURE_PASSWORD, NULL);
  HechaSignRequest request = { field, "prepared", "编制人", g_get_real_time (), "zh_CN" };
  g_autoptr(GError) error = NULL;

  hecha_pdf_sign (in, out, key, &request, &error);
  g_assert_no_error (error);
}

/* @plan_too: whether the plan is another one than the results name */
static HechaVerification *
verify_with (void      (*alter) (JsonObject *root),
             gboolean    plan_too,
             const char *field)
{
  g_autoptr(HechaConclusionRule) rule = hecha_conclusions_load (workspace->session, NULL);
  g_autoptr(GBytes) plan = hecha_oscal_plan (content);
  g_autoptr(GBytes) honest = hecha_oscal_results (content, plan, rule);
  g_autoptr(GBytes) results = altered (honest, alter);
  g_autoptr(GBytes) manifest = hecha_evidence_manifest (content);
  g_autoptr(GBytes) heads = hecha_journal_heads_file (content);
  HechaReportFile files[] = {
    { "assessment-plan.json", "application/json", "plan", plan_too ? manifest : plan },
    { HECHA_REPORT_RESULTS, "application/json", "results", results },
    { HECHA_REPORT_EVIDENCE, "application/json", "evidence", manifest },
    { "journal-heads.json", "application/json", "heads", heads },
  };
  HechaReportInput input = {
    .content = content, .rule = rule, .device = "d", .author = "a", .claimed_time = content->frozen_at, .files = files,
    .n_files = G_N_ELEMENTS (files),
  };
  g_autofree char *path = fixture_path (workspace->files, "made.pdf"), *out = fixture_path (workspace->files, "signed.pdf");
  g_autoptr(GError) error = NULL;
  HechaVerification *verification;

  g_free (content->results_digest);
  content->results_digest = hecha_sha256_hex (g_bytes_get_data (results, NULL), g_bytes_get_size (results));
  hecha_report_write (path, &input, NULL, NULL, &error);
  g_assert_no_error (error);
  sign (path, out, field);
  verification = hecha_issue_verify (NULL, out, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return verification;
}

static const HechaVerificationCheck *
check_of (const HechaVerification *verification,
          const char              *name)
{
  for (guint i = 0; i < verification->checks->len; i++)
    if (g_str_equal (((HechaVerificationCheck *) verification->checks->pdata[i])->name, name))
      return verification->checks->pdata[i];
  return NULL;
}

static void
assert_agrees (const char *field)
{
  g_autoptr(HechaVerification) verification = verify_with (alter_nothing, FALSE, field);

  g_test_message ("%s", check_of (verification, "pages-and-data")->message);
  g_assert_true (check_of (verification, "pages-and-data")->ok);
  g_assert_true (check_of (verification, "attachments")->ok);
  /* Only one of its signatures is there. */
  g_assert_cmpint (verification->verdict, ==, HECHA_FILE_INCOMPLETE);
}

/* A report in both languages, and the record of an inspection, which has no verdicts. */
static void
test_agree (void)
{
  assert_agrees ("prepared");
  content->visit->language = HECHA_LANGUAGE_EN;
  assert_agrees ("prepared");
  content->visit->procedure = HECHA_PROCEDURE_INSPECTION;
  assert_agrees ("inspector-1");
}

static void
assert_other_plan (void)
{
  g_autoptr(HechaVerification) verification = verify_with (alter_nothing, TRUE, "prepared");

  g_assert_false (check_of (verification, "attachments")->ok);
  g_assert_true (check_of (verification, "pages-and-data")->ok);
  g_assert_cmpint (verification->verdict, ==, HECHA_FILE_CHANGED);
}

static void
test_differ (void)
{
  static const struct { void (*alter) (JsonObject *root); const char *check; } cases[] = {
    { alter_verdict, "pages-and-data" }, { alter_two_verdicts, "pages-and-data" }, { alter_rate, "pages-and-data" },
    { alter_conclusion, "pages-and-data" },
    { alter_problem, "pages-and-data" }, { alter_problems, "pages-and-data" }, { alter_number, "pages-and-data" },
    { alter_revision, "attachments" }, { alter_case, "attachments" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HechaVerification) verification = verify_with (cases[i].alter, FALSE, "prepared");
      const HechaVerificationCheck *check = check_of (verification, cases[i].check);

      g_test_message ("case %u: %s", i, check->message);
      g_assert_false (check->ok);
      g_assert_cmpint (verification->verdict, ==, HECHA_FILE_CHANGED);
      g_assert_cmpint (((HechaSignatureResult *) verification->signatures->pdata[0])->status, ==, HECHA_SIGNATURE_INTACT);
    }
  assert_other_plan ();
}

/* What is not ours is not compared, and what is broken is not read. */
static void
test_left_out (void)
{
  g_autoptr(HechaVerification) foreign = hecha_verification_new (), broken = hecha_verification_new ();
  g_autoptr(HechaVerification) good = verify_with (alter_nothing, FALSE, "prepared");
  g_autofree char *plain = fixture_path (workspace->files, "plain.pdf"), *out = fixture_path (workspace->files, "signed.pdf");

  g_assert_nonnull (check_of (good, "attachments"));
  fixture_make_pdf (workspace->files, "plain.pdf", 1, FALSE);
  hecha_report_data_check (plain, foreign, NULL);
  g_assert_cmpuint (foreign->checks->len, ==, 0);
  hecha_verification_worsen (broken, HECHA_FILE_BROKEN);
  hecha_report_data_check (out, broken, NULL);
  g_assert_cmpuint (broken->checks->len, ==, 0);
}

static void
begin (void)
{
  g_autofree char *uuid = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  g_autoptr(GError) error = NULL;

  workspace = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  workspace_key (workspace, "prepared");
  workspace_key (workspace, "reviewed");
  workspace_key (workspace, "approved");
  workspace_import (workspace);
  uuid = workspace_plan_of (workspace, WORKSPACE_CODE, 1u << HECHA_TYPE_PLATFORM, HECHA_PROCEDURE_EVALUATION,
                            workspace_team, &error);
  g_assert_no_error (error);
  workspace_answer_all (workspace, uuid);
  report = workspace_issue (workspace, uuid);
  content = hecha_case_load (workspace->session, uuid, NULL);
}

static void
with_report (gconstpointer test)
{
  begin ();
  ((GTestFunc) test) ();
  hecha_case_free (content);
  workspace_free (workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/flow/report-data/agree", test_agree, with_report);
  g_test_add_data_func ("/flow/report-data/differ", test_differ, with_report);
  g_test_add_data_func ("/flow/report-data/left-out", test_left_out, with_report);
  return g_test_run ();
}
