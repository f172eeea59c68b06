/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "some-filings.h"

#include "migrations.h"
#include "search-text.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define ROWS  100000
#define TURNS 3

static void
check (gboolean  good,
       GError   *error)
{
  if (!good)
    g_error ("%s", error ? error->message : "a program failed");
}

static HechaDb *
new_db (const char *path)
{
  g_autoptr(GError) error = NULL;
  HechaDb *db;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *file = g_strconcat (path, i == 0 ? "" : i == 1 ? "-wal" : "-shm", NULL);

      g_unlink (file);
    }
  db = hecha_db_open (path, NULL, &error);
  check (db && hecha_db_migrate (db, &error), error);
  return db;
}

static void
write_csv (HechaDb    *db,
           const char *path,
           const char *sql)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, sql, "");
  FILE *out = fopen (path, "w");

  check (out != NULL, NULL);
  while (hecha_rows_next (rows))
    for (int i = 0; i < hecha_rows_n_columns (rows); i++)
      {
        g_auto(GStrv) parts = g_strsplit (hecha_rows_text (rows, i), "\"", -1);
        g_autofree char *text = g_strjoinv ("\"\"", parts);

        fprintf (out, "%s\"%s\"%s", i ? "," : "", text, i + 1 == hecha_rows_n_columns (rows) ? "\n" : "");
      }
  check (hecha_rows_end (rows, NULL) && fclose (out) == 0, NULL);
}

static void
write_text_csv (GPtrArray  *filings,
                const char *path)
{
  FILE *out = fopen (path, "w");

  check (out != NULL, NULL);
  for (guint i = 0; i < filings->len; i++)
    {
      static const HechaField fields[] = { HECHA_FIELD_NAME, HECHA_FIELD_CODE, HECHA_FIELD_CONTACT, HECHA_FIELD_PHONE,
                                           HECHA_FIELD_SECURITY_OFFICER, HECHA_FIELD_REGION };
      g_autoptr(GString) line = g_string_new (NULL);

      g_string_printf (line, "%u,", i + 1);
      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          g_string_append_c (line, ' ');
          hecha_search_text_append (line, hecha_filing_get (filings->pdata[i], fields[j]));
        }
      fprintf (out, "%s\n", line->str);
    }
  check (fclose (out) == 0, NULL);
}

static double
time_store (const char *path,
            GPtrArray  *filings)
{
  HechaDb *db = new_db (path);
  gint64 begin = g_get_monotonic_time ();
  double time;

  import_filings (db, filings);
  time = (g_get_monotonic_time () - begin) / 1e6;
  hecha_db_close (db);
  return time;
}

static double
time_sqlite (const char *path,
             const char *csv,
             const char *text_csv)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = g_strdup_printf (".import %s filing", csv), *text = g_strdup_printf (".import %s stage", text_csv);
  /* An index without content wants its row ids, which .import cannot give. */
  const char *argv[] = { "sqlite3", path, "PRAGMA synchronous = FULL", "PRAGMA cache_size = -64000",
                         "PRAGMA temp_store = MEMORY", ".mode csv", rows,
                         "CREATE TEMP TABLE stage (id INTEGER PRIMARY KEY, words)", text,
                         "INSERT INTO filing_text (rowid, words) SELECT * FROM stage", NULL };
  gint64 begin;
  int status;

  hecha_db_close (new_db (path));
  begin = g_get_monotonic_time ();
  check (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                       NULL, NULL, &status, &error), error);
  check (g_spawn_check_wait_status (status, &error), error);
  return (g_get_monotonic_time () - begin) / 1e6;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Filings taken into the register with index and search, against the sqlite3
 * program that fills the same tables from csv files in which all is ready. */
int
main (int    argc,
      char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "hecha.db", NULL), *csv = g_build_filename (dir, "filing.csv", NULL);
  g_autofree char *text_csv = g_build_filename (dir, "text.csv", NULL);
  g_autoptr(GPtrArray) filings = some_filings (ROWS);
  double ratios[TURNS];
  HechaDb *db = new_db (path);

  import_filings (db, filings);
  write_csv (db, csv, "SELECT * FROM filing ORDER BY id");
  write_text_csv (filings, text_csv);
  hecha_db_close (db);
  for (int i = 0; i < TURNS; i++)
    {
      double ours = time_store (path, filings), theirs = time_sqlite (path, csv, text_csv);

      g_print ("register %.2f s, sqlite3 %.2f s\n", ours, theirs);
      ratios[i] = ours / theirs;
    }
  check (g_spawn_sync (NULL, (char *[]) { "rm", "-rf", dir, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                       NULL, NULL), NULL);
  qsort (ratios, TURNS, sizeof (double), compare);
  g_print ("register-import ratio %.2f (aim 2.0)\n", ratios[TURNS / 2]);
  return 0;
}
