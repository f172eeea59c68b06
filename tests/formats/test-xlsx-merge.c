/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xlsx-merge.h"
#include "zip-text.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_reference (void)
{
  static const struct { const char *text; gboolean good; guint column, row; } rows[] = {
    { "A1", TRUE, 0, 1 }, { "xfd1048576", TRUE, 16383, 1048576 }, { "$AB$12", TRUE, 27, 12 },
    { "XFE1", FALSE }, { "A1048577", FALSE }, { "A0", FALSE }, { "A", FALSE }, { "1", FALSE }, { "", FALSE },
    { "A1B", FALSE }, { "A-1", FALSE }, { "AAAAAAAAAAAAAAAAAA1", FALSE }, { "A99999999999999999999", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint column = 0, row = 0;

      g_assert_cmpint (hecha_xlsx_reference (rows[i].text, strlen (rows[i].text), &column, &row), ==, rows[i].good);
      g_assert_cmpuint (column, ==, rows[i].column);
      g_assert_cmpuint (row, ==, rows[i].row);
    }
}

static HechaXlsxMerge *
read_merges (const char *xml)
{
  HechaZipPackage package = { .name = "t.xlsx", .budget = 10000000 };
  char *path = write_temp ("t.zip", "", 0);
  struct archive *zip = zip_begin (path);
  HechaXlsxMerge *merge;
  struct stat info;

  zip_add (zip, "s.xml", xml, strlen (xml));
  zip_end (zip);
  package.fd = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (fstat (package.fd, &info), ==, 0);
  package.size = info.st_size;
  remove_temp (path);
  merge = hecha_xlsx_merge_read (&package, "s.xml", NULL);
  close (package.fd);
  return merge;
}

/* What a row of "x" in column @first and nothing else becomes. */
static char *
apply (HechaXlsxMerge *merge,
       guint           row,
       guint           first)
{
  g_autofree HechaCell *cells = g_new (HechaCell, HECHA_TABLE_MAX_COLUMNS);
  GString *out = g_string_new (NULL);
  guint n;

  for (guint i = 0; i < HECHA_TABLE_MAX_COLUMNS; i++)
    cells[i] = (HechaCell) { "", 0, 0 };
  if (first != G_MAXUINT)
    cells[first] = (HechaCell) { "x", 1, 0 };
  n = hecha_xlsx_merge_apply (merge, row, cells, first + 1);
  for (guint i = 0; i < n; i++)
    g_string_append (out, !cells[i].length ? "." : cells[i].notes & HECHA_CELL_SPREAD ? "s" : "x");
  return g_string_free (out, FALSE);
}

static void
check (HechaXlsxMerge *merge,
       guint           row,
       guint           first,
       const char     *expected)
{
  g_autofree char *text = apply (merge, row, first);

  g_assert_cmpstr (text, ==, expected);
}

/* Elements cut by the end of a block: 300 kB of rows go before them. */
static void
test_apply (void)
{
  g_autoptr(GString) xml = g_string_new ("<worksheet>");
  g_autoptr(HechaXlsxMerge) merge = NULL;

  for (guint i = 0; i < 30000; i++)
    g_string_append (xml, "<row/><c/>");
  g_string_append (xml, "<mergeCells count='5'>");
  for (guint i = 0; i < 10000; i++)
    g_string_append (xml, "<mergeCell ref=\"Z9000:Z9001\"/>");
  g_string_append (xml, "<mergeCell ref='B5:C6'/><mergeCell\nref='B10:C10'/><mergeCell ref='A3:D3'/><q:mergeCell ref=\"A7:A8\"/>"
                        "<mergeCell ref='C9:A9'/><mergeCell ref='A'/><mergeCell/></mergeCells></worksheet>");
  merge = read_merges (xml->str);
  check (merge, 1, 0, "x");
  check (merge, 3, 0, "xsss");
  check (merge, 5, 1, ".xs");
  check (merge, 6, 0, "xss");
  check (merge, 7, G_MAXUINT, "");      /* the first cell of A7:A8 is empty */
  check (merge, 8, G_MAXUINT, "");
  check (merge, 9, 0, "x");
  check (merge, 10, 1, ".xs");
}

/* Overlapping ranges, which no spreadsheet has, cannot make a row slow. */
static void
test_overlapping (void)
{
  g_autoptr(GString) xml = g_string_new (NULL);
  g_autoptr(HechaXlsxMerge) merge = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append (xml, "<mergeCell ref='A1:XFD1048576'/>");
  merge = read_merges (xml->str);
  text = apply (merge, 1, 0);
  g_assert_cmpuint (strlen (text), ==, HECHA_TABLE_MAX_COLUMNS);
  text[0] = 's';
  for (guint row = 2; row < 50; row++)
    check (merge, row, G_MAXUINT, text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/xlsx-merge/reference", test_reference);
  g_test_add_func ("/xlsx-merge/apply", test_apply);
  g_test_add_func ("/xlsx-merge/overlapping", test_overlapping);
  return g_test_run ();
}
