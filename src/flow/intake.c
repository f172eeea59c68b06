/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake.h"

#include "digest.h"
#include "error.h"
#include "filing-store.h"
#include "filing-table.h"
#include "reconciliation-sheet.h"
#include "session-private.h"
#include "uuid.h"

#include <string.h>

/* Columns */

/**
 * hecha_intake_targets:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what a column can be
 */
const HechaIntakeTarget *
hecha_intake_targets (guint *n)
{
  static HechaIntakeTarget targets[HECHA_N_TARGETS];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < HECHA_N_TARGETS; i++)
        {
          targets[i].id = hecha_target_id (i);
          targets[i].label = *hecha_target_label (i);
        }
      g_once_init_leave (&ready, 1);
    }
  *n = HECHA_N_TARGETS;
  return targets;
}

static GStrv
headers_of (HechaFilingTable *table)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < hecha_filing_table_n_columns (table); i++)
    g_strv_builder_add (builder, hecha_filing_table_column (table, i)->header);
  return g_strv_builder_end (builder);
}

static GStrv
targets_of (HechaFilingTable *table)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < hecha_filing_table_n_columns (table); i++)
    g_strv_builder_add (builder, hecha_target_id (hecha_filing_table_column (table, i)->target));
  return g_strv_builder_end (builder);
}

static void
set_targets (HechaFilingTable   *table,
             const char *const  *targets)
{
  for (guint i = 0; targets[i] && i < hecha_filing_table_n_columns (table); i++)
    {
      int target;

      if (hecha_target_from_id (targets[i], &target))
        hecha_filing_table_set_target (table, i, target);
    }
}

typedef struct
{
  GStrv        headers;
  const char  *mapping;
  const char  *time;
  char        *found;
} Memory;

static gboolean
recall_work (HechaJournal  *journal,
             gpointer       data,
             GError       **error)
{
  Memory *memory = data;

  memory->found = hecha_filing_store_mapping (hecha_journal_db (journal), (const char *const *) memory->headers);
  return TRUE;
}

static gboolean
remember_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  Memory *memory = data;

  return hecha_filing_store_remember (hecha_journal_db (journal), (const char *const *) memory->headers,
                                      memory->mapping, memory->time, error);
}

/* A mapping is kept as the ids of its targets with a space between. */
static gboolean
recall_targets (HechaSession      *session,
                HechaFilingTable  *table,
                GError           **error)
{
  g_auto(GStrv) headers = headers_of (table);
  Memory memory = { headers, NULL, NULL, NULL };
  g_auto(GStrv) targets = NULL;

  if (!hecha_session_work (session, recall_work, &memory, error))
    return FALSE;
  if (memory.found)
    {
      targets = g_strsplit (memory.found, " ", -1);
      set_targets (table, (const char *const *) targets);
      g_free (memory.found);
    }
  return TRUE;
}

static gboolean
remember_targets (HechaSession       *session,
                  HechaFilingTable   *table,
                  GError            **error)
{
  g_auto(GStrv) headers = headers_of (table), targets = targets_of (table);
  g_autofree char *mapping = g_strjoinv (" ", targets);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (session));
  Memory memory = { headers, mapping, now, NULL };

  return hecha_session_change (session, remember_work, &memory, error);
}

/* Preview */

void
hecha_intake_preview_free (HechaIntakePreview *self)
{
  g_strfreev (self->sheets);
  g_free (self->sheet);
  g_strfreev (self->headers);
  g_strfreev (self->targets);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static GStrv
sheets_of (HechaTable *table)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < hecha_table_n_sheets (table); i++)
    if (!hecha_table_sheet_hidden (table, i))
      g_strv_builder_add (builder, hecha_table_sheet_name (table, i));
  return g_strv_builder_end (builder);
}

static gboolean
find_sheet (HechaTable  *table,
            const char  *name,
            guint       *sheet,
            GError     **error)
{
  for (guint i = 0; i < hecha_table_n_sheets (table); i++)
    if (g_strcmp0 (hecha_table_sheet_name (table, i), name) == 0)
      {
        *sheet = i;
        return TRUE;
      }
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s has no sheet “%s”", hecha_table_name (table), name);
  return FALSE;
}

