/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "migrations.h"

#include <string.h>

static Place place;

static void
set_up (void)
{
  g_autofree char *device = device_id (1);

  place_open (&place, device);
}

static char *
schema_of (HechaDb *db)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                              " AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY type, name", "");
  GString *schema = g_string_new ("-- SPDX-License-Identifier: GPL-3.0-or-later\n");

  while (hecha_rows_next (rows))
    g_string_append_printf (schema, "%s;\n", hecha_rows_text (rows, 0));
  return g_string_free (schema, FALSE);
}

/* UPDATE_GOLDEN=1 writes it anew, for a schema that was never released. */
static void
test_golden (void)
{
  g_auto(GStrv) steps = hecha_db_steps ();
  g_autofree char *name = g_strdup_printf ("schema-%u.sql", g_strv_length (steps));
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "golden", name, NULL);
  g_autofree char *golden = NULL, *schema = NULL;
  g_autoptr(GError) error = NULL;

  set_up ();
  g_assert_cmpint (hecha_db_version (place.db), ==, (int) g_strv_length (steps));
  schema = schema_of (place.db);
  if (g_getenv ("UPDATE_GOLDEN"))
    g_assert_true (g_file_set_contents (path, schema, -1, &error));
  g_assert_true (g_file_get_contents (path, &golden, NULL, &error));
  g_assert_cmpstr (schema, ==, golden);
  g_assert_cmpint (hecha_db_int (place.db, 0, "PRAGMA application_id", ""), ==, HECHA_DB_APPLICATION_ID);
  place_close (&place);
}

/* A database of schema 1 with something in each table goes through all later steps. */
static void
test_old_data (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "golden", "data-1.sql", NULL);
  g_auto(GStrv) steps = hecha_db_steps ();
  const char *first[] = { steps[0], NULL };
  g_autofree char *data = NULL, *file = NULL, *broken = NULL;
  g_autoptr(GError) error = NULL;
  HechaDb *db;

  set_up ();
  file = g_build_filename (place.dir, "old.db", NULL);
  db = hecha_db_open (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_db_migrate_with (db, first, &error));
  g_assert_true (g_file_get_contents (path, &data, NULL, &error));
  hecha_db_run_script (db, data, &error);
  g_assert_no_error (error);
  hecha_db_run_script (db, "INSERT INTO quarantine SELECT scope, device, 2, 3,"
                       " CAST ('{\"hash\":\"aa\"}' || char (10) || '{\"hash\":\"bb\"}' || char (10) AS BLOB)"
                       " FROM quarantine;", &error);
  g_assert_no_error (error);
  hecha_db_migrate (db, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hecha_db_version (db), ==, (int) g_strv_length (steps));
  g_assert_cmpint (hecha_db_int (db, 0, "SELECT count (*) FROM event", ""), ==, 2);
  g_assert_cmpint (hecha_db_int (db, 0, "SELECT count (*) FROM answer WHERE value = 'yes'", ""), ==, 1);
  g_assert_cmpint (hecha_db_int (db, 0, "SELECT count (*) FROM filing", ""), ==, 1);
  g_assert_cmpint (hecha_db_int (db, 0, "SELECT count (*) FROM quarantine WHERE head = '' AND segment = x'7b7d0a'", ""),
                   ==, 1);
  g_assert_cmpint (hecha_db_int (db, 0, "SELECT count (*) FROM quarantine WHERE head = 'bb' AND last = 3", ""), ==, 1);
  g_assert_cmpint (hecha_db_int (db, 0, "SELECT rowid FROM filing_text WHERE filing_text MATCH '\"南京\"'", ""), ==, 1);
  broken = hecha_db_text (db, "PRAGMA integrity_check", "");
  g_assert_cmpstr (broken, ==, "ok");
  hecha_db_close (db);
  place_close (&place);
}

/* The steps that there are, and one more. */
static char **
steps_and (const char *last)
{
  g_auto(GStrv) steps = hecha_db_steps ();
  g_autoptr(GStrvBuilder) more = g_strv_builder_new ();

  g_strv_builder_addv (more, (const char **) steps);
  g_strv_builder_add (more, last);
  return g_strv_builder_end (more);
}

static void
assert_backup (const char *name,
               int         version,
               int         rows)
{
  g_autofree char *path = g_build_filename (place.dir, name, NULL);
  g_autoptr(GError) error = NULL;
  HechaDb *backup = hecha_db_open (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hecha_db_version (backup), ==, version);
  g_assert_cmpint (hecha_db_int (backup, -1, "SELECT count (*) FROM setting", ""), ==, rows);
  hecha_db_close (backup);
}

static void
test_next_step (void)
{
  g_auto(GStrv) more = steps_and ("CREATE TABLE later (a TEXT) STRICT; INSERT INTO later SELECT name FROM setting;");
  int version = (int) g_strv_length (more) - 1;
  g_autofree char *name = g_strdup_printf ("hecha.db.v%d.backup", version);
  g_autoptr(GError) error = NULL;

  set_up ();
  g_assert_true (hecha_db_exec (place.db, &error, "INSERT INTO setting VALUES ('unit', '某所')", ""));
  g_assert_true (hecha_db_migrate_with (place.db, (const char *const *) more, &error));
  g_assert_cmpint (hecha_db_version (place.db), ==, version + 1);
  g_assert_cmpint (hecha_db_int (place.db, 0, "SELECT count (*) FROM later", ""), ==, 1);
  assert_backup (name, version, 1);
  place_close (&place);
}

static void
test_failing_step (void)
{
  static const char *const bad[] = {
    "CREATE TABLE later (a TEXT) STRICT; DROP TABLE setting; nonsense;",
    "CREATE TABLE later (a TEXT REFERENCES setting) STRICT; PRAGMA defer_foreign_keys = ON; INSERT INTO later VALUES ('x');",
  };
  g_autofree char *before = NULL;

  set_up ();
  before = schema_of (place.db);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto(GStrv) more = steps_and (bad[i]);
      int version = (int) g_strv_length (more) - 1;
      g_autofree char *name = i ? g_strdup_printf ("hecha.db.v%d-%u.backup", version, i)
                                : g_strdup_printf ("hecha.db.v%d.backup", version);
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_db_migrate_with (place.db, (const char *const *) more, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, name));
      g_assert_cmpint (hecha_db_version (place.db), ==, version);
      after = schema_of (place.db);
      g_assert_cmpstr (after, ==, before);
      assert_backup (name, version, 0);
    }
  place_close (&place);
}

static void
test_too_new (void)
{
  g_autoptr(GError) error = NULL;

  set_up ();
  g_assert_true (hecha_db_run_script (place.db, "PRAGMA user_version = 99", &error));
  g_assert_false (hecha_db_migrate (place.db, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_NEW);
  g_assert_nonnull (strstr (error->message, "99"));
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/migrations/golden", test_golden);
  g_test_add_func ("/migrations/old-data", test_old_data);
  g_test_add_func ("/migrations/next-step", test_next_step);
  g_test_add_func ("/migrations/failing-step", test_failing_step);
  g_test_add_func ("/migrations/too-new", test_too_new);
  return g_test_run ();
}
