/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue.h"

#include "attachments.h"
#include "carry-forward.h"
#include "case-cache.h"
#include "conclusions.h"
#include "due-dates.h"
#include "digest.h"
#include "error.h"
#include "issue-evidence.h"
#include "oscal-plan.h"
#include "oscal-results.h"
#include "page-mark.h"
#include "report-files.h"
#include "report-store.h"
#include "report.h"
#include "statistics-store.h"
#include "visit-store.h"

#include <glib/gstdio.h>
#include <qrencode.h>
#include <string.h>


void
hecha_issued_report_free (HechaIssuedReport *self)
{
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/* What may be issued */

static gboolean
may_issue (HechaCase  *self,
           GError    **error)
{
  g_autoptr(GArray) faults = hecha_case_faults (self);
  HechaFault *first;

  if (self->conflicts)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT,
                   "%u entries contradict each other: choose between them first", self->conflicts);
      return FALSE;
    }
  if (faults->len == 0)
    return TRUE;
  first = &g_array_index (faults, HechaFault, 0);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "%u things are missing, first of all item %s%s%s: %s",
               faults->len, first->item->id, first->object ? ", " : "", first->object ? first->object->name : "",
               hecha_text_get (&hecha_fault_labels[first->kind], HECHA_LANGUAGE_EN));
  return FALSE;
}

/* How far it is, in hundredths: the digests of the evidence, the pages with their pictures, and what keeps them. */
#define PAGES_FROM 40
#define PAGES_TO   95
#define WHOLE      100

typedef struct
{
  HechaSession        *session;
  HechaCase           *content;
  HechaProgress        progress;
  gpointer             progress_data;
  gboolean             originals;
  HechaIssuePictures  *given;
  guint                pictures;    /* asked for so far */
  HechaConclusionRule *rule;
} Making;

static void
making_clear (Making *making)
{
  g_clear_pointer (&making->rule, hecha_conclusion_rule_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static void
tell (const Making *making,
      guint64       done)
{
  if (making->progress)
    making->progress (done, WHOLE, making->progress_data);
}

static void
digested_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  tell (data, done * PAGES_FROM / MAX (total, 1));
}

/* Parts of the report */

static gboolean
give_picture (const char          *uuid,
              HechaReportPicture  *picture,
              gpointer             data,
              GError             **error)
{
  Making *making = data;
  guint all = making->content->evidence->len;

  making->pictures = MIN (making->pictures + 1, all);
  tell (making, PAGES_FROM + (PAGES_TO - PAGES_FROM) * making->pictures / MAX (all, 1));
  return hecha_issue_pictures_take (making->given, uuid, picture, error);
}

static gboolean
give_qr (guint          page,
         guint          pages,
         HechaReportQr *qr,
         gpointer       data,
         GError       **error)
{
  HechaCase *self = ((Making *) data)->content;
  const HechaPageMark mark = { self->visit->number, self->revision, self->results_digest, page, pages };
  g_autofree char *text = hecha_page_mark_to_text (&mark);
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, TRUE);

  if (!code)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The QR code of a page could not be made");
      return FALSE;
    }
  qr->width = code->width;
  qr->modules = g_bytes_new (code->data, (gsize) code->width * code->width);
  QRcode_free (code);
  return TRUE;
}

enum
{
  FILE_PLAN,
  FILE_RESULTS,
  FILE_EVIDENCE,
  FILE_HEADS,
  N_FILES
};

static void
files_init (HechaReportFile  files[N_FILES],
            HechaLanguage    language)
{
  static const HechaText words[N_FILES] = {
    [FILE_PLAN] = { "评估计划（OSCAL）", "Assessment plan (OSCAL)" },
    [FILE_RESULTS] = { "评估结果（OSCAL）", "Assessment results (OSCAL)" },
    [FILE_EVIDENCE] = { "证据清单及摘要值", "Evidence with digests" },
    [FILE_HEADS] = { "日志链末端", "Heads of the journal’s chains" },
  };
  static const char *const names[N_FILES] = {
    [FILE_PLAN] = "assessment-plan.json",
    [FILE_RESULTS] = HECHA_REPORT_RESULTS,
    [FILE_EVIDENCE] = HECHA_REPORT_EVIDENCE,
    [FILE_HEADS] = "journal-heads.json",
  };

  for (int i = 0; i < N_FILES; i++)
    {
      files[i].name = names[i];
      files[i].media_type = "application/json";
      files[i].description = hecha_text_get (&words[i], language);
      files[i].bytes = NULL;
    }
}

