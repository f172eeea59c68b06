/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-xref.h"

#include "error.h"
#include "pdf-filter.h"

#include <string.h>

#define SECTION_LIMIT     512
#define XREF_STREAM_LIMIT (256 * 1024 * 1024)
#define ENTRY_SIZE        20

/* One section while it is read. */
typedef struct
{
  const guint8 *data;
  gsize size;
  HechaPdfXref *xref;
  HechaPdfValue *trailer;
  guint limit;                  /* its /Size */
} Reader;

static gboolean
damaged (GError    **error,
         gsize       position,
         const char *rule)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "byte %" G_GSIZE_FORMAT ": %s", position, rule);
  return FALSE;
}

/**
 * hecha_pdf_read_object_head:
 * @number: the object that must stand at the cursor
 *
 * Returns: whether "number generation obj" stands there; it is then skipped
 */
gboolean
hecha_pdf_read_object_head (HechaPdfCursor *cursor,
                            guint           number,
                            guint           generation,
                            GError        **error)
{
  guint64 found, found_generation;
  gsize at = cursor->position;

  if (!hecha_pdf_read_unsigned (cursor, HECHA_PDF_OBJECT_LIMIT, &found))
    return damaged (error, at, "no object begins here");
  hecha_pdf_skip_space (cursor);
  if (!hecha_pdf_read_unsigned (cursor, 65535, &found_generation))
    return damaged (error, at, "no object begins here");
  hecha_pdf_skip_space (cursor);
  if (!hecha_pdf_skip_word (cursor, "obj"))
    return damaged (error, at, "no object begins here");
  if (found != number || found_generation != generation)
    return damaged (error, at, "another object stands where the cross-reference points");
  return TRUE;
}

static gint64
integer_of (const HechaPdfValue *value,
            gint64               fallback)
{
  return value && value->type == HECHA_PDF_INTEGER ? value->integer : fallback;
}

static const HechaPdfValue *
resolved (HechaPdfFile        *file,
          const HechaPdfValue *dictionary,
          const char          *key)
{
  return file ? hecha_pdf_file_lookup (file, dictionary, key) : hecha_pdf_value_get (dictionary, key);
}

static const HechaPdfValue *
only_item (HechaPdfFile        *file,
           const HechaPdfValue *value)
{
  if (!value || value->type != HECHA_PDF_ARRAY || value->items->len != 1)
    return value;
  value = value->items->pdata[0];
  return file ? hecha_pdf_file_resolve (file, value, NULL) : value;
}

/**
 * hecha_pdf_decode:
 * @file: (nullable): where references are looked up
 * @dictionary: the stream's
 * @data: (array length=size): the stream's bytes as stored
 * @limit: the most bytes to make of it
 *
 * Returns: (transfer full) (nullable): the decoded bytes
 */
GBytes *
hecha_pdf_decode (HechaPdfFile        *file,
                  const HechaPdfValue *dictionary,
                  const guint8        *data,
                  gsize                size,
                  gsize                limit,
                  GError             **error)
{
  const HechaPdfValue *filter = only_item (file, resolved (file, dictionary, "Filter"));
  const HechaPdfValue *parms = only_item (file, resolved (file, dictionary, "DecodeParms"));
  gint64 predictor = integer_of (hecha_pdf_value_get (parms, "Predictor"), 1);
  g_autoptr(GBytes) bytes = NULL;

  if (!filter || (filter->type == HECHA_PDF_ARRAY && filter->items->len == 0))
    {
      if (size <= limit)
        return g_bytes_new (data, size);
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "a stream holds more than %" G_GSIZE_FORMAT " bytes", limit);
      return NULL;
    }
  if (!hecha_pdf_value_is_name (filter, "FlateDecode")
      || (predictor != 1 && predictor < 10)
      || integer_of (hecha_pdf_value_get (parms, "Colors"), 1) != 1
      || integer_of (hecha_pdf_value_get (parms, "BitsPerComponent"), 8) != 8)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED,
                           "a stream has a filter that is not handled");
      return NULL;
    }
  bytes = hecha_inflate (data, size, limit, error);
  if (!bytes || predictor == 1)
    return g_steal_pointer (&bytes);
  return hecha_undo_predictor (bytes, (gsize) integer_of (hecha_pdf_value_get (parms, "Columns"), 1), error);
}

