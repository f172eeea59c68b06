/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "error.h"
#include "inspect.h"
#include "issue.h"
#include "record.h"
#include "verification-json.h"
#include "wet-signing.h"

#include <glib/gi18n.h>
#include <string.h>

static JsonObject *
say_report (HechaCommand             *command,
            const HechaCase          *content,
            const HechaIssuedReport  *report,
            const char               *path)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "record", content->visit->uuid);
  json_object_set_string_member (object, "number", content->visit->number);
  hecha_json_set_string (object, "unit", content->visit->unit);
  json_object_set_string_member (object, "report", path);
  json_object_set_string_member (object, "sha256", report->sha256);
  hecha_command_say (command, _("%s: on-site record %s of %s, SHA-256 %s"), path, content->visit->number,
                     content->visit->unit, report->sha256);
  return object;
}

/* Of a joint inspection, where each authority has a record. */
static gboolean
say_records (HechaCommand  *command,
             const char    *name,
             const char    *out,
             GError       **error)
{
  JsonArray *records = json_array_new ();

  json_object_set_array_member (command->result, "records", records);
  for (guint i = 1; i <= HECHA_N_RECORDS; i++)
    {
      g_autofree char *id = hecha_record_id (name, i), *copy = out ? hecha_issue_copy_name (out, i) : NULL;
      g_autoptr(HechaIssuedReport) report = hecha_issue_current (command->session, id, error);
      g_autoptr(HechaCase) content = report ? hecha_inspect_load (command->session, id, error) : NULL;

      if (!content)
        return FALSE;
      json_array_add_object_element (records, say_report (command, content, report, copy ? copy : report->path));
    }
  return TRUE;
}

static gboolean
issue (HechaCommand  *command,
       const char    *name,
       const char    *out,
       gboolean       originals,
       GError       **error)
{
  const HechaIssueOptions options = { .out = out, .originals = originals };
  g_autofree char *id = hecha_command_case (command, name, error), *uuid = id ? hecha_record_case (id) : NULL;
  g_autoptr(HechaIssuedReport) report = uuid ? hecha_issue_report_with (command->session, uuid, &options, NULL, error) : NULL;
  g_autoptr(HechaCase) content = report ? hecha_inspect_load (command->session, uuid, error) : NULL;
  g_autofree char *copy = content && out ? hecha_issue_copy_name (out, content->visit->partner ? 1 : 0) : NULL;

  if (!content)
    return FALSE;
  json_object_set_string_member (command->result, "case", uuid);
  json_object_set_string_member (command->result, "report", copy ? copy : report->path);
  json_object_set_string_member (command->result, "sha256", report->sha256);
  json_object_set_int_member (command->result, "revision", report->revision);
  json_object_set_int_member (command->result, "pages", report->pages);
  hecha_command_say (command, _("%s: revision %d, %u pages, SHA-256 %s"), copy ? copy : report->path, report->revision,
                     report->pages, report->sha256);
  if (content->visit->partner && !say_records (command, uuid, out, error))
    return FALSE;
  hecha_command_results (command, content);
  return TRUE;
}

static gboolean
run_issue (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  g_autofree char *out = NULL;
  gboolean originals = FALSE;
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_("Write a copy of the report here"), N_("FILE") },
    { "originals", 0, 0, G_OPTION_ARG_NONE, &originals, N_("Carry photos as the camera took them, not as they are printed"), NULL },
    { NULL },
  };

  return hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) && issue (command, argv[1], out, originals, error);
}

static gboolean
sign (HechaCommand            *command,
      const HechaSignOptions  *options,
      GError                 **error)
{
  if (!hecha_command_session (command, error)
      || !hecha_issue_sign_with (command->session, options, NULL, error))
    return FALSE;
  json_object_set_string_member (command->result, "file", options->file);
  json_object_set_string_member (command->result, "field", options->field);
  hecha_command_say (command, _("Signed as %s"), options->field);
  return TRUE;
}

