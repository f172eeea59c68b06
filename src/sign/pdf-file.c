/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-file.h"

#include "error.h"
#include "file.h"
#include "pdf-filter.h"
#include "pdf-xref.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define OBJECT_STREAM_LIMIT (64 * 1024 * 1024)
#define TAIL_LIMIT          (64 * 1024)
#define RESOLVE_LIMIT       8

/* An object stream: its bytes, and of its header what was read so far. */
typedef struct
{
  GBytes *bytes;
  HechaPdfCursor header;
  GArray *members;              /* Member, in the order of the header */
} Packed;

typedef struct
{
  guint32 number;
  guint32 offset;
} Member;

struct _HechaPdfFile
{
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  gsize trailing;
  gboolean is_mapped;
  HechaPdfXref xref;
  GHashTable *objects;          /* number → HechaPdfObject */
  GHashTable *packed;           /* object stream → Packed */
  guint depth;
  guint n_read;                 /* objects */
};

/* The kernel maps 64 KiB around each byte that is read: after so many objects these are given back. */
#define OBJECTS_RESIDENT 64

static gboolean
damaged (GError    **error,
         gsize       position,
         const char *rule)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "byte %" G_GSIZE_FORMAT ": %s", position, rule);
  return FALSE;
}

static void
object_free (gpointer data)
{
  HechaPdfObject *object = data;

  g_clear_pointer (&object->value, hecha_pdf_value_free);
  g_free (object);
}

/* Objects. */

static gboolean
stream_length (HechaPdfFile        *self,
               const HechaPdfValue *dictionary,
               gsize               *length,
               GError             **error)
{
  const HechaPdfValue *value = hecha_pdf_value_get (dictionary, "Length");

  if (value && value->type == HECHA_PDF_REFERENCE)
    value = hecha_pdf_file_resolve (self, value, error);
  if (!value || value->type != HECHA_PDF_INTEGER || value->integer < 0 || (guint64) value->integer > self->size)
    {
      if (error && !*error)
        damaged (error, dictionary->start, "a stream has no length");
      return FALSE;
    }
  *length = (gsize) value->integer;
  return TRUE;
}

static gboolean
read_stream (HechaPdfFile   *self,
             HechaPdfCursor *cursor,
             HechaPdfObject *object,
             GError        **error)
{
  gsize rest = cursor->size - cursor->position;
  const guint8 *at = cursor->data + cursor->position;

  if (rest >= 2 && at[0] == '\r' && at[1] == '\n')
    cursor->position += 2;
  else if (rest >= 1 && at[0] == '\n')
    cursor->position += 1;
  else
    return damaged (error, cursor->position, "no end of line after \"stream\"");
  if (object->value->type != HECHA_PDF_DICTIONARY)
    return damaged (error, object->value->start, "a stream has no dictionary");
  if (!stream_length (self, object->value, &object->size, error))
    return FALSE;
  if (object->size > cursor->size - cursor->position)
    return damaged (error, cursor->position, "a stream reaches beyond the end of the file");
  object->is_stream = TRUE;
  object->data = cursor->position;
  cursor->position += object->size;
  hecha_pdf_skip_space (cursor);
  if (!hecha_pdf_skip_word (cursor, "endstream"))
    return damaged (error, cursor->position, "a stream does not end where its length says");
  return TRUE;
}

static HechaPdfObject *
read_at (HechaPdfFile *self,
         guint64       offset,
         guint         number,
         guint         generation,
         GError      **error)
{
  HechaPdfCursor cursor = { self->data, self->size, (gsize) offset };
  HechaPdfObject *object = g_new0 (HechaPdfObject, 1);
  gboolean good;

  if (++self->n_read % OBJECTS_RESIDENT == 0)
    hecha_pdf_file_forget (self, 0, self->size);
  good = hecha_pdf_read_object_head (&cursor, number, generation, error)
         && (object->value = hecha_pdf_read_value (&cursor, error));
  if (good)
    {
      hecha_pdf_skip_space (&cursor);
      good = !hecha_pdf_skip_word (&cursor, "stream") || read_stream (self, &cursor, object, error);
      hecha_pdf_skip_space (&cursor);
    }
  if (good && !hecha_pdf_skip_word (&cursor, "endobj"))
    good = damaged (error, cursor.position, "an object does not end");
  if (good)
    return object;
  object_free (object);
  return NULL;
}

