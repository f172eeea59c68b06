/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-reader.h"

#include "error.h"
#include "xlsx-book.h"
#include "xlsx-merge.h"

#include <string.h>

#define MAX_CELL (1024 * 1024)
#define MAX_ROW  (16 * 1024 * 1024)

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT,      /* inlineStr and str */
  CELL_BOOLEAN,
  CELL_ERROR,
  CELL_ISO_DATE,
} CellType;

/* A cell that was read and waits for its row to be asked for. */
typedef struct
{
  guint       column;
  guint32     notes;
  const char *shared;   /* in the book's texts, or NULL: */
  gsize       offset;   /* in the batch's texts */
  guint32     length;
} Waiting;

typedef struct
{
  guint number;
  guint first;          /* of its cells */
} WaitingRow;

typedef struct
{
  HechaTableSource *source;
  HechaZipPackage   package;
  HechaXlsxBook    *book;
  guint64           book_budget;
  const char       *sheet_name;

  HechaXlsxMerge   *merge;
  HechaXmlPart     *part;
  gboolean          done;

  /* the batch: rows that one block of the part brought */
  GArray           *rows;       /* WaitingRow */
  GArray           *waiting;    /* Waiting */
  GString          *texts;
  guint             next_row;   /* in rows */
  guint             whole_rows; /* in rows, those that have ended */

  /* the element being read */
  gboolean          in_data;
  gboolean          in_row;
  gboolean          in_cell;
  gboolean          has_formula;
  gboolean          in_value;
  guint             phonetic;
  guint             row;
  guint             column;
  CellType          type;
  guint             style;
  GString          *value;

  /* the row handed out */
  HechaCell        *dense;      /* all columns */
  guint             n_dense;
} Xlsx;

static gboolean
fail (Xlsx        *self,
      HechaError   code,
      const char  *rule,
      GError     **error)
{
  g_set_error (error, HECHA_ERROR, code, "%s, sheet “%s”, row %u: %s", self->source->name, self->sheet_name, self->row, rule);
  return FALSE;
}

/* Elements of a sheet */

static const HechaXmlAttribute *
find_attribute (const HechaXmlAttribute *attributes,
                guint                    n,
                char                     name)
{
  for (guint i = 0; i < n; i++)
    if (attributes[i].name[0] == name && !attributes[i].name[1] && !attributes[i].prefixed)
      return &attributes[i];
  return NULL;
}

static guint
attribute_number (const HechaXmlAttribute *attribute)
{
  guint number = 0;

  for (gsize i = 0; i < attribute->length && number < G_MAXINT / 10; i++)
    if (g_ascii_isdigit (attribute->value[i]))
      number = number * 10 + (attribute->value[i] - '0');
  return number;
}

static gboolean
start_row (Xlsx                     *self,
           const HechaXmlAttribute  *attributes,
           guint                     n,
           GError                  **error)
{
  const HechaXmlAttribute *r = find_attribute (attributes, n, 'r');
  guint number = r ? attribute_number (r) : self->row + 1;
  WaitingRow row = { number, self->waiting->len };

  if (number <= self->row)
    return fail (self, HECHA_ERROR_DAMAGED, "the rows that follow are not in rising order", error);
  self->row = number;
  if (number > HECHA_TABLE_MAX_ROWS)
    return fail (self, HECHA_ERROR_TOO_LARGE, "more rows than a sheet can have", error);
  self->in_row = TRUE;
  self->column = G_MAXUINT;
  g_array_append_val (self->rows, row);
  return TRUE;
}

static CellType
cell_type (const HechaXmlAttribute *t)
{
  static const struct { const char *name; CellType type; } types[] = {
    { "s", CELL_SHARED }, { "inlineStr", CELL_TEXT }, { "str", CELL_TEXT },
    { "b", CELL_BOOLEAN }, { "e", CELL_ERROR }, { "d", CELL_ISO_DATE },
  };

  for (gsize i = 0; t && i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i].name) == t->length && strncmp (types[i].name, t->value, t->length) == 0)
      return types[i].type;
  return CELL_NUMBER;
}

