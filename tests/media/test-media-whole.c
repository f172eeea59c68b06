/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media-whole.h"
#include "samples.h"

#include <string.h>

/* Cut anywhere, no file of these kinds is whole; with something behind its end it is. */
static void
check_kind (GBytes         *bytes,
            HechaMediaKind  kind)
{
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *longer = g_malloc0 (size + 1000);
  g_autoptr(GBytes) trailed = NULL;

  g_assert_true (hecha_media_is_whole (bytes, kind));
  memcpy (longer, g_bytes_get_data (bytes, NULL), size);
  trailed = g_bytes_new (longer, size + 1000);
  g_assert_true (hecha_media_is_whole (trailed, kind));

  for (gsize cut = 16; cut < size; cut++)
    {
      g_autoptr(GBytes) part = sample_cut (bytes, cut);

      g_assert_false (hecha_media_is_whole (part, kind));
    }
}

static void
test_jpeg (void)
{
  g_autoptr(GByteArray) exif = sample_exif (TRUE, 6, "2026:11:22 15:44:27", "+08:00");
  g_autoptr(GBytes) bytes = sample_jpeg (NULL);
  g_autoptr(GBytes) with_exif = sample_jpeg (exif);

  check_kind (bytes, HECHA_MEDIA_JPEG);
  check_kind (with_exif, HECHA_MEDIA_JPEG);
}

/* The end of a thumbnail inside a segment is not the end of the picture. */
static void
test_thumbnail (void)
{
  static const guint8 data[] = { 0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd8, 0xff, 0xd9, 0xff, 0xda, 0, 2, 1, 2, 3 };
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, sizeof data);

  g_assert_false (hecha_media_is_whole (bytes, HECHA_MEDIA_JPEG));
}

static void
test_png (void)
{
  g_autoptr(GBytes) bytes = sample_png (NULL);

  check_kind (bytes, HECHA_MEDIA_PNG);
}

static void
test_webp (void)
{
  g_autoptr(GBytes) bytes = sample_webp (NULL);

  check_kind (bytes, HECHA_MEDIA_WEBP);
}

static void
test_bmp (void)
{
  g_autoptr(GBytes) bytes = sample_bmp ();

  check_kind (bytes, HECHA_MEDIA_BMP);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/media-whole/jpeg", test_jpeg);
  g_test_add_func ("/media-whole/thumbnail", test_thumbnail);
  g_test_add_func ("/media-whole/png", test_png);
  g_test_add_func ("/media-whole/webp", test_webp);
  g_test_add_func ("/media-whole/bmp", test_bmp);
  return g_test_run ();
}
