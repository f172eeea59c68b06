/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "original.h"

#include "exif.h"
#include "media-whole.h"

#include <string.h>

/* Markers of ITU-T T.81, table B.1. */
#define SOF0  0xc0   /* baseline */
#define SOF1  0xc1   /* extended sequential */
#define SOF2  0xc2   /* progressive */
#define DHT   0xc4
#define RST0  0xd0
#define RST7  0xd7
#define EOI   0xd9
#define SOS   0xda
#define DRI   0xdd
#define DQT   0xdb
#define APP14 0xee   /* Adobe: which transformation of colours */

typedef struct
{
  const guint8 *data;
  gsize         size;
  GByteArray   *out;
  int           width;
  int           height;
  gboolean      fits;    /* a frame that a PDF shows as it is was seen */
} Walk;

/* What the pixels need, and nothing that tells where, when or by whom. */
static gboolean
is_kept (guint8 marker)
{
  static const guint8 kept[] = { DQT, DHT, DRI, SOS, SOF0, SOF1, SOF2, APP14 };

  return memchr (kept, marker, sizeof kept) != NULL;
}

static void
read_frame (Walk         *self,
            const guint8 *segment,
            gsize         length)
{
  if (length < 10)
    return;
  self->height = segment[5] << 8 | segment[6];
  self->width = segment[7] << 8 | segment[8];
  self->fits = segment[4] == 8 && self->width > 0 && self->height > 0 && (segment[9] == 1 || segment[9] == 3);
}

/* The end of what is coded from @at on: the next marker that is no restart. */
static gsize
scan_end (const Walk *self,
          gsize       at)
{
  while (at + 1 < self->size)
    {
      const guint8 *found = memchr (self->data + at, 0xff, self->size - 1 - at);

      if (!found)
        return self->size;
      at = found - self->data;
      if (found[1] != 0 && !(found[1] >= RST0 && found[1] <= RST7))
        return at;
      at += found[1] != 0xff ? 2 : 1;
    }
  return self->size;
}

/* One segment, with what is coded behind it. */
static gboolean
take_segment (Walk  *self,
              gsize *at)
{
  const guint8 *segment = self->data + *at;
  gsize length, end;

  if (self->size - *at < 4 || segment[0] != 0xff)
    return FALSE;
  length = 2 + (segment[2] << 8 | segment[3]);
  if (length < 4 || length > self->size - *at)
    return FALSE;
  end = *at + length;
  if (segment[1] >= SOF0 && segment[1] <= SOF2)
    read_frame (self, segment, length);
  if (segment[1] == SOS)
    end = scan_end (self, end);
  if (is_kept (segment[1]))
    g_byte_array_append (self->out, segment, end - *at);
  *at = end;
  return TRUE;
}

static gboolean
walk (Walk *self)
{
  static const guint8 begin[] = { 0xff, 0xd8 }, end[] = { 0xff, EOI };
  gsize at = sizeof begin;

  g_byte_array_append (self->out, begin, sizeof begin);
  while (at + 1 < self->size && !(self->data[at] == 0xff && self->data[at + 1] == EOI))
    if (self->data[at] == 0xff && self->data[at + 1] == 0xff)
      at++;
    else if (!take_segment (self, &at))
      return FALSE;
  g_byte_array_append (self->out, end, sizeof end);
  return at + 1 < self->size && self->fits;
}

/**
 * hecha_picture_original:
 * @bytes: a picture from anywhere
 * @width: (out): its pixels as they are stored
 * @height: (out): likewise
 * @orientation: (out): how it is turned, 1 to 8 (Exif 2.32)
 *
 * The pixels of a JPEG as the camera coded them, without what it wrote beside
 * them: Exif, XMP, IPTC, comments, previews, and what follows its end.
 *
 * Returns: (transfer full) (nullable): a JPEG of grey or three colours; %NULL
 *   for what is no whole JPEG of that kind, with all else untouched
 */
GBytes *
hecha_picture_original (GBytes *bytes,
                        int    *width,
                        int    *height,
                        int    *orientation)
{
  HechaMediaKind kind = hecha_media_kind_sniff (bytes);
  Walk self = { 0 };

  g_return_val_if_fail (width && height && orientation, NULL);
  if (kind != HECHA_MEDIA_JPEG || !hecha_media_is_whole (bytes, kind))
    return NULL;
  self.data = g_bytes_get_data (bytes, &self.size);
  self.out = g_byte_array_sized_new (self.size);
  if (!walk (&self))
    {
      g_byte_array_unref (self.out);
      return NULL;
    }
  *width = self.width;
  *height = self.height;
  *orientation = hecha_exif_orientation (bytes, kind);
  return g_byte_array_free_to_bytes (self.out);
}
