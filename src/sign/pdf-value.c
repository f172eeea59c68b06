/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-value.h"

#include "error.h"

#include <string.h>

#define DEPTH_LIMIT  64
#define ITEM_LIMIT   (1024 * 1024)
#define OBJECT_LIMIT 8388607    /* ISO 32000-1, annex C */

/* A reader that takes what the standard says and nothing beside it. Another
 * program might read lenient input in another way: what is signed must have
 * one reading. */

static HechaPdfValue *read_value (HechaPdfCursor *cursor, guint depth, GError **error);

static gboolean
damaged (GError    **error,
         gsize       position,
         const char *rule)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "byte %" G_GSIZE_FORMAT ": %s", position, rule);
  return FALSE;
}

static gboolean
is_space (guint8 c)
{
  return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static gboolean
is_delimiter (guint8 c)
{
  return c && strchr ("()<>[]{}/%", c);
}

static gboolean
is_regular (guint8 c)
{
  return !is_space (c) && !is_delimiter (c);
}

static int
peek (const HechaPdfCursor *cursor,
      gsize                 ahead)
{
  return ahead < cursor->size - cursor->position ? cursor->data[cursor->position + ahead] : -1;
}

/**
 * hecha_pdf_skip_space:
 *
 * Moves on past white space and comments.
 */
void
hecha_pdf_skip_space (HechaPdfCursor *cursor)
{
  gboolean comment = FALSE;

  for (; cursor->position < cursor->size; cursor->position++)
    {
      guint8 c = cursor->data[cursor->position];

      if (c == '\n' || c == '\r')
        comment = FALSE;
      else if (c == '%')
        comment = TRUE;
      else if (!comment && !is_space (c))
        return;
    }
}

/**
 * hecha_pdf_skip_word:
 * @word: such as "obj"
 *
 * Returns: whether @word, and no longer word, stands at the cursor; it is then skipped
 */
gboolean
hecha_pdf_skip_word (HechaPdfCursor *cursor,
                     const char     *word)
{
  gsize length = strlen (word);
  int next = peek (cursor, length);

  if (cursor->size - cursor->position < length
      || memcmp (cursor->data + cursor->position, word, length) != 0
      || (next >= 0 && is_regular ((guint8) next)))
    return FALSE;
  cursor->position += length;
  return TRUE;
}

/**
 * hecha_pdf_read_unsigned:
 * @limit: the greatest number taken
 * @value: (out): the number; untouched on failure, and the cursor is too
 *
 * Returns: whether decimal digits stand at the cursor
 */
gboolean
hecha_pdf_read_unsigned (HechaPdfCursor *cursor,
                         guint64         limit,
                         guint64        *value)
{
  guint64 number = 0;
  gsize length = 0;
  int c;

  for (; (c = peek (cursor, length)) >= 0 && g_ascii_isdigit (c); length++)
    {
      number = number * 10 + (guint64) (c - '0');
      if (number > limit || length > 19)
        return FALSE;
    }
  if (length == 0)
    return FALSE;
  cursor->position += length;
  *value = number;
  return TRUE;
}

/**
 * hecha_pdf_value_new:
 *
 * Returns: (transfer full): an empty value
 */
HechaPdfValue *
hecha_pdf_value_new (HechaPdfType type)
{
  HechaPdfValue *self = g_new0 (HechaPdfValue, 1);

  self->type = type;
  if (type == HECHA_PDF_DICTIONARY)
    self->keys = g_ptr_array_new_with_free_func (g_free);
  if (type == HECHA_PDF_DICTIONARY || type == HECHA_PDF_ARRAY)
    self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_pdf_value_free);
  return self;
}

/**
 * hecha_pdf_value_free:
 * @self: (transfer full): a value
 */
