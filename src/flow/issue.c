/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-private.h"

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
#include "record.h"
#include "report-files.h"
#include "report.h"
#include "statistics-store.h"
#include <glib/gstdio.h>
#include <qrencode.h>
#include <string.h>


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
  guint                pages;       /* of the first report that was made */
  char                *first;       /* names what it is of */
} Making;

static void
making_clear (Making *making)
{
  g_free (making->first);
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
  GPtrArray                 *records;   /* (element-type HechaCase): what reports are made of */
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

static void
put_record (JsonObject      *object,
            const HechaCase *self)
{
  json_object_set_string_member (object, "number", self->visit->number);
  json_object_set_string_member (object, "results-digest", self->results_digest);
}

static JsonObject *
frozen_payload (const HechaCase           *self,
                GPtrArray                 *records,
                const HechaConclusionRule *rule)
{
  JsonObject *conclusions = json_object_new ();
  JsonObject *payload = json_object_new ();
  JsonArray *heads = json_array_new (), *each;

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "time", self->frozen_at);
  put_record (payload, self);
  if (self->visit->partner)
    {
      json_object_set_array_member (payload, "records", each = json_array_new ());
      for (guint i = 0; i < records->len; i++)
        {
          JsonObject *record = json_object_new ();

          put_record (record, records->pdata[i]);
          json_array_add_object_element (each, record);
        }
    }
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
         hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_FROZEN, "report",
                                                             frozen_payload (self, freezing->records, freezing->rule)),
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

static void
digest_results (HechaCase       *self,
                HechaReportFile  files[N_FILES])
{
  g_free (self->results_digest);
  self->results_digest = hecha_sha256_hex (g_bytes_get_data (files[FILE_RESULTS].bytes, NULL),
                                           g_bytes_get_size (files[FILE_RESULTS].bytes));
}

/* The case as the freeze will leave it, so that what is written is what was frozen. */
static void
mark_frozen (HechaCase  *self,
             int         revision,
             const char *now)
{
  self->frozen = TRUE;
  self->revision = revision;
  g_free (self->frozen_at);
  self->frozen_at = g_strdup (now);
  pin_heads (self);
}

static void
fill_and_digest (Making    *making,
                 HechaCase *self)
{
  HechaReportFile files[N_FILES];

  making->content = self;
  files_init (files, self->visit->language);
  files_fill (files, making);
  digest_results (self, files);
  files_clear (files);
}

static gboolean
freeze (Making     *making,
        HechaCase  *self,
        GPtrArray  *records,
        GError    **error)
{
  Freezing freezing = { making->session, self, records, making->rule };
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (making->session));
  int revision = self->revision + 1;

  mark_frozen (self, revision, now);
  fill_and_digest (making, self);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != self)
      {
        mark_frozen (records->pdata[i], revision, now);
        fill_and_digest (making, records->pdata[i]);
      }
  return hecha_session_change (making->session, freeze_work, &freezing, error);
}

/* What is written is what was frozen, also where power went in between. */
static gboolean
refill (Making           *making,
        HechaReportFile   files[N_FILES],
        GError          **error)
{
  HechaCase *self = making->content;
  g_autofree char *frozen = g_strdup (self->results_digest);

  files_fill (files, making);
  digest_results (self, files);
  if (g_strcmp0 (frozen, self->results_digest) == 0)
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                       "The results are not what was frozen by an earlier version: reopen the visit and issue it again");
  return FALSE;
}

/* Issuing */

static gboolean
record_made (HechaSession             *session,
             HechaCase                *self,
             const char               *name,
             const HechaIssuedReport  *report,
             GError                  **error)
{
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid), *subject = hecha_record_subject (self->visit->uuid);
  JsonObject *payload = json_object_new ();

  json_object_set_int_member (payload, "revision", self->revision);
  json_object_set_string_member (payload, "sha256", report->sha256);
  json_object_set_int_member (payload, "size", (gint64) report->size);
  json_object_set_string_member (payload, "name", name);
  return hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_REPORT_MADE, subject, payload), error);
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
  report = hecha_issued_report_new (session, name, sha256, size, pages, self->revision);
  if (!record_made (session, self, name, report, error))
    return NULL;
  tell (making, WHOLE);
  return g_steal_pointer (&report);
}

