/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-reader.h"

#include "csv.h"
#include "error.h"
#include "text-input.h"

#include <string.h>

/* Comma-separated values after RFC 4180 as the spreadsheet programs read them:
 * the delimiter is found out, a lone CR ends a row too, and text after a
 * closing quote still belongs to its field. */

#define BUFFER_SIZE (512 * 1024)

typedef struct
{
  gsize    begin;    /* in the buffer; a quoted field without its first quote */
  gsize    end;
  gboolean quoted;   /* holds quotes to be removed */
} Span;

typedef struct
{
  HechaTableSource *source;
  HechaTextInput   *input;
  char             *buffer;     /* one byte larger than size, for a last NUL */
  gsize             size;
  gsize             begin;      /* of the next row */
  gsize             end;
  gboolean          eof;
  char              delimiter;
  guint8            stops[256]; /* bytes that end a field without quotes */
  GArray           *spans;
  GArray           *cells;
  guint             row;
} Csv;

typedef enum
{
  SCAN_ROW,
  SCAN_MORE,     /* the row goes on behind the buffer */
  SCAN_FAILED,
} Scan;

static void
fail (Csv         *csv,
      HechaError   code,
      const char  *rule,
      GError     **error)
{
  char letters[4];

  hecha_column_letters (MIN (csv->spans->len, HECHA_CSV_MAX_COLUMNS - 1), letters);
  g_set_error (error, HECHA_ERROR, code, "%s, row %u, column %s: %s",
               csv->source->name, csv->row + 1, letters, rule);
}

/* Scanning: nothing in the buffer is changed before the whole row is there, so
 * that a row cut by the end of the buffer can be scanned again. */

static gsize
skip_quoted (Csv   *csv,
             gsize  p)
{
  const char *quote;

  while (p < csv->end && (quote = memchr (csv->buffer + p, '"', csv->end - p)))
    {
      p = quote - csv->buffer + 1;
      if (p == csv->end || csv->buffer[p] != '"')
        return p;
      p++;
    }
  return G_MAXSIZE;
}

static gsize
skip_plain (Csv   *csv,
            gsize  p)
{
  while (p < csv->end && !csv->stops[(guint8) csv->buffer[p]])
    p++;
  return p;
}

static Scan
scan_field (Csv     *csv,
            gsize   *p,
            GError **error)
{
  Span span = { *p, 0, *p < csv->end && csv->buffer[*p] == '"' };
  gsize q = *p;

  if (span.quoted)
    {
      span.begin++;
      q = skip_quoted (csv, span.begin);
    }
  if (q == G_MAXSIZE && csv->eof)
    {
      fail (csv, HECHA_ERROR_INVALID, "a quote is opened and never closed", error);
      return SCAN_FAILED;
    }
  if (q != G_MAXSIZE)
    q = skip_plain (csv, q);
  if (MIN (q, csv->end) - span.begin > HECHA_CSV_MAX_FIELD)
    {
      fail (csv, HECHA_ERROR_TOO_LARGE,
            span.quoted ? "a field of more than 1 MiB; is a quote never closed?" : "a field of more than 1 MiB",
            error);
      return SCAN_FAILED;
    }
  if (q >= csv->end && !csv->eof)
    return SCAN_MORE;
  span.end = q;
  g_array_append_val (csv->spans, span);
  *p = q;
  return SCAN_ROW;
}

/* On SCAN_ROW @next is where the next row begins. */
static Scan
scan_row (Csv     *csv,
          gsize   *next,
          GError **error)
{
  gsize p = csv->begin;
  Scan scan;

  g_array_set_size (csv->spans, 0);
  while (TRUE)
    {
      if (csv->spans->len >= HECHA_CSV_MAX_COLUMNS)
        {
          fail (csv, HECHA_ERROR_TOO_LARGE, "more than 1024 columns", error);
          return SCAN_FAILED;
        }
      scan = scan_field (csv, &p, error);
      if (scan != SCAN_ROW)
        return scan;
      if (p == csv->end || csv->buffer[p] != csv->delimiter)
        break;
      p++;
    }
  if (p < csv->end && csv->buffer[p] == '\r')
    {
      if (p + 1 == csv->end && !csv->eof)
        return SCAN_MORE;
      p += p + 1 < csv->end && csv->buffer[p + 1] == '\n';
    }
  *next = MIN (p + 1, csv->end);
  return SCAN_ROW;
}

