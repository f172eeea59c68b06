/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exif.h"
#include "samples.h"

#include <string.h>

static const struct
{
  const char *time;
  const char *offset;
  const char *expected;
} times[] = {
  { "2026:11:22 15:44:27", "+08:00", "2026-11-22T15:44:27+08:00" },
  { "2026:11:22 15:44:27", "-03:30", "2026-11-22T15:44:27-03:30" },
  { "2026:11:22 15:44:27", "", "2026-11-22T15:44:27" },
  { "2026:11:22 15:44:27", "+8:000", "2026-11-22T15:44:27" },
  { "2024:02:29 00:00:00", "", "2024-02-29T00:00:00" },
  { "2026:02:29 00:00:00", "", NULL },
  { "0000:00:00 00:00:00", "", NULL },
  { "2026:11:22 24:00:00", "", NULL },
  { "2026-11-22 15:44:27", "", NULL },
  { "    :  :     :  :  ", "", NULL },
  { "2026:11:22", "", NULL },
};

static GBytes *
wrap (HechaMediaKind    kind,
      const GByteArray *exif)
{
  switch ((int) kind)
    {
    case HECHA_MEDIA_JPEG:
      return sample_jpeg (exif);
    case HECHA_MEDIA_PNG:
      return sample_png (exif);
    case HECHA_MEDIA_WEBP:
      return sample_webp (exif);
    default:
      return g_bytes_new (exif->data, exif->len);
    }
}

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr(GByteArray) exif = sample_exif (i % 2, 1, times[i].time, times[i].offset);
      g_autoptr(GBytes) bytes = sample_jpeg (exif);
      g_autofree char *time = hecha_exif_time (bytes, HECHA_MEDIA_JPEG);

      g_assert_cmpstr (time, ==, times[i].expected);
    }
}

static void
test_kinds (void)
{
  static const HechaMediaKind kinds[] = { HECHA_MEDIA_JPEG, HECHA_MEDIA_PNG, HECHA_MEDIA_WEBP, HECHA_MEDIA_TIFF };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int big = 0; big < 2; big++)
      {
        g_autoptr(GByteArray) exif = sample_exif (big, 7, "2026:11:22 15:44:27", "+08:00");
        g_autoptr(GBytes) bytes = wrap (kinds[i], exif);
        g_autofree char *time = hecha_exif_time (bytes, kinds[i]);

        g_assert_cmpstr (time, ==, "2026-11-22T15:44:27+08:00");
        g_assert_cmpint (hecha_exif_orientation (bytes, kinds[i]), ==, 7);
      }
}

/* A HEIC has the block somewhere in its data; its decoder turns the picture. */
static void
test_heic (void)
{
  g_autoptr(GByteArray) exif = sample_exif (TRUE, 6, "2026:11:22 15:44:27", "+08:00");
  g_autoptr(GBytes) plain = sample_file ("quadrants.heic");
  g_autoptr(GByteArray) array = g_byte_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *time = NULL;

  g_assert_null (hecha_exif_time (plain, HECHA_MEDIA_HEIC));
  g_byte_array_append (array, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  g_byte_array_append (array, (const guint8 *) "Exif\0\0", 6);
  g_byte_array_append (array, exif->data, exif->len);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  time = hecha_exif_time (bytes, HECHA_MEDIA_HEIC);
  g_assert_cmpstr (time, ==, "2026-11-22T15:44:27+08:00");
  g_assert_cmpint (hecha_exif_orientation (bytes, HECHA_MEDIA_HEIC), ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr(GBytes) jpeg = sample_jpeg (NULL);
  g_autoptr(GBytes) empty = g_bytes_new (NULL, 0);

  for (int kind = HECHA_MEDIA_OTHER; kind <= HECHA_MEDIA_PDF; kind++)
    {
      g_assert_cmpint (hecha_exif_orientation (jpeg, kind), ==, 1);
      g_assert_null (hecha_exif_time (jpeg, kind));
      g_assert_cmpint (hecha_exif_orientation (empty, kind), ==, 1);
      g_assert_null (hecha_exif_time (empty, kind));
    }
}

/* Every byte of the block spoilt in turn, and every cut: nothing is read beyond the end. */
static void
test_hostile (void)
{
  static const guint8 values[] = { 0, 1, 0x7f, 0x80, 0xfe, 0xff };
  g_autoptr(GByteArray) exif = sample_exif (FALSE, 6, "2026:11:22 15:44:27", "+08:00");

  for (guint i = 0; i < exif->len * G_N_ELEMENTS (values); i++)
    {
      guint at = i / G_N_ELEMENTS (values);
      guint8 *copy = g_memdup2 (exif->data, exif->len);
      g_autoptr(GBytes) bytes = g_bytes_new_take (copy, exif->len);
      g_autoptr(GBytes) cut = sample_cut (bytes, at);
      g_autofree char *time = NULL, *cut_time = NULL;
      int orientation;

      copy[at] = values[i % G_N_ELEMENTS (values)];
      time = hecha_exif_time (bytes, HECHA_MEDIA_TIFF);
      cut_time = hecha_exif_time (cut, HECHA_MEDIA_TIFF);
      orientation = hecha_exif_orientation (bytes, HECHA_MEDIA_TIFF);
      g_assert_true (orientation >= 1 && orientation <= 8);
      g_assert_true (!time || strlen (time) == 19 || strlen (time) == 25);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exif/times", test_times);
  g_test_add_func ("/exif/kinds", test_kinds);
  g_test_add_func ("/exif/heic", test_heic);
  g_test_add_func ("/exif/nothing", test_nothing);
  g_test_add_func ("/exif/hostile", test_hostile);
  return g_test_run ();
}
