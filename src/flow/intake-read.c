/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-read.h"

#include "error.h"
#include "intake-columns.h"
#include "intake-preview.h"

/* What is left for the database once all is read. */
#define READING 0.9

/* @part: of the file that is read */
static void
tell (HechaIntakeReader *self,
      double             part)
{
  if (self->progress)
    self->progress ((guint64) ((self->number + part) / self->batches->len * READING * 1000), 1000, self->progress_data);
}

static gboolean
read_rows (HechaIntakeReader  *self,
           HechaTable         *table,
           guint               sheet,
           HechaFilingTable   *filings,
           GError            **error)
{
  const char *name = hecha_table_kind (table) == HECHA_TABLE_XLSX ? hecha_table_sheet_name (table, sheet) : NULL;
  guint n = 0;

  /* The database's own failure is told by it. */
  while (!g_atomic_int_get (&self->stop))
    {
      g_autoptr(HechaFilingEntry) entry = NULL;
      g_autoptr(GError) failure = NULL;

      if (++n % 512 == 0)
        tell (self, hecha_table_progress (table));
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!hecha_filing_table_next (filings, &entry, &failure))
        {
          gboolean ended = failure == NULL;

          if (failure)
            g_propagate_error (error, g_steal_pointer (&failure));
          return ended;
        }
      hecha_intake_batch_take (self->batch, hecha_table_name (table), name, entry);
    }
  return TRUE;
}

/* Whether the sheet holds filings; its columns are corrected then, and those
 * that the user spoke of are to be remembered. */
static gboolean
prepare_sheet (HechaIntakeReader  *self,
               HechaFilingTable   *filings,
               GError            **error)
{
  gboolean corrected = self->choice && hecha_intake_correct (filings, self->choice, self->used);
  HechaIntakeMemory *memory;

  if (!hecha_filing_table_check (filings, error))
    return FALSE;
  memory = corrected ? hecha_intake_memory_new (filings) : NULL;
  if (memory)
    g_ptr_array_add (self->batch->memories, memory);
  return TRUE;
}

static void
leave_out (HechaIntakeReader *self,
           HechaTable        *table,
           guint              sheet,
           HechaFilingTable  *filings,
           const char        *rule)
{
  if (hecha_filing_table_n_columns (filings))
    g_ptr_array_add (self->batch->left_out,
                     hecha_row_issue_new (FALSE, hecha_table_name (table), hecha_table_sheet_name (table, sheet),
                                          hecha_filing_table_header_row (filings), rule, NULL));
}

/* Lists to choose from stand on hidden sheets, and nobody misses them; filings that stand there are missed. */
static gboolean
pass_hidden (HechaIntakeReader  *self,
             HechaTable         *table,
             guint               sheet,
             GError            **error)
{
  g_autoptr(HechaFilingTable) filings = hecha_intake_open_sheet (self->mappings, table, sheet, error);

  if (!filings)
    return FALSE;
  if (hecha_filing_table_check (filings, NULL))
    leave_out (self, table, sheet, filings, "sheet-hidden");
  return TRUE;
}

/* Each sheet that holds filings is read; the others are named, and refused
 * where there is none that does. */
static gboolean
read_sheets (HechaIntakeReader  *self,
             HechaTable         *table,
             GError            **error)
{
  g_autoptr(GError) first = NULL;
  gboolean any = FALSE;

  for (guint sheet = 0; sheet < hecha_table_n_sheets (table); sheet++)
    {
      g_autoptr(HechaFilingTable) filings = NULL;

      if (hecha_table_sheet_hidden (table, sheet))
        {
          if (!pass_hidden (self, table, sheet, error))
            return FALSE;
          continue;
        }
      filings = hecha_intake_open_sheet (self->mappings, table, sheet, error);
      if (!filings)
        return FALSE;
      if (!prepare_sheet (self, filings, first ? NULL : &first))
        {
          leave_out (self, table, sheet, filings, "sheet-without-filings");
          continue;
        }
      any = TRUE;
      if (!read_rows (self, table, sheet, filings, error))
        return FALSE;
    }
  if (!any && first)
    g_propagate_error (error, g_steal_pointer (&first));
  else if (!any)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s has no sheet with rows", hecha_table_name (table));
  return any;
}

