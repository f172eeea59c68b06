/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "table-text.h"

#include <sys/stat.h>

/* Column names worked out by hand; AMJ and XFD are the last of 1,024 and 16,384. */
static void
test_letters (void)
{
  static const struct { guint column; const char *letters; } rows[] = {
    { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" }, { 52, "BA" }, { 701, "ZZ" }, { 702, "AAA" },
    { 1023, "AMJ" }, { 16383, "XFD" },
  };
  char letters[4];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      hecha_column_letters (rows[i].column, letters);
      g_assert_cmpstr (letters, ==, rows[i].letters);
    }
}

static void
check_refused (const char *bytes,
               gsize       size,
               int         code,
               const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_bytes ("list.csv", bytes, size, &error);

  g_assert_null (text);
  g_assert_error (error, HECHA_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

/* The kind is told by the content: the name says .csv every time. */
static void
test_refused_kinds (void)
{
  static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  g_autoptr(GString) encrypted = g_string_new_len (ole, 8);

  check_refused ("", 0, HECHA_ERROR_INVALID, "list.csv: the file is empty");
  check_refused (ole, 8, HECHA_ERROR_UNSUPPORTED, "list.csv: an old Excel workbook (.xls); save it as .xlsx");
  for (guint i = 0; i < 300000; i++)
    g_string_append_len (encrypted, "\0\0\0\0\0\0\0", 7);
  g_string_append_len (encrypted, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  check_refused (encrypted->str, encrypted->len, HECHA_ERROR_UNSUPPORTED,
                 "list.csv: the workbook is encrypted with a password; save it without one");
  check_refused ("%PDF-1.7\n", 9, HECHA_ERROR_UNSUPPORTED, "list.csv: a PDF document, not a spreadsheet");
  check_refused ("\xef\xbb\xbf \n<html><table>", 18, HECHA_ERROR_UNSUPPORTED,
                 "list.csv: a web page or XML file, whatever its name says;"
                 " open it in a spreadsheet program and save it as .xlsx");
}

static void
test_no_file (void)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (dir, "none.csv", NULL);
  g_autofree char *pipe = g_build_filename (dir, "pipe.csv", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_table_open (missing, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (hecha_table_open (dir, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (hecha_table_open (pipe, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_unlink (pipe);
  g_rmdir (dir);
}

/* printf '企业\n' | sha256sum */
static void
test_digest (void)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-XXXXXX", NULL), *path = g_build_filename (dir, "some.csv", NULL);
  g_autofree char *pipe = g_build_filename (dir, "pipe.csv", NULL), *digest = NULL;
  g_autoptr(GError) error = NULL, missing = NULL, hangs = NULL;

  g_assert_null (hecha_table_digest (path, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (path, "企业\n", -1, NULL));
  digest = hecha_table_digest (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (digest, ==, "c247dfa99fdb2d58ebf0cc0d78320b601b30ddc7019205c37935322e313e47b9");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (hecha_table_digest (pipe, &hangs));
  g_assert_error (hangs, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_unlink (pipe);
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/table/letters", test_letters);
  g_test_add_func ("/table/refused-kinds", test_refused_kinds);
  g_test_add_func ("/table/no-file", test_no_file);
  g_test_add_func ("/table/digest", test_digest);
  return g_test_run ();
}
