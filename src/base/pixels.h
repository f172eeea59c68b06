/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaPixels:
 * @width: pixels
 * @height: pixels
 * @stride: bytes a row
 * @data: (array): @height rows, 4 bytes a pixel, premultiplied, in the order
 *   of CAIRO_FORMAT_ARGB32 on this machine (B8G8R8A8 on a little-endian one)
 *
 * A decoded picture on its way between a decoder and whoever shows or prints
 * it. Immutable once made; free with hecha_pixels_free().
 */
typedef struct
{
  int     width;
  int     height;
  gsize   stride;
  GBytes *data;
} HechaPixels;

HechaPixels *hecha_pixels_new  (int          width,
                                int          height,
                                gsize        stride,
                                GBytes      *data);
HechaPixels *hecha_pixels_copy (const HechaPixels *self);
void         hecha_pixels_free (HechaPixels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPixels, hecha_pixels_free)

G_END_DECLS