/* The sheet that is meant where none is named: the first that is not hidden and has a header. */
static HechaFilingTable *
open_sheet (HechaTable  *table,
            const char  *name,
            guint       *sheet,
            GError     **error)
{
  g_autoptr(GError) first = NULL;

  if (name)
    return find_sheet (table, name, sheet, error) ? hecha_filing_table_open (table, *sheet, error) : NULL;
  for (guint i = 0; i < hecha_table_n_sheets (table); i++)
    {
      HechaFilingTable *found = hecha_table_sheet_hidden (table, i)
                                ? NULL : hecha_filing_table_open (table, i, first ? NULL : &first);

      *sheet = i;
      if (found)
        return found;
    }
  if (first)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s has no sheet with rows", hecha_table_name (table));
  return NULL;
}

/**
 * hecha_intake_preview:
 * @path: a spreadsheet
 * @sheet: (nullable): the sheet to show; %NULL for the first with rows
 *
 * Returns: (transfer full) (nullable): what the file holds, and what its
 *   columns were taken for, as guessed or as corrected for the same headers before
 */
HechaIntakePreview *
hecha_intake_preview (HechaSession  *session,
                      const char    *path,
                      const char    *sheet,
                      GError       **error)
{
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, error);
  guint number = 0;
  g_autoptr(HechaFilingTable) filings = table ? open_sheet (table, sheet, &number, error) : NULL;
  HechaIntakePreview *self;

  if (!filings || !recall_targets (session, filings, error))
    return NULL;
  self = g_new0 (HechaIntakePreview, 1);
  self->sheets = sheets_of (table);
  self->sheet = g_strdup (hecha_table_sheet_name (table, number));
  self->headers = headers_of (filings);
  self->targets = targets_of (filings);
  self->rows = hecha_filing_table_preview (filings);
  return self;
}

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

