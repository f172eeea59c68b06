/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-private.h"

typedef struct
{
  GTaskThreadFunc  func;
  HechaDocument   *document;
  guint            page;
  double           scale;
  char            *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  hecha_document_unref (job->document);
  g_free (job->text);
  g_free (job);
}

/**
 * hecha_document_work:
 * @data: (transfer full): a task
 *
 * The worker of a document: answers what it is asked in the order of asking.
 */
void
hecha_document_work (gpointer data,
                     gpointer user_data)
{
  g_autoptr(GTask) task = data;
  Job *job = g_task_get_task_data (task);

  job->func (task, NULL, job, g_task_get_cancellable (task));
}

static void
start (Job                 *job,
       GTaskThreadFunc      func,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  job->func = func;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_thread_pool_push (job->document->worker, task, NULL);
}

static void
finish (GTask          *task,
        gpointer        value,
        GDestroyNotify  destroy,
        GError         *error)
{
  if (value)
    g_task_return_pointer (task, value, destroy);
  else
    g_task_return_error (task, error);
}

static Job *
job_new (HechaDocument *document,
         guint          page)
{
  Job *job = g_new0 (Job, 1);

  job->document = hecha_document_ref (document);
  job->page = page;
  return job;
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  HechaDocument *document;

  if (g_task_return_error_if_cancelled (task))
    return;
  document = hecha_document_open (data, &error);
  finish (task, document, (GDestroyNotify) hecha_document_unref, error);
}

static void
render_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gpointer pixels = hecha_document_render (job->document, job->page, job->scale, cancellable, &error);

  finish (task, pixels, (GDestroyNotify) hecha_pixels_free, error);
}

static void
text_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gpointer text = hecha_document_text (job->document, job->page, cancellable, &error);

  finish (task, text, g_free, error);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gpointer rects = hecha_document_find (job->document, job->page, job->text, cancellable, &error);

  finish (task, rects, (GDestroyNotify) g_array_unref, error);
}

/**
 * hecha_document_open_async:
 * @callback: called in the caller's main context
 *
 * hecha_document_open() in a thread of its own.
 */
void
hecha_document_open_async (GBytes              *bytes,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (bytes != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hecha_document_open_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, open_thread);
}

/**
 * hecha_document_open_finish:
 *
 * Returns: (transfer full): as of hecha_document_open()
 */
HechaDocument *
hecha_document_open_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_document_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hecha_document_render_async:
 * @page: from 0
 * @scale: pixels a point
 * @callback: called in the caller's main context
 *
 * hecha_document_render() in the worker of the document, in the order of asking.
 */
void
hecha_document_render_async (HechaDocument       *self,
                             guint                page,
                             double               scale,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && page < hecha_document_n_pages (self) && scale > 0);
  job = job_new (self, page);
  job->scale = scale;
  start (job, render_thread, hecha_document_render_async, cancellable, callback, user_data);
}

/**
 * hecha_document_render_finish:
 *
 * Returns: (transfer full): as of hecha_document_render()
 */
HechaPixels *
hecha_document_render_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_document_render_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hecha_document_text_async:
 * @page: from 0
 * @callback: called in the caller's main context
 *
 * hecha_document_text() in the worker of the document, in the order of asking.
 */
void
hecha_document_text_async (HechaDocument       *self,
                           guint                page,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (self != NULL && page < hecha_document_n_pages (self));
  start (job_new (self, page), text_thread, hecha_document_text_async, cancellable, callback, user_data);
}

/**
 * hecha_document_text_finish:
 *
 * Returns: (transfer full): as of hecha_document_text()
 */
char *
hecha_document_text_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_document_text_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hecha_document_find_async:
 * @page: from 0
 * @text: what to look for
 * @callback: called in the caller's main context
 *
 * hecha_document_find() in the worker of the document, in the order of asking.
 */
void
hecha_document_find_async (HechaDocument       *self,
                           guint                page,
                           const char          *text,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Job *job;

  g_return_if_fail (self != NULL && page < hecha_document_n_pages (self) && text != NULL);
  job = job_new (self, page);
  job->text = g_strdup (text);
  start (job, find_thread, hecha_document_find_async, cancellable, callback, user_data);
}

/**
 * hecha_document_find_finish:
 *
 * Returns: (transfer full) (element-type HechaDocumentRect): as of hecha_document_find()
 */
GArray *
hecha_document_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_document_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
