/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "citation.h"

#include "rule.h"

/* How a source names a document: by its title, its number or as a standard. */
#define STANDARD "[A-Z]{2,4}(?:/[A-Z]{1,3})? ?\\d+(?:\\.\\d+)*(?:-\\d+)*"

/* Of the two texts that are cited by number: 68 has 22 articles, 14 has 33 items. */
#define ARTICLES 22
#define ITEMS 33
#define NO_ARTICLE "an unknown article of the Measures: they have 22"
#define NO_ITEM "an unknown item of the Guidelines: they have 33"
#define NUMBERS "((?:\\d+(?:, | and | to |-|–)?)+)"
#define ARTICLE "(?i:articles?|arts?\\.?) ?"
#define ITEM    "(?i:items?) ?"

/* Before a title that is not the end of another one, such as “Cybersecurity Review Measures”. */
#define ALONE   "(?:^|; ?|[Tt]he )"

/* In Chinese, without spaces: the title with what follows in brackets, or the number alone. */
#define MEASURES   "(?:《(?:工业互联网安全)?分类分级管理办法》(?:（[^）]*）)?|〔2024〕68号）?)"
#define GUIDELINES "(?:控制系统网络安全防护指南》(?:（[^）]*）)?|〔2024〕14号）?)"

static const struct
{
  const char *cited;
  guint       last;
  const char *fault;
} numbered[] = {
  { "(?:\\[2024\\] No\\. 68\\)?|" ALONE "Measures),? \\(?" ARTICLE NUMBERS, ARTICLES, NO_ARTICLE },
  { ARTICLE NUMBERS " of the Measures(?! for (?!classified))", ARTICLES, NO_ARTICLE },
  { "(?:\\[2024\\] No\\. 14\\)?|" ALONE "Guidelines),? \\(?" ITEM NUMBERS, ITEMS, NO_ITEM },
  { ITEM NUMBERS " of the Guidelines(?! for (?!cybersecurity protection))", ITEMS, NO_ITEM },
  { GUIDELINES "第([\\d、至和-]+)项", ITEMS, NO_ITEM },
};

static gboolean
all_known (const char *numbers,
           guint       last)
{
  g_auto(GStrv) parts = g_regex_split_simple ("\\D+", numbers, 0, 0);

  for (guint i = 0; parts[i]; i++)
    if (*parts[i] && (g_ascii_strtoull (parts[i], NULL, 10) < 1 || g_ascii_strtoull (parts[i], NULL, 10) > last))
      return FALSE;
  return TRUE;
}

/* 第二十二条 or 第22条, and no later one */
static gboolean
is_article (const char *said)
{
  for (int i = 1; i <= ARTICLES; i++)
    {
      const HechaRule rule = { .article = i };
      g_autofree char *article = hecha_rule_article (&rule, HECHA_LANGUAGE_ZH), *digits = g_strdup_printf ("第%d条", i);

      if (g_str_equal (said, article) || g_str_equal (said, digits))
        return TRUE;
    }
  return FALSE;
}

/* Calls @add with each match's first group. */
static void
each (const char *pattern,
      const char *text,
      void      (*add) (char *match, gpointer data),
      gpointer    data)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *group = g_match_info_fetch (match, 1);

      add (group, data);
    }
}

typedef struct
{
  guint    last;
  gboolean unknown;
} Numbers;

static void
check_numbers (char     *match,
               gpointer  data)
{
  Numbers *numbers = data;

  numbers->unknown |= !all_known (match, numbers->last);
}

static void
check_article (char     *match,
               gpointer  data)
{
  Numbers *numbers = data;
  g_auto(GStrv) articles = g_regex_split_simple ("[、和至]", match, 0, 0);

  for (guint i = 0; articles[i]; i++)
    numbers->unknown |= *articles[i] && !is_article (articles[i]);
}

static void
add_document (char     *match,
              gpointer  data)
{
  g_auto(GStrv) parts = g_strsplit (match, " ", -1);

  g_hash_table_add (data, g_strjoinv ("", parts));
}

/* Numbers of documents and standards: the same in both languages. */
static GHashTable *
documents_of (const char *text)
{
  GHashTable *documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GRegex) number = g_regex_new ("(?:〔|\\[)(\\d{4})(?:〕|\\]) ?(?:No\\. )?(\\d+)号?", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace (number, text, -1, 0, "{\\1/\\2}", 0, NULL);

  each ("(\\{\\d+/\\d+\\})", plain, add_document, documents);
  each ("(" STANDARD ")", plain, add_document, documents);
  return documents;
}

static gboolean
same_documents (GHashTable *a,
                GHashTable *b)
{
  GHashTableIter iter;
  gpointer document;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &document, NULL))
    if (!g_hash_table_contains (b, document))
      return FALSE;
  return g_hash_table_size (a) == g_hash_table_size (b);
}

static void
complain_once (GPtrArray  *faults,
               const char *fault)
{
  if (!g_ptr_array_find_with_equal_func (faults, fault, g_str_equal, NULL))
    g_ptr_array_add (faults, g_strdup (fault));
}

/**
 * hecha_citation_check:
 * @source: where an item comes from, in both languages: documents by title
 *   (《》), number (〔2024〕68号, [2024] No. 68) or as a standard (GB/T 22239-2019)
 *
 * Of the Measures and the Guidelines the articles and items are known; of other
 * documents only that they are named.
 *
 * Returns: (transfer full): what is wrong with it; empty where nothing is
 */
GStrv
hecha_citation_check (const HechaText *source)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new ();
  const char *zh = source->zh ? source->zh : "", *en = source->en ? source->en : "";
  g_autoptr(GHashTable) documents = documents_of (zh), other = documents_of (en);
  g_auto(GStrv) words = g_strsplit_set (zh, " \t\n", -1);
  g_autofree char *close = g_strjoinv ("", words);
  Numbers articles = { 0 };

  if (g_hash_table_size (documents) == 0 && !g_regex_match_simple ("《[^》]+》", zh, 0, 0))
    complain_once (faults, "a source that names no document, by its title 《》, its number or as a standard");
  else if (!same_documents (documents, other))
    complain_once (faults, "a source that cites other documents in Chinese than in English");
  for (guint i = 0; i < G_N_ELEMENTS (numbered); i++)
    {
      Numbers numbers = { .last = numbered[i].last };

      each (numbered[i].cited, en, check_numbers, &numbers);
      each (numbered[i].cited, zh, check_numbers, &numbers);
      each (numbered[i].cited, close, check_numbers, &numbers);
      if (numbers.unknown)
        complain_once (faults, numbered[i].fault);
    }
  each (MEASURES "((?:第[^条]{1,24}条[、和至]?)+)", close, check_article, &articles);
  if (articles.unknown)
    complain_once (faults, NO_ARTICLE);
  g_ptr_array_add (faults, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&faults), FALSE);
}
