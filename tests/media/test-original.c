/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "original.h"

#include "samples.h"

#include <gio/gio.h>
#include <string.h>

#define HIDDEN "31.2304N 121.4737E"

/* The pixels of a JPEG as djpeg gives them. */
static char *
pixels_of (GBytes *bytes,
           gsize  *size)
{
  g_autoptr(GSubprocess) djpeg = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                                                   "djpeg", "-pnm", NULL);
  GBytes *out = NULL;

  g_assert_nonnull (djpeg);
  g_assert_true (g_subprocess_communicate (djpeg, bytes, NULL, &out, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (djpeg));
  return g_bytes_unref_to_data (out, size);
}

static void
add_segment (GByteArray *array,
             guint8      marker,
             const char *text)
{
  guint8 head[] = { 0xff, marker, 0, strlen (text) + 2 };

  g_byte_array_append (array, head, sizeof head);
  g_byte_array_append (array, (const guint8 *) text, strlen (text));
}

/* A JPEG with all that cameras and programs write beside the pixels. */
static GBytes *
talkative_jpeg (void)
{
  g_autoptr(GByteArray) exif = sample_exif (TRUE, 6, "2026:11:22 15:44:27", "+08:00");
  g_autoptr(GBytes) plain = sample_jpeg (exif);
  GByteArray *array = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);

  g_byte_array_append (array, data, 2);
  add_segment (array, 0xe1, "http://ns.adobe.com/xap/1.0/" HIDDEN);
  add_segment (array, 0xed, "Photoshop 3.0" HIDDEN);
  add_segment (array, 0xfe, HIDDEN);
  add_segment (array, 0xe2, "MPF" HIDDEN);
  g_byte_array_append (array, data + 2, size - 2);
  g_byte_array_append (array, (const guint8 *) HIDDEN, strlen (HIDDEN));
  return g_byte_array_free_to_bytes (array);
}

static void
test_nothing_but_pixels (void)
{
  g_autoptr(GBytes) bytes = talkative_jpeg ();
  g_autoptr(GBytes) original = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize size_before, size_after, size;
  int width = 0, height = 0, orientation = 0;
  const guint8 *data;

  original = hecha_picture_original (bytes, &width, &height, &orientation);
  g_assert_nonnull (original);
  g_assert_cmpint (orientation, ==, 6);
  data = g_bytes_get_data (original, &size);
  g_assert_null (memmem (data, size, HIDDEN, strlen (HIDDEN)));
  g_assert_null (memmem (data, size, "Exif", 4));
  g_assert_null (memmem (data, size, "2026:11:22", 10));
  g_assert_cmpmem (data + size - 2, 2, "\xff\xd9", 2);
  before = pixels_of (bytes, &size_before);
  after = pixels_of (original, &size_after);
  g_assert_cmpmem (before, size_before, after, size_after);
}

/* Cut anywhere, or with a length that lies: a JPEG within the bytes, or none. */
static void
test_hostile (void)
{
  g_autoptr(GBytes) bytes = talkative_jpeg ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int width = -1, height = -1, orientation = -1;

  for (gsize cut = 0; cut + strlen (HIDDEN) < size; cut++)
    {
      g_autoptr(GBytes) part = g_bytes_new (data, cut);

      if (cut + strlen (HIDDEN) < size - 1)
        g_assert_null (hecha_picture_original (part, &width, &height, &orientation));
    }
  g_assert_cmpint (width, ==, -1);
  for (gsize at = 2; at < size; at++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GBytes) original = NULL;

      copy[at] ^= 0xff;
      changed = g_bytes_new_take (g_steal_pointer (&copy), size);
      original = hecha_picture_original (changed, &width, &height, &orientation);
      if (original)
        g_assert_cmpuint (g_bytes_get_size (original), <=, size);
    }
}

static void
test_other_kinds (void)
{
  g_autoptr(GBytes) png = sample_png (NULL);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);
  int width, height, orientation;

  g_assert_null (hecha_picture_original (png, &width, &height, &orientation));
  g_assert_null (hecha_picture_original (nothing, &width, &height, &orientation));
}

/* Four colours belong to print shops, and to no output intent of a screen. */
static void
test_four_colours (void)
{
  static const guint8 cmyk[] = {
    0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 1, 0, 1, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0, 0xff, 0xd9,
  };
  static const guint8 grey[] = { 0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xff, 0xd9 };
  g_autoptr(GBytes) four = g_bytes_new_static (cmyk, sizeof cmyk);
  g_autoptr(GBytes) one = g_bytes_new_static (grey, sizeof grey);
  g_autoptr(GBytes) original = NULL;
  int width, height, orientation;

  g_assert_null (hecha_picture_original (four, &width, &height, &orientation));
  original = hecha_picture_original (one, &width, &height, &orientation);
  g_assert_true (g_bytes_equal (one, original));
  g_assert_cmpint (width, ==, 3);
  g_assert_cmpint (height, ==, 2);
  g_assert_cmpint (orientation, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/original/nothing-but-pixels", test_nothing_but_pixels);
  g_test_add_func ("/original/hostile", test_hostile);
  g_test_add_func ("/original/other-kinds", test_other_kinds);
  g_test_add_func ("/original/four-colours", test_four_colours);
  return g_test_run ();
}
