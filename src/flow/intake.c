/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake.h"

#include "calendars.h"
#include "digest.h"
#include "due-dates.h"
#include "error.h"
#include "filing-store.h"
#include "intake-columns.h"
#include "intake-preview.h"
#include "jurisdictions.h"
#include "reconciliation-sheet.h"
#include "rules.h"
#include "session-private.h"
#include "uuid.h"

#include <string.h>

/* Reading: what rows say, before anything is stored */

typedef struct
{
  HechaFiling *filing;
  gboolean     changed;   /* set once it is stored: it was not there, or said something else */
} Line;

typedef struct
{
  const char *file;        /* interned */
  const char *sheet;       /* interned; NULL where the file has none */
  guint       row;
  char       *name;
  char       *code;
  gboolean    refused;
  GArray     *lines;       /* indices into Batch.lines */
  GPtrArray  *issues;
} Reading;

/* One file. */
typedef struct
{
  GPtrArray  *lines;       /* Line */
  GHashTable *by_key;      /* "CODE/TYPE": index + 1 */
  GPtrArray  *readings;    /* Reading, in the order of the rows */
  GPtrArray  *left_out;    /* HechaRowIssue: sheets that hold no filings */
  GPtrArray  *memories;    /* HechaIntakeMemory: columns that were corrected */
  guint       next;        /* of the lines, while they are stored */
  guint       unchanged;
  HechaFilingImport *import;
} Batch;

static void
line_free (Line *line)
{
  hecha_filing_free (line->filing);
  g_free (line);
}

static void
reading_free (Reading *reading)
{
  g_free (reading->name);
  g_free (reading->code);
  g_array_unref (reading->lines);
  g_ptr_array_unref (reading->issues);
  g_free (reading);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_hash_table_unref (batch->by_key);
  g_ptr_array_unref (batch->lines);
  g_ptr_array_unref (batch->readings);
  g_ptr_array_unref (batch->left_out);
  g_ptr_array_unref (batch->memories);
  g_clear_pointer (&batch->import, hecha_filing_import_free);
  g_free (batch);
}

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  batch->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  batch->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) reading_free);
  batch->left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  batch->memories = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_intake_memory_free);
  return batch;
}

static void
refuse (Reading    *reading,
        const char *differs)
{
  g_ptr_array_add (reading->issues, hecha_row_issue_new (TRUE, reading->file, reading->sheet, reading->row,
                                                         "filing-conflict", differs));
  reading->refused = TRUE;
}

/* A second row of one enterprise as one type names another site, or fills in
 * what the first left out. */
static void
take_filing (Batch        *batch,
             Reading      *reading,
             HechaFiling  *filing)
{
  g_autofree char *key = g_strdup_printf ("%s/%d", hecha_filing_get (filing, HECHA_FIELD_CODE), filing->type);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (batch->by_key, key));
  const char *differs = NULL;
  Line *line;

  if (place == 0)
    {
      line = g_new0 (Line, 1);
      line->filing = hecha_filing_copy (filing);
      g_ptr_array_add (batch->lines, line);
      place = batch->lines->len;
      g_hash_table_insert (batch->by_key, g_steal_pointer (&key), GUINT_TO_POINTER (place));
    }
  else
    {
      line = batch->lines->pdata[place - 1];
      if (!hecha_filing_absorb (line->filing, filing, &differs))
        {
          refuse (reading, differs);
          return;
        }
    }
  place--;
  g_array_append_val (reading->lines, place);
}

static void
take_entry (Batch             *batch,
            const char        *file,
            const char        *sheet,
            HechaFilingEntry  *entry)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_intern_string (file);
  reading->sheet = sheet ? g_intern_string (sheet) : NULL;
  reading->row = entry->row;
  reading->name = g_steal_pointer (&entry->name);
  reading->code = g_steal_pointer (&entry->code);
  reading->refused = entry->refused;
  reading->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  reading->issues = g_ptr_array_ref (entry->issues);
  g_ptr_array_add (batch->readings, reading);
  for (guint i = 0; !reading->refused && i < entry->filings->len; i++)
    take_filing (batch, reading, entry->filings->pdata[i]);
}

