/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-input.h"

#include "error.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define RAW_SIZE    (256 * 1024)
#define SEARCH_SIZE (64 * 1024 * 1024)   /* how far to look for text beyond ASCII */

struct _HechaTextInput
{
  int           fd;
  char         *name;
  GCancellable *cancellable;
  const char   *encoding;
  GIConv        converter;    /* (GIConv) -1 for UTF-8 */
  guint8       *raw;
  gsize         begin;        /* unread part of raw */
  gsize         end;
  guint64       offset;       /* of raw[end] in the file */
  gboolean      eof;
  const char   *rule;         /* what is broken at raw[begin] */
};

/* Detection */

static gssize
read_at (int      fd,
         guint8  *out,
         gsize    size,
         guint64  offset)
{
  gssize n;

  do
    n = pread (fd, out, size, (off_t) offset);
  while (n < 0 && errno == EINTR);
  return n;
}

static gsize
ascii_prefix (const guint8 *data,
              gsize         size)
{
  gsize i = 0;

  while (i < size && data[i] < 0x80)
    i++;
  return i;
}

/* A file in UTF-8 with one broken byte stays UTF-8, so that the byte is
 * reported; a Chinese text in GB18030 hardly ever looks like UTF-8. */
static gboolean
looks_like_utf8 (const guint8 *data,
                 gsize         size)
{
  gsize good = 0, bad = 0;

  for (gsize i = 0; i < size;)
    {
      gunichar c = g_utf8_get_char_validated ((const char *) data + i, size - i);

      if (c == (gunichar) -2 && size - i < 4)
        break;
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          bad++;
          i++;
          continue;
        }
      good += c >= 0x80;
      i += c ? g_unichar_to_utf8 (c, NULL) : 1;
    }
  return bad == 0 || good > 2 * bad;
}

static const char *
detect_without_mark (HechaTextInput *self)
{
  guint64 offset = 0;
  gssize n;

  while (offset < SEARCH_SIZE && (n = read_at (self->fd, self->raw, RAW_SIZE, offset)) > 0)
    {
      gsize prefix = ascii_prefix (self->raw, n);

      offset += prefix;
      if (prefix == (gsize) n)
        continue;
      n = read_at (self->fd, self->raw, RAW_SIZE, offset);
      return n > 0 && !looks_like_utf8 (self->raw, n) ? "GB18030" : "UTF-8";
    }
  return "UTF-8";
}

static void
detect (HechaTextInput *self)
{
  gssize n = read_at (self->fd, self->raw, 4, 0);

  if (n >= 3 && memcmp (self->raw, "\xef\xbb\xbf", 3) == 0)
    {
      self->encoding = "UTF-8";
      self->offset = 3;
    }
  else if (n >= 2 && (memcmp (self->raw, "\xff\xfe", 2) == 0 || memcmp (self->raw, "\xfe\xff", 2) == 0))
    {
      self->encoding = self->raw[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
      self->offset = 2;
    }
  else
    self->encoding = detect_without_mark (self);
}

/* Reading */

static gboolean
fill (HechaTextInput  *self,
      GError         **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  memmove (self->raw, self->raw + self->begin, self->end - self->begin);
  self->end -= self->begin;
  self->begin = 0;
  n = read_at (self->fd, self->raw + self->end, RAW_SIZE - self->end, self->offset);
  if (n < 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: cannot be read at byte %" G_GUINT64_FORMAT ": %s",
                   self->name, self->offset, g_strerror (errno));
      return FALSE;
    }
  self->eof = n == 0;
  self->end += n;
  self->offset += n;
  return TRUE;
}

static gsize
before_nul (HechaTextInput *self)
{
  const guint8 *data = self->raw + self->begin;
  gsize size = self->end - self->begin;
  const guint8 *nul;

  if (g_str_has_prefix (self->encoding, "UTF-16"))
    {
      for (gsize i = 0; i + 1 < size; i += 2)
        if (!data[i] && !data[i + 1])
          return i;
      return size;
    }
  nul = memchr (data, 0, size);
  return nul ? (gsize) (nul - data) : size;
}

static gsize
convert (HechaTextInput *self,
         gsize           available,
         char           *out,
         gsize           size)
{
  char *from = (char *) self->raw + self->begin, *to = out;
  gsize left = available, room = size;
  gsize result = g_iconv (self->converter, &from, &left, &to, &room);

  if (result == (gsize) -1 && errno == EILSEQ)
    self->rule = "not valid";
  self->begin = (guint8 *) from - self->raw;
  return to - out;
}

