/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-table.h"

#include "error.h"
#include "filing-header.h"
#include "filing-row.h"
#include "filing-words.h"

#include <string.h>

#define LOOK_AHEAD 40     /* rows in which the header is looked for */
#define MAX_COLUMNS 1024   /* what stands further right is not looked at */

struct _HechaFilingTable
{
  HechaTable *table;
  char       *sheet;
  GPtrArray  *ahead;         /* HechaRow that owns its texts */
  guint       next_ahead;
  gboolean    ended;
  guint       header_row;    /* its number */
  guint       first_data;    /* in ahead */
  GArray     *columns;       /* HechaFilingColumn */
};

/* Rows read ahead */

static void
ahead_free (gpointer data)
{
  HechaRow *row = data;

  for (guint i = 0; i < row->n_cells; i++)
    g_free ((char *) row->cells[i].text);
  g_free ((HechaCell *) row->cells);
  g_free (row);
}

static HechaRow *
ahead_new (const HechaRow *row)
{
  HechaRow *ahead = g_memdup2 (row, sizeof *row);
  HechaCell *cells;

  ahead->n_cells = MIN (row->n_cells, MAX_COLUMNS);
  cells = g_memdup2 (row->cells, sizeof *cells * ahead->n_cells);
  for (guint i = 0; i < ahead->n_cells; i++)
    cells[i].text = g_strdup (cells[i].text);
  ahead->cells = cells;
  return ahead;
}

static gboolean
read_ahead (HechaFilingTable  *self,
            GError           **error)
{
  g_autoptr(GError) failure = NULL;
  HechaRow row;

  while (self->ahead->len < LOOK_AHEAD)
    {
      if (!hecha_table_next (self->table, &row, &failure))
        {
          self->ended = TRUE;
          break;
        }
      if (row.n_cells || row.number == 0)
        g_ptr_array_add (self->ahead, ahead_new (&row));
    }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Columns */

/* Columns that only rows below the header have. */
static void
widen (HechaFilingTable *self)
{
  guint width = self->columns->len;

  for (guint i = self->first_data; i < self->ahead->len; i++)
    width = MAX (width, ((HechaRow *) self->ahead->pdata[i])->n_cells);
  while (self->columns->len < width)
    {
      HechaFilingColumn column = { g_strdup (""), HECHA_TARGET_EXTRA, 0 };

      g_array_append_val (self->columns, column);
    }
}

/**
 * hecha_filing_table_open:
 * @table: (transfer none): must outlive the result; its rows are read by nobody else
 * @sheet: the sheet, from 0
 *
 * Returns: (transfer full) (nullable): the sheet with its columns guessed;
 *   errors as of hecha_table_select() and hecha_table_next()
 */
HechaFilingTable *
hecha_filing_table_open (HechaTable  *table,
                         guint        sheet,
                         GError     **error)
{
  g_autoptr(HechaFilingTable) self = g_new0 (HechaFilingTable, 1);
  const char *name = hecha_table_sheet_name (table, sheet);

  self->table = table;
  self->sheet = name && *name ? g_strdup (name) : NULL;
  self->ahead = g_ptr_array_new_with_free_func (ahead_free);
  if (!hecha_table_select (table, sheet, error) || !read_ahead (self, error))
    return NULL;
  self->columns = hecha_filing_header_find (self->ahead, &self->header_row, &self->first_data);
  widen (self);
  self->next_ahead = self->first_data;
  return g_steal_pointer (&self);
}

void
hecha_filing_table_free (HechaFilingTable *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_ptr_array_unref (self->ahead);
  g_free (self->sheet);
  g_free (self);
}

/**
 * hecha_filing_table_header_row:
 *
 * Returns: the number of the header's (first) row; 0 in JSON and where there is none
 */
guint
hecha_filing_table_header_row (HechaFilingTable *self)
{
  return self->header_row;
}

guint
hecha_filing_table_n_columns (HechaFilingTable *self)
{
  return self->columns->len;
}

/**
 * hecha_filing_table_column:
 * @column: from 0
 *
 * Returns: (transfer none): what the column is taken for
 */
const HechaFilingColumn *
hecha_filing_table_column (HechaFilingTable *self,
                           guint             column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return &g_array_index (self->columns, HechaFilingColumn, column);
}

/**
 * hecha_filing_table_set_target:
 * @column: from 0
 * @target: a #HechaField or #HechaColumnTarget; another column that had it
 *   becomes other information
 */
void
hecha_filing_table_set_target (HechaFilingTable *self,
                               guint             column,
                               int               target)
{
  HechaFilingColumn *columns = (HechaFilingColumn *) self->columns->data;

  g_return_if_fail (column < self->columns->len);
  g_return_if_fail (target >= 0 && target < HECHA_N_TARGETS);

  for (guint i = 0; i < self->columns->len; i++)
    if (columns[i].target == target && target != HECHA_TARGET_EXTRA && target != HECHA_TARGET_IGNORE)
      columns[i].target = HECHA_TARGET_EXTRA;
  columns[column].target = target;
  columns[column].confidence = 1;
}

/**
 * hecha_filing_table_preview:
 *
 * Returns: (transfer full) (element-type GStrv): up to
 *   %HECHA_FILING_TABLE_PREVIEW rows below the header, a text for each column
 */
GPtrArray *
hecha_filing_table_preview (HechaFilingTable *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = self->first_data; i < self->ahead->len && rows->len < HECHA_FILING_TABLE_PREVIEW; i++)
    {
      char **texts = g_new0 (char *, self->columns->len + 1);

      for (guint j = 0; j < self->columns->len; j++)
        {
          const HechaRow *row = self->ahead->pdata[i];

          texts[j] = g_strdup (j < row->n_cells ? row->cells[j].text : "");
        }
      g_ptr_array_add (rows, texts);
    }
  return rows;
}