/* The buffer */

static gboolean
fill (Csv     *csv,
      GError **error)
{
  gssize n;

  if (csv->begin)
    {
      memmove (csv->buffer, csv->buffer + csv->begin, csv->end - csv->begin);
      csv->end -= csv->begin;
      csv->begin = 0;
    }
  if (csv->size - csv->end < BUFFER_SIZE / 2)
    {
      if (csv->size >= HECHA_CSV_MAX_ROW)
        {
          g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s, row %u: more than 16 MiB",
                       csv->source->name, csv->row + 1);
          return FALSE;
        }
      csv->size *= 2;
      csv->buffer = g_realloc (csv->buffer, csv->size + 1);
    }
  n = hecha_text_input_read (csv->input, csv->buffer + csv->end, csv->size - csv->end, error);
  if (n < 0)
    return FALSE;
  csv->end += n;
  csv->eof = n == 0;
  return TRUE;
}

static void
remove_quotes (HechaCell *cell,
               char      *text)
{
  char *out = text;
  gboolean inside = TRUE;

  for (const char *p = text; p < text + cell->length; p++)
    if (*p != '"' || !inside)
      *out++ = *p;
    else if (p + 1 < text + cell->length && p[1] == '"')
      *out++ = *p++;
    else
      inside = FALSE;
  *out = '\0';
  cell->length = out - text;
}

static void
take_row (Csv      *csv,
          HechaRow *row)
{
  guint used = 0;

  g_array_set_size (csv->cells, csv->spans->len);
  for (guint i = 0; i < csv->spans->len; i++)
    {
      Span *span = &g_array_index (csv->spans, Span, i);
      HechaCell *cell = &g_array_index (csv->cells, HechaCell, i);

      cell->text = csv->buffer + span->begin;
      cell->length = span->end - span->begin;
      cell->notes = 0;
      csv->buffer[span->end] = '\0';
      if (span->quoted)
        remove_quotes (cell, csv->buffer + span->begin);
      if (cell->length)
        used = i + 1;
    }
  row->number = csv->row;
  row->n_cells = used;
  row->cells = (const HechaCell *) csv->cells->data;
}

/* The delimiter */

static void
count_line (Csv   *csv,
            gsize *p,
            guint  counts[128])
{
  gboolean quoted = FALSE;

  memset (counts, 0, 128 * sizeof *counts);
  for (; *p < csv->end; (*p)++)
    {
      guint8 c = csv->buffer[*p];

      if (c == '"')
        quoted = !quoted;
      else if (!quoted && (c == '\n' || c == '\r'))
        break;
      else if (!quoted && c < 128)
        counts[c]++;
    }
  while (*p < csv->end && strchr ("\r\n", csv->buffer[*p]))
    (*p)++;
}

/* The delimiter is the candidate whose number a line is the same in most
 * lines; between equals, the one that makes more columns. */
static char
find_delimiter (Csv *csv)
{
  static const char candidates[] = ",\t;";
  guint best_lines = 0, best_count = 0;
  char best = ',';
  guint counts[32][128], n = 0;

  for (gsize p = 0; p < csv->end && n < G_N_ELEMENTS (counts); n++)
    count_line (csv, &p, counts[n]);
  for (const char *c = candidates; *c; c++)
    for (guint i = 0; i < n; i++)
      {
        guint count = counts[i][(guint8) *c], lines = 0;

        for (guint j = 0; count && j < n; j++)
          lines += counts[j][(guint8) *c] == count;
        if (lines < best_lines || (lines == best_lines && count <= best_count))
          continue;
        best_lines = lines;
        best_count = count;
        best = *c;
      }
  return best;
}

