/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-check.h"

#include "error.h"

#include <string.h>

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  int         depth;
  const char *rule;   /* what was broken at @p */
} Reader;

static gboolean read_value (Reader *reader);

static gboolean
broken (Reader     *reader,
        const char *rule)
{
  if (!reader->rule)
    reader->rule = rule;
  return FALSE;
}

static void
skip_space (Reader *reader)
{
  while (reader->p < reader->end && strchr (" \t\r\n", *reader->p) && *reader->p)
    reader->p++;
}

static gboolean
take (Reader *reader,
      char    c)
{
  if (reader->p >= reader->end || *reader->p != c)
    return FALSE;
  reader->p++;
  return TRUE;
}

static gboolean
read_hex4 (Reader *reader,
           guint  *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, reader->p++)
    {
      if (reader->p >= reader->end || !g_ascii_isxdigit (*reader->p))
        return broken (reader, "\\u needs four hex digits");
      *unit = *unit << 4 | g_ascii_xdigit_value (*reader->p);
    }
  return TRUE;
}

static gboolean
read_unicode_escape (Reader  *reader,
                     GString *out)
{
  guint unit, low;

  if (!read_hex4 (reader, &unit))
    return FALSE;
  if (unit == 0)
    return broken (reader, "U+0000 is not accepted in text");
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return broken (reader, "a low surrogate without its high one");
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (!take (reader, '\\') || !take (reader, 'u') || !read_hex4 (reader, &low) ||
          low < 0xdc00 || low > 0xdfff)
        return broken (reader, "a high surrogate without its low one");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (out, unit);
  return TRUE;
}

static gboolean
read_escape (Reader  *reader,
             GString *out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *at;

  if (reader->p >= reader->end)
    return broken (reader, "the text ends inside a string");
  if (take (reader, 'u'))
    return read_unicode_escape (reader, out);
  at = *reader->p ? strchr (from, *reader->p) : NULL;
  if (!at)
    return broken (reader, "an unknown escape");
  g_string_append_c (out, to[at - from]);
  reader->p++;
  return TRUE;
}

/* The value of a string is wanted only to compare the names of members. */
static gboolean
read_string (Reader  *reader,
             GString *out)
{
  if (!take (reader, '"'))
    return broken (reader, "a string must start here");
  while (reader->p < reader->end)
    {
      char c = *reader->p;

      if (c == '"')
        {
          reader->p++;
          return TRUE;
        }
      if ((guchar) c < 0x20)
        return broken (reader, "a control character inside a string");
      reader->p++;
      if (c != '\\')
        g_string_append_c (out, c);
      else if (!read_escape (reader, out))
        return FALSE;
    }
  return broken (reader, "the text ends inside a string");
}

static gboolean
read_digits (Reader *reader)
{
  const char *first = reader->p;

  while (reader->p < reader->end && g_ascii_isdigit (*reader->p))
    reader->p++;
  return reader->p > first || broken (reader, "a digit must stand here");
}

static gboolean
read_number (Reader *reader)
{
  take (reader, '-');
  if (!take (reader, '0') && !read_digits (reader))
    return FALSE;
  if (take (reader, '.') && !read_digits (reader))
    return FALSE;
  if (take (reader, 'e') || take (reader, 'E'))
    {
      if (!take (reader, '+'))
        take (reader, '-');
      return read_digits (reader);
    }
  return TRUE;
}

static gboolean
read_word (Reader     *reader,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->p) < length || memcmp (reader->p, word, length) != 0)
    return broken (reader, "a value must stand here");
  reader->p += length;
  return TRUE;
}

static gboolean
read_member (Reader     *reader,
             GHashTable *seen)
{
  g_autoptr(GString) name = g_string_new (NULL);
  const char *at = reader->p;

  if (!read_string (reader, name))
    return FALSE;
  if (!g_hash_table_add (seen, g_strdup (name->str)))
    {
      reader->p = at;
      return broken (reader, "a member that stands twice");
    }
  skip_space (reader);
  if (!take (reader, ':'))
    return broken (reader, "a colon must stand here");
  return read_value (reader);
}

static gboolean
read_object (Reader *reader)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  skip_space (reader);
  if (take (reader, '}'))
    return TRUE;
  do
    {
      skip_space (reader);
      if (!read_member (reader, seen))
        return FALSE;
      skip_space (reader);
    }
  while (take (reader, ','));
  return take (reader, '}') || broken (reader, "a comma or } must stand here");
}

static gboolean
read_array (Reader *reader)
{
  skip_space (reader);
  if (take (reader, ']'))
    return TRUE;
  do
    if (!read_value (reader))
      return FALSE;
  while (take (reader, ','));
  return take (reader, ']') || broken (reader, "a comma or ] must stand here");
}

static gboolean
read_container (Reader   *reader,
                gboolean (*read) (Reader *reader))
{
  gboolean ok;

  reader->p++;
  if (++reader->depth > HECHA_JSON_MAX_DEPTH)
    return broken (reader, "nested more than 64 deep");
  ok = read (reader);
  reader->depth--;
  return ok;
}

static gboolean
read_value (Reader *reader)
{
  g_autoptr(GString) unused = NULL;
  gboolean ok;

  skip_space (reader);
  switch (reader->p < reader->end ? *reader->p : '\0')
    {
    case '{':
      ok = read_container (reader, read_object);
      break;
    case '[':
      ok = read_container (reader, read_array);
      break;
    case '"':
      unused = g_string_new (NULL);
      ok = read_string (reader, unused);
      break;
    case 't':
      ok = read_word (reader, "true");
      break;
    case 'f':
      ok = read_word (reader, "false");
      break;
    case '-': case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      ok = read_number (reader);
      break;
    default:
      ok = read_word (reader, "null");
      break;
    }
  if (ok)
    skip_space (reader);
  return ok;
}

static void
locate (Reader *reader,
        guint  *line,
        guint  *column)
{
  const char *begin = reader->start;

  *line = 1;
  for (const char *p = reader->start; p < reader->p; p++)
    if (*p == '\n')
      {
        (*line)++;
        begin = p + 1;
      }
  *column = g_utf8_strlen (begin, reader->p - begin) + 1;
}

/**
 * hecha_json_check:
 * @text: (array length=length): foreign bytes
 * @length: at most %HECHA_JSON_MAX_SIZE
 * @name: what the text is, for the error
 *
 * Whether @text is JSON after RFC 8259: UTF-8, one value, no comments, no
 * repeated members, no U+0000, at most %HECHA_JSON_MAX_DEPTH deep.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID (line, column and rule) or
 *   %HECHA_ERROR_TOO_LARGE
 */
gboolean
hecha_json_check (const char  *text,
                  gsize        length,
                  const char  *name,
                  GError     **error)
{
  Reader reader = { text, text, text + length, 0, NULL };
  guint line, column;

  if (length > HECHA_JSON_MAX_SIZE)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than 256 MiB of JSON", name);
      return FALSE;
    }
  if (!g_utf8_validate (text, length, &reader.p))
    broken (&reader, "not UTF-8");
  else
    {
      reader.p = text;
      if (read_value (&reader) && reader.p < reader.end)
        broken (&reader, "something follows the value");
    }
  if (!reader.rule)
    return TRUE;
  locate (&reader, &line, &column);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s, line %u, column %u: %s",
               name, line, column, reader.rule);
  return FALSE;
}