typedef struct
{
  HechaSession            *session;
  const HechaIntakeChoice *choice;
  gboolean                *used;      /* which of the columns of choice were found */
  GPtrArray               *batches;   /* Batch */
  Batch                   *batch;     /* the one that is read or stored */
  char                     due[16];
  HechaCalendar           *calendar;
  HechaYearRule            year_rule;
  guint                    lines;     /* of all batches */
  guint                    stored;
  HechaProgress            progress;
  gpointer                 progress_data;
  GCancellable            *cancellable;
  guint                    files;
} Intake;

/* Reading is the first half, storing the second. */
static void
tell (Intake *intake,
      double  part)
{
  if (intake->progress)
    intake->progress ((guint64) (part * 1000), 1000, intake->progress_data);
}

static gboolean
read_rows (Intake            *intake,
           HechaTable        *table,
           guint              sheet,
           HechaFilingTable  *filings,
           GError           **error)
{
  const char *name = hecha_table_kind (table) == HECHA_TABLE_XLSX ? hecha_table_sheet_name (table, sheet) : NULL;
  guint n = 0;

  for (;;)
    {
      g_autoptr(HechaFilingEntry) entry = NULL;
      g_autoptr(GError) failure = NULL;

      if (++n % 512 == 0)
        tell (intake, (intake->batches->len - 1 + hecha_table_progress (table)) / intake->files * 0.5);
      if (g_cancellable_set_error_if_cancelled (intake->cancellable, error))
        return FALSE;
      if (!hecha_filing_table_next (filings, &entry, &failure))
        {
          gboolean ended = failure == NULL;

          if (failure)
            g_propagate_error (error, g_steal_pointer (&failure));
          return ended;
        }
      take_entry (intake->batch, hecha_table_name (table), name, entry);
    }
}

/* Whether the sheet holds filings; its columns are corrected then, and those
 * that the user spoke of are to be remembered. */
static gboolean
prepare_sheet (Intake            *intake,
               HechaFilingTable  *filings,
               GError           **error)
{
  gboolean corrected = intake->choice && hecha_intake_correct (filings, intake->choice, intake->used);
  HechaIntakeMemory *memory;

  if (!hecha_filing_table_check (filings, error))
    return FALSE;
  memory = corrected ? hecha_intake_memory_new (filings) : NULL;
  if (memory)
    g_ptr_array_add (intake->batch->memories, memory);
  return TRUE;
}

static void
leave_out (Intake            *intake,
           HechaTable        *table,
           guint              sheet,
           HechaFilingTable  *filings)
{
  if (hecha_filing_table_n_columns (filings))
    g_ptr_array_add (intake->batch->left_out,
                     hecha_row_issue_new (FALSE, hecha_table_name (table), hecha_table_sheet_name (table, sheet),
                                          hecha_filing_table_header_row (filings), "sheet-without-filings", NULL));
}

/* Each sheet that holds filings is read; the others are named, and refused
 * where there is none that does. */
static gboolean
read_sheets (Intake      *intake,
             HechaTable  *table,
             GError     **error)
{
  g_autoptr(GError) first = NULL;
  gboolean any = FALSE;

  for (guint sheet = 0; sheet < hecha_table_n_sheets (table); sheet++)
    {
      g_autoptr(HechaFilingTable) filings = NULL;

      if (hecha_table_sheet_hidden (table, sheet))
        continue;
      filings = hecha_intake_open_sheet (intake->session, table, sheet, error);
      if (!filings)
        return FALSE;
      if (!prepare_sheet (intake, filings, first ? NULL : &first))
        {
          leave_out (intake, table, sheet, filings);
          continue;
        }
      any = TRUE;
      if (!read_rows (intake, table, sheet, filings, error))
        return FALSE;
    }
  if (!any && first)
    g_propagate_error (error, g_steal_pointer (&first));
  else if (!any)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s has no sheet with rows", hecha_table_name (table));
  return any;
}