static gboolean
start_cell (Xlsx                     *self,
            const HechaXmlAttribute  *attributes,
            guint                     n,
            GError                  **error)
{
  const HechaXmlAttribute *r = find_attribute (attributes, n, 'r');
  const HechaXmlAttribute *s = find_attribute (attributes, n, 's');
  guint row, column = self->column + 1;

  if (r && !hecha_xlsx_reference (r->value, r->length, &column, &row))
    return fail (self, HECHA_ERROR_DAMAGED, "a cell's name is not one of a sheet's", error);
  if (column >= HECHA_TABLE_MAX_COLUMNS)
    return fail (self, HECHA_ERROR_TOO_LARGE, "more than 16384 columns", error);
  if (self->column != G_MAXUINT && column <= self->column)
    return fail (self, HECHA_ERROR_DAMAGED, "the cells are not in rising order", error);
  self->column = column;
  self->type = cell_type (find_attribute (attributes, n, 't'));
  self->style = s ? attribute_number (s) : 0;
  self->in_cell = TRUE;
  self->has_formula = FALSE;
  g_string_truncate (self->value, 0);
  return TRUE;
}

static gboolean
sheet_start (gpointer                  data,
             const char               *name,
             const HechaXmlAttribute  *attributes,
             guint                     n,
             GError                  **error)
{
  Xlsx *self = data;

  if (!self->in_data)
    self->in_data = strcmp (name, "sheetData") == 0;
  else if (!self->in_row)
    return strcmp (name, "row") != 0 || start_row (self, attributes, n, error);
  else if (!self->in_cell)
    return strcmp (name, "c") != 0 || start_cell (self, attributes, n, error);
  else if (strcmp (name, "v") == 0)
    self->in_value = self->type != CELL_TEXT || self->value->len == 0;
  else if (strcmp (name, "f") == 0)
    self->has_formula = TRUE;
  else if (strcmp (name, "t") == 0)
    self->in_value = self->type == CELL_TEXT && self->phonetic == 0;
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  return TRUE;
}

static void
sheet_text (gpointer    data,
            const char *text,
            gsize       length)
{
  Xlsx *self = data;

  if (self->in_value && self->value->len <= MAX_CELL)
    g_string_append_len (self->value, text, length);
}

static void
put_iso_date (Xlsx    *self,
              Waiting *cell)
{
  gsize t = strcspn (self->value->str, "T");

  if (self->value->str[t] == 'T')
    {
      self->value->str[t] = ' ';
      if (g_str_has_prefix (self->value->str + t, " 00:00:00"))
        g_string_truncate (self->value, t);
    }
  g_string_append_len (self->texts, self->value->str, self->value->len);
  cell->notes = HECHA_CELL_DATE;
}

static gboolean
put_shared (Xlsx     *self,
            Waiting  *cell,
            GError  **error)
{
  guint64 index;
  char *end;

  index = g_ascii_strtoull (self->value->str, &end, 10);
  cell->shared = *end ? NULL : hecha_xlsx_book_string (self->book, index, &cell->length);
  return cell->shared || fail (self, HECHA_ERROR_DAMAGED, "a cell refers to a shared text that is not there", error);
}

static gboolean
put_value (Xlsx     *self,
           Waiting  *cell,
           GError  **error)
{
  switch (self->type)
    {
    case CELL_SHARED:
      return put_shared (self, cell, error);
    case CELL_NUMBER:
      cell->notes = hecha_xlsx_number (self->value->str, self->value->len, hecha_xlsx_book_style (self->book, self->style),
                                       hecha_xlsx_book_date1904 (self->book), self->texts);
      break;
    case CELL_BOOLEAN:
      g_string_append (self->texts, self->value->str[0] == '1' || self->value->str[0] == 't' ? "TRUE" : "FALSE");
      break;
    case CELL_ISO_DATE:
      put_iso_date (self, cell);
      break;
    case CELL_ERROR:
    case CELL_TEXT:
    default:
      g_string_append_len (self->texts, self->value->str, self->value->len);
      hecha_xlsx_unescape (self->texts, cell->offset);
      cell->notes = self->type == CELL_ERROR ? HECHA_CELL_ERROR : 0;
      break;
    }
  return TRUE;
}

