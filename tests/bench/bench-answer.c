/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal.h"
#include "migrations.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define TURNS   9
#define ANSWERS 40

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
time_journal (HechaJournal *journal,
              int           turn)
{
  gint64 begin = g_get_monotonic_time ();

  for (int i = 0; i < ANSWERS; i++)
    {
      g_autoptr(JsonObject) payload = json_object_new ();
      g_autoptr(GError) error = NULL;
      g_autofree char *subject = g_strdup_printf ("answer/0c4e7a52-0000-4000-8000-%012d/whole/1/answer", turn * ANSWERS + i);

      json_object_set_string_member (payload, "value", "yes");
      if (!hecha_journal_append (journal, hecha_event_new ("case:0c4e7a52-0000-4000-8000-000000000001",
                                                           HECHA_EVENT_ANSWER_SET, subject, payload), &error))
        g_error ("%s", error->message);
    }
  return (g_get_monotonic_time () - begin) / 1e3 / ANSWERS;
}

static double
time_bare (sqlite3 *bare)
{
  sqlite3_stmt *insert;
  gint64 begin;

  sqlite3_prepare_v2 (bare, "INSERT INTO t (answer) VALUES (?)", -1, &insert, NULL);
  begin = g_get_monotonic_time ();
  for (int i = 0; i < ANSWERS; i++)
    {
      sqlite3_bind_text (insert, 1, "answer/0c4e7a52-0000-4000-8000-000000000001/whole/1/answer yes", -1, SQLITE_STATIC);
      if (sqlite3_step (insert) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bare));
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  return (g_get_monotonic_time () - begin) / 1e3 / ANSWERS;
}

static void
remove_files (const char *dir)
{
  static const char *const names[] = { "hecha.db", "hecha.db-wal", "hecha.db-shm", "bare.db", "bare.db-wal", "bare.db-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
}

/* An answer that is safe on the disk when it is shown as saved, against a bare commit of SQLite. */
int
main (int    argc,
      char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-bench-XXXXXX", NULL), *device = g_strnfill (64, 'a');
  g_autofree char *path = g_build_filename (dir, "hecha.db", NULL), *bare_path = g_build_filename (dir, "bare.db", NULL);
  g_autoptr(GError) error = NULL;
  HechaDb *db = hecha_db_open (path, NULL, &error);
  g_autoptr(HechaJournal) journal = NULL;
  double ratios[TURNS];
  sqlite3 *bare;

  if (!db || !hecha_db_migrate (db, &error))
    g_error ("%s", error->message);
  journal = hecha_journal_new (db, device, "王检查", hecha_clock_system ());
  sqlite3_open (bare_path, &bare);
  sqlite3_exec (bare, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE t (id INTEGER PRIMARY KEY, answer TEXT)", NULL, NULL, NULL);
  for (int i = 0; i < TURNS; i++)
    {
      double theirs = time_bare (bare), ours = time_journal (journal, i);

      g_print ("answer %.2f ms, bare commit %.2f ms\n", ours, theirs);
      ratios[i] = ours / theirs;
    }
  hecha_db_close (db);
  sqlite3_close (bare);
  remove_files (dir);
  qsort (ratios, TURNS, sizeof (double), compare);
  g_print ("durable-answer ratio %.2f (aim 1.5)\n", ratios[TURNS / 2]);
  return 0;
}