static void
packed_free (gpointer data)
{
  Packed *packed = data;

  g_bytes_unref (packed->bytes);
  g_array_unref (packed->members);
  g_free (packed);
}

static Packed *
object_stream (HechaPdfFile *self,
               guint         number,
               GError      **error)
{
  Packed *packed = g_hash_table_lookup (self->packed, GUINT_TO_POINTER (number));
  const HechaPdfEntry *entry = hecha_pdf_file_get_entry (self, number);
  const HechaPdfObject *object;
  GBytes *bytes;

  if (packed)
    return packed;
  if (!entry || entry->kind != 1)
    {
      damaged (error, self->size, "an object stream is missing");
      return NULL;
    }
  object = hecha_pdf_file_get_object (self, number, error);
  if (!object)
    return NULL;
  if (!object->is_stream || !hecha_pdf_value_is_name (hecha_pdf_value_get (object->value, "Type"), "ObjStm"))
    {
      damaged (error, object->value->start, "not an object stream");
      return NULL;
    }
  bytes = hecha_pdf_file_decode (self, object, OBJECT_STREAM_LIMIT, error);
  if (!bytes)
    return NULL;
  packed = g_new0 (Packed, 1);
  packed->bytes = bytes;
  packed->header.data = g_bytes_get_data (bytes, &packed->header.size);
  packed->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_hash_table_insert (self->packed, GUINT_TO_POINTER (number), packed);
  return packed;
}

static gboolean
read_member_entry (HechaPdfCursor *header,
                   Member         *member)
{
  guint64 number, offset;

  hecha_pdf_skip_space (header);
  if (!hecha_pdf_read_unsigned (header, HECHA_PDF_OBJECT_LIMIT, &number))
    return FALSE;
  hecha_pdf_skip_space (header);
  if (!hecha_pdf_read_unsigned (header, G_MAXINT, &offset))
    return FALSE;
  *member = (Member) { (guint32) number, (guint32) offset };
  return TRUE;
}

/* Each entry of the header is read once, however many members are asked for,
 * and none after one that cannot be read. */
static gboolean
member_offset (Packed  *packed,
               guint    number,
               guint32  index,
               gsize   *offset)
{
  const Member *member;

  while (packed->members->len <= index)
    {
      Member next;

      if (packed->members->len > HECHA_PDF_OBJECT_LIMIT || !read_member_entry (&packed->header, &next))
        {
          packed->header.position = packed->header.size;
          return FALSE;
        }
      g_array_append_val (packed->members, next);
    }
  member = &g_array_index (packed->members, Member, index);
  *offset = member->offset;
  return member->number == number;
}

static HechaPdfObject *
read_member (HechaPdfFile        *self,
             const HechaPdfEntry *entry,
             guint                number,
             GError             **error)
{
  Packed *packed = object_stream (self, (guint) entry->offset, error);
  const HechaPdfObject *stream = packed ? hecha_pdf_file_get_object (self, (guint) entry->offset, error) : NULL;
  const HechaPdfValue *first = stream ? hecha_pdf_value_get (stream->value, "First") : NULL;
  HechaPdfCursor cursor = { NULL };
  HechaPdfObject *object;
  gsize offset;

  if (!packed)
    return NULL;
  cursor.data = g_bytes_get_data (packed->bytes, &cursor.size);
  if (!first || first->type != HECHA_PDF_INTEGER || first->integer < 0
      || (guint64) first->integer > cursor.size || !member_offset (packed, number, entry->index, &offset)
      || offset > cursor.size - (gsize) first->integer)
    {
      damaged (error, stream->value->start, "an object stream does not hold what the cross-reference says");
      return NULL;
    }
  cursor.position = (gsize) first->integer + offset;
  object = g_new0 (HechaPdfObject, 1);
  object->value = hecha_pdf_read_value (&cursor, error);
  if (object->value)
    return object;
  object_free (object);
  return NULL;
}

/**
 * hecha_pdf_file_get_object:
 * @number: an object number
 *
 * Returns: (transfer none) (nullable): the object, the null value where the
 *   file has none of this number; %HECHA_ERROR_DAMAGED where it cannot be read
 */