static gboolean
read_file (Intake      *intake,
           const char  *path,
           GError     **error)
{
  g_autoptr(HechaTable) table = hecha_table_open (path, intake->cancellable, error);
  g_autoptr(HechaFilingTable) filings = NULL;
  guint sheet;

  if (!table)
    return FALSE;
  if (!intake->choice || !intake->choice->sheet)
    return read_sheets (intake, table, error);
  if (!hecha_intake_find_sheet (table, intake->choice->sheet, &sheet, error))
    return FALSE;
  filings = hecha_intake_open_sheet (intake->session, table, sheet, error);
  return filings && prepare_sheet (intake, filings, error) && read_rows (intake, table, sheet, filings, error);
}

/* Storing: all of it or nothing */

/* Whether the line that was given last was stored as it stood is seen by the
 * count of those that were left alone. */
static void
note_outcome (Batch *batch)
{
  if (batch->next > 0)
    ((Line *) batch->lines->pdata[batch->next - 1])->changed = batch->import->unchanged == batch->unchanged;
  batch->unchanged = batch->import->unchanged;
}

static gboolean
next_line (gpointer          data,
           HechaFilingInput *input,
           GError          **error)
{
  Intake *intake = data;
  Batch *batch = intake->batch;
  Line *line;
  HechaTerm term;

  note_outcome (batch);
  if (intake->stored % 512 == 0)
    tell (intake, 0.5 + 0.5 * intake->stored / intake->lines);
  if (g_cancellable_set_error_if_cancelled (intake->cancellable, error))
    return FALSE;
  if (batch->next == batch->lines->len)
    return TRUE;
  line = batch->lines->pdata[batch->next++];
  intake->stored++;
  input->filing = line->filing;
  hecha_due_dates_evaluation (line->filing, NULL, intake->calendar, intake->year_rule, &term);
  if (term.dated && !term.advised)
    {
      g_date_strftime (intake->due, sizeof intake->due, "%Y-%m-%d", &term.due);
      input->due_on = intake->due;
    }
  return TRUE;
}

static gboolean
store_batch (Intake        *intake,
             HechaJournal  *journal,
             GError       **error)
{
  HechaFilingImport *import = intake->batch->import;
  g_autofree char *subject = g_strconcat ("import/", import->uuid, NULL);
  JsonObject *payload;

  if (!hecha_filing_store_import (hecha_journal_db (journal), import, next_line, intake, error))
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
store_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Intake *intake = data;
  HechaDb *db = hecha_journal_db (journal);
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (error);

  intake->calendar = calendar;
  intake->year_rule = hecha_due_dates_year_rule (db);
  for (guint i = 0; calendar && i < intake->batches->len; i++)
    {
      Batch *batch = intake->batch = intake->batches->pdata[i];

      for (guint j = 0; j < batch->memories->len; j++)
        if (!hecha_intake_memory_save (batch->memories->pdata[j], journal, batch->import->time, error))
          return FALSE;
      if (batch->lines->len && !store_batch (intake, journal, error))
        return FALSE;
    }
  return calendar && hecha_due_dates_refresh (db, FALSE, error);
}

static char *
digest_file (const char  *path,
             GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  return file ? hecha_sha256_hex (g_mapped_file_get_contents (file), g_mapped_file_get_length (file)) : NULL;
}

static HechaOutcome
outcome_of (Batch   *batch,
            Reading *reading)
{
  if (reading->refused)
    return HECHA_OUTCOME_REFUSED;
  for (guint i = 0; i < reading->lines->len; i++)
    if (((Line *) batch->lines->pdata[g_array_index (reading->lines, guint, i)])->changed)
      return HECHA_OUTCOME_ACCEPTED;
  return HECHA_OUTCOME_UNCHANGED;
}

