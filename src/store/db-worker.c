/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-worker.h"

#include "error.h"
#include "migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct _HechaDbWorker
{
  char        *path;
  char        *vfs;
  int          lock;
  GThread     *thread;
  GAsyncQueue *jobs;
  HechaDb     *db;     /* touched by the thread alone */
};

/* Either @task is set, or somebody waits for @done. */
typedef struct
{
  HechaDbFunc   func;
  gpointer      data;
  GTask        *task;
  GMutex        mutex;
  GCond         cond;
  gboolean      done;
  gboolean      ok;
  GError      **error;
} Job;

static void
run_for_task (HechaDbWorker *self,
              Job           *job)
{
  g_autoptr(GTask) task = job->task;
  g_autoptr(GError) error = NULL;

  /* Once begun it runs to its end, and the answer tells what is on the disk. */
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error) ||
      !job->func (self->db, job->data, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
  g_free (job);
}

static void
run_for_waiter (HechaDbWorker *self,
                Job           *job)
{
  gboolean ok = job->func (self->db, job->data, job->error);

  g_mutex_lock (&job->mutex);
  job->ok = ok;
  job->done = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
}

static gpointer
worker_thread (gpointer data)
{
  HechaDbWorker *self = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (self->jobs);

      if (!job->func)
        {
          g_free (job);
          break;
        }
      if (job->task)
        run_for_task (self, job);
      else
        run_for_waiter (self, job);
    }
  g_clear_pointer (&self->db, hecha_db_close);
  return NULL;
}

static gboolean
wait_for (HechaDbWorker  *self,
          HechaDbFunc     func,
          gpointer        data,
          GError        **error)
{
  Job job = { .func = func, .data = data, .error = error };

  g_mutex_init (&job.mutex);
  g_cond_init (&job.cond);
  g_async_queue_push (self->jobs, &job);
  g_mutex_lock (&job.mutex);
  while (!job.done)
    g_cond_wait (&job.cond, &job.mutex);
  g_mutex_unlock (&job.mutex);
  g_mutex_clear (&job.mutex);
  g_cond_clear (&job.cond);
  return job.ok;
}

static gboolean
open_db (HechaDb   *none,
         gpointer   data,
         GError   **error)
{
  HechaDbWorker *self = data;
  g_autoptr(HechaDb) db = hecha_db_open (self->path, self->vfs, error);

  if (!db || !hecha_db_migrate (db, error))
    return FALSE;
  self->db = g_steal_pointer (&db);
  return TRUE;
}

/* The lock dies with the process; the file stays, and tells who holds it. */
static gboolean
take_lock (HechaDbWorker  *self,
           const char     *dir,
           GError        **error)
{
  g_autofree char *path = g_build_filename (dir, HECHA_LOCK_FILE, NULL);
  char holder[64] = "";

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock < 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    {
      g_snprintf (holder, sizeof holder, "%ld", (long) getpid ());
      if (ftruncate (self->lock, 0) == 0 && write (self->lock, holder, strlen (holder)) > 0)
        return TRUE;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (read (self->lock, holder, sizeof holder - 1) <= 0)
    g_strlcpy (holder, "?", sizeof holder);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_BUSY, "The workspace %s is in use by process %s", dir, holder);
  return FALSE;
}

/**
 * hecha_db_worker_open:
 * @dir: the folder of a workspace; created with mode 0700 where it is not there
 *
 * Takes the workspace for this process, opens its database in a thread of its
 * own and brings the schema up to date. Waits for the disk.
 *
 * Returns: (transfer full) (nullable): the worker; %HECHA_ERROR_BUSY names the
 *   process that has the workspace, %HECHA_ERROR_TOO_NEW for a later schema
 */
HechaDbWorker *
hecha_db_worker_open (const char  *dir,
                      GError     **error)
{
  return hecha_db_worker_open_with (dir, NULL, error);
}

/**
 * hecha_db_worker_open_with:
 * @vfs: (nullable): as for hecha_db_open()
 *
 * As hecha_db_worker_open(), on another VFS.
 */
HechaDbWorker *
hecha_db_worker_open_with (const char  *dir,
                           const char  *vfs,
                           GError     **error)
{
  g_autoptr(HechaDbWorker) self = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", dir, g_strerror (errno));
      return NULL;
    }
  self = g_new0 (HechaDbWorker, 1);
  self->path = g_build_filename (dir, HECHA_DB_FILE, NULL);
  self->vfs = g_strdup (vfs);
  if (!take_lock (self, dir, error))
    return NULL;
  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new ("hecha-db", worker_thread, self);
  if (!wait_for (self, open_db, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hecha_db_worker_close:
 *
 * Waits for what was asked before, closes the database and gives the workspace
 * back. Not to be called from the worker's own thread.
 */
void
hecha_db_worker_close (HechaDbWorker *self)
{
  if (self->thread)
    {
      g_async_queue_push (self->jobs, g_new0 (Job, 1));
      g_thread_join (self->thread);
    }
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->path);
  g_free (self->vfs);
  g_free (self);
}

/**
 * hecha_db_worker_run:
 * @func: (scope call): runs in the worker's thread
 *
 * Waits until @func has run, after all that was asked before. In the worker's
 * own thread it runs at once. The main thread of a window uses
 * hecha_db_worker_run_async() instead.
 *
 * Returns: what @func returned
 */
gboolean
hecha_db_worker_run (HechaDbWorker  *self,
                     HechaDbFunc     func,
                     gpointer        data,
                     GError        **error)
{
  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  if (self->thread == g_thread_self ())
    return func (self->db, data, error);
  return wait_for (self, func, data, error);
}

/**
 * hecha_db_worker_run_async:
 * @data: (transfer full): for @func
 * @destroy: (nullable): frees @data, after @callback
 * @cancellable: (nullable): heeded until @func begins
 * @callback: called in the main context that is the thread default one now
 *
 * Runs @func in the worker's thread, after all that was asked before.
 */
void
hecha_db_worker_run_async (HechaDbWorker       *self,
                           HechaDbFunc          func,
                           gpointer             data,
                           GDestroyNotify       destroy,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && func != NULL);

  job = g_new0 (Job, 1);
  job->func = func;
  job->data = data;
  job->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, hecha_db_worker_run_async);
  g_task_set_check_cancellable (job->task, FALSE);
  g_task_set_task_data (job->task, data, destroy);
  g_async_queue_push (self->jobs, job);
}

/**
 * hecha_db_worker_run_finish:
 *
 * Returns: what the function returned; %G_IO_ERROR_CANCELLED where it was
 *   cancelled before it began
 */
gboolean
hecha_db_worker_run_finish (HechaDbWorker  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_db_worker_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
