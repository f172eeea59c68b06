/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-text.h"

#include <string.h>

/* A search of more words, or pairs, than this is no search by a person. */
#define MAX_WORDS 64
#define MAX_BYTES 1024

/* Beginnings of words that are words of the index, in characters. */
#define SHORT 2

/* Chinese and Japanese characters, not their punctuation. */
static gboolean
is_han (gunichar c)
{
  return ((c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff)) &&
         !g_unichar_ispunct (c) && !g_unichar_isspace (c);
}

/* Letters and digits in either case, full-width as Chinese input methods write them, or with an accent are the plain
 * ones; 0 for what is in no word. */
static gunichar
plain (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH] = { c };

  if (c >= 0x80)
    g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  return g_unichar_isalnum (parts[0]) ? g_unichar_tolower (parts[0]) : 0;
}

/* @next: the character after it
 * @index: whether single characters are asked for, too */
static void
append_han (GString  *out,
            gunichar  c,
            gunichar  next,
            gboolean  index)
{
  gboolean pair = is_han (next);

  g_string_append_c (out, ' ');
  g_string_append_unichar (out, c);
  if (pair && index)
    {
      g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
    }
  if (pair)
    g_string_append_unichar (out, next);
  g_string_append_c (out, ' ');
}

/* @word: where the last word of @out begins, whose first character and first two are asked for, too */
static void
append_beginnings (GString *out,
                   gsize    word)
{
  gsize end = out->len, place = word;

  for (guint i = 0; i < SHORT && place < end; i++)
    {
      place = (gsize) (g_utf8_next_char (out->str + place) - out->str);
      if (place == end)
        return;
      g_string_append_c (out, ' ');
      g_string_append_len (out, out->str + word, (gssize) (place - word));
    }
}

/* @index: as the index holds them; else as a person asks for them */
static void
append_words (GString    *out,
              const char *text,
              gboolean    index)
{
  gsize word = out->len;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), letter = is_han (c) ? 0 : plain (c);

      if (letter)
        {
          g_string_append_unichar (out, letter);
          continue;
        }
      if (index)
        append_beginnings (out, word);
      if (is_han (c))
        append_han (out, c, g_utf8_get_char (g_utf8_next_char (p)), index);
      else
        g_string_append_c (out, ' ');
      word = out->len;
    }
  if (index)
    append_beginnings (out, word);
}

/**
 * hecha_search_text_append:
 * @text: UTF-8
 *
 * Appends @text as it is indexed: words with spaces between. Chinese has no
 * spaces, so a run of Han characters becomes two words for each: the character,
 * and with the one after it. A longer part of a name is then several words,
 * which even in 100,000 names are found at once. A word of letters and digits
 * is found by its beginning: one and two characters of it, which begin many
 * words, are words of their own.
 */
void
hecha_search_text_append (GString    *out,
                          const char *text)
{
  append_words (out, text, TRUE);
}

/* What a person typed. */
static char *
valid (const char *search)
{
  return g_utf8_make_valid (search, strnlen (search, MAX_BYTES));
}

/* The last character of a run is said by the pair before it. Of longer words of letters and digits the beginning is
 * looked for; all others are words of the index. */
static void
append_term (GString    *out,
             const char *word,
             const char *before)
{
  gboolean han = is_han (g_utf8_get_char (word)), single = !*g_utf8_next_char (word);

  if (!han || !single || !g_str_has_suffix (before, word))
    g_string_append_printf (out, "%s\"%s\"%s", out->len ? " AND " : "", word,
                            han || g_utf8_strlen (word, -1) <= SHORT ? "" : " *");
}

/**
 * hecha_search_text_match:
 * @search: (nullable): what a person typed
 *
 * A row that has all pairs of a run may still not have the run: see
 * hecha_search_text_runs().
 *
 * Returns: (transfer full) (nullable): the FTS5 expression that its words make
 *   together: Han characters anywhere in a name, letters and digits from the
 *   beginning of a word; %NULL where there is no word in it
 */
char *
hecha_search_text_match (const char *search)
{
  g_autoptr(GString) out = g_string_new (NULL), text = g_string_new (NULL);
  g_autofree char *said = NULL;
  g_auto(GStrv) words = NULL;
  const char *before = "";
  guint n = 0;

  if (!search)
    return NULL;
  said = valid (search);
  append_words (text, said, FALSE);
  words = g_strsplit (text->str, " ", -1);
  for (guint i = 0; words[i] && n < MAX_WORDS; i++)
    if (*words[i])
      {
        append_term (out, words[i], before);
        before = words[i];
        n++;
      }
  return n ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/**
 * hecha_search_text_runs:
 * @search: (nullable): what a person typed
 *
 * Returns: (transfer full) (nullable): its runs of three and more Han
 *   characters, a JSON array of strings: more than a word of the index can
 *   say; %NULL where there is none
 */
char *
hecha_search_text_runs (const char *search)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *said = search ? valid (search) : NULL;

  for (const char *begin = said, *p = said; p && *begin; begin = *p ? g_utf8_next_char (p) : p)
    {
      for (p = begin; is_han (g_utf8_get_char (p)); )
        p = g_utf8_next_char (p);
      if (g_utf8_pointer_to_offset (begin, p) > 2)
        g_string_append_printf (out, "%s\"%.*s\"", out->len ? "," : "[", (int) (p - begin), begin);
    }
  if (!out->len)
    return NULL;
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
