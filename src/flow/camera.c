/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera.h"

#include "capture.h"
#include "error.h"

struct _HechaCamera
{
  GObject parent_instance;

  HechaCapture *capture;
};

G_DEFINE_FINAL_TYPE (HechaCamera, hecha_camera, G_TYPE_OBJECT)

enum
{
  FRAME,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
captured_cb (const HechaPixels *pixels,
             const GError      *error,
             gpointer           data)
{
  if (pixels)
    g_signal_emit (data, signals[FRAME], 0, pixels);
  else
    g_signal_emit (data, signals[FAILED], 0, error->message);
}

static void
hecha_camera_dispose (GObject *object)
{
  hecha_camera_stop (HECHA_CAMERA (object));
  G_OBJECT_CLASS (hecha_camera_parent_class)->dispose (object);
}

static void
hecha_camera_class_init (HechaCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hecha_camera_dispose;

  /**
   * HechaCamera::frame:
   * @pixels: a #HechaPixels, for the time of the call
   */
  signals[FRAME] = g_signal_new ("frame", HECHA_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
  /**
   * HechaCamera::failed:
   * @message: why it stopped
   */
  signals[FAILED] = g_signal_new ("failed", HECHA_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hecha_camera_init (HechaCamera *self)
{
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaCamera) self = data;
  g_autoptr(GError) error = NULL;

  self->capture = hecha_capture_start_finish (result, &error);
  if (!self->capture)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/**
 * hecha_camera_start:
 * @cancellable: (nullable): cancels the starting
 *
 * Starts the first camera of the machine, without waiting; where there is none
 * HechaCamera::failed says so. HECHA_CAMERA names another one, and HECHA_CAMERA=test
 * shows a test picture instead.
 *
 * Returns: (transfer full): the camera
 */
HechaCamera *
hecha_camera_start (GCancellable *cancellable)
{
  HechaCamera *self = g_object_new (HECHA_TYPE_CAMERA, NULL);

  hecha_capture_start_async (NULL, captured_cb, self, cancellable, started_cb, g_object_ref (self));
  return self;
}

/**
 * hecha_camera_still:
 *
 * Returns: (transfer full) (nullable): the newest frame as JPEG;
 *   %HECHA_ERROR_NOT_FOUND before the first
 */
GBytes *
hecha_camera_still (HechaCamera  *self,
                    GError      **error)
{
  if (self->capture)
    return hecha_capture_still (self->capture, error);
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The camera has not shown anything yet");
  return NULL;
}

/**
 * hecha_camera_stop:
 *
 * Lets the camera go; may be called twice.
 */
void
hecha_camera_stop (HechaCamera *self)
{
  g_clear_pointer (&self->capture, hecha_capture_stop);
}