static gboolean
read_file (HechaIntakeReader  *self,
           const char         *path,
           GError            **error)
{
  g_autoptr(HechaTable) table = hecha_table_open (path, self->cancellable, error);
  g_autoptr(HechaFilingTable) filings = NULL;
  guint sheet;

  if (!table)
    return FALSE;
  if (!self->choice || !self->choice->sheet)
    return read_sheets (self, table, error);
  if (!hecha_intake_find_sheet (table, self->choice->sheet, &sheet, error))
    return FALSE;
  filings = hecha_intake_open_sheet (self->mappings, table, sheet, error);
  return filings && prepare_sheet (self, filings, error) && read_rows (self, table, sheet, filings, error);
}

/* A filing that another authority supervises is taken, and said. */
static void
warn_of_jurisdiction (HechaIntakeReader  *self,
                      HechaIntakeReading *reading)
{
  for (guint i = 0; i < reading->n_told; i++)
    {
      const HechaFiling *filing = hecha_intake_batch_filing (self->batch, reading->first + i);
      g_autoptr(GPtrArray) warnings = hecha_jurisdiction_check (self->jurisdiction, self->holder, self->rules->area,
                                                                filing);

      for (guint j = 0; j < warnings->len; j++)
        {
          const HechaMisassignment *warning = warnings->pdata[j];
          HechaRowIssue *issue;

          if (hecha_misassignment_is_of_workspace (warning) && self->told_unset)
            continue;
          self->told_unset |= hecha_misassignment_is_of_workspace (warning);
          issue = hecha_row_issue_new (FALSE, reading->file, reading->sheet, reading->row, warning->rule, NULL);
          hecha_text_clear (&issue->message);
          hecha_text_copy (&warning->text, &issue->message);
          hecha_intake_reading_add (reading, issue);
        }
    }
}

static void
warn_of_day (HechaIntakeReader  *self,
             HechaIntakeReading *reading,
             const HechaFiling  *filing,
             HechaField          field)
{
  const char *day = hecha_filing_get (filing, field);
  HechaRowIssue *issue;

  /* YYYY-MM-DD, or nothing. */
  if (g_strcmp0 (day, self->today) <= 0)
    return;
  issue = hecha_row_issue_new (FALSE, reading->file, reading->sheet, reading->row, "date-future", day);
  hecha_row_issue_name_field (issue, &hecha_field_specs[field].label);
  hecha_intake_reading_add (reading, issue);
}

/* What has not happened yet is most often a wrong year: its terms would run from a day to come. */
static void
warn_of_days (HechaIntakeReader  *self,
              HechaIntakeReading *reading)
{
  const HechaFiling *filing = reading->n_told ? hecha_intake_batch_filing (self->batch, reading->first) : NULL;

  if (!filing)
    return;
  warn_of_day (self, reading, filing, HECHA_FIELD_FILED_ON);
  warn_of_day (self, reading, filing, HECHA_FIELD_LAST_EVALUATED_ON);
}

/* A column that the user names is in one of the sheets at least. */
static gboolean
check_columns (HechaIntakeReader  *self,
               GError            **error)
{
  for (guint i = 0; self->choice && self->choice->columns && self->choice->columns[i]; i++)
    if (!self->used[i])
      {
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "no column is called “%s”", self->choice->columns[i]);
        return FALSE;
      }
  return TRUE;
}

/* The last file is ended after all is checked, so that nothing is committed before. */
static gboolean
read_next (HechaIntakeReader  *self,
           GError            **error)
{
  gboolean last = self->number + 1 == self->batches->len;

  self->batch = self->batches->pdata[self->number];
  if (!read_file (self, self->paths[self->number], error) || (last && !check_columns (self, error)))
    return FALSE;
  tell (self, 1);
  hecha_intake_batch_end (self->batch);
  for (guint i = 0; i < self->batch->readings->len; i++)
    {
      HechaIntakeReading *reading = &g_array_index (self->batch->readings, HechaIntakeReading, i);

      warn_of_days (self, reading);
      warn_of_jurisdiction (self, reading);
    }
  return TRUE;
}

/**
 * hecha_intake_read:
 *
 * Reads each file into its batch, and ends it. Where one cannot be read, or it
 * was cancelled, the failure is set and what is left is ended at once. While
 * it reads, the database's thread stores what is ready.
 */
void
hecha_intake_read (HechaIntakeReader *self)
{
  for (self->number = 0; self->number < self->batches->len; self->number++)
    if (!read_next (self, &self->failure))
      break;
  for (guint i = self->number; i < self->batches->len; i++)
    hecha_intake_batch_end (self->batches->pdata[i]);
}
