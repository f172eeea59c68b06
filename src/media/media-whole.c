/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media-whole.h"

#include <string.h>

static guint32
little (const guint8 *data)
{
  return data[0] | data[1] << 8 | data[2] << 16 | (guint32) data[3] << 24;
}

/* The next marker (FF and neither 00 nor a restart) at or after @at, past fill bytes. */
static gsize
next_marker (const guint8 *data,
             gsize         size,
             gsize         at)
{
  while (at + 1 < size)
    {
      const guint8 *found = memchr (data + at, 0xff, size - 1 - at);

      if (!found)
        return size;
      at = found - data;
      if (found[1] != 0x00 && found[1] != 0xff && (found[1] < 0xd0 || found[1] > 0xd7))
        return at;
      at++;
    }
  return size;
}

static gboolean
jpeg_is_whole (const guint8 *data,
               gsize         size)
{
  gsize at = next_marker (data, size, 2);

  while (at + 3 < size && data[at + 1] != 0xd9)
    at = next_marker (data, size, at + 2 + (data[at + 2] << 8 | data[at + 3]));
  return at + 1 < size && data[at + 1] == 0xd9;
}

static gboolean
png_is_whole (const guint8 *data,
              gsize         size)
{
  gsize at = 8;

  while (at < size && size - at >= 12)
    {
      gsize length = (guint32) data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += length + 12;
    }
  return FALSE;
}

/**
 * hecha_media_is_whole:
 * @bytes: a picture from anywhere
 * @kind: of @bytes
 *
 * Some decoders fill the rest of a picture that was cut off with grey and say
 * nothing. This looks for the end of the file as its format has it.
 *
 * Returns: %FALSE if the file ends too early; %TRUE also for kinds whose
 *   decoder notices it
 */
gboolean
hecha_media_is_whole (GBytes         *bytes,
                      HechaMediaKind  kind)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  switch ((int) kind)
    {
    case HECHA_MEDIA_JPEG:
      return jpeg_is_whole (data, size);
    case HECHA_MEDIA_PNG:
      return png_is_whole (data, size);
    case HECHA_MEDIA_WEBP:
      return size >= 12 && size - 8 >= little (data + 4);
    case HECHA_MEDIA_BMP:
      return size >= 6 && size >= little (data + 2);
    default:
      return TRUE;
    }
}
