/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HECHA_CAPTURE_TEST:
 *
 * A device that shows a test picture, for tests and for trying things out; with
 * a colon and a number it is unplugged after so many pictures. The environment
 * `HECHA_CAMERA=test` makes it the only device.
 */
#define HECHA_CAPTURE_TEST "test"

/**
 * HechaCapture:
 *
 * A camera that is switched on.
 */
typedef struct _HechaCapture HechaCapture;

/**
 * HechaCaptureDevice:
 * @id: for hecha_capture_start()
 * @name: for people
 */
typedef struct
{
  char *id;
  char *name;
} HechaCaptureDevice;

/**
 * HechaCaptureFunc:
 * @pixels: (nullable): the newest picture; those that nobody had time for are left out
 * @error: (nullable): why there will be no more
 *
 * Called in the main context of whoever started the camera, with one of the two.
 */
typedef void (*HechaCaptureFunc) (const HechaPixels *pixels,
                                  const GError      *error,
                                  gpointer           data);

GPtrArray    *hecha_capture_devices      (GError              **error);
HechaCapture *hecha_capture_start        (const char           *device,
                                          HechaCaptureFunc      func,
                                          gpointer              data,
                                          GError              **error);
void          hecha_capture_start_async  (const char           *device,
                                          HechaCaptureFunc      func,
                                          gpointer              data,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
HechaCapture *hecha_capture_start_finish (GAsyncResult         *result,
                                          GError              **error);
GBytes       *hecha_capture_still        (HechaCapture         *self,
                                          GError              **error);
void          hecha_capture_stop         (HechaCapture         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCapture, hecha_capture_stop)

G_END_DECLS
