/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture.h"

#include "capture-device.h"
#include "error.h"
#include "picture.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

#define STILL_QUALITY 92

/* The order of HechaPixels. */
#define FORMAT (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "BGRA" : "ARGB")

struct _HechaCapture
{
  GstElement       *pipeline;
  GMainContext     *context;
  GSource          *bus_watch;
  HechaCaptureFunc  func;
  gpointer          data;
  GMutex            lock;         /* of what follows */
  HechaPixels      *newest;
  GSource          *delivery;     /* of the newest picture, on its way to the context */
  gboolean          live;         /* between start and stop: func may be called */
};

static void
capture_clear (gpointer data)
{
  HechaCapture *self = data;

  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->bus_watch, g_source_unref);
  g_clear_pointer (&self->newest, hecha_pixels_free);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
}

static void
capture_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, capture_clear);
}

static void
set_camera_error (GError       **error,
                  const GError  *cause)
{
  if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The camera is no longer there");
  else if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "This program may not use the camera");
  else if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_BUSY, "Another program is using the camera");
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "The camera failed: %s",
                 cause ? cause->message : "it sends no more pictures");
}

static gboolean
delivered_cb (gpointer data)
{
  HechaCapture *self = data;
  g_autoptr(HechaPixels) pixels = NULL;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->delivery, g_source_unref);
  if (self->live)
    pixels = hecha_pixels_copy (self->newest);
  g_mutex_unlock (&self->lock);
  if (pixels)
    self->func (pixels, NULL, self->data);
  return G_SOURCE_REMOVE;
}

static void
frame_free (gpointer data)
{
  gst_video_frame_unmap (data);
  g_free (data);
}

/* Shares the bytes of the camera's buffer. */
static HechaPixels *
pixels_from_sample (GstSample *sample)
{
  GstVideoFrame *frame = g_new0 (GstVideoFrame, 1);
  g_autoptr(GBytes) data = NULL;
  GstVideoInfo info;
  gsize stride;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    {
      g_free (frame);
      return NULL;
    }
  stride = GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0);
  data = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (frame, 0),
                                     stride * GST_VIDEO_FRAME_HEIGHT (frame), frame_free, frame);
  return hecha_pixels_new (GST_VIDEO_FRAME_WIDTH (frame), GST_VIDEO_FRAME_HEIGHT (frame), stride, data);
}

static GstFlowReturn
new_sample_cb (GstAppSink *sink,
               gpointer    data)
{
  HechaCapture *self = data;
  g_autoptr(GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr(GMutexLocker) locker = NULL;
  HechaPixels *pixels = sample ? pixels_from_sample (sample) : NULL;

  if (!pixels)
    return GST_FLOW_ERROR;
  locker = g_mutex_locker_new (&self->lock);
  g_clear_pointer (&self->newest, hecha_pixels_free);
  self->newest = pixels;
  if (self->live && !self->delivery)
    {
      self->delivery = g_idle_source_new ();
      g_source_set_priority (self->delivery, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->delivery, delivered_cb, g_atomic_rc_box_acquire (self), capture_unref);
      g_source_attach (self->delivery, self->context);
    }
  return GST_FLOW_OK;
}

/* No picture is delivered any more, not even one on its way. Returns whether
 * any could have been. */
static gboolean
fall_silent (HechaCapture *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gboolean live = self->live;

  self->live = FALSE;
  if (self->delivery)
    g_source_destroy (self->delivery);
  g_clear_pointer (&self->delivery, g_source_unref);
  return live;
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    data)
{
  HechaCapture *self = data;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GError) error = NULL;

  if (!(GST_MESSAGE_TYPE (message) & (GST_MESSAGE_ERROR | GST_MESSAGE_EOS)))
    return G_SOURCE_CONTINUE;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &cause, NULL);
  set_camera_error (&error, cause);
  if (fall_silent (self))
    self->func (NULL, error, self->data);
  return G_SOURCE_REMOVE;
}

static GstElement *
make_pipeline (const char    *device,
               GstElement   **sink,
               GError       **error)
{
  g_autoptr(GstElement) source = hecha_capture_source (device, error);
  g_autoptr(GstElement) pipeline = NULL;
  g_autoptr(GstElement) decoder = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *description = NULL;

  if (!source)
    return NULL;
  description = g_strdup_printf ("decodebin name=decoder ! videoconvert ! videoscale ! video/x-raw,format=%s,"
                                 "width=[1,1920],height=[1,1080],pixel-aspect-ratio=1/1 ! "
                                 "appsink name=sink max-buffers=2 drop=true sync=false", FORMAT);
  pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &local);
  if (!pipeline)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "A part of GStreamer is missing: %s", local->message);
      return NULL;
    }
  gst_object_ref_sink (pipeline);
  decoder = gst_bin_get_by_name (GST_BIN (pipeline), "decoder");
  gst_bin_add (GST_BIN (pipeline), source);
  if (!gst_element_link (source, decoder))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "The camera sends pictures in an unknown form");
      return NULL;
    }
  *sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  return g_steal_pointer (&pipeline);
}