static gboolean
add_entry (Reader       *reader,
           guint64       number,
           HechaPdfEntry entry,
           gsize         position,
           GError      **error)
{
  GHashTable *entries = reader->xref->entries;

  if (number >= reader->limit)
    return damaged (error, position, "the cross-reference lists an object beyond /Size");
  if (entry.kind == 1 && entry.offset >= reader->size)
    return damaged (error, position, "the cross-reference points beyond the end of the file");
  if (!g_hash_table_contains (entries, GUINT_TO_POINTER ((guint) number)))
    g_hash_table_insert (entries, GUINT_TO_POINTER ((guint) number), g_memdup2 (&entry, sizeof entry));
  return TRUE;
}

static gboolean
take_trailer (Reader  *reader,
              gsize    position,
              GError **error)
{
  gint64 size = integer_of (hecha_pdf_value_get (reader->trailer, "Size"), -1);

  if (reader->trailer->type != HECHA_PDF_DICTIONARY || size < 1 || size > HECHA_PDF_OBJECT_LIMIT + 1)
    return damaged (error, position, "a trailer has no /Size");
  if (hecha_pdf_value_get (reader->trailer, "XRefStm"))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED,
                   "byte %" G_GSIZE_FORMAT ": a hybrid file, which has two readings", position);
      return FALSE;
    }
  reader->limit = (guint) size;
  return TRUE;
}

static gboolean
read_table_entry (Reader         *reader,
                  HechaPdfCursor *cursor,
                  guint64         number,
                  GError        **error)
{
  const char *row = (const char *) cursor->data + cursor->position;
  HechaPdfCursor part = { cursor->data, cursor->position + 10, cursor->position };
  guint64 offset, generation;
  gboolean good = cursor->size - cursor->position >= ENTRY_SIZE;

  good = good && hecha_pdf_read_unsigned (&part, G_MAXINT64, &offset) && part.position == part.size;
  part.position = cursor->position + 11;
  part.size = cursor->position + 16;
  good = good && hecha_pdf_read_unsigned (&part, 65535, &generation) && part.position == part.size;
  good = good && row[10] == ' ' && row[16] == ' ' && (row[17] == 'n' || row[17] == 'f')
         && ((row[18] == ' ' && (row[19] == '\n' || row[19] == '\r')) || (row[18] == '\r' && row[19] == '\n'));
  if (!good)
    return damaged (error, cursor->position, "a row of the cross-reference table is malformed");
  cursor->position += ENTRY_SIZE;
  return add_entry (reader, number,
                    (HechaPdfEntry) { row[17] == 'n', row[17] == 'n' ? offset : 0, (guint32) generation },
                    cursor->position, error);
}

/* The rows stand before the trailer that says how many objects there may be. */
static gboolean
skip_rows (HechaPdfCursor *cursor,
           GError        **error)
{
  guint64 first, count;

  hecha_pdf_skip_space (cursor);
  while (hecha_pdf_read_unsigned (cursor, HECHA_PDF_OBJECT_LIMIT, &first))
    {
      hecha_pdf_skip_space (cursor);
      if (!hecha_pdf_read_unsigned (cursor, HECHA_PDF_OBJECT_LIMIT, &count))
        return damaged (error, cursor->position, "a subsection of the cross-reference has no count");
      hecha_pdf_skip_space (cursor);
      if (count > (cursor->size - cursor->position) / ENTRY_SIZE)
        return damaged (error, cursor->position, "the cross-reference table does not end");
      cursor->position += count * ENTRY_SIZE;
      hecha_pdf_skip_space (cursor);
    }
  if (!hecha_pdf_skip_word (cursor, "trailer"))
    return damaged (error, cursor->position, "a cross-reference table without a trailer");
  return TRUE;
}

static gboolean
read_rows (Reader         *reader,
           HechaPdfCursor *cursor,
           GError        **error)
{
  guint64 first, count;

  hecha_pdf_skip_space (cursor);
  while (hecha_pdf_read_unsigned (cursor, HECHA_PDF_OBJECT_LIMIT, &first))
    {
      hecha_pdf_skip_space (cursor);
      hecha_pdf_read_unsigned (cursor, HECHA_PDF_OBJECT_LIMIT, &count);
      hecha_pdf_skip_space (cursor);
      for (guint64 i = 0; i < count; i++)
        if (!read_table_entry (reader, cursor, first + i, error))
          return FALSE;
      hecha_pdf_skip_space (cursor);
    }
  return TRUE;
}

