/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "intake-preview.h"

#include "error.h"
#include "intake-columns.h"

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

/**
 * hecha_intake_find_sheet:
 * @name: of a sheet
 * @sheet: (out): its number in @table; untouched on failure
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND if there is none of this name
 */
gboolean
hecha_intake_find_sheet (HechaTable  *table,
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

/**
 * hecha_intake_open_sheet:
 * @mappings: of hecha_intake_mappings()
 * @sheet: number of a sheet in @table
 *
 * Returns: (transfer full) (nullable): the sheet read as filings, its columns
 *   taken for what they were corrected to before; errors as of
 *   hecha_filing_table_open()
 */
HechaFilingTable *
hecha_intake_open_sheet (GHashTable  *mappings,
                         HechaTable  *table,
                         guint        sheet,
                         GError     **error)
{
  HechaFilingTable *filings = hecha_filing_table_open (table, sheet, error);

  if (filings)
    hecha_intake_recall (mappings, filings);
  return filings;
}

/* How much it looks like filings: columns that are known first, then any. */
static guint
weigh_sheet (HechaFilingTable *filings)
{
  guint n = hecha_filing_table_n_columns (filings), known = 0;

  for (guint i = 0; i < n; i++)
    known += hecha_filing_table_column (filings, i)->target < HECHA_TARGET_IGNORE;
  return (known << 16) + MIN (n, G_MAXUINT16);
}

/* Where no sheet is named, the first that holds filings, or else what looks most like it. */
static gboolean
choose_sheet (GHashTable  *mappings,
              HechaTable  *table,
              guint       *sheet,
              GError     **error)
{
  guint best = 0;

  for (guint i = 0; i < hecha_table_n_sheets (table); i++)
    {
      g_autoptr(HechaFilingTable) filings = NULL;

      if (hecha_table_sheet_hidden (table, i))
        continue;
      filings = hecha_intake_open_sheet (mappings, table, i, error);
      if (!filings)
        return FALSE;
      if (hecha_filing_table_check (filings, NULL))
        {
          *sheet = i;
          return TRUE;
        }
      if (weigh_sheet (filings) > best)
        {
          best = weigh_sheet (filings);
          *sheet = i;
        }
    }
  if (!best)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s has no sheet with rows", hecha_table_name (table));
  return best > 0;
}

/**
 * hecha_intake_preview:
 * @path: a spreadsheet
 * @sheet: (nullable): the sheet to show; %NULL for the first that holds filings,
 *   or else looks most like it
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
  g_autoptr(GHashTable) mappings = hecha_intake_mappings (session, error);
  g_autoptr(HechaTable) table = mappings ? hecha_table_open (path, NULL, error) : NULL;
  g_autoptr(HechaFilingTable) filings = NULL;
  HechaIntakePreview *self;
  guint number = 0;

  if (!table || !(sheet ? hecha_intake_find_sheet (table, sheet, &number, error)
                        : choose_sheet (mappings, table, &number, error)))
    return NULL;
  filings = hecha_intake_open_sheet (mappings, table, number, error);
  if (!filings)
    return NULL;
  self = g_new0 (HechaIntakePreview, 1);
  self->sheets = sheets_of (table);
  self->sheet = g_strdup (hecha_table_sheet_name (table, number));
  self->headers = hecha_intake_headers (filings);
  self->targets = hecha_intake_targets_of (filings);
  self->rows = hecha_filing_table_preview (filings);
  return self;
}
