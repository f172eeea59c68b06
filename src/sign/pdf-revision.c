/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-revision.h"

#include "digest.h"
#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (4 * 1024 * 1024)    /* of the base, written at a time */

typedef struct
{
  guint number;
  guint generation;
  gsize offset;
} Row;

struct _HechaPdfRevision
{
  HechaPdfFile *base;           /* borrowed */
  gsize base_size;
  guint size;
  GArray *rows;
  GString *tail;
  gboolean finished;
};

/**
 * hecha_pdf_revision_new:
 * @base: the file to be updated; must outlive the revision
 *
 * Returns: (transfer full): a revision without objects
 */
HechaPdfRevision *
hecha_pdf_revision_new (HechaPdfFile *base)
{
  HechaPdfRevision *self;
  const guint8 *data;

  g_return_val_if_fail (base, NULL);
  self = g_new0 (HechaPdfRevision, 1);
  self->base = base;
  self->size = hecha_pdf_file_get_size (base);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->tail = g_string_new (NULL);
  data = g_bytes_get_data (hecha_pdf_file_get_bytes (base), &self->base_size);
  if (data[self->base_size - 1] != '\n' && data[self->base_size - 1] != '\r')
    g_string_append_c (self->tail, '\n');
  return self;
}

/**
 * hecha_pdf_revision_free:
 * @self: (transfer full): a revision
 */
void
hecha_pdf_revision_free (HechaPdfRevision *self)
{
  g_array_unref (self->rows);
  g_string_free (self->tail, TRUE);
  g_free (self);
}

/**
 * hecha_pdf_revision_reserve:
 *
 * Returns: the number of a new object
 */
guint
hecha_pdf_revision_reserve (HechaPdfRevision *self)
{
  g_return_val_if_fail (self, 0);
  return self->size++;
}

/**
 * hecha_pdf_revision_put:
 * @number: of a new object, or of one of the base that is replaced
 * @generation: of that object; 0 for a new one
 * @body: what stands between "obj" and "endobj"
 *
 * Returns: where @body begins in the tail
 */
gsize
hecha_pdf_revision_put (HechaPdfRevision *self,
                        guint             number,
                        guint             generation,
                        const GString    *body)
{
  Row row = { number, generation, 0 };
  gsize at;

  g_return_val_if_fail (self && !self->finished, 0);
  row.offset = self->base_size + self->tail->len;
  g_array_append_val (self->rows, row);
  g_string_append_printf (self->tail, "%u %u obj\n", number, generation);
  at = self->tail->len;
  g_string_append_len (self->tail, body->str, (gssize) body->len);
  g_string_append (self->tail, "\nendobj\n");
  return at;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *left = a, *right = b;

  return (left->number > right->number) - (left->number < right->number);
}

/* What a trailer says of the file stays; what it says of its section does not. */
static HechaPdfValue *
trailer_new (HechaPdfRevision *self)
{
  static const char *const own[] = { "Prev", "Size", "Type", "W", "Index", "Length", "Filter", "DecodeParms", NULL };
  const HechaPdfValue *old = hecha_pdf_file_get_trailer (self->base), *id;
  HechaPdfValue *trailer = hecha_pdf_value_new (HECHA_PDF_DICTIONARY);
  g_autofree char *prev = g_strdup_printf ("%" G_GUINT64_FORMAT, hecha_pdf_file_get_section (self->base, 0, NULL));
  guint8 random[16];

  for (guint i = 0; i < old->keys->len; i++)
    if (!g_strv_contains (own, old->keys->pdata[i]))
      hecha_pdf_value_set (trailer, old->keys->pdata[i], hecha_pdf_value_copy (old->items->pdata[i]));
  hecha_pdf_value_set_parsed (trailer, "Prev", prev);
  id = hecha_pdf_value_get (trailer, "ID");
  if (id && id->type == HECHA_PDF_ARRAY && id->items->len == 2)
    {
      HechaPdfValue *second = hecha_pdf_value_new (HECHA_PDF_STRING);

      hecha_random_bytes (random, sizeof random);
      second->string = g_bytes_new (random, sizeof random);
      hecha_pdf_value_free (id->items->pdata[1]);
      id->items->pdata[1] = second;
    }
  return trailer;
}

static guint
run_length (GArray *rows,
            guint   from)
{
  guint length = 1;

  while (from + length < rows->len
         && g_array_index (rows, Row, from + length).number == g_array_index (rows, Row, from).number + length)
    length++;
  return length;
}

static void
append_table (HechaPdfRevision *self,
              HechaPdfValue    *trailer)
{
  g_string_append (self->tail, "xref\n");
  for (guint i = 0; i < self->rows->len;)
    {
      guint length = run_length (self->rows, i);

      g_string_append_printf (self->tail, "%u %u\n", g_array_index (self->rows, Row, i).number, length);
      for (guint end = i + length; i < end; i++)
        g_string_append_printf (self->tail, "%010" G_GSIZE_FORMAT " %05u n \n",
                                g_array_index (self->rows, Row, i).offset,
                                g_array_index (self->rows, Row, i).generation);
    }
  g_string_append (self->tail, "trailer\n");
  hecha_pdf_value_write (trailer, self->tail);
  g_string_append_c (self->tail, '\n');
}

