/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"

/**
 * hecha_pixels_new:
 * @data: (transfer none): @height rows of @stride bytes
 *
 * Returns: (transfer full): the picture; it shares @data
 */
HechaPixels *
hecha_pixels_new (int     width,
                  int     height,
                  gsize   stride,
                  GBytes *data)
{
  HechaPixels *self;

  g_return_val_if_fail (width > 0 && height > 0 && stride >= (gsize) width * 4, NULL);
  g_return_val_if_fail (g_bytes_get_size (data) >= stride * height, NULL);

  self = g_new0 (HechaPixels, 1);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->data = g_bytes_ref (data);
  return self;
}

/**
 * hecha_pixels_copy:
 *
 * Returns: (transfer full): a picture of its own that shares the pixels
 */
HechaPixels *
hecha_pixels_copy (const HechaPixels *self)
{
  return hecha_pixels_new (self->width, self->height, self->stride, self->data);
}

void
hecha_pixels_free (HechaPixels *self)
{
  g_bytes_unref (self->data);
  g_free (self);
}