static gboolean
read_table (Reader         *reader,
            HechaPdfCursor *cursor,
            GError        **error)
{
  HechaPdfCursor rows = *cursor;

  if (!skip_rows (cursor, error))
    return FALSE;
  reader->trailer = hecha_pdf_read_value (cursor, error);
  return reader->trailer && take_trailer (reader, cursor->position, error) && read_rows (reader, &rows, error);
}

static guint64
big_endian (const guint8 **at,
            gint64         width,
            guint64        fallback)
{
  guint64 value = 0;

  for (gint64 i = 0; i < width; i++)
    value = value << 8 | *(*at)++;
  return width ? value : fallback;
}

static gboolean
read_stream_rows (Reader       *reader,
                  GBytes       *bytes,
                  const gint64  widths[3],
                  gint64        first,
                  gint64        count,
                  gsize        *used,
                  GError      **error)
{
  gsize size, row = (gsize) (widths[0] + widths[1] + widths[2]);
  const guint8 *data = g_bytes_get_data (bytes, &size), *at = data + *used;

  if (first < 0 || count < 0 || first > HECHA_PDF_OBJECT_LIMIT || (gsize) count > (size - *used) / row)
    return damaged (error, reader->trailer->start, "a cross-reference stream is shorter than it says");
  for (gint64 i = 0; i < count; i++)
    {
      guint64 kind = big_endian (&at, widths[0], 1);
      guint64 offset = big_endian (&at, widths[1], 0);
      guint64 index = big_endian (&at, widths[2], 0);

      if (kind > 2 || index > G_MAXUINT32 || (kind == 2 && offset > HECHA_PDF_OBJECT_LIMIT))
        return damaged (error, reader->trailer->start, "a cross-reference stream has an unknown row");
      if (!add_entry (reader, (guint64) (first + i),
                      (HechaPdfEntry) { (guint8) kind, kind ? offset : 0, (guint32) index },
                      reader->trailer->start, error))
        return FALSE;
    }
  *used = (gsize) (at - data);
  return TRUE;
}

static gboolean
read_widths (const HechaPdfValue *trailer,
             gint64               widths[3])
{
  const HechaPdfValue *w = hecha_pdf_value_get (trailer, "W");

  if (!w || w->type != HECHA_PDF_ARRAY || w->items->len != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      widths[i] = integer_of (w->items->pdata[i], -1);
      if (widths[i] < 0 || widths[i] > 8)
        return FALSE;
    }
  return widths[1] > 0;
}

