/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include "error.h"
#include "exif.h"
#include "media-whole.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define CHUNK (64 * 1024)

/* What a picture is to fit into, and what its loader said of it. */
typedef struct
{
  int      max_width;
  int      max_height;
  gboolean too_large;
  int      width;
  int      height;
} Fit;

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         data)
{
  Fit *fit = data;
  double scale = 1;

  fit->width = width;
  fit->height = height;
  fit->too_large = (guint64) width * height > HECHA_PICTURE_MAX_PIXELS;
  if (fit->max_width > 0)
    scale = MIN (scale, (double) fit->max_width / width);
  if (fit->max_height > 0)
    scale = MIN (scale, (double) fit->max_height / height);
  /* Size 0 tells a loader to stop before it allocates anything. */
  if (fit->too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)), MAX (1, (int) (height * scale + 0.5)));
}

static gboolean
fail_load (const Fit  *fit,
           const char *type,
           GError     *local,
           GError    **error)
{
  g_autoptr(GError) owned = local;

  if (fit->too_large)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                 "The picture has %d × %d pixels; at most %d million are decoded",
                 fit->width, fit->height, HECHA_PICTURE_MAX_PIXELS / 1000000);
  else if (g_error_matches (local, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "No decoder for %s is installed", type);
  else if (g_error_matches (local, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "There is not enough memory for the picture");
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED, "The picture (%s) is damaged: %s",
                 type, local ? local->message : "it ends too early");
  return FALSE;
}

static gboolean
check (GBytes          *bytes,
       HechaMediaKind   kind,
       GError         **error)
{
  if (g_bytes_get_size (bytes) > HECHA_PICTURE_MAX_BYTES)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "The picture has more than %d MiB",
                 HECHA_PICTURE_MAX_BYTES / 1024 / 1024);
  else if (!hecha_media_kind_is_picture (kind))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED,
                 "The file (%s) is no picture in JPEG, PNG, WebP, HEIC, TIFF, GIF or BMP",
                 hecha_media_kind_type (kind));
  else if (!hecha_media_is_whole (bytes, kind))
    return fail_load (&(Fit) { 0 }, hecha_media_kind_type (kind), NULL, error);
  else
    return TRUE;
  return FALSE;
}

static gboolean
feed (GdkPixbufLoader  *loader,
      GBytes           *bytes,
      const Fit        *fit,
      const char       *type,
      GCancellable     *cancellable,
      GError          **error)
{
  GError *local = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size && !local && !fit->too_large; at += CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          gdk_pixbuf_loader_close (loader, NULL);
          return FALSE;
        }
      gdk_pixbuf_loader_write (loader, data + at, MIN (CHUNK, size - at), &local);
    }
  /* A loader is always closed, and reports the first error only. */
  gdk_pixbuf_loader_close (loader, local ? NULL : &local);
  return !local && !fit->too_large ? TRUE : fail_load (fit, type, local, error);
}

/* The loader of this type alone: gdk-pixbuf's own guess would also take formats
 * that can do more than hold pixels. */
static GdkPixbuf *
load (GBytes          *bytes,
      HechaMediaKind   kind,
      Fit             *fit,
      GCancellable    *cancellable,
      GError         **error)
{
  const char *type = hecha_media_kind_type (kind);
  g_autoptr(GdkPixbufLoader) loader = NULL;
  GError *local = NULL;
  GdkPixbuf *pixbuf = NULL;

  loader = gdk_pixbuf_loader_new_with_mime_type (kind == HECHA_MEDIA_HEIC ? "image/heif" : type, &local);
  if (loader)
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), fit);
      if (!feed (loader, bytes, fit, type, cancellable, error))
        return NULL;
      pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
    }
  if (!pixbuf)
    fail_load (fit, type, local, error);
  return pixbuf ? g_object_ref (pixbuf) : NULL;
}

/* As it is meant to be looked at. */
static GdkPixbuf *
load_upright (GBytes        *bytes,
              int            max_width,
              int            max_height,
              GCancellable  *cancellable,
              GError       **error)
{
  HechaMediaKind kind = hecha_media_kind_sniff (bytes);
  int orientation = hecha_exif_orientation (bytes, kind);
  gboolean sideways = orientation >= 5;
  Fit fit = { sideways ? max_height : max_width, sideways ? max_width : max_height };
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  char text[] = { '0' + orientation, '\0' };

  if (!check (bytes, kind, error))
    return NULL;
  pixbuf = load (bytes, kind, &fit, cancellable, error);
  if (!pixbuf)
    return NULL;
  /* libtiff turns half of the way, and its loader says what is left to do. */
  if (kind != HECHA_MEDIA_TIFF)
    {
      gdk_pixbuf_remove_option (pixbuf, "orientation");
      gdk_pixbuf_set_option (pixbuf, "orientation", text);
    }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static guint8
premultiply (guint8 value,
             guint8 alpha)
{
  return alpha == 255 ? value : (value * alpha + 127) / 255;
}

static HechaPixels *
pixels_from_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize stride = (gsize) width * 4;
  guint32 *out = g_malloc (stride * height), *to = out;
  g_autoptr(GBytes) data = g_bytes_new_take (out, stride * height);

  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize) gdk_pixbuf_get_rowstride (pixbuf) * y;

      for (int x = 0; x < width; x++, from += channels)
        {
          guint8 alpha = channels == 4 ? from[3] : 255;

          *to++ = (guint32) alpha << 24 | premultiply (from[0], alpha) << 16 |
                  premultiply (from[1], alpha) << 8 | premultiply (from[2], alpha);
        }
    }
  return hecha_pixels_new (width, height, stride, data);
}