static gboolean
run_sign (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  g_autofree char *field = NULL, *key = NULL, *token = NULL, *pin_file = NULL, *tsa = NULL, *refusal = NULL, *password = NULL,
                  *picture = NULL;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &field, N_("The signature field"), N_("FIELD") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key, N_("PKCS#12 file with the key"), N_("FILE") },
    { "token", 0, 0, G_OPTION_ARG_STRING, &token, N_("Address of a certificate on a token, see “tokens”"), "URI" },
    { "pin-file", 0, 0, G_OPTION_ARG_FILENAME, &pin_file, N_("File with the password or PIN"), N_("FILE") },
    { "tsa", 0, 0, G_OPTION_ARG_STRING, &tsa, N_("Have this authority stamp the time"), "URL" },
    { "refusal", 0, 0, G_OPTION_ARG_STRING, &refusal, N_("As the first officer: what happened when the on-site person did not sign"), N_("TEXT") },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, N_("Show this PNG or JPEG of a signature or seal beside the words"), N_("FILE") },
    { NULL },
  };
  HechaSignOptions options;
  gboolean signed_it;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  if (!field || !key == !token || !pin_file)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("sign needs --as, --key or --token, and --pin-file"));
      return FALSE;
    }
  password = hecha_command_read_password (pin_file, error);
  if (!password)
    return FALSE;
  options = (HechaSignOptions) { .file = argv[1], .field = field, .key = key, .token = token, .password = password,
                                  .tsa = tsa, .refusal = refusal, .picture = picture };
  signed_it = sign (command, &options, error);
  explicit_bzero (password, strlen (password));
  return signed_it;
}

static gboolean
stamp (HechaCommand  *command,
       const char    *file,
       const char    *tsa,
       GError       **error)
{
  g_autofree char *known = tsa ? NULL : hecha_issue_get_tsa (command->session);
  HechaStampOptions options = { .tsa = tsa ? tsa : known };
  HechaStampOutcome outcome;
  g_autofree char *time = NULL, *missing = NULL;

  if (!options.tsa)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("stamp needs --tsa, or an authority that was set with “tsa”"));
      return FALSE;
    }
  if (!hecha_issue_stamp (command->session, file, &options, &outcome, NULL, error))
    return FALSE;
  missing = outcome.missing;
  time = hecha_time_to_text (outcome.time);
  json_object_set_string_member (command->result, "file", file);
  json_object_set_string_member (command->result, "time", time);
  json_object_set_int_member (command->result, "added", outcome.n_added);
  json_object_set_int_member (command->result, "missing", outcome.n_missing);
  hecha_command_say (command, _("Stamped: %s is proven"), time);
  if (missing)
    hecha_command_note (command, "%s", missing);
  return TRUE;
}

static gboolean
run_stamp (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  g_autofree char *tsa = NULL;
  const GOptionEntry entries[] = {
    { "tsa", 0, 0, G_OPTION_ARG_STRING, &tsa, N_("Have this authority stamp the time"), "URL" },
    { NULL },
  };

  return hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) && hecha_command_session (command, error)
         && stamp (command, argv[1], tsa, error);
}

static gboolean
run_tsa (HechaCommand  *command,
         int            argc,
         char         **argv,
         GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *known = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 1, error) || !hecha_command_session (command, error)
      || (argc > 1 && !hecha_issue_set_tsa (command->session, argv[1], error)))
    return FALSE;
  known = hecha_issue_get_tsa (command->session);
  if (known)
    json_object_set_string_member (command->result, "tsa", known);
  hecha_command_say (command, "%s", known ? known : _("none"));
  return TRUE;
}

static JsonObject *
show_page (HechaCommand *command,
           gpointer      data)
{
  static const char *const states[] = {
    [HECHA_WET_GOOD] = "good", [HECHA_WET_BLANK] = "blank", [HECHA_WET_UNREADABLE] = "unreadable",
    [HECHA_WET_FOREIGN] = "foreign", [HECHA_WET_OTHER_REVISION] = "other-revision",
    [HECHA_WET_OTHER_RESULTS] = "other-results", [HECHA_WET_TWICE] = "twice",
  };
  const HechaWetPage *page = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "file", page->file);
  json_object_set_int_member (object, "place", page->place);
  json_object_set_string_member (object, "state", states[page->state]);
  if (page->page)
    json_object_set_int_member (object, "page", page->page);
  hecha_command_say (command, "%s\t%u\t%s\t%u", page->file, page->place, states[page->state], page->page);
  return object;
}

/* FIELD=NAME, each on the same day. */
static gboolean
parse_signers (char      **words,
               const char *day,
               GArray     *signers,
               GError    **error)
{
  for (guint i = 0; words[i]; i++)
    {
      char *equals = strchr (words[i], '=');
      HechaWetSigner signer = { words[i], equals ? equals + 1 : NULL, day };

      if (!equals)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” is not FIELD=NAME"), words[i]);
          return FALSE;
        }
      *equals = '\0';
      g_array_append_val (signers, signer);
    }
  return TRUE;
}

