/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blank-paper.h"

#include "fixture.h"

#include <string.h>

/* A page of 200 by 200 points with a black square at 50, 50 from its lower left, and what lies over it. */
static GBytes *
draw (const char *over)
{
  g_autofree char *marks = g_strdup_printf ("0 g 50 50 20 20 re f %s", over);
  g_autofree char *content = g_strdup_printf ("<< /Length %zu >>\nstream\n%s\nendstream", strlen (marks), marks);
  const char *const bodies[] = {
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 200 ] /Contents 4 0 R /Resources << /ExtGState << /M << /BM /Multiply >> >> "
    ">> >>", content, NULL
  };
  GString *text = fixture_write_pdf (bodies, "");

  return g_string_free_to_bytes (text);
}

static void
test_areas (void)
{
  static const struct
  {
    const char *over;
    HechaPdfArea area;          /* from the upper left */
    gboolean blank;
  } table[] = {
    { "1 0 0 rg 100 100 60 40 re f", { 0, 100, 60, 60, 40 }, TRUE },            /* on nothing */
    { "1 g 40 40 60 60 re f", { 0, 40, 100, 60, 60 }, FALSE },                  /* white over the square */
    { "0 g 40 40 60 60 re f", { 0, 40, 100, 60, 60 }, FALSE },                  /* black over it */
    { "/M gs 1 1 0 rg 40 40 60 60 re f", { 0, 40, 100, 60, 60 }, TRUE },        /* a marker */
    { "/M gs 0 0 1 rg 40 40 60 60 re f", { 0, 40, 100, 60, 60 }, FALSE },       /* too dark a marker */
    { "0 g 72 50 20 20 re f", { 0, 72, 130, 20, 20 }, FALSE },                  /* close beside it */
    { "0 g 90 50 20 20 re f", { 0, 90, 130, 20, 20 }, TRUE },                   /* further away */
    { "0 g 90 50 20 20 re f", { 0, 0, 0, 0, 0 }, FALSE },                       /* somewhere on the page */
    { "", { 1, 0, 0, 9, 9 }, FALSE },                                           /* on no page */
  };
  g_autoptr(GBytes) before = draw ("");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GBytes) after = draw (table[i].over);

      if (hecha_blank_paper (before, after, &table[i].area, 1) != table[i].blank)
        g_error ("%s", table[i].over);
    }
}

/* One that hides something is enough, wherever it stands among the others. */
static void
test_several (void)
{
  const HechaPdfArea blank = { 0, 100, 60, 60, 40 }, covered = { 0, 40, 100, 60, 60 }, nowhere = { 1, 0, 0, 9, 9 };
  const struct { HechaPdfArea areas[3]; gboolean blank; } table[] = {
    { { blank, blank, blank }, TRUE },
    { { covered, blank, blank }, FALSE },
    { { blank, covered, blank }, FALSE },
    { { blank, blank, covered }, FALSE },
    { { blank, blank, nowhere }, FALSE },
  };
  g_autoptr(GBytes) before = draw ("");
  g_autoptr(GBytes) after = draw ("1 0 0 rg 100 100 60 40 re f 1 g 40 40 60 60 re f");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (hecha_blank_paper (before, after, table[i].areas, G_N_ELEMENTS (table[i].areas)) != table[i].blank)
      g_error ("row %u", i);
}

/* What cannot be drawn is not blank. */
static void
test_damaged (void)
{
  static const HechaPdfArea area = { 0, 0, 0, 9, 9 };
  g_autoptr(GBytes) good = draw (""), bad = g_bytes_new_static ("%PDF-1.7\n", 9);

  g_assert_true (hecha_blank_paper (good, good, &area, 1));
  g_assert_false (hecha_blank_paper (good, bad, &area, 1));
  g_assert_false (hecha_blank_paper (bad, good, &area, 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/blank-paper/areas", test_areas);
  g_test_add_func ("/flow/blank-paper/several", test_several);
  g_test_add_func ("/flow/blank-paper/damaged", test_damaged);
  return g_test_run ();
}
