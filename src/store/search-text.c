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

/* @next: the character after the one at @p; 0 where that is not to be looked at */
static void
append_character (GString    *out,
                  const char *p,
                  gunichar    next)
{
  gunichar c = g_utf8_get_char (p);

  if (!is_han (c))
    {
      g_string_append_unichar (out, plain (c));
      return;
    }
  g_string_append_c (out, ' ');
  g_string_append_unichar (out, c);
  if (is_han (next))
    g_string_append_unichar (out, next);
  g_string_append_c (out, ' ');
}

/**
 * hecha_search_text_append:
 * @text: UTF-8
 *
 * Appends @text as it is indexed. Chinese has no spaces, so a run of Han
 * characters becomes one word for each: the character with the one after it,
 * and the last alone. Any part of a name is then a phrase of the index, a
 * single character the beginning of a word, and a pair of characters a word,
 * which even in 100,000 names is found at once.
 */
void
hecha_search_text_append (GString    *out,
                          const char *text)
{
  const char *p = text;

  while (*p)
    {
      const char *end = p;

      while (*end > 0)
        end++;
      g_string_append_len (out, p, end - p);
      p = end;
      if (*p)
        {
          end = g_utf8_next_char (p);
          append_character (out, p, g_utf8_get_char (end));
          p = end;
        }
    }
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || is_han (c);
}

/* The last character of a run may go on in the text: it is said by the pair
 * before it, or, where it stands alone, as the beginning of a word. */
static gboolean
append_word (GString *out,
             char    *word)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gunichar c = 0, before = 0;
  char *end = word + strlen (word);

  while (end > word && !is_word (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  *end = '\0';
  for (char *p = word; *p; p = g_utf8_next_char (p))
    {
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      before = c;
      c = g_utf8_get_char (p);
      if (next || !is_han (c) || !is_han (before))
        append_character (text, p, next);
    }
  if (!c)
    return FALSE;
  g_string_replace (text, "\"", " ", 0);
  g_string_append_printf (out, "%s\"%s\"%s", out->len ? " AND " : "", text->str,
                          is_han (c) && is_han (before) ? "" : " *");
  return TRUE;
}

/**
 * hecha_search_text_match:
 * @search: (nullable): what a person typed
 *
 * Returns: (transfer full) (nullable): the FTS5 expression that its words make
 *   together: Han characters anywhere in a name, letters and digits from the
 *   beginning of a word; %NULL where there is no word in it
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