static gboolean
has_target (HechaFilingTable *self,
            int               target)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, HechaFilingColumn, i).target == target)
      return TRUE;
  return FALSE;
}

/**
 * hecha_filing_table_check:
 *
 * Whether the columns are known without which no row can be taken.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID that names them
 */
gboolean
hecha_filing_table_check (HechaFilingTable  *self,
                          GError           **error)
{
  g_autoptr(GString) missing = g_string_new (NULL);
  int targets[] = { HECHA_FIELD_NAME, HECHA_FIELD_CODE, HECHA_TARGET_TYPE };
  gboolean typed = FALSE;

  for (int type = 0; type < HECHA_N_TYPES; type++)
    typed |= has_target (self, HECHA_TARGET_CONNECTED_LEVEL + type);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    if (!has_target (self, targets[i]) && !(targets[i] == HECHA_TARGET_TYPE && typed))
      g_string_append_printf (missing, "%s%s (%s)", missing->len ? ", " : "",
                              hecha_target_label (targets[i])->en, hecha_target_label (targets[i])->zh);
  if (!missing->len)
    return TRUE;
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s%s%s%s: no column for %s", hecha_table_name (self->table),
               self->sheet ? ", sheet “" : "", self->sheet ? self->sheet : "", self->sheet ? "”" : "", missing->str);
  return FALSE;
}

/* Rows */

static gboolean
next_row (HechaFilingTable  *self,
          HechaRow          *row,
          GError           **error)
{
  if (self->next_ahead < self->ahead->len)
    {
      *row = *(HechaRow *) self->ahead->pdata[self->next_ahead++];
      return TRUE;
    }
  if (self->ended || !hecha_table_next (self->table, row, error))
    return FALSE;
  row->n_cells = MIN (row->n_cells, MAX_COLUMNS);
  return TRUE;
}

static gboolean
is_blank (const HechaRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].text[strspn (row->cells[i].text, " \t\r\n")] || row->cells[i].notes & HECHA_CELL_FORMULA)
      return FALSE;
  return TRUE;
}

/* Some registers repeat the header on each page. */
static gboolean
is_header (HechaFilingTable *self,
           const HechaRow   *row)
{
  guint same = 0;

  for (guint i = 0; i < row->n_cells && i < self->columns->len; i++)
    {
      const char *header = g_array_index (self->columns, HechaFilingColumn, i).header;
      g_autofree char *text = NULL;

      if (!row->cells[i].length)
        continue;
      text = hecha_words_line (row->cells[i].text);
      if (strcmp (text, header) != 0)
        return FALSE;
      same++;
    }
  return same > 1;
}

/**
 * hecha_filing_table_next:
 * @entry: (out) (transfer full): the next row that is not empty, nor the
 *   header once more, nor the count of its columns; untouched at the end and on failure
 *
 * Returns: %FALSE at the end, with @error unset, or with an error as of
 *   hecha_table_next()
 */
gboolean
hecha_filing_table_next (HechaFilingTable  *self,
                         HechaFilingEntry **entry,
                         GError           **error)
{
  HechaRowPlace place = {
    hecha_table_name (self->table), self->sheet, (const HechaFilingColumn *) self->columns->data, self->columns->len
  };
  HechaRow row;

  do
    if (!next_row (self, &row, error))
      return FALSE;
  while (is_blank (&row) || is_header (self, &row) || hecha_filing_header_is_count (&row));
  *entry = hecha_filing_row_read (&place, &row);
  return TRUE;
}
