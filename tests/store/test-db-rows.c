/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

static char *dir, *path;

static HechaDb *
open_new (void)
{
  g_autoptr(GError) error = NULL;
  HechaDb *db;

  dir = g_dir_make_tmp ("hecha-db-XXXXXX", NULL);
  path = g_build_filename (dir, "a.db", NULL);
  db = hecha_db_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_db_run_script (db, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b BLOB) STRICT;",
                                      &error));
  return db;
}

static void
close_and_remove (HechaDb *db)
{
  g_clear_pointer (&db, hecha_db_close);
  remove_tree (dir);
  g_clear_pointer (&dir, g_free);
  g_clear_pointer (&path, g_free);
}

static void
test_bind (void)
{
  HechaDb *db = open_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("\0\1\2", 3), empty = g_bytes_new_static ("", 0), found = NULL;
  HechaRows *rows;

  g_assert_true (hecha_db_exec (db, &error, "INSERT INTO t VALUES (?, ?, ?)", "xsy",
                                G_GINT64_CONSTANT (9007199254740991), "江苏", bytes));
  g_assert_cmpint (hecha_db_last_id (db), ==, G_GINT64_CONSTANT (9007199254740991));
  g_assert_true (hecha_db_exec (db, &error, "INSERT INTO t VALUES (?, ?, ?)", "isy", 1, NULL, empty));
  g_assert_cmpint (hecha_db_changes (db), ==, 1);
  rows = hecha_db_query (db, "SELECT id, a, b FROM t WHERE a = ?", "s", "江苏");
  g_assert_true (hecha_rows_next (rows));
  g_assert_cmpint (hecha_rows_int (rows, 0), ==, G_GINT64_CONSTANT (9007199254740991));
  g_assert_cmpstr (hecha_rows_text (rows, 1), ==, "江苏");
  found = hecha_rows_bytes (rows, 2);
  g_assert_true (g_bytes_equal (found, bytes));
  g_assert_false (hecha_rows_next (rows));
  g_assert_true (hecha_rows_end (rows, &error));
  hecha_rows_free (rows);
  g_assert_cmpint (hecha_db_int (db, -1, "SELECT length (b) FROM t WHERE a IS NULL", ""), ==, 0);
  g_assert_cmpint (hecha_db_int (db, -1, "SELECT id FROM t WHERE id = 77", ""), ==, -1);
  g_assert_null (hecha_db_text (db, "SELECT a FROM t WHERE a IS NULL", ""));
  close_and_remove (db);
}

/* The same statement, once more while its rows are being read. */
static void
test_nested_query (void)
{
  HechaDb *db = open_new ();
  g_autoptr(GError) error = NULL;
  int pairs = 0;

  g_assert_true (hecha_db_run_script (db, "INSERT INTO t (a) VALUES ('x'), ('y'), ('z')", &error));
  {
    g_autoptr(HechaRows) outer = hecha_db_query (db, "SELECT a FROM t", "");

    while (hecha_rows_next (outer))
      {
        g_autoptr(HechaRows) inner = hecha_db_query (db, "SELECT a FROM t", "");

        while (hecha_rows_next (inner))
          pairs++;
      }
  }
  g_assert_cmpint (pairs, ==, 9);
  close_and_remove (db);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db-rows/bind", test_bind);
  g_test_add_func ("/db-rows/nested-query", test_nested_query);
  return g_test_run ();
}