typedef struct
{
  GPtrArray  *lines;       /* Line */
  GHashTable *by_key;      /* "CODE/TYPE": index + 1 */
  GPtrArray  *readings;    /* Reading, in the order of the rows */
  guint       next;        /* of the lines, while they are stored */
  guint       unchanged;
  HechaFilingImport *import;
  HechaYearRule year_rule;
  char        due[16];
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
batch_clear (Batch *batch)
{
  g_hash_table_unref (batch->by_key);
  g_ptr_array_unref (batch->lines);
  g_ptr_array_unref (batch->readings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
batch_init (Batch *batch)
{
  batch->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  batch->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  batch->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) reading_free);
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
  HechaSession      *session;
  Batch             *batch;
  const char *const *targets;
  HechaProgress      progress;
  gpointer           progress_data;
  GCancellable      *cancellable;
  guint64            files_done;
  guint64            files;
} Intake;

static void
tell (Intake *intake,
      double  part)
{
  if (intake->progress)
    intake->progress ((guint64) ((intake->files_done + part) * 1000), intake->files * 1000, intake->progress_data);
}

static gboolean
read_sheet (Intake            *intake,
            HechaTable        *table,
            guint              sheet,
            HechaFilingTable  *filings,
            GError           **error)
{
  const char *name = hecha_table_kind (table) == HECHA_TABLE_XLSX ? hecha_table_sheet_name (table, sheet) : NULL;
  guint n = 0;

  if (!intake->targets && !recall_targets (intake->session, filings, error))
    return FALSE;
  if (intake->targets)
    set_targets (filings, intake->targets);
  if (!hecha_filing_table_check (filings, error) ||
      (intake->targets && !remember_targets (intake->session, filings, error)))
    return FALSE;
  for (;;)
    {
      g_autoptr(HechaFilingEntry) entry = NULL;
      g_autoptr(GError) failure = NULL;

      if (++n % 512 == 0)
        tell (intake, hecha_table_progress (table) * 0.5);
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

/* Every sheet with a header of filings is read, or the one that is named. */
static gboolean
read_file (Intake      *intake,
           const char  *path,
           const char  *wanted,
           GError     **error)
{
  g_autoptr(HechaTable) table = hecha_table_open (path, intake->cancellable, error);
  guint first = 0, n_sheets;
  g_autoptr(HechaFilingTable) filings = table ? open_sheet (table, wanted, &first, error) : NULL;

  if (!filings || !read_sheet (intake, table, first, filings, error))
    return FALSE;
  n_sheets = wanted ? 0 : hecha_table_n_sheets (table);
  for (guint sheet = first + 1; sheet < n_sheets; sheet++)
    {
      g_autoptr(HechaFilingTable) more = hecha_table_sheet_hidden (table, sheet)
                                         ? NULL : hecha_filing_table_open (table, sheet, NULL);

      if (more && hecha_filing_table_check (more, NULL) && !read_sheet (intake, table, sheet, more, error))
        return FALSE;
    }
  return TRUE;
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
  GDate due;

  note_outcome (batch);
  if (batch->next % 512 == 0)
    tell (intake, 0.5 + 0.5 * batch->next / MAX (batch->lines->len, 1));
  if (g_cancellable_set_error_if_cancelled (intake->cancellable, error))
    return FALSE;
  if (batch->next == batch->lines->len)
    return TRUE;
  line = batch->lines->pdata[batch->next++];
  input->filing = line->filing;
  if (hecha_filing_evaluation_due (line->filing, batch->year_rule, &due))
    {
      g_date_strftime (batch->due, sizeof batch->due, "%Y-%m-%d", &due);
      input->due_on = batch->due;
    }
  return TRUE;
}

static gboolean
store_work (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  Intake *intake = data;
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

static char *
digest_file (const char  *path,
             GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  return file ? hecha_sha256_hex (g_mapped_file_get_contents (file), g_mapped_file_get_length (file)) : NULL;
}

static gboolean
store (Intake      *intake,
       const char  *path,
       GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *now = hecha_clock_now_text (hecha_session_get_clock (intake->session));
  g_autofree char *sha256 = digest_file (path, error);
  g_autoptr(HechaFilingImport) import = sha256 ? hecha_filing_import_new (name, sha256, now) : NULL;

  if (!import)
    return FALSE;
  intake->batch->import = import;
  return intake->batch->lines->len == 0 || hecha_session_change (intake->session, store_work, intake, error);
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
}

static gboolean
import_file (Intake               *intake,
             const char           *path,
             const char           *sheet,
             HechaReconciliation  *list,
             GError              **error)
{
  g_auto(Batch) batch = { NULL };

  batch_init (&batch);
  intake->batch = &batch;
  if (!read_file (intake, path, sheet, error) || !store (intake, path, error))
    return FALSE;
  reconcile (&batch, list);
  intake->files_done++;
  tell (intake, 0);
  return TRUE;
}

/**
 * hecha_intake_import:
 * @paths: (array zero-terminated=1): spreadsheets, csv or JSON; each is taken as
 *   a whole or not at all
 * @sheet: (nullable): one sheet; %NULL for all that hold filings
 * @targets: (nullable): what the columns are, by place: ids of
 *   #HechaIntakeTarget; remembered for these headers. %NULL for what was
 *   guessed or remembered
 * @progress: (nullable): told how far it is
 *
 * Loads filings. A row that breaks a rule is refused and named; the others are
 * taken.
 *
 * Returns: (transfer full) (nullable): the reconciliation list; %NULL where a
 *   file could not be read at all, or it was cancelled: then nothing of that
 *   file was stored
 */
HechaReconciliation *
hecha_intake_import (HechaSession       *session,
                     const char *const  *paths,
                     const char         *sheet,
                     const char *const  *targets,
                     HechaProgress       progress,
                     gpointer            progress_data,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autoptr(HechaReconciliation) list = hecha_reconciliation_new ();
  Intake intake = {
    .session = session,
    .targets = targets,
    .progress = progress,
    .progress_data = progress_data,
    .cancellable = cancellable,
    .files = g_strv_length ((GStrv) paths),
  };

  for (guint i = 0; paths[i]; i++)
    if (!import_file (&intake, paths[i], sheet, list, error))
      return NULL;
  hecha_session_emit_changed (session, HECHA_SCOPE_WORKSPACE, "filings");
  return g_steal_pointer (&list);
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