/* A filing that another authority supervises is taken, and said. */
static void
warn_of_jurisdiction (Intake             *intake,
                      Batch              *batch,
                      HechaJurisdiction  *table,
                      const HechaRules   *rules,
                      Reading            *reading)
{
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const Line *line = batch->lines->pdata[g_array_index (reading->lines, guint, i)];
      g_autoptr(GPtrArray) warnings = hecha_jurisdiction_check (table, hecha_session_get_holder (intake->session),
                                                                rules->area, line->filing);

      for (guint j = 0; j < warnings->len; j++)
        {
          const HechaMisassignment *warning = warnings->pdata[j];
          HechaRowIssue *issue = hecha_row_issue_new (FALSE, reading->file, reading->sheet, reading->row,
                                                      warning->rule, NULL);

          hecha_text_clear (&issue->message);
          hecha_text_copy (&warning->text, &issue->message);
          g_ptr_array_add (reading->issues, issue);
        }
    }
}

static gboolean
check_jurisdiction (Intake  *intake,
                    GError **error)
{
  g_autoptr(HechaJurisdiction) table = hecha_jurisdictions_load (error);
  g_autoptr(HechaRules) rules = table ? hecha_rules_load (intake->session, error) : NULL;

  for (guint i = 0; rules && i < intake->batches->len; i++)
    {
      Batch *batch = intake->batches->pdata[i];

      for (guint j = 0; j < batch->readings->len; j++)
        warn_of_jurisdiction (intake, batch, table, rules, batch->readings->pdata[j]);
    }
  return rules != NULL;
}

static void
reconcile (Batch               *batch,
           HechaReconciliation *list)
{
  for (guint i = 0; i < batch->readings->len; i++)
    {
      Reading *reading = batch->readings->pdata[i];
      HechaReconciledRow row = {
        .file = reading->file,
        .sheet = reading->sheet,
        .row = reading->row,
        .name = reading->name,
        .code = reading->code,
      };

      hecha_reconciliation_add (list, outcome_of (batch, reading), &row, reading->issues);
    }
  for (guint i = 0; i < batch->left_out->len; i++)
    g_ptr_array_add (list->warnings, hecha_row_issue_copy (batch->left_out->pdata[i]));
}

static gboolean
take_file (Intake      *intake,
           const char  *path,
           GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (intake->session));
  g_autofree char *sha256 = NULL;

  intake->batch = batch_new ();
  g_ptr_array_add (intake->batches, intake->batch);
  if (!read_file (intake, path, error))
    return FALSE;
  sha256 = digest_file (path, error);
  if (!sha256)
    return FALSE;
  intake->batch->import = hecha_filing_import_new (name, sha256, now);
  intake->lines += intake->batch->lines->len;
  return TRUE;
}

/* A column that the user names is in one of the sheets at least. */
static gboolean
check_columns (Intake  *intake,
               GError **error)
{
  for (guint i = 0; intake->choice && intake->choice->columns && intake->choice->columns[i]; i++)
    if (!intake->used[i])
      {
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "no column is called “%s”", intake->choice->columns[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
import_files (Intake             *intake,
              const char *const  *paths,
              GError            **error)
{
  for (guint i = 0; paths[i]; i++)
    if (!take_file (intake, paths[i], error))
      return FALSE;
  return check_columns (intake, error) && check_jurisdiction (intake, error) && hecha_session_change (intake->session, store_work, intake, error);
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
  g_autoptr(GPtrArray) batches = g_ptr_array_new_with_free_func (batch_free);
  g_autofree gboolean *used =
    g_new0 (gboolean, choice && choice->columns ? g_strv_length ((GStrv) choice->columns) + 1 : 1);
  HechaReconciliation *list;
  Intake intake = {
    .session = session,
    .choice = choice,
    .used = used,
    .batches = batches,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
    .files = g_strv_length ((GStrv) paths),
  };

  if (!import_files (&intake, paths, error))
    return NULL;
  list = hecha_reconciliation_new ();
  for (guint i = 0; i < batches->len; i++)
    reconcile (batches->pdata[i], list);
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