void
hecha_pdf_value_free (HechaPdfValue *self)
{
  g_free (self->text);
  g_clear_pointer (&self->string, g_bytes_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

/**
 * hecha_pdf_value_copy:
 *
 * Returns: (transfer full): a deep copy
 */
HechaPdfValue *
hecha_pdf_value_copy (const HechaPdfValue *self)
{
  HechaPdfValue *copy = hecha_pdf_value_new (self->type);

  copy->integer = self->integer;
  copy->generation = self->generation;
  copy->text = g_strdup (self->text);
  copy->string = self->string ? g_bytes_ref (self->string) : NULL;
  for (guint i = 0; self->keys && i < self->keys->len; i++)
    g_ptr_array_add (copy->keys, g_strdup (self->keys->pdata[i]));
  for (guint i = 0; self->items && i < self->items->len; i++)
    g_ptr_array_add (copy->items, hecha_pdf_value_copy (self->items->pdata[i]));
  return copy;
}

static gboolean
read_number (HechaPdfCursor *cursor,
             HechaPdfValue  *out,
             GError        **error)
{
  gsize length = 0, digits = 0, points = 0;
  int c;

  for (; (c = peek (cursor, length)) >= 0 && is_regular ((guint8) c); length++)
    {
      digits += g_ascii_isdigit (c);
      points += c == '.';
      if (!g_ascii_isdigit (c) && c != '.' && !(length == 0 && (c == '+' || c == '-')))
        return damaged (error, cursor->position, "neither a number nor a known word");
    }
  if (digits == 0 || points > 1 || length > 64)
    return damaged (error, cursor->position, "not a number");
  out->text = g_strndup ((const char *) cursor->data + cursor->position, length);
  out->type = points ? HECHA_PDF_REAL : HECHA_PDF_INTEGER;
  if (!points && (digits > 18))
    return damaged (error, cursor->position, "an integer is too great");
  if (!points)
    {
      out->integer = g_ascii_strtoll (out->text, NULL, 10);
      g_clear_pointer (&out->text, g_free);
    }
  cursor->position += length;
  return TRUE;
}

/* "12 0 R" begins as two integers do. */
static void
read_reference (HechaPdfCursor *cursor,
                HechaPdfValue  *out)
{
  HechaPdfCursor ahead = *cursor;
  guint64 generation;

  if (out->type != HECHA_PDF_INTEGER || out->integer < 0 || out->integer > OBJECT_LIMIT)
    return;
  hecha_pdf_skip_space (&ahead);
  if (!hecha_pdf_read_unsigned (&ahead, 65535, &generation))
    return;
  hecha_pdf_skip_space (&ahead);
  if (!hecha_pdf_skip_word (&ahead, "R"))
    return;
  out->type = HECHA_PDF_REFERENCE;
  out->generation = (int) generation;
  *cursor = ahead;
}

static gboolean
read_name (HechaPdfCursor *cursor,
           char          **name,
           GError        **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  int c;

  for (cursor->position++; (c = peek (cursor, 0)) >= 0 && is_regular ((guint8) c); cursor->position++)
    {
      int high = g_ascii_xdigit_value ((char) peek (cursor, 1)), low = g_ascii_xdigit_value ((char) peek (cursor, 2));

      if (c == '#' && (peek (cursor, 2) < 0 || high < 0 || low < 0 || high + low == 0))
        return damaged (error, cursor->position, "a name has a # without two hex digits");
      if (c == '#')
        cursor->position += 2;
      g_string_append_c (out, (char) (c == '#' ? high * 16 + low : c));
      if (out->len > 1024)
        return damaged (error, cursor->position, "a name is too long");
    }
  *name = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

static gboolean
read_hex_string (HechaPdfCursor *cursor,
                 HechaPdfValue  *out,
                 GError        **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  int high = -1, c;

  for (cursor->position++; (c = peek (cursor, 0)) >= 0 && c != '>'; cursor->position++)
    {
      int digit = g_ascii_xdigit_value ((char) c);
      guint8 byte = (guint8) (MAX (high, 0) << 4 | MAX (digit, 0));

      if (is_space ((guint8) c))
        continue;
      if (digit < 0)
        return damaged (error, cursor->position, "a hex string has another character");
      if (high >= 0)
        g_byte_array_append (bytes, &byte, 1);
      high = high >= 0 ? -1 : digit;
    }
  if (c < 0)
    return damaged (error, cursor->position, "a hex string does not end");
  if (high >= 0)
    g_byte_array_append (bytes, &(guint8) { (guint8) (high << 4) }, 1);
  cursor->position++;
  out->string = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

static void
read_escape (HechaPdfCursor *cursor,
             GByteArray     *bytes)
{
  static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
  int c = peek (cursor, 0), value = 0;
  const char *known;
  guint8 byte;

  if (c == '\r' || c == '\n')
    {
      cursor->position += c == '\r' && peek (cursor, 1) == '\n';
      return;
    }
  known = c > 0 ? strchr (from, c) : NULL;
  byte = (guint8) (known ? to[known - from] : c);
  if (c >= '0' && c <= '7')
    {
      int length = 0;

      for (; length < 3 && peek (cursor, length) >= '0' && peek (cursor, length) <= '7'; length++)
        value = value * 8 + peek (cursor, length) - '0';
      cursor->position += length - 1;
      byte = (guint8) value;
    }
  g_byte_array_append (bytes, &byte, 1);
}

static gboolean
read_literal_string (HechaPdfCursor *cursor,
                     HechaPdfValue  *out,
                     GError        **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  gsize open = 1;
  int c;

  for (cursor->position++; (c = peek (cursor, 0)) >= 0; cursor->position++)
    {
      guint8 byte = (guint8) c;

      if (c == '\\')
        {
          cursor->position++;
          if (peek (cursor, 0) < 0)
            break;
          read_escape (cursor, bytes);
          continue;
        }
      open += c == '(';
      open -= c == ')';
      if (open == 0)
        break;
      if (c == '\r')
        byte = '\n';
      cursor->position += c == '\r' && peek (cursor, 1) == '\n';
      g_byte_array_append (bytes, &byte, 1);
    }
  if (open || peek (cursor, 0) < 0)
    return damaged (error, cursor->position, "a string does not end");
  cursor->position++;
  out->string = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

static gboolean
read_array (HechaPdfCursor *cursor,
            HechaPdfValue  *out,
            guint           depth,
            GError        **error)
{
  HechaPdfValue *item;

  cursor->position++;
  while (TRUE)
    {
      hecha_pdf_skip_space (cursor);
      if (peek (cursor, 0) == ']')
        break;
      if (out->items->len >= ITEM_LIMIT)
        return damaged (error, cursor->position, "an array has too many members");
      item = read_value (cursor, depth + 1, error);
      if (!item)
        return FALSE;
      g_ptr_array_add (out->items, item);
    }
  cursor->position++;
  return TRUE;
}

static gboolean
read_entry (HechaPdfCursor *cursor,
            HechaPdfValue  *out,
            GHashTable     *seen,
            guint           depth,
            GError        **error)
{
  g_autofree char *key = NULL;
  HechaPdfValue *value;

  if (peek (cursor, 0) != '/')
    return damaged (error, cursor->position, "a dictionary's key is not a name");
  if (!read_name (cursor, &key, error))
    return FALSE;
  if (g_hash_table_contains (seen, key))
    return damaged (error, cursor->position, "a dictionary has a key twice");
  value = read_value (cursor, depth + 1, error);
  if (!value)
    return FALSE;
  g_hash_table_add (seen, key);
  g_ptr_array_add (out->keys, g_steal_pointer (&key));
  g_ptr_array_add (out->items, value);
  return TRUE;
}

static gboolean
read_dictionary (HechaPdfCursor *cursor,
                 HechaPdfValue  *out,
                 guint           depth,
                 GError        **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  cursor->position += 2;
  while (TRUE)
    {
      hecha_pdf_skip_space (cursor);
      if (peek (cursor, 0) == '>' && peek (cursor, 1) == '>')
        break;
      if (!read_entry (cursor, out, seen, depth, error))
        return FALSE;
    }
  cursor->position += 2;
  return TRUE;
}

static gboolean
read_scalar (HechaPdfCursor *cursor,
             HechaPdfValue  *out,
             GError        **error)
{
  if (hecha_pdf_skip_word (cursor, "null"))
    return TRUE;
  if (hecha_pdf_skip_word (cursor, "true") || hecha_pdf_skip_word (cursor, "false"))
    {
      out->type = HECHA_PDF_BOOLEAN;
      out->integer = cursor->data[cursor->position - 2] == 'u';
      return TRUE;
    }
  if (!read_number (cursor, out, error))
    return FALSE;
  read_reference (cursor, out);
  return TRUE;
}

static gboolean
read_by_first (HechaPdfCursor *cursor,
               HechaPdfValue  *out,
               guint           depth,
               GError        **error)
{
  switch (out->type)
    {
    case HECHA_PDF_NAME:
      return read_name (cursor, &out->text, error);
    case HECHA_PDF_STRING:
      return peek (cursor, 0) == '(' ? read_literal_string (cursor, out, error)
                                     : read_hex_string (cursor, out, error);
    case HECHA_PDF_ARRAY:
      return read_array (cursor, out, depth, error);
    case HECHA_PDF_DICTIONARY:
      return read_dictionary (cursor, out, depth, error);
    default:
      return read_scalar (cursor, out, error);
    }
}

static HechaPdfType
type_by_first (const HechaPdfCursor *cursor)
{
  switch (peek (cursor, 0))
    {
    case '/':
      return HECHA_PDF_NAME;
    case '(':
      return HECHA_PDF_STRING;
    case '[':
      return HECHA_PDF_ARRAY;
    case '<':
      return peek (cursor, 1) == '<' ? HECHA_PDF_DICTIONARY : HECHA_PDF_STRING;
    default:
      return HECHA_PDF_NULL;
    }
}

static HechaPdfValue *
read_value (HechaPdfCursor *cursor,
            guint           depth,
            GError        **error)
{
  g_autoptr(HechaPdfValue) value = NULL;

  hecha_pdf_skip_space (cursor);
  if (depth > DEPTH_LIMIT)
    {
      damaged (error, cursor->position, "arrays and dictionaries are nested too deep");
      return NULL;
    }
  value = hecha_pdf_value_new (type_by_first (cursor));
  value->start = cursor->position;
  if (!read_by_first (cursor, value, depth, error))
    return NULL;
  value->end = cursor->position;
  return g_steal_pointer (&value);
}

/**
 * hecha_pdf_value_read:
 * @cursor: where a value begins, white space before it allowed
 *
 * Returns: (transfer full) (nullable): the value; %HECHA_ERROR_DAMAGED names
 *   byte and rule. The cursor stands after it.
 */
HechaPdfValue *
hecha_pdf_value_read (HechaPdfCursor *cursor,
                      GError        **error)
{
  return read_value (cursor, 0, error);
}

static gint
find_key (const HechaPdfValue *self,
          const char          *key)
{
  for (guint i = 0; self->keys && i < self->keys->len; i++)
    if (strcmp (self->keys->pdata[i], key) == 0)
      return (gint) i;
  return -1;
}

/**
 * hecha_pdf_value_get:
 * @self: (nullable): a dictionary, else nothing is found
 *
 * Returns: (transfer none) (nullable): the value of @key; an entry that is
 *   null is as good as none
 */
const HechaPdfValue *
hecha_pdf_value_get (const HechaPdfValue *self,
                     const char          *key)
{
  gint at = self ? find_key (self, key) : -1;
  const HechaPdfValue *value = at >= 0 ? self->items->pdata[at] : NULL;

  return value && value->type != HECHA_PDF_NULL ? value : NULL;
}

/**
 * hecha_pdf_value_is_name:
 * @self: (nullable): a value
 *
 * Returns: whether it is the name @name
 */
gboolean
hecha_pdf_value_is_name (const HechaPdfValue *self,
                         const char          *name)
{
  return self && self->type == HECHA_PDF_NAME && strcmp (self->text, name) == 0;
}

/**
 * hecha_pdf_value_to_utf8:
 * @self: (nullable): a text string (ISO 32000-1, 7.9.2.2)
 *
 * Returns: (transfer full) (nullable): its text; %NULL where @self is no
 *   string. PDFDocEncoding is read as Latin-1, with which it agrees where it
 *   prints.
 */
char *
hecha_pdf_value_to_utf8 (const HechaPdfValue *self)
{
  gsize size;
  const char *data;

  if (!self || self->type != HECHA_PDF_STRING)
    return NULL;
  data = g_bytes_get_data (self->string, &size);
  if (size == 0)
    return g_strdup ("");
  if (size >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return g_convert (data + 2, (gssize) size - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return g_utf8_make_valid (data + 3, (gssize) size - 3);
  return g_convert (data, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/**
 * hecha_pdf_value_set:
 * @self: a dictionary
 * @value: (transfer full): put in the place of the old one, or at the end
 */
void
hecha_pdf_value_set (HechaPdfValue *self,
                     const char    *key,
                     HechaPdfValue *value)
{
  gint at = find_key (self, key);

  g_return_if_fail (self->type == HECHA_PDF_DICTIONARY);
  if (at >= 0)
    {
      hecha_pdf_value_free (self->items->pdata[at]);
      self->items->pdata[at] = value;
      return;
    }
  g_ptr_array_add (self->keys, g_strdup (key));
  g_ptr_array_add (self->items, value);
}

/**
 * hecha_pdf_value_set_parsed:
 * @self: a dictionary
 * @text: our own PDF text of the value; a wrong one is a programming error
 */
void
hecha_pdf_value_set_parsed (HechaPdfValue *self,
                            const char    *key,
                            const char    *text)
{
  HechaPdfCursor cursor = { (const guint8 *) text, strlen (text), 0 };
  HechaPdfValue *value = hecha_pdf_value_read (&cursor, NULL);

  g_return_if_fail (value);
  hecha_pdf_value_set (self, key, value);
}

static gboolean
items_equal (const HechaPdfValue *a,
             const HechaPdfValue *b)
{
  if (a->items->len != b->items->len)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    {
      const HechaPdfValue *other = a->keys ? hecha_pdf_value_get (b, a->keys->pdata[i]) : b->items->pdata[i];

      if (!hecha_pdf_value_equal (a->items->pdata[i], other))
        return FALSE;
    }
  return TRUE;
}

/**
 * hecha_pdf_value_equal:
 * @a: (nullable): a value
 * @b: (nullable): another
 *
 * Returns: whether they say the same; references are compared, not followed,
 *   and the order of a dictionary's keys does not count
 */
gboolean
hecha_pdf_value_equal (const HechaPdfValue *a,
                       const HechaPdfValue *b)
{
  if ((!a || a->type == HECHA_PDF_NULL) && (!b || b->type == HECHA_PDF_NULL))
    return TRUE;
  if (!a || !b || a->type != b->type || a->integer != b->integer || a->generation != b->generation)
    return FALSE;
  if (g_strcmp0 (a->text, b->text) != 0)
    return FALSE;
  if (a->string)
    return g_bytes_equal (a->string, b->string);
  return !a->items || items_equal (a, b);
}

static void
write_name (const char *name,
            GString    *out)
{
  g_string_append_c (out, '/');
  for (const guint8 *p = (const guint8 *) name; *p; p++)
    if (is_regular (*p) && *p > 32 && *p < 127 && *p != '#')
      g_string_append_c (out, (char) *p);
    else
      g_string_append_printf (out, "#%02x", *p);
}

static void
write_string (GBytes  *string,
              GString *out)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (string, &size);

  g_string_append_c (out, '<');
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (out, "%02x", data[i]);
  g_string_append_c (out, '>');
}

static void
write_items (const HechaPdfValue *self,
             GString             *out)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      g_string_append_c (out, ' ');
      if (self->keys)
        {
          write_name (self->keys->pdata[i], out);
          g_string_append_c (out, ' ');
        }
      hecha_pdf_value_write (self->items->pdata[i], out);
    }
}

/**
 * hecha_pdf_value_write:
 * @out: the value is appended as PDF text; it was read with a limited depth
 */
void
hecha_pdf_value_write (const HechaPdfValue *self,
                       GString             *out)
{
  switch (self->type)
    {
    case HECHA_PDF_NULL:
      g_string_append (out, "null");
      break;
    case HECHA_PDF_BOOLEAN:
      g_string_append (out, self->integer ? "true" : "false");
      break;
    case HECHA_PDF_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, self->integer);
      break;
    case HECHA_PDF_REAL:
      g_string_append (out, self->text);
      break;
    case HECHA_PDF_NAME:
      write_name (self->text, out);
      break;
    case HECHA_PDF_STRING:
      write_string (self->string, out);
      break;
    case HECHA_PDF_ARRAY:
      g_string_append_c (out, '[');
      write_items (self, out);
      g_string_append (out, " ]");
      break;
    case HECHA_PDF_DICTIONARY:
      g_string_append (out, "<<");
      write_items (self, out);
      g_string_append (out, " >>");
      break;
    case HECHA_PDF_REFERENCE:
      g_string_append_printf (out, "%" G_GINT64_FORMAT " %d R", self->integer, self->generation);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * hecha_pdf_append_text:
 * @text: UTF-8
 *
 * Appends a text string (ISO 32000-1, 7.9.2.2) in UTF-16BE, as hex.
 */
void
hecha_pdf_append_text (GString    *out,
                       const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  g_string_append (out, "<feff");
  for (glong i = 0; units && i < length; i++)
    g_string_append_printf (out, "%04x", units[i]);
  g_string_append_c (out, '>');
}
