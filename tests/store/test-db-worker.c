/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "db-worker.h"
#include "error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *dir;
static HechaDbWorker *worker;

static void
set_up (void)
{
  g_autoptr(GError) error = NULL;

  dir = g_dir_make_tmp ("hecha-worker-XXXXXX", NULL);
  worker = hecha_db_worker_open (dir, &error);
  g_assert_no_error (error);
}

static void
tear_down (void)
{
  g_clear_pointer (&worker, hecha_db_worker_close);
  remove_tree (dir);
  g_clear_pointer (&dir, g_free);
}

typedef struct
{
  GThread *thread;
  GString *order;
  int      number;
  gboolean fails;
  GMainLoop *loop;
  int      left;
} Note;

static gboolean
note_work (HechaDb   *db,
           gpointer   data,
           GError   **error)
{
  Note *note = data;

  note->thread = g_thread_self ();
  if (note->order)
    g_string_append_printf (note->order, "%d", note->number);
  if (note->fails)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_CONFLICT, "no");
  return !note->fails;
}

static gboolean
nested_work (HechaDb   *db,
             gpointer   data,
             GError   **error)
{
  return hecha_db_worker_run (worker, note_work, data, error);
}

static void
test_run (void)
{
  g_autoptr(GError) error = NULL;
  Note note = { NULL }, nested = { NULL }, failing = { .fails = TRUE };

  set_up ();
  g_assert_true (hecha_db_worker_run (worker, note_work, &note, &error));
  g_assert_true (note.thread != NULL && note.thread != g_thread_self ());
  g_assert_true (hecha_db_worker_run (worker, nested_work, &nested, &error));
  g_assert_true (nested.thread == note.thread);
  g_assert_false (hecha_db_worker_run (worker, note_work, &failing, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  tear_down ();
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Note *note = data;
  g_autoptr(GError) error = NULL;

  g_assert_true (note->thread != g_thread_self ());
  hecha_db_worker_run_finish (worker, result, &error);
  if (note->fails)
    g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  else
    g_assert_no_error (error);
  if (note->number == note->left)
    g_main_loop_quit (note->loop);
}

static void
test_async (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GString) order = g_string_new (NULL);
  Note notes[9];

  set_up ();
  for (int i = 0; i < 9; i++)
    {
      notes[i] = (Note) { .order = order, .number = i + 1, .fails = i == 4, .loop = loop, .left = 9 };
      hecha_db_worker_run_async (worker, note_work, &notes[i], NULL, NULL, finished_cb, &notes[i]);
    }
  g_main_loop_run (loop);
  g_assert_cmpstr (order->str, ==, "123456789");
  tear_down ();
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_db_worker_run_finish (worker, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_main_loop_quit (data);
}

static void
test_cancelled (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Note note = { NULL };

  set_up ();
  g_cancellable_cancel (cancellable);
  hecha_db_worker_run_async (worker, note_work, &note, NULL, cancellable, cancelled_cb, loop);
  g_main_loop_run (loop);
  g_assert_null (note.thread);
  tear_down ();
}

static gboolean
cancel_work (HechaDb   *db,
             gpointer   data,
             GError   **error)
{
  g_cancellable_cancel (data);
  return TRUE;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_db_worker_run_finish (worker, result, &error));
  g_main_loop_quit (data);
}

/* What was saved is told as saved, even if somebody cancelled meanwhile. */
static void
test_cancelled_too_late (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  set_up ();
  hecha_db_worker_run_async (worker, cancel_work, cancellable, NULL, cancellable, done_cb, loop);
  g_main_loop_run (loop);
  tear_down ();
}

static gpointer
count_thread (gpointer data)
{
  for (int i = 0; i < 100; i++)
    {
      Note note = { NULL };

      g_assert_true (hecha_db_worker_run (worker, note_work, &note, NULL));
    }
  return NULL;
}

static void
test_many_threads (void)
{
  GThread *threads[8];

  set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("count", count_thread, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  tear_down ();
}

static void
test_lock (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *pid = g_strdup_printf ("process %ld", (long) getpid ());
  GStatBuf status;

  set_up ();
  g_assert_null (hecha_db_worker_open (dir, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, pid));
  g_clear_error (&error);
  g_clear_pointer (&worker, hecha_db_worker_close);
  worker = hecha_db_worker_open (dir, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (dir, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  tear_down ();
}

/* A failure to open leaves neither thread nor lock behind. */
static void
test_damaged (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL, *words = g_strnfill (9000, 'x');

  set_up ();
  path = g_build_filename (dir, HECHA_DB_FILE, NULL);
  g_clear_pointer (&worker, hecha_db_worker_close);
  g_assert_true (g_file_set_contents (path, words, -1, &error));
  for (int i = 0; i < 2; i++)
    {
      g_assert_null (hecha_db_worker_open (dir, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
      g_clear_error (&error);
    }
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db-worker/run", test_run);
  g_test_add_func ("/db-worker/async", test_async);
  g_test_add_func ("/db-worker/cancelled", test_cancelled);
  g_test_add_func ("/db-worker/cancelled-too-late", test_cancelled_too_late);
  g_test_add_func ("/db-worker/many-threads", test_many_threads);
  g_test_add_func ("/db-worker/lock", test_lock);
  g_test_add_func ("/db-worker/damaged", test_damaged);
  return g_test_run ();
}
