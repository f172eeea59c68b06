/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake.h"

#include "calendars.h"
#include "due-dates.h"
#include "intake-columns.h"
#include "intake-read.h"
#include "jurisdictions.h"
#include "reconciliation-sheet.h"
#include "session-private.h"

typedef struct
{
  HechaIntakeReader  reader;
  HechaIntakeBatch  *batch;      /* the one that is stored */
  HechaCalendar     *calendar;
  HechaYearRule      year_rule;
  char              *today;
} Intake;

static void
intake_clear (Intake *intake)
{
  g_ptr_array_unref (intake->reader.batches);
  g_clear_pointer (&intake->reader.mappings, g_hash_table_unref);
  g_clear_pointer (&intake->reader.jurisdiction, hecha_jurisdiction_free);
  g_clear_pointer (&intake->reader.rules, hecha_rules_free);
  g_clear_pointer (&intake->calendar, hecha_calendar_free);
  g_clear_error (&intake->reader.failure);
  g_free (intake->reader.used);
  g_free (intake->today);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Intake, intake_clear)

/* What is asked of the workspace is asked before its thread is busy storing. */

static gboolean
ask_year_rule (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  HechaYearRule *rule = data;

  *rule = hecha_due_dates_year_rule (hecha_journal_db (journal));
  return TRUE;
}

static gboolean
load (Intake        *intake,
      HechaSession  *session,
      GError       **error)
{
  HechaIntakeReader *reader = &intake->reader;
  GDate today;

  reader->holder = hecha_session_get_holder (session);
  hecha_clock_today (hecha_session_get_clock (session), &today);
  reader->today = intake->today = hecha_date_to_text (&today);
  return (intake->calendar = hecha_calendars_load (error)) &&
         (reader->jurisdiction = hecha_jurisdictions_load (error)) &&
         (reader->rules = hecha_rules_load (session, error)) &&
         (reader->mappings = hecha_intake_mappings (session, error)) &&
         hecha_session_work (session, ask_year_rule, &intake->year_rule, error);
}

/* After this all files are in the page cache: the database will not wait for a slow disk. */
static gboolean
name_files (Intake        *intake,
            HechaSession  *session,
            GError       **error)
{
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (session));

  for (guint i = 0; intake->reader.paths[i]; i++)
    {
      g_autofree char *name = g_path_get_basename (intake->reader.paths[i]);
      g_autofree char *sha256 = hecha_table_digest (intake->reader.paths[i], error);

      if (!sha256)
        return FALSE;
      g_ptr_array_add (intake->reader.batches,
                       hecha_intake_batch_new (hecha_filing_import_new (name, sha256, now), intake->calendar,
                                               intake->year_rule));
    }
  return TRUE;
}

/* Storing: all of it or nothing */

static gboolean
next_record (gpointer            data,
             HechaFilingRecord **record,
             GError            **error)
{
  Intake *intake = data;

  *record = hecha_intake_batch_next (intake->batch);
  return !g_cancellable_set_error_if_cancelled (intake->reader.cancellable, error);
}

static gboolean
store_filings (Intake        *intake,
               HechaJournal  *journal,
               GError       **error)
{
  HechaFilingImport *import = intake->batch->import;
  g_autofree char *subject = g_strconcat ("import/", import->uuid, NULL);
  JsonObject *payload;

  if (!hecha_filing_store_import (hecha_journal_db (journal), import, next_record, intake, error))
    return FALSE;
  payload = json_object_new ();
  json_object_set_string_member (payload, "file", import->file);
  json_object_set_string_member (payload, "sha256", import->sha256);
  json_object_set_string_member (payload, "root", import->root);
  json_object_set_int_member (payload, "added", import->added);
  json_object_set_int_member (payload, "changed", import->changed);
  json_object_set_int_member (payload, "unchanged", import->unchanged);
  return hecha_journal_append (journal, hecha_session_event (HECHA_SCOPE_WORKSPACE, HECHA_EVENT_FILINGS_IMPORTED,
                                                             subject, payload), error);
}

static gboolean
store_batch (Intake        *intake,
             HechaJournal  *journal,
             GError       **error)
{
  HechaIntakeBatch *batch = intake->batch;

  if (!hecha_intake_batch_empty (batch) && !store_filings (intake, journal, error))
    return FALSE;
  for (guint i = 0; i < batch->memories->len; i++)
    if (!hecha_intake_memory_save (batch->memories->pdata[i], journal, batch->import->time, error))
      return FALSE;
  return TRUE;
}

static gboolean
store_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Intake *intake = data;

  for (guint i = 0; i < intake->reader.batches->len; i++)
    {
      intake->batch = intake->reader.batches->pdata[i];
      if (!store_batch (intake, journal, error))
        return FALSE;
    }
  /* Each batch is ended, so the reader has said by now if it failed. */
  if (!intake->reader.failure)
    return hecha_due_dates_refresh (hecha_journal_db (journal), FALSE, error);
  g_propagate_error (error, g_steal_pointer (&intake->reader.failure));
  return FALSE;
}

