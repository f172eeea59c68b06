/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media-kind.h"

#include <string.h>

static const struct
{
  HechaMediaKind kind;
  gsize          at;
  gsize          length;
  const char    *magic;
} signatures[] = {
  { HECHA_MEDIA_JPEG, 0, 3, "\xff\xd8\xff" },
  { HECHA_MEDIA_PNG, 0, 8, "\x89PNG\r\n\x1a\n" },
  { HECHA_MEDIA_WEBP, 8, 4, "WEBP" },
  { HECHA_MEDIA_HEIC, 4, 8, "ftypheic" },
  { HECHA_MEDIA_HEIC, 4, 8, "ftypheix" },
  { HECHA_MEDIA_HEIC, 4, 8, "ftyphevc" },
  { HECHA_MEDIA_HEIC, 4, 8, "ftypheim" },
  { HECHA_MEDIA_HEIC, 4, 8, "ftypmif1" },
  { HECHA_MEDIA_TIFF, 0, 4, "II*\0" },
  { HECHA_MEDIA_TIFF, 0, 4, "MM\0*" },
  { HECHA_MEDIA_GIF, 0, 6, "GIF87a" },
  { HECHA_MEDIA_GIF, 0, 6, "GIF89a" },
  { HECHA_MEDIA_BMP, 0, 2, "BM" },
  { HECHA_MEDIA_PDF, 0, 5, "%PDF-" },
};

/**
 * hecha_media_kind_sniff:
 * @bytes: any file
 *
 * Returns: what its signature says; a damaged file may still begin well
 */
HechaMediaKind
hecha_media_kind_sniff (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (size >= signatures[i].at + signatures[i].length &&
        memcmp (data + signatures[i].at, signatures[i].magic, signatures[i].length) == 0)
      return signatures[i].kind;
  return HECHA_MEDIA_OTHER;
}

/**
 * hecha_media_kind_type:
 *
 * Returns: the media type as registered with IANA; application/octet-stream for
 *   any other
 */
const char *
hecha_media_kind_type (HechaMediaKind kind)
{
  static const char *const types[] = {
    [HECHA_MEDIA_OTHER] = "application/octet-stream",
    [HECHA_MEDIA_JPEG] = "image/jpeg",
    [HECHA_MEDIA_PNG] = "image/png",
    [HECHA_MEDIA_WEBP] = "image/webp",
    [HECHA_MEDIA_HEIC] = "image/heic",
    [HECHA_MEDIA_TIFF] = "image/tiff",
    [HECHA_MEDIA_GIF] = "image/gif",
    [HECHA_MEDIA_BMP] = "image/bmp",
    [HECHA_MEDIA_PDF] = "application/pdf",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (types), NULL);
  return types[kind];
}

/**
 * hecha_media_kind_is_picture:
 *
 * Returns: whether hecha_picture_decode() reads this kind, given its loader
 */
gboolean
hecha_media_kind_is_picture (HechaMediaKind kind)
{
  return kind != HECHA_MEDIA_OTHER && kind != HECHA_MEDIA_PDF;
}