/* What has a report of its own: the visit itself, or the records of a joint inspection. */
static GPtrArray *
records_of (HechaSession  *session,
            HechaCase     *self,
            GError       **error)
{
  g_autoptr(GPtrArray) records = NULL;

  if (!self->visit->partner)
    {
      records = g_ptr_array_new ();
      g_ptr_array_add (records, self);
      return g_steal_pointer (&records);
    }
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_case_free);
  for (guint i = 1; i <= HECHA_N_RECORDS; i++)
    {
      g_autofree char *id = hecha_record_id (self->visit->uuid, i);
      HechaCase *record = hecha_case_load (session, id, error);

      if (!record)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

static gboolean
make_one (Making        *making,
          HechaCase     *self,
          GCancellable  *cancellable,
          GError       **error)
{
  HechaReportFile files[N_FILES];
  g_autoptr(HechaIssuedReport) report = NULL;

  making->content = self;
  files_init (files, self->visit->language);
  tell (making, PAGES_FROM);
  if (refill (making, files, error))
    report = make (making, files, cancellable, error);
  files_clear (files);
  if (report && making->pages == 0)
    making->pages = report->pages;
  return report != NULL;
}

static gboolean
are_made (const HechaCase *self,
          GPtrArray       *records)
{
  for (guint i = 0; i < records->len; i++)
    if (!((HechaCase *) records->pdata[i])->report)
      return FALSE;
  return self->frozen;
}

static gboolean
freeze_and_make (Making        *making,
                 HechaCase     *self,
                 GPtrArray     *records,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gboolean fresh = !self->frozen;

  if (!self->frozen && !may_issue (self, error))
    return FALSE;
  if (are_made (self, records))
    return TRUE;
  if (!hecha_issue_evidence_digest (making->session, self, digested_cb, making, cancellable, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != self)
      hecha_issue_evidence_copy (self, records->pdata[i]);
  if (!self->frozen && !freeze (making, self, records, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if ((!((HechaCase *) records->pdata[i])->report || fresh) && !make_one (making, records->pdata[i], cancellable, error))
      return FALSE;
  return TRUE;
}

/* With the records of a joint inspection -1 and -2 stand before the ending. */
static gboolean
copy_out (HechaSession  *session,
          const char    *id,
          const char    *out,
          GError       **error)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_current (session, id, error);
  g_autofree char *path = hecha_issue_copy_name (out, hecha_record_of_id (id));

  return report && hecha_file_copy (report->path, path, error);
}

static gboolean
issue_all (Making        *making,
           const char    *case_uuid,
           const char    *out,
           GCancellable  *cancellable,
           GError       **error)
{
  HechaCase *self = hecha_case_cache_lock (making->session, case_uuid, error);
  g_autoptr(GPtrArray) records = self ? records_of (making->session, self, error) : NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean done = records && freeze_and_make (making, self, records, cancellable, error);

  for (guint i = 0; records && i < records->len; i++)
    g_ptr_array_add (ids, g_strdup (((HechaCase *) records->pdata[i])->visit->uuid));
  g_clear_pointer (&records, g_ptr_array_unref);
  if (self)
    hecha_case_cache_unlock (making->session, case_uuid, TRUE);
  for (guint i = 0; done && out && i < ids->len; i++)
    done = copy_out (making->session, ids->pdata[i], out, error);
  making->first = done ? g_strdup (ids->pdata[0]) : NULL;
  return done;
}

/**
 * hecha_issue_report_with:
 *
 * Reads all evidence again, freezes the visit and writes its report into the
 * workspace; of a joint inspection the record of each authority, of one freeze.
 * Of a visit that is frozen already the newest report is given.
 *
 * Returns: (transfer full) (nullable): the report, or the first record;
 *   %HECHA_ERROR_REFUSED or %HECHA_ERROR_CONFLICT names what is missing,
 *   %HECHA_ERROR_DAMAGED or %HECHA_ERROR_NOT_FOUND the evidence whose bytes are
 *   not at hand
 */
HechaIssuedReport *
hecha_issue_report_with (HechaSession             *session,
                         const char               *case_uuid,
                         const HechaIssueOptions  *options,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  g_auto(Making) making = { session, NULL, options->progress, options->progress_data, options->originals };
  HechaIssuedReport *report;

  making.rule = hecha_conclusions_load (session, error);
  if (!making.rule || !hecha_carry_forward_refresh (session, case_uuid, error))
    return NULL;
  /* Edits leave the heads of a remembered case behind. */
  hecha_case_cache_forget (session, case_uuid);
  if (!issue_all (&making, case_uuid, options->out, cancellable, error))
    return NULL;
  report = hecha_issue_current (session, making.first, error);
  if (report)
    report->pages = making.pages;
  return report;
}

/**
 * hecha_issue_report:
 * @out: (nullable): where a copy goes; see hecha_issue_copy_name()
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

/* Of a joint inspection, where no record is named, the first one. */
static HechaCase *
load_draft (HechaSession  *session,
            const char    *id,
            GError       **error)
{
  g_autoptr(HechaCase) self = hecha_case_load (session, id, error);
  g_autofree char *first = hecha_record_of_id (id) ? NULL : hecha_record_id (id, 1);

  return self && first && self->visit->partner ? hecha_case_load (session, first, error) : g_steal_pointer (&self);
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
  g_autoptr(HechaCase) self = load_draft (session, case_uuid, error);
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