static void
files_clear (HechaReportFile files[N_FILES])
{
  for (int i = 0; i < N_FILES; i++)
    g_clear_pointer (&files[i].bytes, g_bytes_unref);
}

static void
files_fill (HechaReportFile  files[N_FILES],
            const Making    *making)
{
  const HechaCase *self = making->content;

  files[FILE_PLAN].bytes = hecha_oscal_plan (self);
  files[FILE_RESULTS].bytes = hecha_oscal_results (self, files[FILE_PLAN].bytes, making->rule);
  files[FILE_EVIDENCE].bytes = hecha_evidence_manifest (self);
  files[FILE_HEADS].bytes = hecha_journal_heads_file (self);
}

static gboolean
write_report (Making           *making,
              HechaReportFile   files[N_FILES],
              const char       *path,
              guint            *pages,
              GCancellable     *cancellable,
              GError          **error)
{
  HechaSession *session = making->session;
  HechaCase *self = making->content;
  g_auto(GStrv) custody = hecha_issue_evidence_custody (self);
  g_auto(GStrv) laws = self->visit->notes[HECHA_VISIT_NOTE_LAWS]
                       ? g_strsplit (self->visit->notes[HECHA_VISIT_NOTE_LAWS], "\n", -1) : NULL;
  g_autoptr(HechaIssuePictures) pictures = hecha_issue_pictures_new (session, self, making->originals);
  g_autofree char *now = self->frozen_at ? g_strdup (self->frozen_at) : hecha_clock_now_text (hecha_session_get_clock (session));
  HechaReportInput input = {
    .content = self,
    .rule = making->rule,
    .device = hecha_session_get_device (session),
    .author = hecha_session_get_author (session),
    .claimed_time = now,
    .custody = (const char *const *) custody,
    .basis = (const char *const *) laws,
    .arrived = self->visit->notes[HECHA_VISIT_NOTE_ARRIVED],
    .left = self->visit->notes[HECHA_VISIT_NOTE_LEFT],
    .present = self->visit->notes[HECHA_VISIT_NOTE_PRESENT],
    .files = files,
    .n_files = N_FILES,
    .picture = give_picture,
    .qr = give_qr,
    .data = making,
  };

  making->given = pictures;
  return hecha_report_write (path, &input, pages, cancellable, error);
}

/* Freezing */

typedef struct
{
  HechaSession              *session;
  HechaCase                 *content;
  const HechaConclusionRule *rule;
} Freezing;

static gboolean
heads_are_still (HechaJournal  *journal,
                 HechaCase     *self,
                 const char    *scope,
                 GError       **error)
{
  g_autoptr(GPtrArray) heads = hecha_journal_heads (journal, scope, error);
  gboolean same = heads && heads->len == self->heads->len;

  for (guint i = 0; same && i < heads->len; i++)
    same = strcmp (((HechaHead *) heads->pdata[i])->hash, ((HechaHead *) self->heads->pdata[i])->hash) == 0;
  if (heads && !same)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_CONFLICT,
                         "The visit was changed while its report was being made: try again");
  return same;
}

static JsonObject *
frozen_payload (HechaCase                 *self,
                const HechaConclusionRule *rule)
{
  JsonObject *conclusions = json_object_new ();
  JsonObject *payload = json_object_new ();
  JsonArray *heads = json_array_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "number", self->visit->number);
  json_object_set_string_member (payload, "time", self->frozen_at);
  json_object_set_string_member (payload, "results-digest", self->results_digest);
  for (guint i = 0; i < self->heads->len; i++)
    {
      HechaHead *head = self->heads->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "device", head->device);
      json_object_set_int_member (object, "count", head->count);
      json_object_set_string_member (object, "hash", head->hash);
      json_array_add_object_element (heads, object);
    }
  json_object_set_array_member (payload, "heads", heads);
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      const HechaConclusion conclusion = hecha_conclusion_rule_conclude (rule, self, self->visit->scopes->pdata[i]);

      json_object_set_string_member (conclusions, hecha_nick_text (hecha_type_nicks, conclusion.type),
                                     conclusion.grade ? conclusion.grade->id : "");
    }
  json_object_set_object_member (payload, "conclusions", conclusions);
  return payload;
}