static gsize
copy_valid (HechaTextInput *self,
            gsize           available,
            char           *out,
            gsize           size)
{
  const char *from = (const char *) self->raw + self->begin, *valid;
  gsize n = MIN (available, size), left;

  if (!g_utf8_validate_len (from, n, &valid))
    {
      left = from + n - valid;
      n = valid - from;
      /* What is cut off at the end of the room is no fault yet. */
      if (left >= 4 || g_utf8_get_char_validated (valid, left) != (gunichar) -2)
        self->rule = "not valid";
    }
  memcpy (out, from, n);
  self->begin += n;
  return n;
}

static gsize
decode (HechaTextInput *self,
        char           *out,
        gsize           size)
{
  gsize available = before_nul (self), n;
  gboolean nul = self->begin + available < self->end;

  if (self->converter == (GIConv) -1)
    n = copy_valid (self, available, out, size);
  else
    n = convert (self, available, out, size);
  if (n || self->rule)
    return n;
  if (nul && available == 0)
    self->rule = "NUL";
  else if (nul || self->eof)
    self->rule = "cut off";
  return 0;
}

/**
 * hecha_text_input_new:
 * @fd: a regular file, open for reading; stays the caller's and must outlive the input
 * @name: for errors
 *
 * Returns: (transfer full) (nullable): an input at the first character after
 *   the byte order mark; %HECHA_ERROR_UNSUPPORTED where the C library cannot
 *   convert the encoding
 */
HechaTextInput *
hecha_text_input_new (int            fd,
                      const char    *name,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(HechaTextInput) self = g_new0 (HechaTextInput, 1);

  self->fd = fd;
  self->name = g_strdup (name);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->converter = (GIConv) -1;
  self->raw = g_malloc (RAW_SIZE);
  detect (self);
  if (g_str_equal (self->encoding, "UTF-8"))
    return g_steal_pointer (&self);
  self->converter = g_iconv_open ("UTF-8", self->encoding);
  if (self->converter != (GIConv) -1)
    return g_steal_pointer (&self);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s: this system cannot convert from %s",
               name, self->encoding);
  return NULL;
}

void
hecha_text_input_free (HechaTextInput *self)
{
  if (self->converter != (GIConv) -1)
    g_iconv_close (self->converter);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->raw);
  g_free (self);
}

/**
 * hecha_text_input_encoding:
 *
 * Returns: "UTF-8", "UTF-16LE", "UTF-16BE" or "GB18030"
 */
const char *
hecha_text_input_encoding (HechaTextInput *self)
{
  return self->encoding;
}

/**
 * hecha_text_input_read:
 * @out: (out caller-allocates) (array length=size): whole characters of UTF-8, no NUL
 * @size: room in @out, at least 16 bytes
 *
 * Returns: bytes written; 0 at the end or where the text is broken, which
 *   hecha_text_input_check() tells; -1 with %HECHA_ERROR_IO or when cancelled
 */
gssize
hecha_text_input_read (HechaTextInput  *self,
                       char            *out,
                       gsize            size,
                       GError         **error)
{
  gsize n;

  g_return_val_if_fail (size >= 16, -1);

  while (!self->rule)
    {
      if (self->begin < self->end && (n = decode (self, out, size)) > 0)
        return n;
      if (self->rule || self->eof)
        break;
      if (!fill (self, error))
        return -1;
    }
  return 0;
}

/**
 * hecha_text_input_check:
 * @row: the row that was being read when the text ended, for the error
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED naming row and byte if the text
 *   ended because it is broken
 */
gboolean
hecha_text_input_check (HechaTextInput  *self,
                        guint            row,
                        GError         **error)
{
  guint64 offset = hecha_text_input_offset (self);
  g_autofree char *what = NULL;

  if (!self->rule)
    return TRUE;
  if (g_str_equal (self->rule, "NUL"))
    what = g_strdup ("is a NUL: this is not a text file");
  else if (g_str_equal (self->rule, "cut off"))
    what = g_strdup_printf ("begins a character that is cut off (%s)", self->encoding);
  else
    what = g_strdup_printf ("(0x%02X) is not valid %s", self->raw[self->begin], self->encoding);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "%s, row %u: byte %" G_GUINT64_FORMAT " %s",
               self->name, row, offset, what);
  return FALSE;
}

/**
 * hecha_text_input_offset:
 *
 * Returns: bytes of the file that have been decoded
 */
guint64
hecha_text_input_offset (HechaTextInput *self)
{
  return self->offset - (self->end - self->begin);
}
