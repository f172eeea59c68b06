/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

typedef struct
{
  GBytes *bytes;
  int     max_width;
  int     max_height;
  int     quality;
  int     width;
  int     height;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job);
}

static void
start (GBytes              *bytes,
       int                  max_width,
       int                  max_height,
       int                  quality,
       GTaskThreadFunc      func,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  *job = (Job) { g_bytes_ref (bytes), max_width, max_height, quality };
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

static void
decode_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  HechaPixels *pixels = hecha_picture_decode (job->bytes, job->max_width, job->max_height, cancellable, &error);

  if (pixels)
    g_task_return_pointer (task, pixels, (GDestroyNotify) hecha_pixels_free);
  else
    g_task_return_error (task, error);
}

static void
to_jpeg_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GBytes *jpeg = hecha_picture_to_jpeg (job->bytes, job->max_width, job->quality,
                                        &job->width, &job->height, cancellable, &error);

  if (jpeg)
    g_task_return_pointer (task, jpeg, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * hecha_picture_decode_async:
 * @callback: called in the caller's main context
 *
 * hecha_picture_decode() in a thread of its own.
 */
void
hecha_picture_decode_async (GBytes              *bytes,
                            int                  max_width,
                            int                  max_height,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (bytes != NULL && max_width >= 0 && max_height >= 0);
  start (bytes, max_width, max_height, 0, decode_thread, hecha_picture_decode_async,
         cancellable, callback, user_data);
}

/**
 * hecha_picture_decode_finish:
 *
 * Returns: (transfer full): as of hecha_picture_decode()
 */
HechaPixels *
hecha_picture_decode_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_picture_decode_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hecha_picture_to_jpeg_async:
 * @callback: called in the caller's main context
 *
 * hecha_picture_to_jpeg() in a thread of its own.
 */
void
hecha_picture_to_jpeg_async (GBytes              *bytes,
                             int                  max_edge,
                             int                  quality,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (bytes != NULL && max_edge >= 0);
  start (bytes, max_edge, max_edge, quality, to_jpeg_thread, hecha_picture_to_jpeg_async,
         cancellable, callback, user_data);
}

/**
 * hecha_picture_to_jpeg_finish:
 * @width: (out) (optional): pixels
 * @height: (out) (optional): pixels
 *
 * Returns: (transfer full): as of hecha_picture_to_jpeg()
 */
GBytes *
hecha_picture_to_jpeg_finish (GAsyncResult  *result,
                              int           *width,
                              int           *height,
                              GError       **error)
{
  GBytes *jpeg;
  Job *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_picture_to_jpeg_async), NULL);
  job = g_task_get_task_data (G_TASK (result));
  jpeg = g_task_propagate_pointer (G_TASK (result), error);
  if (jpeg && width)
    *width = job->width;
  if (jpeg && height)
    *height = job->height;
  return jpeg;
}