static gboolean
read_index (Reader  *reader,
            GBytes  *bytes,
            GError **error)
{
  const HechaPdfValue *index = hecha_pdf_value_get (reader->trailer, "Index");
  gint64 widths[3];
  gsize used = 0;

  if (!read_widths (reader->trailer, widths))
    return damaged (error, reader->trailer->start, "a cross-reference stream has no widths");
  if (!index)
    return read_stream_rows (reader, bytes, widths, 0, reader->limit, &used, error);
  if (index->type != HECHA_PDF_ARRAY || index->items->len % 2)
    return damaged (error, reader->trailer->start, "a cross-reference stream has a malformed /Index");
  for (guint i = 0; i < index->items->len; i += 2)
    if (!read_stream_rows (reader, bytes, widths, integer_of (index->items->pdata[i], -1),
                           integer_of (index->items->pdata[i + 1], -1), &used, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_stream (Reader         *reader,
             HechaPdfCursor *cursor,
             GError        **error)
{
  HechaPdfCursor head = *cursor;
  guint64 number = 0;
  gint64 length;
  g_autoptr(GBytes) bytes = NULL;

  hecha_pdf_read_unsigned (&head, HECHA_PDF_OBJECT_LIMIT, &number);
  if (!hecha_pdf_read_object_head (cursor, (guint) number, 0, error))
    return FALSE;
  reader->trailer = hecha_pdf_read_value (cursor, error);
  if (!reader->trailer || !take_trailer (reader, cursor->position, error))
    return FALSE;
  if (!hecha_pdf_value_is_name (hecha_pdf_value_get (reader->trailer, "Type"), "XRef"))
    return damaged (error, cursor->position, "not a cross-reference stream");
  hecha_pdf_skip_space (cursor);
  length = integer_of (hecha_pdf_value_get (reader->trailer, "Length"), -1);
  if (!hecha_pdf_skip_word (cursor, "stream") || cursor->size - cursor->position < 2)
    return damaged (error, cursor->position, "a cross-reference stream has no data");
  cursor->position += cursor->data[cursor->position] == '\r' ? 2 : 1;
  if (length < 0 || (guint64) length > cursor->size - cursor->position)
    return damaged (error, cursor->position, "a cross-reference stream has no length");
  bytes = hecha_pdf_decode (NULL, reader->trailer, cursor->data + cursor->position, (gsize) length,
                            XREF_STREAM_LIMIT, error);
  cursor->position += (gsize) length;
  hecha_pdf_skip_space (cursor);
  if (bytes && !hecha_pdf_skip_word (cursor, "endstream"))
    return damaged (error, cursor->position, "a cross-reference stream does not end where its length says");
  return bytes && read_index (reader, bytes, error);
}

static gboolean
read_section (HechaPdfXref *self,
              Reader       *reader,
              guint64       offset,
              GError      **error)
{
  HechaPdfCursor cursor = { reader->data, reader->size, (gsize) offset };
  HechaPdfSection section = { offset, FALSE };

  for (guint i = 0; i < self->sections->len; i++)
    if (g_array_index (self->sections, HechaPdfSection, i).offset == offset)
      return damaged (error, (gsize) offset, "the cross-reference goes in a circle");
  if (self->sections->len >= SECTION_LIMIT)
    return damaged (error, (gsize) offset, "the cross-reference has too many sections");
  section.is_stream = !hecha_pdf_skip_word (&cursor, "xref");
  g_array_append_val (self->sections, section);
  return section.is_stream ? read_stream (reader, &cursor, error) : read_table (reader, &cursor, error);
}

/* Keeps the newest trailer, drops the older ones. */
static gboolean
next_section (HechaPdfXref *self,
              Reader       *reader,
              guint64      *offset,
              gboolean     *more,
              GError      **error)
{
  const HechaPdfValue *prev = hecha_pdf_value_get (reader->trailer, "Prev");
  gint64 at = integer_of (prev, -1);

  *more = prev != NULL;
  if (prev && (at < 0 || (guint64) at >= reader->size))
    return damaged (error, prev->start, "/Prev names no byte of the file");
  *offset = (guint64) at;
  if (self->trailer && reader->limit > self->size)
    return damaged (error, reader->trailer->start, "an older section has a greater /Size than the newest");
  if (self->trailer)
    hecha_pdf_value_free (reader->trailer);
  else
    {
      self->trailer = reader->trailer;
      self->size = reader->limit;
    }
  reader->trailer = NULL;
  return TRUE;
}

/**
 * hecha_pdf_xref_load:
 * @self: zeroed; to be cleared on failure as well
 * @start: where the newest section begins
 *
 * Returns: whether all sections could be read; %HECHA_ERROR_DAMAGED names byte
 *   and rule, %HECHA_ERROR_UNSUPPORTED for a hybrid file
 */
gboolean
hecha_pdf_xref_load (HechaPdfXref *self,
                     const guint8 *data,
                     gsize         size,
                     guint64       start,
                     GError      **error)
{
  Reader reader = { data, size, self, NULL, 0 };
  gboolean more = TRUE, good = TRUE;

  self->sections = g_array_new (FALSE, FALSE, sizeof (HechaPdfSection));
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  while (good && more)
    good = read_section (self, &reader, start, error) && next_section (self, &reader, &start, &more, error);
  g_clear_pointer (&reader.trailer, hecha_pdf_value_free);
  return good;
}

/**
 * hecha_pdf_xref_clear:
 *
 * Frees what @self holds.
 */
void
hecha_pdf_xref_clear (HechaPdfXref *self)
{
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->trailer, hecha_pdf_value_free);
}
