/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include "error.h"
#include "media-kind.h"
#include "samples.h"

#include <string.h>

/* Exif 2.32, 4.6.4 A: which sides of the picture its first row and first column are. */
static const char *const turned[] = {
  [1] = "RG/BW", [2] = "GR/WB", [3] = "WB/GR", [4] = "BW/RG",
  [5] = "RB/GW", [6] = "BR/WG", [7] = "WG/BR", [8] = "GW/RB",
};

static void
assert_decodes (GBytes     *bytes,
                int         max_width,
                int         max_height,
                int         width,
                int         height,
                const char *corners)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = hecha_picture_decode (bytes, max_width, max_height, NULL, &error);
  g_autofree char *seen = NULL;

  g_assert_no_error (error);
  seen = sample_corners (pixels);
  g_assert_cmpstr (seen, ==, corners);
  g_assert_cmpint (pixels->width, ==, width);
  g_assert_cmpint (pixels->height, ==, height);
}

static void
test_orientations (void)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr(GByteArray) exif = sample_exif (orientation % 2, orientation, "", "");
      g_autoptr(GBytes) jpeg = sample_jpeg (exif), png = sample_png (exif);
      g_autoptr(GBytes) webp = sample_webp (exif), tiff = sample_tiff (orientation);
      GBytes *const files[] = { jpeg, png, webp, tiff };
      gboolean sideways = orientation > 4;

      for (guint i = 0; i < G_N_ELEMENTS (files); i++)
        {
          assert_decodes (files[i], 0, 0, sideways ? 32 : 64, sideways ? 64 : 32, turned[orientation]);
          /* Fitted as it is looked at, not as it is stored. */
          assert_decodes (files[i], 16, 1000, 16, sideways ? 32 : 8, turned[orientation]);
          assert_decodes (files[i], 1000, 16, sideways ? 8 : 32, 16, turned[orientation]);
        }
    }
}

static void
test_kinds (void)
{
  g_autoptr(GBytes) gif = sample_gif (), bmp = sample_bmp ();
  g_autoptr(GBytes) heic = sample_file ("quadrants.heic");

  assert_decodes (gif, 0, 0, 64, 32, "RG/BW");
  assert_decodes (gif, 32, 32, 32, 16, "RG/BW");
  assert_decodes (bmp, 0, 0, 64, 32, "RG/BW");
  assert_decodes (heic, 0, 0, 64, 32, "RG/BW");
  assert_decodes (heic, 16, 0, 16, 8, "RG/BW");
}

static void
assert_fails (GBytes     *bytes,
              int         code,
              const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_picture_decode (bytes, 100, 100, NULL, &error));
  g_assert_error (error, HECHA_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_truncated (void)
{
  GBytes *const whole[] = { sample_jpeg (NULL), sample_png (NULL), sample_webp (NULL),
                            sample_tiff (1), sample_gif (), sample_bmp () };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      const char *type = hecha_media_kind_type (hecha_media_kind_sniff (whole[i]));

      for (int tenth = 1; tenth < 10; tenth++)
        {
          g_autoptr(GBytes) part = sample_cut (whole[i], g_bytes_get_size (whole[i]) * tenth / 10);

          assert_fails (part, HECHA_ERROR_DAMAGED, type);
        }
      g_bytes_unref (whole[i]);
    }
}

/* The HEIC loader warns in its own way before it gives up. */
static void
test_truncated_heic (void)
{
  g_autoptr(GBytes) whole = sample_file ("quadrants.heic");
  g_autoptr(GBytes) part = sample_cut (whole, g_bytes_get_size (whole) / 2);

  if (g_test_subprocess ())
    {
      g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
      g_log_set_fatal_mask (NULL, G_LOG_LEVEL_ERROR);
      assert_fails (part, HECHA_ERROR_DAMAGED, "image/heic");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* What a file is called does not matter; what it is does. */
static void
test_no_picture (void)
{
  static const char *const others[] = { "", "text", "%PDF-1.7\n", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                                        "/* XPM */ static char *a[] = {\"1 1 1 1\",\"a c red\",\"a\"};" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));

      assert_fails (bytes, HECHA_ERROR_UNSUPPORTED, "no picture");
    }
}