static gboolean
play (HechaCapture  *self,
      GError       **error)
{
  g_autoptr(GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr(GstMessage) message = NULL;
  g_autoptr(GError) cause = NULL;

  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    {
      message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR);
      if (message)
        gst_message_parse_error (message, &cause, NULL);
      set_camera_error (error, cause);
      return FALSE;
    }
  return TRUE;
}

static HechaCapture *
start (const char        *device,
       HechaCaptureFunc   func,
       gpointer           data,
       GMainContext      *context,
       GError           **error)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_sample_cb };
  g_autoptr(HechaCapture) self = NULL;
  g_autoptr(GstElement) sink = NULL;
  GstElement *pipeline;

  if (!hecha_capture_init (error))
    return NULL;
  pipeline = make_pipeline (device, &sink, error);
  if (!pipeline)
    return NULL;
  self = g_atomic_rc_box_new0 (HechaCapture);
  self->pipeline = pipeline;
  self->context = g_main_context_ref (context);
  self->func = func;
  self->data = data;
  g_mutex_init (&self->lock);
  /* The sink does not hold self: the pipeline stops before self goes. */
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);
  if (!play (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* From here on func is called; what the bus has to tell has waited for this. */
static void
go_live (HechaCapture *self)
{
  g_autoptr(GstBus) bus = gst_element_get_bus (self->pipeline);

  g_mutex_lock (&self->lock);
  self->live = TRUE;
  g_mutex_unlock (&self->lock);
  self->bus_watch = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_watch, G_SOURCE_FUNC (bus_cb), g_atomic_rc_box_acquire (self), capture_unref);
  g_source_attach (self->bus_watch, self->context);
}

/**
 * hecha_capture_start:
 * @device: (nullable): an id as of hecha_capture_devices(); %NULL for the first
 * @func: called for each picture in the thread-default main context of this thread
 * @data: for @func; to outlive the camera
 *
 * Switches a camera on, which may take a second. Pictures have up to 1920 × 1080 pixels.
 *
 * Returns: (transfer full): the camera, or %NULL with %HECHA_ERROR_NOT_FOUND,
 *   %HECHA_ERROR_BUSY, %HECHA_ERROR_UNSUPPORTED or %HECHA_ERROR_IO
 */
HechaCapture *
hecha_capture_start (const char        *device,
                     HechaCaptureFunc   func,
                     gpointer           data,
                     GError           **error)
{
  g_autoptr(GMainContext) context = g_main_context_ref_thread_default ();
  HechaCapture *self;

  g_return_val_if_fail (func != NULL, NULL);
  self = start (device, func, data, context, error);
  if (self)
    go_live (self);
  return self;
}

typedef struct
{
  char            *device;
  HechaCaptureFunc func;
  gpointer         data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->device);
  g_free (job);
}

static void
start_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  HechaCapture *self = start (job->device, job->func, job->data, g_task_get_context (task), &error);

  if (self)
    g_task_return_pointer (task, self, (GDestroyNotify) hecha_capture_stop);
  else
    g_task_return_error (task, error);
}

/**
 * hecha_capture_start_async:
 * @device: (nullable): an id; %NULL for the first
 * @func: called for each picture, not before hecha_capture_start_finish()
 * @data: for @func
 * @callback: called in the caller's main context
 *
 * hecha_capture_start() without waiting for the camera.
 */
void
hecha_capture_start_async (const char          *device,
                           HechaCaptureFunc     func,
                           gpointer             data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (func != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  *job = (Job) { g_strdup (device), func, data };
  g_task_set_source_tag (task, hecha_capture_start_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, start_thread);
}

/**
 * hecha_capture_start_finish:
 *
 * Returns: (transfer full): as of hecha_capture_start()
 */
HechaCapture *
hecha_capture_start_finish (GAsyncResult  *result,
                            GError       **error)
{
  HechaCapture *self;

  g_return_val_if_fail (g_async_result_is_tagged (result, hecha_capture_start_async), NULL);
  self = g_task_propagate_pointer (G_TASK (result), error);
  if (self)
    go_live (self);
  return self;
}

/**
 * hecha_capture_still:
 *
 * Takes the newest picture. For worker threads; some 30 ms.
 *
 * Returns: (transfer full): a JPEG, or %NULL with %HECHA_ERROR_NOT_FOUND as long
 *   as the camera has sent nothing
 */
GBytes *
hecha_capture_still (HechaCapture  *self,
                     GError       **error)
{
  g_autoptr(HechaPixels) pixels = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_mutex_lock (&self->lock);
  if (self->newest)
    pixels = hecha_pixels_copy (self->newest);
  g_mutex_unlock (&self->lock);
  if (pixels)
    return hecha_picture_encode_jpeg (pixels, STILL_QUALITY, error);
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The camera has not sent a picture yet");
  return NULL;
}

/**
 * hecha_capture_stop:
 * @self: (transfer full): gone afterwards
 *
 * Switches the camera off and waits for its threads. Called in the thread of
 * the pictures, it is the last of them: the callback is not called again.
 */
void
hecha_capture_stop (HechaCapture *self)
{
  g_return_if_fail (self != NULL);
  fall_silent (self);
  if (self->bus_watch)
    g_source_destroy (self->bus_watch);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  capture_unref (self);
}
