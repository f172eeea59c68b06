/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

/* What src/DESIGN.md says of the connection, as SQLite tells it. */
static void
test_settings (void)
{
  static const struct { const char *pragma; const char *value; } settings[] = {
    { "PRAGMA journal_mode", "wal" },
    { "PRAGMA synchronous", "2" },
    { "PRAGMA foreign_keys", "1" },
    { "PRAGMA trusted_schema", "0" },
    { "PRAGMA temp_store", "2" },
    { "PRAGMA cell_size_check", "1" },
    { "PRAGMA secure_delete", "1" },
    { "PRAGMA recursive_triggers", "1" },
    { "PRAGMA busy_timeout", "5000" },
  };
  HechaDb *db = open_new ();
  g_autoptr(GError) error = NULL;
  GStatBuf status;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *value = hecha_db_text (db, settings[i].pragma, "");

      g_assert_cmpstr (value, ==, settings[i].value);
    }
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  /* Defensive: the schema cannot be written over. */
  g_assert_false (hecha_db_run_script (db, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  close_and_remove (db);
}

static void
test_errors (void)
{
  static const struct { const char *sql; int code; } statements[] = {
    { "INSERT INTO t (id, a) VALUES (2, 'x')", HECHA_ERROR_EXISTS },
    { "INSERT INTO t (id) VALUES (1)", HECHA_ERROR_EXISTS },
    { "INSERT INTO t (b) VALUES (5)", HECHA_ERROR_INVALID },
    { "SELECT nonsense", HECHA_ERROR_IO },
    { "INSERT INTO t (a) VALUES (\"x\")", HECHA_ERROR_IO },
  };
  HechaDb *db = open_new ();
  g_autoptr(GError) ok = NULL;

  g_assert_true (hecha_db_exec (db, &ok, "INSERT INTO t (id, a) VALUES (1, 'x')", ""));
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr(GError) error = NULL, again = NULL;
      g_autoptr(HechaRows) rows = NULL;

      g_assert_false (hecha_db_exec (db, &error, statements[i].sql, ""));
      g_assert_error (error, HECHA_ERROR, statements[i].code);
      g_assert_nonnull (strstr (error->message, path));
      rows = hecha_db_query (db, statements[i].sql, "");
      g_assert_false (hecha_rows_next (rows));
      g_assert_false (hecha_rows_end (rows, &again));
      g_assert_error (again, HECHA_ERROR, statements[i].code);
    }
  close_and_remove (db);
}

static gboolean
insert_two (HechaDb   *db,
            gpointer   data,
            GError   **error)
{
  return hecha_db_exec (db, error, "INSERT INTO t (a) VALUES ('one')", "") &&
         hecha_db_exec (db, error, "INSERT INTO t (a) VALUES (?)", "s", data);
}

static gboolean
insert_and_forgive (HechaDb   *db,
                    gpointer   data,
                    GError   **error)
{
  g_assert_true (hecha_db_in_transaction (db));
  hecha_db_transaction (db, insert_two, "one", NULL);
  return TRUE;
}

static void
test_transaction (void)
{
  HechaDb *db = open_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_db_transaction (db, insert_two, "one", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (hecha_db_int (db, 9, "SELECT count (*) FROM t", ""), ==, 0);
  /* A part that failed takes the whole with it, whatever the whole thinks. */
  g_assert_false (hecha_db_transaction (db, insert_and_forgive, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (hecha_db_int (db, 9, "SELECT count (*) FROM t", ""), ==, 0);
  g_assert_true (hecha_db_try (db, insert_two, "two", &error));
  g_assert_cmpint (hecha_db_int (db, 9, "SELECT count (*) FROM t", ""), ==, 0);
  g_assert_true (hecha_db_transaction (db, insert_two, "two", &error));
  g_assert_false (hecha_db_in_transaction (db));
  g_assert_cmpint (hecha_db_int (db, 9, "SELECT count (*) FROM t", ""), ==, 2);
  close_and_remove (db);
}

static void
test_backup (void)
{
  HechaDb *db = open_new (), *copy;
  g_autoptr(GError) error = NULL;
  g_autofree char *to = g_build_filename (dir, "b.db", NULL);

  g_assert_true (hecha_db_run_script (db, "PRAGMA application_id = 1214604136; INSERT INTO t (a) VALUES ('x')", &error));
  g_assert_true (hecha_db_backup (db, to, &error));
  g_assert_false (hecha_db_backup (db, to, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_EXISTS);
  g_clear_error (&error);
  copy = hecha_db_open (to, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hecha_db_int (copy, 9, "SELECT count (*) FROM t", ""), ==, 1);
  hecha_db_close (copy);
  close_and_remove (db);
}

static void
test_foreign_files (void)
{
  HechaDb *db = open_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *other = g_build_filename (dir, "other.db", NULL), *text = g_build_filename (dir, "text.db", NULL);
  g_autofree char *words = g_strnfill (5000, 'x'), *after = NULL, *link = g_build_filename (dir, "link.db", NULL);

  g_assert_true (hecha_db_run_script (db, "PRAGMA application_id = 5; PRAGMA wal_checkpoint (TRUNCATE)", &error));
  g_assert_true (hecha_db_backup (db, other, &error));
  g_assert_null (hecha_db_open (other, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (text, words, -1, &error));
  g_assert_null (hecha_db_open (text, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (text, &after, NULL, &error));
  g_assert_cmpstr (after, ==, words);
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_null (hecha_db_open (link, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  close_and_remove (db);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db/settings", test_settings);
  g_test_add_func ("/db/errors", test_errors);
  g_test_add_func ("/db/transaction", test_transaction);
  g_test_add_func ("/db/backup", test_backup);
  g_test_add_func ("/db/foreign-files", test_foreign_files);
  return g_test_run ();
}