/* On white, as on paper. */
static GdkPixbuf *
pixbuf_without_alpha (const HechaPixels *pixels)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, pixels->width, pixels->height);

  for (int y = 0; pixbuf && y < pixels->height; y++)
    {
      const guint32 *from = (gconstpointer) ((const guint8 *) g_bytes_get_data (pixels->data, NULL) + pixels->stride * y);
      guint8 *to = gdk_pixbuf_get_pixels (pixbuf) + (gsize) gdk_pixbuf_get_rowstride (pixbuf) * y;

      for (int x = 0; x < pixels->width; x++, to += 3)
        {
          guint8 white = 255 - (from[x] >> 24);

          to[0] = (from[x] >> 16 & 255) + white;
          to[1] = (from[x] >> 8 & 255) + white;
          to[2] = (from[x] & 255) + white;
        }
    }
  return pixbuf;
}

static GBytes *
encode (const HechaPixels  *pixels,
        const char         *type,
        const char         *option,
        const char         *value,
        GError            **error)
{
  g_autoptr(GdkPixbuf) pixbuf = pixbuf_without_alpha (pixels);
  g_autoptr(GError) local = NULL;
  char *data;
  gsize size;

  if (!pixbuf)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "There is not enough memory for the picture");
  else if (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &local, option, value, NULL))
    return g_bytes_new_take (data, size);
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "Could not write a picture as %s: %s", type, local->message);
  return NULL;
}

/**
 * hecha_picture_decode:
 * @bytes: a picture from anywhere; its kind is told by its first bytes
 * @max_width: pixels; 0 for any
 * @max_height: pixels; 0 for any
 * @cancellable: (nullable): asked every 64 KiB
 *
 * Decodes a picture as it is meant to be looked at: turned by its Exif
 * orientation, then shrunk, never enlarged, to fit. For worker threads.
 *
 * Returns: (transfer full): the pixels, or %NULL with %HECHA_ERROR_UNSUPPORTED
 *   (no picture, or no decoder for it), %HECHA_ERROR_DAMAGED,
 *   %HECHA_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 */
HechaPixels *
hecha_picture_decode (GBytes        *bytes,
                      int            max_width,
                      int            max_height,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(GdkPixbuf) pixbuf = NULL;

  g_return_val_if_fail (bytes != NULL && max_width >= 0 && max_height >= 0, NULL);
  pixbuf = load_upright (bytes, max_width, max_height, cancellable, error);
  return pixbuf ? pixels_from_pixbuf (pixbuf) : NULL;
}

/**
 * hecha_picture_time:
 * @bytes: a file from anywhere
 *
 * Returns: (transfer full) (nullable): when the camera says that it took the
 *   picture, as of hecha_exif_time()
 */
char *
hecha_picture_time (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  return hecha_exif_time (bytes, hecha_media_kind_sniff (bytes));
}

/**
 * hecha_picture_encode_jpeg:
 * @pixels: what is see-through becomes white
 * @quality: 0 to 100
 *
 * Returns: (transfer full): a JPEG without Exif, or %NULL with
 *   %HECHA_ERROR_UNSUPPORTED or %HECHA_ERROR_TOO_LARGE
 */
GBytes *
hecha_picture_encode_jpeg (const HechaPixels  *pixels,
                           int                 quality,
                           GError            **error)
{
  g_autofree char *value = g_strdup_printf ("%d", CLAMP (quality, 0, 100));

  g_return_val_if_fail (pixels != NULL, NULL);
  return encode (pixels, "jpeg", "quality", value, error);
}

/**
 * hecha_picture_encode_png:
 * @pixels: what is see-through becomes white
 *
 * Returns: (transfer full): a PNG, or %NULL with %HECHA_ERROR_UNSUPPORTED or
 *   %HECHA_ERROR_TOO_LARGE
 */
GBytes *
hecha_picture_encode_png (const HechaPixels  *pixels,
                          GError            **error)
{
  g_return_val_if_fail (pixels != NULL, NULL);
  return encode (pixels, "png", NULL, NULL, error);
}

/**
 * hecha_picture_to_jpeg:
 * @bytes: as of hecha_picture_decode()
 * @max_edge: pixels of the longer edge; 0 for any
 * @quality: 0 to 100
 * @width: (out) (optional): of the result, pixels
 * @height: (out) (optional): of the result, pixels
 * @cancellable: (nullable): asked while decoding
 *
 * Makes a clean JPEG of any picture, at the size that it is printed at: upright,
 * with nothing of the original but its pixels. For worker threads.
 *
 * Returns: (transfer full): the JPEG, or %NULL as of hecha_picture_decode()
 */
GBytes *
hecha_picture_to_jpeg (GBytes        *bytes,
                       int            max_edge,
                       int            quality,
                       int           *width,
                       int           *height,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(HechaPixels) pixels = hecha_picture_decode (bytes, max_edge, max_edge, cancellable, error);
  GBytes *jpeg = pixels ? hecha_picture_encode_jpeg (pixels, quality, error) : NULL;

  if (jpeg && width)
    *width = pixels->width;
  if (jpeg && height)
    *height = pixels->height;
  return jpeg;
}