static gboolean
end_cell (Xlsx    *self,
          GError **error)
{
  Waiting cell = { .column = self->column, .offset = self->texts->len };
  gsize row_texts;

  self->in_cell = FALSE;
  self->phonetic = 0;
  /* The result of a formula is a number unless the cell says otherwise, and no number is empty. */
  if (self->value->len == 0 && !(self->has_formula && self->type == CELL_NUMBER))
    return TRUE;
  if (self->value->len > MAX_CELL)
    return fail (self, HECHA_ERROR_TOO_LARGE, "a cell of more than 1 MiB", error);
  if (self->value->len == 0)
    cell.notes = HECHA_CELL_FORMULA;
  else if (!put_value (self, &cell, error))
    return FALSE;
  if (!cell.shared)
    {
      cell.length = self->texts->len - cell.offset;
      g_string_append_c (self->texts, '\0');
    }
  g_array_append_val (self->waiting, cell);
  row_texts = g_array_index (self->waiting, Waiting, g_array_index (self->rows, WaitingRow, self->rows->len - 1).first).offset;
  return self->texts->len - row_texts <= MAX_ROW || fail (self, HECHA_ERROR_TOO_LARGE, "more than 16 MiB", error);
}

static gboolean
sheet_end (gpointer     data,
           const char  *name,
           GError     **error)
{
  Xlsx *self = data;

  if (!self->in_data)
    return TRUE;
  if (self->in_cell)
    {
      if (strcmp (name, "c") == 0)
        return end_cell (self, error);
      self->in_value = FALSE;
      if (strcmp (name, "rPh") == 0)
        self->phonetic -= self->phonetic > 0;
    }
  else if (self->in_row && strcmp (name, "row") == 0)
    {
      self->in_row = FALSE;
      self->whole_rows = self->rows->len;
    }
  else if (strcmp (name, "sheetData") == 0)
    self->in_data = FALSE;
  return TRUE;
}

/* Batches */

/* Drops the rows that were handed out; one that is still being read stays. */
static void
forget_rows (Xlsx *self)
{
  WaitingRow *open = self->rows->len > self->whole_rows ? &g_array_index (self->rows, WaitingRow, self->whole_rows) : NULL;
  guint first = open ? open->first : self->waiting->len;
  gsize offset = first < self->waiting->len ? g_array_index (self->waiting, Waiting, first).offset : self->texts->len;

  if (open)
    open->first = 0;
  g_array_remove_range (self->rows, 0, self->whole_rows);
  g_array_remove_range (self->waiting, 0, first);
  g_string_erase (self->texts, 0, offset);
  for (guint i = 0; i < self->waiting->len; i++)
    g_array_index (self->waiting, Waiting, i).offset -= offset;
  self->next_row = self->whole_rows = 0;
}

static gboolean
fetch_rows (Xlsx    *self,
            GError **error)
{
  forget_rows (self);
  while (self->whole_rows == 0 && !self->done)
    if (!hecha_xml_part_step (self->part, &self->done, error))
      return FALSE;
  return TRUE;
}

static void
hand_out (Xlsx     *self,
          HechaRow *row)
{
  WaitingRow *waiting = &g_array_index (self->rows, WaitingRow, self->next_row);
  guint end = self->next_row + 1 < self->rows->len ? waiting[1].first : self->waiting->len;

  for (guint i = 0; i < self->n_dense; i++)
    self->dense[i] = (HechaCell) { "", 0, 0 };
  self->n_dense = 0;
  for (guint i = waiting->first; i < end; i++)
    {
      Waiting *cell = &g_array_index (self->waiting, Waiting, i);

      self->dense[cell->column].text = cell->shared ? cell->shared : self->texts->str + cell->offset;
      self->dense[cell->column].length = cell->length;
      self->dense[cell->column].notes = cell->notes;
      self->n_dense = cell->column + 1;
    }
  self->n_dense = hecha_xlsx_merge_apply (self->merge, waiting->number, self->dense, self->n_dense);
  row->number = waiting->number;
  row->cells = self->dense;
  row->n_cells = self->n_dense;
  while (row->n_cells && !hecha_cell_is_used (&self->dense[row->n_cells - 1]))
    row->n_cells--;
  self->next_row++;
}

