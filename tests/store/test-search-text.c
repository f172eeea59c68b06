/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-text.h"

#include <string.h>

/* Words with one space between, for comparing. */
static char *
words_of (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      g_ptr_array_add (words, parts[i]);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static const struct { const char *text; const char *words; } texts[] = {
  { "", "" },
  { "公司", "公 公司 司" },
  { "龙", "龙" },
  { "南京PLC厂", "南 南京 京 plc p pl 厂" },
  { "Siemens S7-1500", "siemens s si s7 s 1500 1 15" },
  { "ＡＢ１２", "ab12 a ab" },
  { "Škoda \"Ä\" ÉTÉ", "skoda s sk a ete e et" },
  { "甲、乙（丙）　丁。", "甲 乙 丙 丁" },
  { "𠮷野家", "𠮷 𠮷野 野 野家 家" },
};

static void
test_append (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);
      g_autofree char *words = NULL;

      hecha_search_text_append (out, texts[i].text);
      words = words_of (out->str);
      g_assert_cmpstr (words, ==, texts[i].words);
    }
}

static const struct { const char *search; const char *match; } searches[] = {
  { NULL, NULL },
  { "", NULL },
  { "  ", NULL },
  { "-*\"", NULL },
  { "龙", "\"龙\"" },
  { "公司", "\"公司\"" },
  { "有限公司", "\"有限\" AND \"限公\" AND \"公司\"" },
  { "PLC", "\"plc\" *" },
  { "龙 91", "\"龙\" AND \"91\"" },
  { "南京plc厂", "\"南京\" AND \"plc\" * AND \"厂\"" },
  { "Šk", "\"sk\"" },
  { "a\"b", "\"a\" AND \"b\"" },
  { "\xff", NULL },
};

static void
test_match (void)
{
  g_autofree char *huge = g_strnfill (100000, 'x'), *match = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *found = hecha_search_text_match (searches[i].search);

      g_assert_cmpstr (found, ==, searches[i].match);
    }
  match = hecha_search_text_match (huge);
  g_assert_cmpuint (strlen (match), <, 2000);
}

static const struct { const char *search; const char *runs; } long_ones[] = {
  { NULL, NULL },
  { "", NULL },
  { "公司", NULL },
  { "有限公司", "[\"有限公司\"]" },
  { "公司 有限", NULL },
  { "PLC控制器，“传感器”a", "[\"控制器\",\"传感器\"]" },
  { "龙\xff", NULL },
};

static void
test_runs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (long_ones); i++)
    {
      g_autofree char *runs = hecha_search_text_runs (long_ones[i].search);

      g_assert_cmpstr (runs, ==, long_ones[i].runs);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/search-text/append", test_append);
  g_test_add_func ("/search-text/match", test_match);
  g_test_add_func ("/search-text/runs", test_runs);
  return g_test_run ();
}