static gboolean
put_results (HechaDb    *db,
             HechaCase  *self,
             GError    **error)
{
  g_autoptr(GArray) results = g_array_new (FALSE, FALSE, sizeof (HechaResult));

  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      HechaChecklistEntry *entry = self->checklist->entries->pdata[i];

      for (int type = 0; type < HECHA_N_TYPES; type++)
        {
          HechaResult result = { type, entry->item->uuid, entry->item->group, &entry->item->title,
                                 hecha_case_verdict (self, entry->item) };

          if (entry->types & 1u << type)
            g_array_append_val (results, result);
        }
    }
  return hecha_statistics_store_put_results (db, self->visit->uuid, self->revision, (HechaResult *) results->data,
                                             results->len, error);
}

static gboolean
freeze_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Freezing *freezing = data;
  HechaCase *self = freezing->content;
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);

  return hecha_session_check_holder (freezing->session, journal, self->visit->uuid, error) &&
         heads_are_still (journal, self, scope, error) &&
         hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_FROZEN, "report", frozen_payload (self, freezing->rule)),
                               error) &&
         put_results (hecha_journal_db (journal), self, error) &&
         hecha_carry_forward_close (journal, self, error) &&
         hecha_due_dates_refresh (hecha_journal_db (journal), FALSE, error);
}

static void
pin_heads (HechaCase *self)
{
  g_ptr_array_set_size (self->pinned, 0);
  for (guint i = 0; i < self->heads->len; i++)
    {
      HechaHead *head = self->heads->pdata[i];

      g_ptr_array_add (self->pinned, hecha_head_new (head->device, head->count, head->hash));
    }
}

/* The case as the freeze will leave it, so that what is written is what was frozen. */
static gboolean
freeze (Making           *making,
        HechaReportFile   files[N_FILES],
        GError          **error)
{
  HechaSession *session = making->session;
  HechaCase *self = making->content;
  Freezing freezing = { session, self, making->rule };

  self->frozen = TRUE;
  self->revision++;
  g_free (self->frozen_at);
  self->frozen_at = hecha_clock_now_text (hecha_session_get_clock (session));
  pin_heads (self);
  files_fill (files, making);
  g_free (self->results_digest);
  self->results_digest = hecha_sha256_hex (g_bytes_get_data (files[FILE_RESULTS].bytes, NULL),
                                           g_bytes_get_size (files[FILE_RESULTS].bytes));
  return hecha_session_change (session, freeze_work, &freezing, error);
}

/* A freeze whose report was not made: power went in between. What was frozen is written again. */
static gboolean
refill (Making           *making,
        HechaReportFile   files[N_FILES],
        GError          **error)
{
  HechaCase *self = making->content;
  g_autofree char *digest = NULL;

  files_fill (files, making);
  digest = hecha_sha256_hex (g_bytes_get_data (files[FILE_RESULTS].bytes, NULL),
                             g_bytes_get_size (files[FILE_RESULTS].bytes));
  if (g_strcmp0 (digest, self->results_digest) == 0)
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                       "The results are not what was frozen by an earlier version: reopen the visit and issue it again");
  return FALSE;
}

/* Issuing */

static HechaIssuedReport *
issued_of (HechaSession *session,
           const char   *name,
           const char   *sha256,
           guint64       size,
           guint         pages,
           int           revision)
{
  HechaIssuedReport *report = g_new0 (HechaIssuedReport, 1);

  report->path = hecha_report_file_path (session, name);
  report->sha256 = g_strdup (sha256);
  report->size = size;
  report->pages = pages;
  report->revision = revision;
  return report;
}