const HechaPdfObject *
hecha_pdf_file_get_object (HechaPdfFile *self,
                           guint         number,
                           GError      **error)
{
  HechaPdfObject *object = g_hash_table_lookup (self->objects, GUINT_TO_POINTER (number));
  const HechaPdfEntry *entry = hecha_pdf_file_get_entry (self, number);

  if (object)
    return object;
  if (self->depth > RESOLVE_LIMIT)
    {
      damaged (error, self->size, "objects refer to each other without end");
      return NULL;
    }
  self->depth++;
  if (entry && entry->kind == 1)
    object = read_at (self, entry->offset, number, entry->index, error);
  else if (entry && entry->kind == 2)
    object = read_member (self, entry, number, error);
  else
    {
      object = g_new0 (HechaPdfObject, 1);
      object->value = hecha_pdf_value_new (HECHA_PDF_NULL);
    }
  self->depth--;
  if (object)
    g_hash_table_insert (self->objects, GUINT_TO_POINTER (number), object);
  else
    g_prefix_error (error, "object %u: ", number);
  return object;
}

/**
 * hecha_pdf_file_resolve:
 * @value: (nullable): a value of this file
 *
 * Returns: (transfer none) (nullable): @value, or what it refers to; a
 *   reference to another generation is null. %HECHA_ERROR_DAMAGED where that
 *   cannot be read; %NULL without error for %NULL
 */
const HechaPdfValue *
hecha_pdf_file_resolve (HechaPdfFile        *self,
                        const HechaPdfValue *value,
                        GError             **error)
{
  static const HechaPdfValue null = { HECHA_PDF_NULL };
  const HechaPdfEntry *entry;
  const HechaPdfObject *object;

  if (!value || value->type != HECHA_PDF_REFERENCE)
    return value;
  entry = hecha_pdf_file_get_entry (self, (guint) value->integer);
  if (!entry || (entry->kind == 1 ? (guint) value->generation != entry->index : value->generation != 0))
    return &null;
  object = hecha_pdf_file_get_object (self, (guint) value->integer, error);
  if (object && object->value->type == HECHA_PDF_REFERENCE)
    {
      damaged (error, object->value->start, "an object is a reference to another");
      return NULL;
    }
  return object ? object->value : NULL;
}

/**
 * hecha_pdf_file_lookup:
 * @dictionary: (nullable): a dictionary of this file, or anything else
 *
 * Returns: (transfer none) (nullable): the value of @key, resolved; %NULL where
 *   it is missing, null or cannot be read
 */
const HechaPdfValue *
hecha_pdf_file_lookup (HechaPdfFile        *self,
                       const HechaPdfValue *dictionary,
                       const char          *key)
{
  const HechaPdfValue *value;

  if (dictionary && dictionary->type == HECHA_PDF_REFERENCE)
    dictionary = hecha_pdf_file_resolve (self, dictionary, NULL);
  value = hecha_pdf_file_resolve (self, hecha_pdf_value_get (dictionary, key), NULL);
  return value && value->type != HECHA_PDF_NULL ? value : NULL;
}

/**
 * hecha_pdf_file_decode:
 * @object: a stream of this file
 * @limit: the most bytes to make of it
 *
 * Returns: (transfer full) (nullable): the stream's decoded bytes;
 *   %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_DAMAGED, or %HECHA_ERROR_UNSUPPORTED
 *   for another filter than FlateDecode
 */
GBytes *
hecha_pdf_file_decode (HechaPdfFile         *self,
                       const HechaPdfObject *object,
                       gsize                 limit,
                       GError              **error)
{
  g_return_val_if_fail (object && object->is_stream, NULL);
  return hecha_pdf_decode (self, object->value, self->data + object->data, object->size, limit, error);
}

/* Opening. */

static gboolean
find_end (HechaPdfFile *self,
          gsize        *end,
          GError      **error)
{
  gsize at = self->size, after;
  const guint8 *found = NULL;

  while (!found && at >= 5 && self->size - at <= TAIL_LIMIT)
    {
      if (memcmp (self->data + at - 5, "%%EOF", 5) == 0)
        found = self->data + at - 5;
      at--;
    }
  if (!found)
    return damaged (error, self->size, "the file has no end");
  *end = after = (gsize) (found - self->data);
  after += 5;
  if (after < self->size && self->data[after] == '\r')
    after++;
  if (after < self->size && self->data[after] == '\n')
    after++;
  self->trailing = self->size - after;
  return TRUE;
}

