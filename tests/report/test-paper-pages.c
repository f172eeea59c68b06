/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-pages.h"

#include <glib/gstdio.h>
#include <string.h>

#define TIME "2026-03-06T01:20:00Z"

static void
add_row (HechaPaper *paper,
         int         level,
         const char *cells)
{
  hecha_paper_add (paper, HECHA_PAPER_ROW, level, NULL)->cells = g_strsplit (cells, "|", -1);
}

static HechaPaper *
new_paper (void)
{
  HechaPaper *paper = hecha_paper_new (HECHA_LANGUAGE_EN);

  paper->title = g_strdup ("Notice");
  paper->letterhead = g_strdup ("Letterhead");
  paper->subject = g_strdup ("Enterprise");
  paper->footer = g_strdup ("Sample form");
  return paper;
}

static char *
run (const char *const *command)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (process));
  return out;
}

/* Writes @paper. Returns: what pdftotext reads in it; its pages and fields are asserted. */
static char *
text_of (const HechaPaper *paper,
         guint             n_pages,
         const char       *field)
{
  g_autofree char *folder = g_dir_make_tmp ("hecha-paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "paper.pdf", NULL), *facts = NULL, *drawn = NULL;
  g_autoptr(GError) error = NULL;
  char *text;
  guint n = 0;

  g_assert_true (hecha_paper_write (path, paper, TIME, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, n_pages);
  facts = run ((const char *[]) { "pdfinfo", path, NULL });
  g_assert_nonnull (strstr (facts, "Tagged:          yes"));
  text = run ((const char *[]) { "pdftotext", "-enc", "UTF-8", "-layout", path, "-", NULL });
  if (field)
    {
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_nonnull (memmem (bytes, size, field, strlen (field)));
    }
  drawn = g_strconcat (path, ".pages", NULL);
  g_assert_false (g_file_test (drawn, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

static void
test_parts (void)
{
  g_autoptr(HechaPaper) paper = new_paper ();
  g_autofree char *text = NULL;
  HechaPaperPart *table;
  static const char *const words[] = { "Letterhead", "Notice", "Sample form", "Chapter", "Plain", "Point", "Head", "Left",
                                       "Right", "Signer", "Named Wang", "Remarks", "Last", NULL };

  hecha_paper_add (paper, HECHA_PAPER_HEADING, 1, "Chapter");
  hecha_paper_add (paper, HECHA_PAPER_TEXT, 0, "Plain");
  hecha_paper_add (paper, HECHA_PAPER_LIST, 0, "Point");
  table = hecha_paper_add (paper, HECHA_PAPER_TABLE, 0, NULL);
  table->weights[0] = table->weights[1] = 1;
  table->n_weights = 2;
  add_row (paper, 1, "Head|Two");
  add_row (paper, 0, "Left|Right");
  hecha_paper_add (paper, HECHA_PAPER_PLACE, 0, "Signer")->cells = g_strsplit ("Named Wang", "|", -1);
  hecha_paper_add (paper, HECHA_PAPER_PLACE, 1, "Remarks");
  hecha_paper_add (paper, HECHA_PAPER_PAGE_BREAK, 0, NULL);
  hecha_paper_add (paper, HECHA_PAPER_SPACE, 5, NULL);
  hecha_paper_add (paper, HECHA_PAPER_NOTE, 0, "Last");
  text = text_of (paper, 2, "/T (sign-1)");
  for (guint i = 0; words[i]; i++)
    if (!strstr (text, words[i]))
      g_error ("“%s” is not on the pages: %s", words[i], text);
}

/* A field has the name that the template gave it; a name that is used again is not. */
static void
test_fields (void)
{
  static const char *const names[] = { "authority-seal", NULL, "authority-seal" };
  static const char *const wanted[] = { "/T (authority-seal)", "/T (sign-2)", "/T (sign-3)" };

  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    {
      g_autoptr(HechaPaper) paper = new_paper ();
      g_autofree char *text = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        hecha_paper_add (paper, HECHA_PAPER_PLACE, 0, "Seal")->field = g_strdup (names[i]);
      text = text_of (paper, 1, wanted[w]);
    }
}

/* Rows that do not fit their table, or have none, are fitted. */
static void
test_misfits (void)
{
  g_autoptr(HechaPaper) paper = new_paper ();
  g_autofree char *text = NULL;
  HechaPaperPart *table;

  add_row (paper, 0, "stray|row");
  table = hecha_paper_add (paper, HECHA_PAPER_TABLE, 0, NULL);
  table->weights[0] = 1;
  table->n_weights = 1;
  add_row (paper, 0, "fits|falls off");
  hecha_paper_add (paper, HECHA_PAPER_TEXT, 0, "between");
  add_row (paper, 0, "again");
  hecha_paper_add (paper, HECHA_PAPER_ROW, 0, NULL);
  text = text_of (paper, 1, NULL);
  g_assert_nonnull (strstr (text, "stray"));
  g_assert_nonnull (strstr (text, "fits"));
  g_assert_null (strstr (text, "falls off"));
  g_assert_nonnull (strstr (text, "again"));
}

static void
test_empty (void)
{
  g_autoptr(HechaPaper) paper = hecha_paper_new (HECHA_LANGUAGE_ZH);
  g_autofree char *text = text_of (paper, 1, NULL);

  g_assert_nonnull (text);
}

/* Thousands of headings in a row are laid out in the time that as many lines take. */
static void
test_many_headings (void)
{
  g_autoptr(HechaPaper) paper = new_paper ();
  g_autofree char *folder = g_dir_make_tmp ("hecha-paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "paper.pdf", NULL);
  g_autoptr(GError) error = NULL;
  guint n;

  for (guint i = 0; i < 5000; i++)
    hecha_paper_add (paper, HECHA_PAPER_HEADING, 3, "Heading");
  g_assert_true (hecha_paper_write (path, paper, TIME, &n, NULL, &error));
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/paper-pages/parts", test_parts);
  g_test_add_func ("/paper-pages/misfits", test_misfits);
  g_test_add_func ("/paper-pages/fields", test_fields);
  g_test_add_func ("/paper-pages/empty", test_empty);
  g_test_add_func ("/paper-pages/many-headings", test_many_headings);
  return g_test_run ();
}