static gboolean
record_made (HechaSession             *session,
             HechaCase                *self,
             const char               *name,
             const HechaIssuedReport  *report,
             GError                  **error)
{
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "sha256", report->sha256);
  json_object_set_int_member (payload, "size", (gint64) report->size);
  json_object_set_string_member (payload, "name", name);
  return hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_REPORT_MADE, "report", payload), error);
}

static HechaIssuedReport *
make (Making           *making,
      HechaReportFile   files[N_FILES],
      GCancellable     *cancellable,
      GError          **error)
{
  HechaSession *session = making->session;
  HechaCase *self = making->content;
  g_autofree char *temporary = hecha_report_file_temporary (session);
  g_autofree char *name = NULL, *sha256 = NULL;
  g_autoptr(HechaIssuedReport) report = NULL;
  guint64 size = 0;
  guint pages = 0;

  if (write_report (making, files, temporary, &pages, cancellable, error))
    name = hecha_report_file_keep (session, temporary, self->visit->number, self->revision, &sha256, &size, error);
  if (!name)
    {
      g_unlink (temporary);
      return NULL;
    }
  tell (making, PAGES_TO);
  report = issued_of (session, name, sha256, size, pages, self->revision);
  if (!record_made (session, self, name, report, error))
    return NULL;
  tell (making, WHOLE);
  return g_steal_pointer (&report);
}

static HechaIssuedReport *
freeze_and_make (Making        *making,
                 GCancellable  *cancellable,
                 GError       **error)
{
  HechaCase *self = making->content;
  HechaReportFile files[N_FILES];
  HechaIssuedReport *report = NULL;

  if (!self->frozen && !may_issue (self, error))
    return NULL;
  if (!hecha_issue_evidence_digest (making->session, self, digested_cb, making, cancellable, error))
    return NULL;
  files_init (files, self->visit->language);
  tell (making, PAGES_FROM);
  if (self->frozen ? refill (making, files, error) : freeze (making, files, error))
    report = make (making, files, cancellable, error);
  files_clear (files);
  return report;
}

/**
 * hecha_issue_report_with:
 *
 * Reads all evidence again, freezes the visit and writes its report into the
 * workspace. Of a visit that is frozen already the newest report is given.
 *
 * Returns: (transfer full) (nullable): the report; %HECHA_ERROR_REFUSED or
 *   %HECHA_ERROR_CONFLICT names what is missing, %HECHA_ERROR_DAMAGED or
 *   %HECHA_ERROR_NOT_FOUND the evidence whose bytes are not at hand
 */