static gboolean
paper (HechaCommand       *command,
       const char         *name,
       const char *const  *files,
       const GArray       *signers,
       GError            **error)
{
  g_autofree char *uuid = hecha_command_case (command, name, error);
  g_autoptr(HechaWetScan) scan = uuid ? hecha_wet_scan_read (command->session, uuid, files, NULL, NULL, NULL, error) : NULL;

  if (!scan)
    return FALSE;
  json_object_set_string_member (command->result, "case", uuid);
  json_object_set_int_member (command->result, "expected", scan->expected);
  hecha_command_show (command, "pages", scan->pages, show_page);
  if (!hecha_wet_signing_record (command->session, scan, (const HechaWetSigner *) signers->data, signers->len, error))
    return FALSE;
  hecha_command_say (command, _("Recorded as signed on paper: %u"), signers->len);
  return TRUE;
}

static gboolean
run_paper (HechaCommand  *command,
           int            argc,
           char         **argv,
           GError       **error)
{
  g_auto(GStrv) words = NULL;
  g_autofree char *day = NULL;
  g_autoptr(GArray) signers = g_array_new (FALSE, TRUE, sizeof (HechaWetSigner));
  const GOptionEntry entries[] = {
    { "signed", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, N_("Who signed in which field; once for each"), N_("FIELD=NAME") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &day, N_("The day beside the signatures"), "YYYY-MM-DD" },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, -1, error))
    return FALSE;
  if (!words || !day)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("paper needs --signed and --on"));
      return FALSE;
    }
  return parse_signers (words, day, signers, error) &&
         paper (command, argv[1], (const char *const *) argv + 2, signers, error);
}

static JsonObject *
show_token (HechaCommand *command,
            gpointer      data)
{
  const HechaTokenChoice *choice = data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "uri", choice->uri);
  json_object_set_string_member (object, "token", choice->token);
  json_object_set_string_member (object, "subject", choice->subject);
  json_object_set_string_member (object, "fingerprint", choice->fingerprint);
  hecha_command_say (command, "%s\t%s\t%s", choice->subject, choice->token, choice->uri);
  return object;
}

static gboolean
run_tokens (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) list = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 0, 0, error) || !(list = hecha_issue_tokens (error)))
    return FALSE;
  hecha_command_show (command, "tokens", list, show_token);
  return TRUE;
}

static void
say_checks (HechaCommand *command,
            GPtrArray    *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      HechaVerificationCheck *check = checks->pdata[i];

      hecha_command_say (command, "    %s %s: %s", check->ok ? "✓" : "✗", check->name, check->message);
    }
}

static void
say_differences (HechaCommand *command,
                 GPtrArray    *differences)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const HechaDifference *difference = differences->pdata[i];

      hecha_command_say (command, "    + %s (%s): %s", difference->name,
                         hecha_nick_text (hecha_difference_grade_nicks, difference->grade), difference->message);
    }
}

static void
say_papers (HechaCommand *command,
            GPtrArray    *papers)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const HechaPaperResult *paper = papers->pdata[i];

      hecha_command_say (command, _("  %s: on paper by %s, %s; recorded by %s"), paper->field, paper->signer, paper->day,
                         paper->author);
      for (guint j = 0; j < paper->scans->len; j++)
        {
          const HechaPaperScan *scan = paper->scans->pdata[j];

          hecha_command_say (command, "    %s %s: %s %u, SHA-256 %s", scan->at_hand ? "✓" : "✗", scan->file->name,
                             _("pages"), scan->pages, scan->file->sha256);
        }
    }
}

static void
say_signature (HechaCommand               *command,
               const HechaSignatureResult *signature)
{
  g_autofree char *time = hecha_time_to_text (signature->time);

  hecha_command_say (command, "  %s: %s, %s, %s, %s (%s)", signature->field, signature->signer,
                     hecha_nick_text (hecha_signature_status_nicks, signature->status),
                     hecha_nick_text (hecha_signature_trust_nicks, signature->trust), time,
                     signature->time_proven ? _("time proven") : _("time claimed"));
  if (*signature->root)
    hecha_command_say (command, _("    trusted: %s, SHA-256 %s"), signature->root, signature->root_certificate);
  if (*signature->stamp_root)
    hecha_command_say (command, _("    trusted for the time: %s, SHA-256 %s"), signature->stamp_root,
                       signature->stamp_root_certificate);
  say_checks (command, signature->checks);
  say_differences (command, signature->differences);
}