/* Rows of 1 byte of kind, 8 of offset and 2 of generation, not compressed. */
static void
append_stream (HechaPdfRevision *self,
               HechaPdfValue    *trailer,
               guint             number)
{
  g_autoptr(GString) data = g_string_new (NULL);
  g_autoptr(GString) index = g_string_new ("[");
  g_autofree char *length = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      g_string_append_c (data, 1);
      for (int shift = 56; shift >= 0; shift -= 8)
        g_string_append_c (data, (char) ((guint64) row->offset >> shift & 0xff));
      g_string_append_c (data, (char) (row->generation >> 8));
      g_string_append_c (data, (char) (row->generation & 0xff));
      g_string_append_printf (index, " %u 1", row->number);
    }
  g_string_append (index, " ]");
  length = g_strdup_printf ("%" G_GSIZE_FORMAT, data->len);
  hecha_pdf_value_set_parsed (trailer, "Type", "/XRef");
  hecha_pdf_value_set_parsed (trailer, "W", "[1 8 2]");
  hecha_pdf_value_set_parsed (trailer, "Index", index->str);
  hecha_pdf_value_set_parsed (trailer, "Length", length);
  g_string_append_printf (self->tail, "%u 0 obj\n", number);
  hecha_pdf_value_write (trailer, self->tail);
  g_string_append (self->tail, "\nstream\n");
  g_string_append_len (self->tail, data->str, (gssize) data->len);
  g_string_append (self->tail, "\nendstream\nendobj\n");
}

/**
 * hecha_pdf_revision_finish:
 *
 * Writes cross-reference, trailer and end, in the kind of the base's last
 * section, with /Prev and the first part of /ID kept.
 */
void
hecha_pdf_revision_finish (HechaPdfRevision *self)
{
  g_autoptr(HechaPdfValue) trailer = NULL;
  g_autofree char *size = NULL;
  gboolean is_stream;
  gsize start;

  g_return_if_fail (self && !self->finished);
  hecha_pdf_file_get_section (self->base, 0, &is_stream);
  start = self->base_size + self->tail->len;
  if (is_stream)
    {
      Row own = { hecha_pdf_revision_reserve (self), 0, start };

      g_array_append_val (self->rows, own);
    }
  g_array_sort (self->rows, compare_rows);
  trailer = trailer_new (self);
  size = g_strdup_printf ("%u", self->size);
  hecha_pdf_value_set_parsed (trailer, "Size", size);
  if (is_stream)
    append_stream (self, trailer, self->size - 1);
  else
    append_table (self, trailer);
  g_string_append_printf (self->tail, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", start);
  self->finished = TRUE;
}

/**
 * hecha_pdf_revision_get_tail:
 *
 * Returns: (transfer none): what follows the base's bytes; once finished,
 *   bytes of it may be changed, but none added
 */
GString *
hecha_pdf_revision_get_tail (HechaPdfRevision *self)
{
  g_return_val_if_fail (self, NULL);
  return self->tail;
}

static gboolean
write_all (int           fd,
           const guint8 *data,
           gsize         size)
{
  while (size)
    {
      gssize done = write (fd, data, size);

      if (done < 0 && errno == EINTR)
        continue;
      if (done <= 0)
        return FALSE;
      data += done;
      size -= (gsize) done;
    }
  return TRUE;
}

/* In pieces, whose memory is given back. */
static gboolean
write_base (HechaPdfRevision *self,
            int               fd)
{
  const guint8 *data = g_bytes_get_data (hecha_pdf_file_get_bytes (self->base), NULL);

  for (gsize at = 0; at < self->base_size; at += CHUNK)
    {
      gsize size = MIN (CHUNK, self->base_size - at);

      if (!write_all (fd, data + at, size))
        return FALSE;
      hecha_pdf_file_forget (self->base, at, at + size);
    }
  return TRUE;
}

/**
 * hecha_pdf_revision_save:
 * @path: of the new file; a file there is replaced
 *
 * Writes base and tail to a temporary file beside @path and only then puts it
 * in place: until the last moment nothing has changed. Who keeps the file makes
 * it durable.
 *
 * Returns: whether the file is there; %HECHA_ERROR_IO
 */
gboolean
hecha_pdf_revision_save (HechaPdfRevision *self,
                         const char       *path,
                         GError          **error)
{
  g_autofree char *temporary = NULL;
  gboolean good;
  int fd, reason;

  g_return_val_if_fail (self && self->finished && path, FALSE);
  temporary = g_strdup_printf ("%s.XXXXXX", path);
  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  good = fd >= 0
         && write_base (self, fd)
         && write_all (fd, (const guint8 *) self->tail->str, self->tail->len);
  reason = errno;
  if (fd >= 0 && close (fd) != 0 && good)
    {
      good = FALSE;
      reason = errno;
    }
  if (good && g_rename (temporary, path) != 0)
    {
      good = FALSE;
      reason = errno;
    }
  if (good)
    return TRUE;
  if (fd >= 0)
    g_unlink (temporary);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be written: %s", path, g_strerror (reason));
  return FALSE;
}