HechaIssuedReport *
hecha_issue_report_with (HechaSession             *session,
                         const char               *case_uuid,
                         const HechaIssueOptions  *options,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  g_autoptr(HechaIssuedReport) report = NULL;
  g_auto(Making) making = { session, NULL, options->progress, options->progress_data, options->originals };
  HechaCase *self;
  gboolean made;

  making.rule = hecha_conclusions_load (session, error);
  if (!making.rule || !hecha_carry_forward_refresh (session, case_uuid, error))
    return NULL;
  /* Edits leave the heads of a remembered case behind. */
  hecha_case_cache_forget (session, case_uuid);
  self = hecha_case_cache_lock (session, case_uuid, error);
  if (!self)
    return NULL;
  making.content = self;
  made = self->frozen && self->report;
  if (!made)
    report = freeze_and_make (&making, cancellable, error);
  hecha_case_cache_unlock (session, case_uuid, TRUE);
  if (made)
    report = hecha_issue_current (session, case_uuid, error);
  if (!report || (options->out && !hecha_file_copy (report->path, options->out, error)))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * hecha_issue_report:
 * @out: (nullable): where a copy goes
 * @progress: (nullable) (scope call): told of hundredths
 *
 * hecha_issue_report_with() as most reports are made: photos as they are printed.
 */
HechaIssuedReport *
hecha_issue_report (HechaSession   *session,
                    const char     *case_uuid,
                    const char     *out,
                    HechaProgress   progress,
                    gpointer        progress_data,
                    GCancellable   *cancellable,
                    GError        **error)
{
  const HechaIssueOptions options = { out, FALSE, progress, progress_data };

  return hecha_issue_report_with (session, case_uuid, &options, cancellable, error);
}

/**
 * hecha_issue_preview:
 *
 * Returns: (transfer full) (nullable): a draft of the report as things stand,
 *   marked as one on every page; nothing is frozen. Its file is the caller's to
 *   delete.
 */
HechaIssuedReport *
hecha_issue_preview (HechaSession  *session,
                     const char    *case_uuid,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  HechaReportFile files[N_FILES];
  g_auto(Making) making = { session, self };
  g_autofree char *path = hecha_report_file_temporary (session);
  HechaIssuedReport *report = NULL;
  guint pages = 0;

  if (!self || !(making.rule = hecha_conclusions_load (session, error)))
    return NULL;
  files_init (files, self->visit->language);
  files_fill (files, &making);
  if (write_report (&making, files, path, &pages, cancellable, error))
    {
      report = g_new0 (HechaIssuedReport, 1);
      report->path = g_steal_pointer (&path);
      report->pages = pages;
      report->revision = self->revision;
    }
  files_clear (files);
  return report;
}

/* The report at hand */

typedef struct
{
  const char        *case_uuid;
  HechaStoredReport *stored;
} Newest;

static gboolean
newest_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Newest *newest = data;
  g_autoptr(HechaCase) self = hecha_visit_store_load (hecha_journal_db (journal), newest->case_uuid, error);

  if (self && self->report)
    newest->stored = hecha_report_store_find (hecha_journal_db (journal), self->report, error);
  else if (self)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "No report has been issued of this visit yet");
  return newest->stored != NULL;
}

/**
 * hecha_issue_current:
 *
 * Returns: (transfer full) (nullable): the newest report of a visit;
 *   %HECHA_ERROR_NOT_FOUND
 */
HechaIssuedReport *
hecha_issue_current (HechaSession  *session,
                     const char    *case_uuid,
                     GError       **error)
{
  Newest newest = { case_uuid, NULL };
  g_autoptr(HechaStoredReport) stored = NULL;

  if (!hecha_session_work (session, newest_work, &newest, error))
    return NULL;
  stored = newest.stored;
  return issued_of (session, stored->name ? stored->name : stored->sha256, stored->sha256, stored->size, 0,
                    stored->revision);
}

static JsonObject *
reopened_payload (const HechaCase *self,
                  const char      *reason)
{
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "reason", reason);
  return payload;
}

typedef struct
{
  HechaSession    *session;
  const HechaCase *content;
  const char      *reason;
} Reopening;

static gboolean
reopen_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  const Reopening *reopening = data;
  const HechaCase *self = reopening->content;
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);

  return hecha_session_check_holder (reopening->session, journal, self->visit->uuid, error) &&
         hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_REOPENED, "report",
                                                             reopened_payload (self, reopening->reason)), error) &&
         hecha_carry_forward_open (journal, self, error) &&
         hecha_due_dates_refresh (hecha_journal_db (journal), FALSE, error);
}

/**
 * hecha_issue_reopen:
 * @reason: why; recorded
 *
 * Opens a frozen visit again: its next revision begins, and what its freeze
 * closed of earlier findings is open again.
 */
gboolean
hecha_issue_reopen (HechaSession  *session,
                    const char    *case_uuid,
                    const char    *reason,
                    GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, case_uuid, error);
  g_autofree char *scope = hecha_scope_of_case (case_uuid), *code = NULL;
  Reopening reopening = { session, self, reason };

  if (!self)
    return FALSE;
  if (!self->frozen || !reason || !*reason)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, self->frozen
                           ? "Reopening a visit needs a reason" : "The visit is open: there is nothing to reopen");
      return FALSE;
    }
  if (!hecha_session_change (session, reopen_work, &reopening, error))
    return FALSE;
  hecha_case_cache_forget (session, case_uuid);
  code = hecha_scope_of_register (hecha_visit_code (self->visit));
  hecha_session_emit_changed (session, scope, "report");
  hecha_session_emit_changed (session, code, "");
  return TRUE;
}