/* Excel's own first line "sep=;" is an instruction, not a row. */
static gboolean
take_separator_line (Csv *csv)
{
  gsize p = 5;

  if (csv->end < 6 || g_ascii_strncasecmp (csv->buffer, "sep=", 4) != 0 || !strchr (",;\t", csv->buffer[4])
      || !strchr ("\r\n", csv->buffer[5]))
    return FALSE;
  csv->delimiter = csv->buffer[4];
  p += csv->buffer[p] == '\r';
  p += p < csv->end && csv->buffer[p] == '\n';
  csv->begin = p;
  return TRUE;
}

/* The reader */

static void
csv_free (gpointer reader)
{
  Csv *csv = reader;

  g_clear_pointer (&csv->input, hecha_text_input_free);
  g_clear_pointer (&csv->spans, g_array_unref);
  g_clear_pointer (&csv->cells, g_array_unref);
  g_free (csv->buffer);
  g_free (csv);
}

static gpointer
csv_open (HechaTableSource  *source,
          GError           **error)
{
  Csv *csv = g_new0 (Csv, 1);

  if (source->size > HECHA_CSV_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than 2 GiB", source->name);
      g_free (csv);
      return NULL;
    }
  csv->source = source;
  csv->size = BUFFER_SIZE;
  csv->buffer = g_malloc (csv->size + 1);
  csv->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  csv->cells = g_array_new (FALSE, FALSE, sizeof (HechaCell));
  hecha_table_source_add_sheet (source, "", FALSE);
  return csv;
}

static gboolean
csv_select (gpointer   reader,
            guint      sheet,
            GError   **error)
{
  Csv *csv = reader;

  g_clear_pointer (&csv->input, hecha_text_input_free);
  csv->begin = csv->end = csv->row = 0;
  csv->eof = FALSE;
  csv->input = hecha_text_input_new (csv->source->fd, csv->source->name, csv->source->cancellable, error);
  if (!csv->input || !fill (csv, error))
    return FALSE;
  if (!take_separator_line (csv))
    csv->delimiter = find_delimiter (csv);
  memset (csv->stops, 0, sizeof csv->stops);
  csv->stops['\r'] = csv->stops['\n'] = csv->stops[(guint8) csv->delimiter] = 1;
  return TRUE;
}

/* A row that stops where the text is broken is not a row. */
static gboolean
is_cut_off (Csv   *csv,
            gsize  next)
{
  return csv->eof && next == csv->end && !strchr ("\r\n", csv->buffer[next - 1]);
}

static gboolean
csv_next (gpointer   reader,
          HechaRow  *row,
          GError   **error)
{
  Csv *csv = reader;
  gsize next = 0;
  Scan scan = SCAN_MORE;

  while (scan == SCAN_MORE)
    {
      if (csv->begin == csv->end && csv->eof)
        return hecha_text_input_check (csv->input, csv->row + 1, error) && FALSE;
      if (csv->begin < csv->end)
        scan = scan_row (csv, &next, error);
      if (scan == SCAN_MORE && !fill (csv, error))
        return FALSE;
    }
  if (scan == SCAN_FAILED || (is_cut_off (csv, next) && !hecha_text_input_check (csv->input, csv->row + 1, error)))
    return FALSE;
  csv->row++;
  csv->begin = next;
  take_row (csv, row);
  return TRUE;
}

static double
csv_progress (gpointer reader)
{
  Csv *csv = reader;

  if (!csv->input || !csv->source->size)
    return 0;
  return (double) hecha_text_input_offset (csv->input) / csv->source->size;
}

const HechaTableReader hecha_csv_reader = { csv_open, csv_select, csv_next, csv_progress, csv_free };
