/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_TABLE_MAX_COLUMNS 16384
#define HECHA_TABLE_MAX_ROWS    1048576

typedef enum
{
  HECHA_TABLE_CSV,
  HECHA_TABLE_XLSX,
  HECHA_TABLE_JSON,
} HechaTableKind;

/**
 * HechaCellNote:
 * @HECHA_CELL_NUMBER: the file holds a number here, not text
 * @HECHA_CELL_LOSSY: a number with more digits than a spreadsheet keeps (15):
 *   the last digits are not what was typed
 * @HECHA_CELL_DATE: a date or time, written after ISO 8601
 * @HECHA_CELL_ERROR: an error value such as #REF!
 * @HECHA_CELL_FORMULA: a formula without its result; the text is empty
 * @HECHA_CELL_SPREAD: repeated from the first cell of a merged range
 */
typedef enum
{
  HECHA_CELL_NUMBER = 1 << 0,
  HECHA_CELL_LOSSY  = 1 << 1,
  HECHA_CELL_DATE   = 1 << 2,
  HECHA_CELL_ERROR  = 1 << 3,
  HECHA_CELL_SPREAD = 1 << 4,
  HECHA_CELL_FORMULA = 1 << 5,
} HechaCellNote;

/**
 * HechaCell:
 * @text: UTF-8 ending with a NUL; empty, never %NULL
 * @length: bytes of @text
 * @notes: #HechaCellNote
 */
typedef struct
{
  const char *text;
  guint32     length;
  guint32     notes;
} HechaCell;

/* Whether something stands in the cell, be it a formula without its result. */
static inline gboolean
hecha_cell_is_used (const HechaCell *self)
{
  return self->length > 0 || (self->notes & HECHA_CELL_FORMULA);
}

/**
 * HechaRow:
 * @number: the row's number as a spreadsheet program shows it, from 1; in JSON
 *   the number of the object in its array, 0 for the names of the members
 * @n_cells: cells up to the last one that is not empty
 * @cells: (array length=n_cells): valid until the next row is read
 */
typedef struct
{
  guint            number;
  guint            n_cells;
  const HechaCell *cells;
} HechaRow;

/**
 * HechaTable:
 *
 * A spreadsheet read as a stream, row by row, whatever the kind of file. One
 * thread at a time.
 */
typedef struct _HechaTable HechaTable;

char           *hecha_table_digest       (const char    *path,
                                          GError       **error);
HechaTable     *hecha_table_open         (const char    *path,
                                          GCancellable  *cancellable,
                                          GError       **error);
void            hecha_table_free         (HechaTable    *self);
HechaTableKind  hecha_table_kind         (HechaTable    *self);
const char     *hecha_table_name         (HechaTable    *self);
guint           hecha_table_n_sheets     (HechaTable    *self);
const char     *hecha_table_sheet_name   (HechaTable    *self,
                                          guint          sheet);
gboolean        hecha_table_sheet_hidden (HechaTable    *self,
                                          guint          sheet);
gboolean        hecha_table_select       (HechaTable    *self,
                                          guint          sheet,
                                          GError       **error);
gboolean        hecha_table_next         (HechaTable    *self,
                                          HechaRow      *row,
                                          GError       **error);
double          hecha_table_progress     (HechaTable    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTable, hecha_table_free)

void            hecha_column_letters     (guint          column,
                                          char           out[4]);

G_END_DECLS