/* A few bytes that declare a picture of gigabytes are refused by what they declare. */
static void
test_huge (void)
{
  static const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0\xb6\x05\xd9\x50"
                              "\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82";
  static const guint8 gif[] = "GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\x01\x05\0;";
  static const guint8 bmp[] = "BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\0\0\xff\xff\0\0\x01\0\x18\0\0\0\0\0"
                              "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                              "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
  static const guint8 jpeg[] = "\xff\xd8\xff\xc0\0\x0b\x08\xff\xdc\xff\xdc\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0"
                               "\0\xff\xd9";
  static const struct
  {
    const guint8 *data;
    gsize         size;
  } files[] = { { png, sizeof png - 1 }, { gif, sizeof gif - 1 }, { bmp, sizeof bmp - 1 }, { jpeg, sizeof jpeg - 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i].data, files[i].size);

      assert_fails (bytes, HECHA_ERROR_TOO_LARGE, "200 million");
    }
}

static void
test_cancelled (void)
{
  g_autoptr(GBytes) bytes = sample_jpeg (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_picture_decode (bytes, 0, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_time (void)
{
  g_autoptr(GByteArray) exif = sample_exif (TRUE, 1, "2026:11:22 15:44:27", "");
  g_autoptr(GBytes) bytes = sample_jpeg (exif);
  g_autoptr(GBytes) other = g_bytes_new_static ("text", 4);
  g_autofree char *time = hecha_picture_time (bytes);

  g_assert_cmpstr (time, ==, "2026-11-22T15:44:27");
  g_assert_null (hecha_picture_time (other));
}

/* For print: upright, small, and nothing of the camera left in it. */
static void
test_to_jpeg (void)
{
  g_autoptr(GByteArray) exif = sample_exif (TRUE, 6, "2026:11:22 15:44:27", "");
  g_autoptr(GBytes) bytes = sample_jpeg (exif);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) jpeg = NULL;
  int width, height;

  jpeg = hecha_picture_to_jpeg (bytes, 32, 90, &width, &height, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width, ==, 16);
  g_assert_cmpint (height, ==, 32);
  g_assert_null (hecha_picture_time (jpeg));
  g_assert_null (memmem (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg), "Exif", 4));
  g_assert_cmpint (hecha_media_kind_sniff (jpeg), ==, HECHA_MEDIA_JPEG);
  assert_decodes (jpeg, 0, 0, 16, 32, turned[6]);
}

/* Half-transparent red, premultiplied, lies on white. */
static void
test_alpha (void)
{
  g_autofree guint32 *data = g_new (guint32, 64);
  g_autoptr(GBytes) bytes = NULL, png = NULL;
  g_autoptr(HechaPixels) pixels = NULL, again = NULL;

  for (int i = 0; i < 64; i++)
    data[i] = 0x80800000;
  bytes = g_bytes_new (data, 256);
  pixels = hecha_pixels_new (8, 8, 32, bytes);
  png = hecha_picture_encode_png (pixels, NULL);
  again = hecha_picture_decode (png, 0, 0, NULL, NULL);
  g_assert_cmphex (*(const guint32 *) g_bytes_get_data (again->data, NULL), ==, 0xffff7f7f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/picture/orientations", test_orientations);
  g_test_add_func ("/picture/kinds", test_kinds);
  g_test_add_func ("/picture/truncated", test_truncated);
  g_test_add_func ("/picture/truncated-heic", test_truncated_heic);
  g_test_add_func ("/picture/no-picture", test_no_picture);
  g_test_add_func ("/picture/huge", test_huge);
  g_test_add_func ("/picture/cancelled", test_cancelled);
  g_test_add_func ("/picture/time", test_time);
  g_test_add_func ("/picture/to-jpeg", test_to_jpeg);
  g_test_add_func ("/picture/alpha", test_alpha);
  return g_test_run ();
}