static gboolean
find_start (HechaPdfFile *self,
            guint64      *start,
            GError      **error)
{
  HechaPdfCursor cursor = { self->data, self->size, 0 };
  gsize end = 0, at;

  if (self->size < 16 || memcmp (self->data, "%PDF-", 5) != 0)
    return damaged (error, 0, "not a PDF");
  if (!find_end (self, &end, error))
    return FALSE;
  cursor.size = end;
  for (at = end; at > 0 && end - at < 64; at--)
    if (end - at >= 9 && memcmp (self->data + at, "startxref", 9) == 0)
      break;
  cursor.position = at;
  if (!hecha_pdf_skip_word (&cursor, "startxref"))
    return damaged (error, end, "no startxref before the end");
  hecha_pdf_skip_space (&cursor);
  if (!hecha_pdf_read_unsigned (&cursor, self->size - 1, start))
    return damaged (error, cursor.position, "startxref names no byte of the file");
  /* A comment here would be another end. */
  while (cursor.position < end && strchr (" \t\r\n", self->data[cursor.position]) && self->data[cursor.position])
    cursor.position++;
  if (cursor.position != end)
    return damaged (error, cursor.position, "something stands between startxref and the end");
  return TRUE;
}

static HechaPdfFile *
file_new (GBytes *bytes)
{
  HechaPdfFile *self = g_new0 (HechaPdfFile, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->size);
  self->objects = g_hash_table_new_full (NULL, NULL, NULL, object_free);
  self->packed = g_hash_table_new_full (NULL, NULL, NULL, packed_free);
  return self;
}

static HechaPdfFile *
file_load (HechaPdfFile *take,
           guint64       start,
           GError      **error)
{
  g_autoptr(HechaPdfFile) self = take;

  if (!hecha_pdf_xref_load (&self->xref, self->data, self->size, start, error))
    return NULL;
  if (!hecha_pdf_value_get (self->xref.trailer, "Encrypt"))
    return g_steal_pointer (&self);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "the file is encrypted");
  return NULL;
}

/**
 * hecha_pdf_file_new:
 * @bytes: a whole PDF, or the part of one up to the end of a revision
 *
 * Returns: (transfer full) (nullable): the file; %HECHA_ERROR_DAMAGED names byte
 *   and rule, %HECHA_ERROR_UNSUPPORTED for encryption and hybrid files
 */
HechaPdfFile *
hecha_pdf_file_new (GBytes  *bytes,
                    GError **error)
{
  g_autoptr(HechaPdfFile) self = NULL;
  guint64 start;

  g_return_val_if_fail (bytes, NULL);
  self = file_new (bytes);
  if (!find_start (self, &start, error))
    return NULL;
  return file_load (g_steal_pointer (&self), start, error);
}

/**
 * hecha_pdf_file_open:
 * @path: a file
 *
 * As hecha_pdf_file_new(), of a file that is mapped. It must not be shortened by others meanwhile.
 *
 * Returns: (transfer full) (nullable): the file; errors as of hecha_file_map() too
 */
HechaPdfFile *
hecha_pdf_file_open (const char *path,
                     GError    **error)
{
  g_autoptr(GBytes) bytes = NULL;
  HechaPdfFile *self;

  g_return_val_if_fail (path, NULL);
  bytes = hecha_file_map (path, error);
  if (!bytes)
    return NULL;
  self = hecha_pdf_file_new (bytes, error);
  if (self)
    self->is_mapped = TRUE;
  else
    g_prefix_error (error, "%s: ", path);
  return self;
}

/**
 * hecha_pdf_file_revision:
 * @section: of the cross-reference, 0 the newest
 *
 * Returns: (transfer full) (nullable): the file as it was when that section was
 *   written, on the same bytes; %HECHA_ERROR_DAMAGED
 */
HechaPdfFile *
hecha_pdf_file_revision (HechaPdfFile *self,
                         guint         section,
                         GError      **error)
{
  HechaPdfFile *revision = file_new (self->bytes);

  revision->is_mapped = self->is_mapped;
  return file_load (revision, hecha_pdf_file_get_section (self, section, NULL), error);
}

