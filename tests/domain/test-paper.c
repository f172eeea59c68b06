/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper.h"

static void
test_add (void)
{
  g_autoptr(HechaPaper) paper = hecha_paper_new (HECHA_LANGUAGE_EN);
  char text[] = "words";
  HechaPaperPart *part = hecha_paper_add (paper, HECHA_PAPER_HEADING, 2, text);

  text[0] = 'W';
  hecha_paper_add (paper, HECHA_PAPER_PAGE_BREAK, 0, NULL);
  g_assert_cmpuint (paper->parts->len, ==, 2);
  g_assert_true (paper->parts->pdata[0] == part);
  g_assert_cmpstr (part->text, ==, "words");
  g_assert_cmpint (part->level, ==, 2);
  g_assert_null (((HechaPaperPart *) paper->parts->pdata[1])->text);
  g_assert_cmpint (paper->language, ==, HECHA_LANGUAGE_EN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/paper/add", test_add);
  return g_test_run ();
}
