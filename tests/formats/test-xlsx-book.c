/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "xlsx-book.h"
#include "zip-text.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

static HechaXlsxBook *
open_book (char            *path,
           HechaZipPackage *package,
           GError         **error)
{
  struct stat info;

  *package = (HechaZipPackage) { .fd = open (path, O_RDONLY | O_CLOEXEC), .name = "t.xlsx", .budget = 1000000 };
  g_assert_cmpint (fstat (package->fd, &info), ==, 0);
  package->size = info.st_size;
  remove_temp (path);
  return hecha_xlsx_book_open (package, error);
}

static void
test_book (void)
{
  HechaZipPackage package;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaXlsxBook) book = open_book (write_workbook (NULL), &package, &error);
  const HechaNumberStyle styles[] = { HECHA_NUMBER_PLAIN, HECHA_NUMBER_DATE, HECHA_NUMBER_DATE, HECHA_NUMBER_PLAIN };
  const char *const texts[] = { "名称", "示例 甲 & 乙", "", "a\rb_x41" };
  guint32 length;

  g_assert_no_error (error);
  g_assert_cmpuint (hecha_xlsx_book_n_sheets (book), ==, 1);
  g_assert_cmpstr (hecha_xlsx_book_sheet (book, 0)->part, ==, "xl/worksheets/sheet1.xml");
  g_assert_false (hecha_xlsx_book_date1904 (book));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    g_assert_cmpint (hecha_xlsx_book_style (book, i), ==, styles[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (hecha_xlsx_book_string (book, i, &length), ==, texts[i]);
      g_assert_cmpuint (length, ==, strlen (texts[i]));
    }
  g_assert_null (hecha_xlsx_book_string (book, 4, &length));
  close (package.fd);
}

/* Items inside items are one item; phonetic runs and texts outside do not count. */
static void
test_odd_strings (void)
{
  HechaZipPackage package;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaXlsxBook) book =
    open_book (write_workbook ("xl/sharedStrings.xml", "<sst xmlns='" MAIN "'><t>out</t><si><si><t>a</t></si></si>"
                               "<si><rPh><rPh><t>p</t></rPh><t>q</t></rPh><t>b</t></si></sst>", NULL), &package, &error);
  guint32 length;

  g_assert_no_error (error);
  g_assert_cmpstr (hecha_xlsx_book_string (book, 0, &length), ==, "a");
  g_assert_cmpuint (length, ==, 1);
  g_assert_cmpstr (hecha_xlsx_book_string (book, 1, &length), ==, "b");
  close (package.fd);
}

/* Styles and shared strings may be missing; the strict types of relationship. */
static void
test_strict (void)
{
  HechaZipPackage package;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaXlsxBook) book =
    open_book (write_workbook ("xl/styles.xml", NULL, "xl/sharedStrings.xml", NULL,
                               "_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                               "<Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument'"
                               " Target='/book%20one.xml'/></Relationships>",
                               "book one.xml", "<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'"
                               " xmlns:r='http://purl.oclc.org/ooxml/officeDocument/relationships'>"
                               "<sheets><sheet name='s' r:id='x'/></sheets></workbook>",
                               "_rels/book one.xml.rels",
                               "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='x'"
                               " Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet' Target='sheet.xml'/></Relationships>",
                               NULL), &package, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hecha_xlsx_book_sheet (book, 0)->part, ==, "sheet.xml");
  close (package.fd);
}

static void
test_unescape (void)
{
  static const struct { const char *text, *plain; } rows[] = {
    { "a_x000A_b", "a\nb" }, { "_x005F_x000A_", "_x000A_" }, { "_x00", "_x00" }, { "_xZZZZ_", "_xZZZZ_" },
    { "_xD83D_", "" }, { "_x0000_", "" }, { "_x4E2D_", "中" }, { "__x0041__", "_A_" }, { "_X0041_", "_X0041_" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) text = g_string_new (rows[i].text);

      hecha_xlsx_unescape (text, 0);
      g_assert_cmpstr (text->str, ==, rows[i].plain);
      g_assert_cmpuint (text->len, ==, strlen (rows[i].plain));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/xlsx-book/book", test_book);
  g_test_add_func ("/xlsx-book/odd-strings", test_odd_strings);
  g_test_add_func ("/xlsx-book/strict", test_strict);
  g_test_add_func ("/xlsx-book/unescape", test_unescape);
  return g_test_run ();
}