/**
 * hecha_pdf_file_prefix:
 * @size: bytes; at most those of the file
 *
 * Returns: (transfer full) (nullable): the first bytes read as a file of their own, as by hecha_pdf_file_new()
 */
HechaPdfFile *
hecha_pdf_file_prefix (const HechaPdfFile *self,
                       gsize               size,
                       GError            **error)
{
  g_autoptr(GBytes) bytes = NULL;
  HechaPdfFile *prefix;

  g_return_val_if_fail (self && size <= self->size, NULL);
  bytes = g_bytes_new_from_bytes (self->bytes, 0, size);
  prefix = hecha_pdf_file_new (bytes, error);
  if (prefix)
    prefix->is_mapped = self->is_mapped;
  return prefix;
}

/**
 * hecha_pdf_file_free:
 * @self: (transfer full): a file
 */
void
hecha_pdf_file_free (HechaPdfFile *self)
{
  hecha_pdf_xref_clear (&self->xref);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->packed);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * hecha_pdf_file_get_bytes:
 *
 * Returns: (transfer none): the bytes of the file
 */
GBytes *
hecha_pdf_file_get_bytes (const HechaPdfFile *self)
{
  return self->bytes;
}

/**
 * hecha_pdf_file_forget:
 * @start: of bytes that were read through and are not needed soon
 * @end: of them
 *
 * Gives the memory of a mapped file back; its bytes are read again when they are looked at.
 */
void
hecha_pdf_file_forget (const HechaPdfFile *self,
                       gsize               start,
                       gsize               end)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  start = (start + page - 1) / page * page;
  end = end / page * page;
  /* Of bytes on the heap this would destroy them. */
  if (self->is_mapped && start < end)
    madvise ((void *) (self->data + start), end - start, MADV_DONTNEED);
}

/**
 * hecha_pdf_file_forget_objects:
 *
 * Gives the memory of the objects that were read back; nobody may hold one of them.
 */
void
hecha_pdf_file_forget_objects (HechaPdfFile *self)
{
  g_hash_table_remove_all (self->objects);
  g_hash_table_remove_all (self->packed);
}

/**
 * hecha_pdf_file_get_trailing:
 *
 * Returns: how many bytes follow the end that the file declares
 */
gsize
hecha_pdf_file_get_trailing (const HechaPdfFile *self)
{
  return self->trailing;
}

/**
 * hecha_pdf_file_n_sections:
 *
 * Returns: how many sections the cross-reference has
 */
guint
hecha_pdf_file_n_sections (const HechaPdfFile *self)
{
  return self->xref.sections->len;
}

/**
 * hecha_pdf_file_get_section:
 * @section: 0 is the newest
 * @is_stream: (out) (optional): whether it is a stream, not a table
 *
 * Returns: where it begins
 */
guint64
hecha_pdf_file_get_section (const HechaPdfFile *self,
                            guint               section,
                            gboolean           *is_stream)
{
  const HechaPdfSection *at;

  g_return_val_if_fail (section < self->xref.sections->len, 0);
  at = &g_array_index (self->xref.sections, HechaPdfSection, section);
  if (is_stream)
    *is_stream = at->is_stream;
  return at->offset;
}

/**
 * hecha_pdf_file_get_trailer:
 *
 * Returns: (transfer none): the newest trailer
 */
const HechaPdfValue *
hecha_pdf_file_get_trailer (const HechaPdfFile *self)
{
  return self->xref.trailer;
}

/**
 * hecha_pdf_file_get_size:
 *
 * Returns: one more than the greatest object number, as the trailer says
 */
guint
hecha_pdf_file_get_size (const HechaPdfFile *self)
{
  return self->xref.size;
}

/**
 * hecha_pdf_file_get_entries:
 *
 * Returns: (transfer none) (element-type guint HechaPdfEntry): the cross-reference, all sections together
 */
GHashTable *
hecha_pdf_file_get_entries (const HechaPdfFile *self)
{
  return self->xref.entries;
}

/**
 * hecha_pdf_file_get_entry:
 *
 * Returns: (transfer none) (nullable): what the cross-reference says of object @number
 */
const HechaPdfEntry *
hecha_pdf_file_get_entry (const HechaPdfFile *self,
                          guint               number)
{
  return g_hash_table_lookup (self->xref.entries, GUINT_TO_POINTER (number));
}