/* The reader */

static void
xlsx_free (gpointer reader)
{
  Xlsx *self = reader;

  g_clear_pointer (&self->part, hecha_xml_part_free);
  g_clear_pointer (&self->merge, hecha_xlsx_merge_free);
  g_clear_pointer (&self->book, hecha_xlsx_book_free);
  g_array_unref (self->rows);
  g_array_unref (self->waiting);
  g_string_free (self->texts, TRUE);
  g_string_free (self->value, TRUE);
  g_free (self->dense);
  g_free (self);
}

static gpointer
xlsx_open (HechaTableSource  *source,
           GError           **error)
{
  Xlsx *self = g_new0 (Xlsx, 1);

  self->source = source;
  self->package = (HechaZipPackage) { source->fd, source->size, source->name, HECHA_ZIP_MAX_TOTAL, source->cancellable };
  self->rows = g_array_new (FALSE, FALSE, sizeof (WaitingRow));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  self->texts = g_string_new (NULL);
  self->value = g_string_new (NULL);
  self->dense = g_new (HechaCell, HECHA_TABLE_MAX_COLUMNS);
  self->n_dense = HECHA_TABLE_MAX_COLUMNS;
  self->book = hecha_xlsx_book_open (&self->package, error);
  if (!self->book)
    {
      xlsx_free (self);
      return NULL;
    }
  self->book_budget = self->package.budget;
  for (guint i = 0; i < hecha_xlsx_book_n_sheets (self->book); i++)
    {
      const HechaXlsxSheet *sheet = hecha_xlsx_book_sheet (self->book, i);

      hecha_table_source_add_sheet (source, sheet->name, sheet->hidden);
    }
  return self;
}

static gboolean
xlsx_select (gpointer   reader,
             guint      sheet,
             GError   **error)
{
  static const HechaXmlHandler handler = { hecha_xlsx_spaces, sheet_start, sheet_end, sheet_text };
  Xlsx *self = reader;
  const HechaXlsxSheet *info = hecha_xlsx_book_sheet (self->book, sheet);

  g_clear_pointer (&self->part, hecha_xml_part_free);
  g_clear_pointer (&self->merge, hecha_xlsx_merge_free);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->waiting, 0);
  g_string_truncate (self->texts, 0);
  self->next_row = self->whole_rows = self->row = self->phonetic = 0;
  self->in_data = self->in_row = self->in_cell = self->in_value = self->done = FALSE;
  self->sheet_name = info->name;
  /* A sheet is unpacked twice, once for its merged ranges. */
  self->package.budget = self->book_budget;
  self->merge = hecha_xlsx_merge_read (&self->package, info->part, error);
  if (!self->merge)
    return FALSE;
  self->package.budget = self->book_budget;
  self->part = hecha_xml_part_open (&self->package, info->part, &handler, self, error);
  return self->part != NULL;
}

static gboolean
xlsx_next (gpointer   reader,
           HechaRow  *row,
           GError   **error)
{
  Xlsx *self = reader;

  if (self->next_row == self->whole_rows && !fetch_rows (self, error))
    return FALSE;
  if (self->next_row == self->whole_rows)
    return FALSE;
  hand_out (self, row);
  return TRUE;
}

static double
xlsx_progress (gpointer reader)
{
  Xlsx *self = reader;

  if (!self->part)
    return 0;
  return self->done ? 1 : (double) hecha_xml_part_packed (self->part) / self->source->size;
}

const HechaTableReader hecha_xlsx_reader = { xlsx_open, xlsx_select, xlsx_next, xlsx_progress, xlsx_free };
