/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "exif.h"
#include "media-whole.h"
#include "picture.h"

/* Our own readers on every input, the decoder on what claims to be a picture. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = NULL;

  for (int kind = HECHA_MEDIA_OTHER; kind <= HECHA_MEDIA_PDF; kind++)
    {
      g_autofree char *time = hecha_exif_time (bytes, kind);
      int orientation = hecha_exif_orientation (bytes, kind);

      g_assert_true (orientation >= 1 && orientation <= 8);
      hecha_media_is_whole (bytes, kind);
    }
  pixels = hecha_picture_decode (bytes, 64, 64, NULL, &error);
  g_assert_true ((pixels == NULL) == (error != NULL));
  g_assert_true (!pixels || (pixels->width <= 64 && pixels->height <= 64));
  return 0;
}
