/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx-merge.h"

#include "error.h"

#include <string.h>

#define MAX_RANGES 100000
#define TAIL       512       /* longer than any <mergeCell> element */

typedef struct
{
  guint first_row, last_row;
  guint first_column, last_column;
  char *text;      /* of the first cell, once its row was read */
  guint32 length;
  guint32 notes;
} Range;

struct _HechaXlsxMerge
{
  GArray    *ranges;   /* Range, by first row */
  guint      next;
  GPtrArray *active;   /* Range */
  guint      width;    /* of the active ones together */
};

/**
 * hecha_xlsx_reference:
 * @text: (array length=length): a cell's name such as "AB12", from the file
 * @column: (out): from 0
 * @row: (out): from 1
 *
 * Returns: %FALSE if it is none, or outside of a sheet
 */
gboolean
hecha_xlsx_reference (const char *text,
                      gsize       length,
                      guint      *column,
                      guint      *row)
{
  guint c = 0, r = 0;
  gsize i = 0;

  i += i < length && text[i] == '$';
  for (; i < length && c <= HECHA_TABLE_MAX_COLUMNS && g_ascii_isalpha (text[i]); i++)
    c = c * 26 + (g_ascii_toupper (text[i]) - 'A' + 1);
  i += i < length && text[i] == '$';
  for (; i < length && r <= HECHA_TABLE_MAX_ROWS && g_ascii_isdigit (text[i]); i++)
    r = r * 10 + (text[i] - '0');
  if (i < length || c == 0 || r == 0 || c > HECHA_TABLE_MAX_COLUMNS || r > HECHA_TABLE_MAX_ROWS)
    return FALSE;
  *column = c - 1;
  *row = r;
  return TRUE;
}

static void
add_range (HechaXlsxMerge *self,
           const char     *reference,
           gsize           length)
{
  const char *colon = memchr (reference, ':', length);
  Range range = { 0 };

  if (colon
      && hecha_xlsx_reference (reference, colon - reference, &range.first_column, &range.first_row)
      && hecha_xlsx_reference (colon + 1, reference + length - colon - 1, &range.last_column, &range.last_row)
      && range.first_row <= range.last_row && range.first_column <= range.last_column
      && self->ranges->len < MAX_RANGES)
    g_array_append_val (self->ranges, range);
}

static void
add_element (HechaXlsxMerge *self,
             const char     *element,
             gsize           length)
{
  const char *ref = memmem (element, length, "ref=", 4);
  const char *close;

  if (!ref || ref + 5 >= element + length)
    return;
  close = memchr (ref + 5, ref[4], element + length - ref - 5);
  if (close)
    add_range (self, ref + 5, close - ref - 5);
}

/* Looks through the bytes for <mergeCell ref="A1:B2"/>, with or without prefix:
 * a "<" cannot stand in a text, so nothing else looks like it. Returns how many
 * bytes need not be looked at again. */
static gsize
scan (HechaXlsxMerge *self,
      const char     *text,
      gsize           size)
{
  const char *p = text, *end = text + size;
  const char *found, *close;

  while ((found = memmem (p, end - p, "mergeCell", 9)))
    {
      p = found + 9;
      if (p < end && !g_ascii_isspace (*p))
        continue;
      close = memchr (found, '>', end - found);
      if (!close)
        return MAX (found - 1, text) - text;
      if (found > text && (found[-1] == '<' || found[-1] == ':'))
        add_element (self, found, close - found);
      p = close;
    }
  return size - MIN (size, 16);
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const Range *left = a, *right = b;

  return left->first_row < right->first_row ? -1 : left->first_row > right->first_row;
}

static void
clear_range (gpointer data)
{
  g_free (((Range *) data)->text);
}

/**
 * hecha_xlsx_merge_read:
 * @part: a sheet's part in @package
 *
 * Returns: (transfer full) (nullable): its merged ranges; errors as of
 *   hecha_zip_part_read()
 */
HechaXlsxMerge *
hecha_xlsx_merge_read (HechaZipPackage  *package,
                       const char       *part,
                       GError          **error)
{
  g_autoptr(HechaXlsxMerge) self = g_new0 (HechaXlsxMerge, 1);
  g_autoptr(GString) rest = g_string_new (NULL);
  g_autoptr(HechaZipPart) input = NULL;
  const char *block;
  gsize size;

  self->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_array_set_clear_func (self->ranges, clear_range);
  self->active = g_ptr_array_new ();
  input = hecha_zip_part_open (package, part, error);
  do
    {
      if (!input || !hecha_zip_part_read (input, &block, &size, error))
        return NULL;
      g_string_append_len (rest, block, size);
      g_string_erase (rest, 0, scan (self, rest->str, rest->len));
      if (rest->len > TAIL)
        g_string_erase (rest, 0, rest->len - TAIL);
    }
  while (size);
  g_array_sort (self->ranges, compare_ranges);
  return g_steal_pointer (&self);
}

void
hecha_xlsx_merge_free (HechaXlsxMerge *self)
{
  g_array_unref (self->ranges);
  g_ptr_array_unref (self->active);
  g_free (self);
}

static guint
range_width (Range *range)
{
  return range->last_column - range->first_column + 1;
}

static void
drop_ended (HechaXlsxMerge *self,
            guint           row)
{
  for (guint i = self->active->len; i-- > 0;)
    {
      Range *range = self->active->pdata[i];

      if (range->last_row >= row)
        continue;
      self->width -= range_width (range);
      g_clear_pointer (&range->text, g_free);
      g_ptr_array_remove_index_fast (self->active, i);
    }
}

/* Ranges cannot overlap, so that those of one row are never wider than the
 * sheet; a file that says otherwise has the surplus left out. */
static void
take_started (HechaXlsxMerge *self,
              guint           row,
              HechaCell      *cells,
              guint           n_cells)
{
  for (; self->next < self->ranges->len; self->next++)
    {
      Range *range = &g_array_index (self->ranges, Range, self->next);

      if (range->first_row > row)
        break;
      if (range->first_row < row || range->first_column >= n_cells || !cells[range->first_column].length
          || self->width + range_width (range) > HECHA_TABLE_MAX_COLUMNS)
        continue;
      range->text = g_strdup (cells[range->first_column].text);
      range->length = cells[range->first_column].length;
      range->notes = cells[range->first_column].notes | HECHA_CELL_SPREAD;
      self->width += range_width (range);
      g_ptr_array_add (self->active, range);
    }
}

/**
 * hecha_xlsx_merge_apply:
 * @row: rows come in rising order
 * @cells: (array): room for %HECHA_TABLE_MAX_COLUMNS cells, those from @n_cells on empty
 * @n_cells: cells that the row itself has
 *
 * Repeats the first cell of each merged range in the empty cells of the range.
 *
 * Returns: how many cells the row has now
 */
guint
hecha_xlsx_merge_apply (HechaXlsxMerge *self,
                        guint           row,
                        HechaCell      *cells,
                        guint           n_cells)
{
  drop_ended (self, row);
  take_started (self, row, cells, n_cells);
  for (guint i = 0; i < self->active->len; i++)
    {
      Range *range = self->active->pdata[i];

      for (guint c = range->first_column; c <= range->last_column; c++)
        if (!cells[c].length)
          cells[c] = (HechaCell) { range->text, range->length, range->notes };
      n_cells = MAX (n_cells, range->last_column + 1);
    }
  return n_cells;
}