static void
say_change (HechaCommand              *command,
            const HechaRevisionChange *change)
{
  g_autoptr(GString) pages = g_string_new (NULL);

  for (guint i = 0; i < change->pages->len; i++)
    g_string_append_printf (pages, "%s%u", i ? ", " : "", g_array_index (change->pages, guint, i));
  hecha_command_say (command, _("  changed in revision %u of %u; pages that look different: %s"), change->revision,
                     change->revisions, pages->len ? pages->str : "–");
  if (!change->all)
    hecha_command_say (command, _("  not all pages were compared"));
}

static void
say_verification (HechaCommand            *command,
                  const HechaVerification *verification)
{
  hecha_command_say (command, "%s", hecha_nick_text (hecha_file_verdict_nicks, verification->verdict));
  say_checks (command, verification->checks);
  for (guint i = 0; i < verification->signatures->len; i++)
    say_signature (command, verification->signatures->pdata[i]);
  if (verification->refusal)
    hecha_command_say (command, _("  in place of a signature: %s"), verification->refusal);
  say_papers (command, verification->papers);
  if (verification->change)
    say_change (command, verification->change);
}

static gboolean
run_verify (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  g_autofree char *trust = NULL, *evidence = NULL;
  const GOptionEntry entries[] = {
    { "trust", 0, 0, G_OPTION_ARG_FILENAME, &trust, N_("Roots that are trusted"), "PEM" },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME, &evidence, N_("Folder with the evidence files"), N_("DIR") },
    { NULL },
  };
  g_autoptr(HechaVerification) verification = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  /* A report can be judged without a workspace; one adds what the plan expects. */
  if (hecha_session_exists (command->workspace) && !hecha_command_session (command, error))
    return FALSE;
  verification = hecha_issue_verify (command->session, argv[1], trust, evidence, NULL, error);
  if (!verification)
    return FALSE;
  json_object_unref (command->result);
  command->result = hecha_verification_to_json (verification);
  say_verification (command, verification);
  command->exit_status = verification->verdict == HECHA_FILE_VALID ? 0 : 1;
  return TRUE;
}

static gboolean
run_reopen (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  g_autofree char *reason = NULL, *uuid = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    { NULL },
  };

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error))
    return FALSE;
  uuid = hecha_command_case (command, argv[1], error);
  return uuid && hecha_issue_reopen (command->session, uuid, reason, error);
}

const HechaVerb hecha_issue_verbs[] = {
  { "issue", "CASE --out FILE", N_("Freeze a visit and write its report"),
    N_("JSON: case, report, sha256, revision, pages, results[] as of “checklist”; of a joint inspection "
       "records[] of record, number, unit, report, sha256: FILE becomes FILE-1 and FILE-2."), run_issue },
  { "reopen", "CASE --reason TEXT", N_("Open a frozen visit for its next revision"), NULL, run_reopen },
  { "sign", "FILE --as FIELD --key P12|--token URI --pin-file F [--tsa URL] [--refusal TEXT]", N_("Sign a report"), NULL, run_sign },
  { "paper", "CASE SCAN… --signed FIELD=NAME … --on YYYY-MM-DD", N_("Take the scan of a report that was signed by hand"),
    N_("Every page has to be there once. JSON: case, expected, pages[] of file, place, state (good, blank, unreadable, "
       "foreign, other-revision, other-results or twice), page."), run_paper },
  { "stamp", "FILE [--tsa URL]", N_("Prove the time of a signed report, and keep what judges its signatures"),
    N_("JSON: file, time, added, missing."), run_stamp },
  { "tsa", "[URL]", N_("Show or set the time-stamping authority that is asked"), N_("JSON: tsa."), run_tsa },
  { "tokens", "", N_("List the certificates on tokens that are plugged in"),
    N_("JSON: tokens[] of uri, token, subject, fingerprint."), run_tokens },
  { "verify", "FILE", N_("Verify a report"),
    N_("Exit status 0 only for “valid”. JSON: verdict, checks[] of name, ok, message, signatures[] of field, signer, status, "
       "trust, time, time-proven, certificate, root, root-certificate, stamp-root, stamp-root-certificate (what is trusted and "
       "carried the verdict), covers, revision, checks[], differences[] of name, grade, message; papers[] of field, signer, "
       "day, recorded-by, scans[] of name, sha256, pages, at-hand; change (null, or where the file was changed after it was "
       "signed: revision, revisions, covers, pages[] that look different since, all-pages); refusal (null, or its words)."), run_verify },
  { NULL },
};
