/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-cursor.h"

#include "error.h"

#include <string.h>

#define DEPTH_LIMIT  64
#define ITEM_LIMIT   (1024 * 1024)
#define KEY_LIMIT    16384      /* a search is linear; annex C has 4095 */
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
      guint64 digit = (guint64) (c - '0');

      if (digit > limit || number > (limit - digit) / 10)
        return FALSE;
      number = number * 10 + digit;
    }
  if (length == 0)
    return FALSE;
  cursor->position += length;
  *value = number;
  return TRUE;
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
      if (out->keys->len >= KEY_LIMIT)
        return damaged (error, cursor->position, "a dictionary has too many keys");
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
 * hecha_pdf_read_value:
 * @cursor: where a value begins, white space before it allowed
 *
 * Returns: (transfer full) (nullable): the value; %HECHA_ERROR_DAMAGED names
 *   byte and rule. The cursor stands after it.
 */
HechaPdfValue *
hecha_pdf_read_value (HechaPdfCursor *cursor,
                      GError        **error)
{
  return read_value (cursor, 0, error);
}
