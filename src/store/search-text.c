/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-text.h"

#include <string.h>

/* A search of more words than this is no search by a person. */
#define MAX_WORDS 16
#define MAX_BYTES 1024

static gboolean
is_han (gunichar c)
{
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Full-width letters and digits, as Chinese input methods write them, are the plain ones. */
static gunichar
plain (gunichar c)
{
  return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

static void
append_character (GString    *out,
                  const char *p,
                  gsize       length)
{
  gunichar c = g_utf8_get_char (p);

  if (is_han (c))
    {
      g_string_append_c (out, ' ');
      g_string_append_len (out, p, length);
      g_string_append_c (out, ' ');
    }
  else
    g_string_append_unichar (out, plain (c));
}

/**
 * hecha_search_text_append:
 * @text: UTF-8
 *
 * Appends @text as it is indexed: a space around each Han character, so that
 * the index has one word for each and a name is found by any part of it.
 */
void
hecha_search_text_append (GString    *out,
                          const char *text)
{
  const char *p = text;

  while (*p)
    {
      const char *plain_end = p;

      while (*plain_end > 0)
        plain_end++;
      g_string_append_len (out, p, plain_end - p);
      p = plain_end;
      if (*p)
        {
          const char *next = g_utf8_next_char (p);

          append_character (out, p, next - p);
          p = next;
        }
    }
}

static gboolean
append_word (GString    *out,
             const char *word)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gunichar last = 0;

  for (const char *p = word; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || is_han (g_utf8_get_char (p)))
      last = g_utf8_get_char (p);
  if (!last)
    return FALSE;
  hecha_search_text_append (text, word);
  g_string_replace (text, "\"", " ", 0);
  g_string_append_printf (out, "%s\"%s\"%s", out->len ? " AND " : "", text->str, is_han (last) ? "" : " *");
  return TRUE;
}

/**
 * hecha_search_text_match:
 * @search: (nullable): what a person typed
 *
 * Returns: (transfer full) (nullable): the FTS5 expression that all its words
 *   make: Han characters as a phrase, a last word of letters or digits by its
 *   beginning; %NULL where there is no word in it
 */
char *
hecha_search_text_match (const char *search)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *valid = NULL;
  g_auto(GStrv) words = NULL;
  guint n = 0;

  if (!search)
    return NULL;
  valid = g_utf8_make_valid (search, strnlen (search, MAX_BYTES));
  words = g_strsplit_set (valid, " \t\r\n", -1);
  for (guint i = 0; words[i] && n < MAX_WORDS; i++)
    n += append_word (out, words[i]);
  return n ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
