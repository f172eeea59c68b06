/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-header.h"

#include "filing-words.h"

#include <string.h>

#define VALUE_DIGITS 5    /* hardly a header has as many; a code, a date and a phone number have */
#define CODE_LENGTH  15   /* of the shortest thing that is taken for a credit code */
#define SURE_COLUMNS 2    /* known columns that make a header of a row below the first filing */
#define SURE_VALUES  3    /* and of a row that holds values */

/* What a row is, before its columns are known. */

static const HechaCell *
cell_at (const HechaRow *row,
         guint           column)
{
  return row && column < row->n_cells ? &row->cells[column] : NULL;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

static gboolean
has_code (const HechaRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *code = hecha_words_code (row->cells[i].text);
      gsize length = strlen (code);

      if (length >= CODE_LENGTH && length <= 20 && count_digits (code) * 2 > length &&
          !code[strspn (code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
        return TRUE;
    }
  return FALSE;
}

/* Digits, a date, or "填报单位：示例局": rather of a filing or a form than of a header. */
static gboolean
has_values (const HechaRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *folded = hecha_words_fold (row->cells[i].text);
      const char *colon = strchr (folded, ':');

      if (row->cells[i].notes & HECHA_CELL_DATE || count_digits (folded) >= VALUE_DIGITS || (colon && colon[1]))
        return TRUE;
    }
  return FALSE;
}

/* One text, perhaps over merged cells. */
static gboolean
is_title (const HechaRow *row)
{
  const char *text = NULL;

  for (guint i = 0; i < row->n_cells; i++)
    {
      const HechaCell *cell = &row->cells[i];

      if (cell->length && text && !g_str_equal (text, cell->text))
        return FALSE;
      if (cell->length)
        text = cell->text;
    }
  return TRUE;
}

/**
 * hecha_filing_header_is_count:
 *
 * Returns: whether @row counts the columns (1, 2, 3, …), as forms do below
 *   their header
 */
gboolean
hecha_filing_header_is_count (const HechaRow *row)
{
  guint next = 1;

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *folded = NULL;
      guint64 number;

      if (!row->cells[i].length)
        continue;
      if (row->cells[i].length > 12)
        return FALSE;
      folded = hecha_words_fold (row->cells[i].text);
      if (!g_ascii_string_to_unsigned (folded, 10, 0, G_MAXUINT, &number, NULL) || number != next++)
        return FALSE;
    }
  return next > 3;
}

/* A header of two rows: "联系方式" over "姓名" and "电话". Merged cells tell:
 * across in the upper row, or down into the lower one. */
static gboolean
continues (const HechaRow *top,
           const HechaRow *below)
{
  guint spread = 0, own = 0;

  if (below->number != top->number + 1 || is_title (top))
    return FALSE;
  for (guint i = 0; i < MAX (top->n_cells, below->n_cells); i++)
    {
      const HechaCell *upper = cell_at (top, i), *lower = cell_at (below, i);

      if (!lower || !lower->length)
        continue;
      if (lower->notes & (HECHA_CELL_NUMBER | HECHA_CELL_DATE))
        return FALSE;
      if (upper && (lower->notes & HECHA_CELL_SPREAD) && g_str_equal (upper->text, lower->text))
        spread++;
      else
        own++;
      spread += upper && (upper->notes & HECHA_CELL_SPREAD);
    }
  return spread && own;
}

/* The columns of a header */

static void
clear_column (gpointer data)
{
  g_free (((HechaFilingColumn *) data)->header);
}

static GArray *
columns_new (void)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (HechaFilingColumn));

  g_array_set_clear_func (columns, clear_column);
  return columns;
}

static GArray *
columns_of (const HechaRow *top,
            const HechaRow *below)
{
  GArray *columns = columns_new ();

  for (guint i = 0; i < MAX (top->n_cells, below ? below->n_cells : 0); i++)
    {
      const HechaCell *upper = cell_at (top, i), *lower = cell_at (below, i);
      g_autofree char *first = hecha_words_line (upper ? upper->text : "");
      g_autofree char *second = hecha_words_line (lower ? lower->text : "");
      HechaFilingColumn column = { NULL, HECHA_TARGET_EXTRA, 0 };

      if (!*second || g_str_equal (first, second))
        column.header = g_steal_pointer (&first);
      else if (!*first)
        column.header = g_steal_pointer (&second);
      else
        column.header = g_strconcat (first, " ", second, NULL);
      g_array_append_val (columns, column);
    }
  return columns;
}

/* Finding it */

typedef struct
{
  GPtrArray *rows;
  guint      code_row;   /* index of the first with a credit code */
  guint      known;      /* columns of the best so far */
  int        best;       /* its index, -1 for none */
} Search;

static const HechaRow *
second_row (GPtrArray *rows,
            guint      i)
{
  return i + 1 < rows->len && continues (rows->pdata[i], rows->pdata[i + 1]) && !has_values (rows->pdata[i + 1])
    ? rows->pdata[i + 1] : NULL;
}

/* The first row with the most known columns; without one, the last row over the
 * first filing, and where nothing looks like a filing, the first row, that is
 * no title. */
static void
weigh (Search *search,
       guint   i)
{
  const HechaRow *row = search->rows->pdata[i];
  g_autoptr(GArray) columns = NULL;
  gboolean better;
  guint known;

  if (has_code (row) || hecha_filing_header_is_count (row))
    return;
  columns = columns_of (row, second_row (search->rows, i));
  known = hecha_columns_guess ((HechaFilingColumn *) columns->data, columns->len);
  if ((i > search->code_row && known < SURE_COLUMNS) || (has_values (row) && known < SURE_VALUES))
    return;
  if (known || search->known)
    better = known > search->known;
  else
    better = !is_title (row) && (search->best < 0 || search->code_row < search->rows->len);
  if (better)
    {
      search->best = (int) i;
      search->known = known;
    }
}

/**
 * hecha_filing_header_find:
 * @rows: (element-type HechaRow): the first rows of a sheet that have cells
 * @number: (out): number of the header's (first) row; 0 in JSON and where there is none
 * @first_data: (out): index in @rows of the first row below it
 *
 * Titles stand over the header, notes between; none of its words need to be known.
 *
 * Returns: (transfer full) (element-type HechaFilingColumn): the columns with
 *   what they are taken for; empty without a header
 */
GArray *
hecha_filing_header_find (GPtrArray *rows,
                          guint     *number,
                          guint     *first_data)
{
  Search search = { rows, rows->len, 0, -1 };
  const HechaRow *below;
  GArray *columns;

  for (guint i = rows->len; i > 0; i--)
    if (has_code (rows->pdata[i - 1]))
      search.code_row = i - 1;
  if (rows->len && ((HechaRow *) rows->pdata[0])->number == 0)
    search.best = 0;
  else
    for (guint i = 0; i < rows->len; i++)
      weigh (&search, i);
  *number = *first_data = 0;
  if (search.best < 0)
    return columns_new ();
  below = second_row (rows, search.best);
  columns = columns_of (rows->pdata[search.best], below);
  hecha_columns_guess ((HechaFilingColumn *) columns->data, columns->len);
  *number = ((HechaRow *) rows->pdata[search.best])->number;
  *first_data = search.best + (below ? 2 : 1);
  return columns;
}
