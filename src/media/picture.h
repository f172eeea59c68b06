/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_PICTURE_MAX_BYTES  (256 * 1024 * 1024)
#define HECHA_PICTURE_MAX_PIXELS 200000000

HechaPixels *hecha_picture_decode         (GBytes               *bytes,
                                           int                   max_width,
                                           int                   max_height,
                                           GCancellable         *cancellable,
                                           GError              **error);
void         hecha_picture_decode_async   (GBytes               *bytes,
                                           int                   max_width,
                                           int                   max_height,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
HechaPixels *hecha_picture_decode_finish  (GAsyncResult         *result,
                                           GError              **error);
char        *hecha_picture_time           (GBytes               *bytes);

GBytes      *hecha_picture_encode_jpeg    (const HechaPixels    *pixels,
                                           int                   quality,
                                           GError              **error);
GBytes      *hecha_picture_encode_png     (const HechaPixels    *pixels,
                                           GError              **error);
GBytes      *hecha_picture_to_jpeg        (GBytes               *bytes,
                                           int                   max_edge,
                                           int                   quality,
                                           int                  *width,
                                           int                  *height,
                                           GCancellable         *cancellable,
                                           GError              **error);
void         hecha_picture_to_jpeg_async  (GBytes               *bytes,
                                           int                   max_edge,
                                           int                   quality,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GBytes      *hecha_picture_to_jpeg_finish (GAsyncResult         *result,
                                           int                  *width,
                                           int                  *height,
                                           GError              **error);

G_END_DECLS
