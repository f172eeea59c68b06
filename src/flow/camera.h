/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaCamera:
 *
 * A running camera. Signals, in the main context of the thread that made it:
 * "frame" (HechaPixels *) for each frame to show, "failed" (const char *) when
 * it stops by itself.
 */
#define HECHA_TYPE_CAMERA (hecha_camera_get_type ())
G_DECLARE_FINAL_TYPE (HechaCamera, hecha_camera, HECHA, CAMERA, GObject)

HechaCamera *hecha_camera_start (GCancellable *cancellable);
GBytes      *hecha_camera_still (HechaCamera  *self,
                                 GError      **error);
void         hecha_camera_stop  (HechaCamera  *self);

G_END_DECLS