typedef struct
{
  Intake       *intake;
  HechaSession *session;
  gboolean      ok;
  GError       *error;
} Storing;

static gpointer
store_thread (gpointer data)
{
  Storing *storing = data;

  storing->ok = hecha_session_change (storing->session, store_work, storing->intake, &storing->error);
  g_atomic_int_set (&storing->intake->reader.stop, 1);
  for (guint i = 0; i < storing->intake->reader.batches->len; i++)
    hecha_intake_batch_stop (storing->intake->reader.batches->pdata[i]);
  return NULL;
}

/* This thread reads, while another waits for the database's to store. */
static gboolean
read_and_store (Intake        *intake,
                HechaSession  *session,
                GError       **error)
{
  Storing storing = { .intake = intake, .session = session };
  GThread *thread = g_thread_new ("hecha-store", store_thread, &storing);

  hecha_intake_read (&intake->reader);
  for (guint i = 0; i < intake->reader.batches->len; i++)
    hecha_intake_batch_let_go (intake->reader.batches->pdata[i]);
  g_thread_join (thread);
  if (!storing.ok)
    g_propagate_error (error, storing.error);
  return storing.ok;
}

/* Telling what became of it */

static HechaOutcome
outcome_of (HechaIntakeBatch         *batch,
            const HechaIntakeReading *reading)
{
  if (reading->refused)
    return HECHA_OUTCOME_REFUSED;
  for (guint i = 0; i < reading->n_told; i++)
    if (hecha_intake_batch_outcome (batch, reading->first + i) != HECHA_FILING_UNCHANGED)
      return HECHA_OUTCOME_ACCEPTED;
  return HECHA_OUTCOME_UNCHANGED;
}

static void
warn_of_older (HechaIntakeBatch   *batch,
               HechaIntakeReading *reading)
{
  for (guint i = 0; !reading->refused && i < reading->n_told; i++)
    if (hecha_intake_batch_is_older (batch, reading->first + i))
      {
        hecha_intake_reading_add (reading, hecha_row_issue_new (FALSE, reading->file, reading->sheet, reading->row,
                                                                "filing-older", NULL));
        return;
      }
}

static void
reconcile (HechaIntakeBatch    *batch,
           HechaReconciliation *list)
{
  for (guint i = 0; i < batch->readings->len; i++)
    {
      HechaIntakeReading *reading = &g_array_index (batch->readings, HechaIntakeReading, i);
      HechaReconciledRow row = {
        .file = reading->file,
        .sheet = reading->sheet,
        .row = reading->row,
        .name = reading->name,
        .code = reading->code,
      };

      warn_of_older (batch, reading);
      hecha_reconciliation_add (list, outcome_of (batch, reading), &row, reading->issues);
    }
  for (guint i = 0; i < batch->left_out->len; i++)
    g_ptr_array_add (list->warnings, hecha_row_issue_copy (batch->left_out->pdata[i]));
}

/**
 * hecha_intake_import:
 * @paths: (array zero-terminated=1): spreadsheets, csv or JSON; all are taken
 *   or none, a later one over an earlier one
 * @choice: (nullable): what the user says of them; %NULL for what was guessed
 *   or remembered
 * @progress: (nullable): told how far it is
 *
 * Loads filings. A row that breaks a rule is refused and named; the others are
 * taken.
 *
 * Returns: (transfer full) (nullable): the reconciliation list; %NULL where a
 *   file could not be read at all, or it was cancelled: then nothing was
 *   stored, of none of the files
 */
HechaReconciliation *
hecha_intake_import (HechaSession             *session,
                     const char *const        *paths,
                     const HechaIntakeChoice  *choice,
                     HechaProgress             progress,
                     gpointer                  progress_data,
                     GCancellable             *cancellable,
                     GError                  **error)
{
  HechaReconciliation *list;
  g_auto(Intake) intake = {
    .reader = {
      .choice = choice,
      .progress = progress,
      .progress_data = progress_data,
      .cancellable = cancellable,
      .batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_intake_batch_free),
      .paths = paths,
      .used = g_new0 (gboolean, choice && choice->columns ? g_strv_length ((GStrv) choice->columns) + 1 : 1),
    },
  };

  if (!load (&intake, session, error) || !name_files (&intake, session, error) ||
      !read_and_store (&intake, session, error))
    return NULL;
  list = hecha_reconciliation_new ();
  for (guint i = 0; i < intake.reader.batches->len; i++)
    reconcile (intake.reader.batches->pdata[i], list);
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "filings");
  return list;
}

/**
 * hecha_intake_save:
 * @path: an .xlsx file, overwritten
 * @language: of its headings
 *
 * Saves the reconciliation list as a spreadsheet.
 */
gboolean
hecha_intake_save (const HechaReconciliation  *list,
                   const char                 *path,
                   HechaLanguage               language,
                   GError                    **error)
{
  return hecha_reconciliation_sheet_write (list, path, language, error);
}
