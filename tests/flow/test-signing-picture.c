/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signing-picture.h"

#include "error.h"
#include "fixture.h"
#include "signer.h"

#include <gio/gio.h>
#include <string.h>

/* A PNG of 2 × 1 pixels, by hand: opaque red, and nothing at all (alpha 0). */
static const guint8 red_png[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
  0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0xf4, 0x22, 0x7f, 0x8a,
  0, 0, 0, 20, 'I', 'D', 'A', 'T', 0x78, 0x01, 0x01, 9, 0, 0xf6, 0xff, 0, 255, 0, 0, 255, 0, 0, 0, 0, 0x0c, 0xfc, 0x01,
  0xff, 0x40, 0xc8, 0x72, 0xba,
  0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
};

static void
refused (Fixture    *files,
         const char *name,
         HechaError  code)
{
  g_autofree char *path = fixture_path (files, name);
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_signing_picture_load (path, &error));
  g_assert_error (error, HECHA_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_see_through (void)
{
  Fixture *files = fixture_new ();
  g_autofree char *path = fixture_path (files, "red.png");
  g_autoptr(HechaPixels) pixels = NULL;
  g_autoptr(GError) error = NULL;
  const guint32 *data;

  fixture_write (files, "red.png", red_png, sizeof red_png);
  pixels = hecha_signing_picture_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 2);
  data = g_bytes_get_data (pixels->data, NULL);
  g_assert_cmphex (data[0], ==, 0xffff0000);
  g_assert_cmphex (data[1] >> 24, ==, 0);
  fixture_free (files);
}

/* The photograph of a cabinet is far larger than any seal. */
static void
test_fits (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "demo", "cabinet.png", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = hecha_signing_picture_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, <=, HECHA_SIGN_PICTURE_WIDTH);
  g_assert_cmpint (pixels->height, <=, HECHA_SIGN_PICTURE_HEIGHT);
}

static void
test_hostile (void)
{
  Fixture *files = fixture_new ();
  g_autofree guint8 *wide = g_memdup2 (red_png, sizeof red_png);
  g_autofree guint8 *large = g_malloc0 (8 * 1024 * 1024 + 1);

  refused (files, "missing.png", HECHA_ERROR_NOT_FOUND);
  fixture_write (files, "words.png", "no picture", 10);
  refused (files, "words.png", HECHA_ERROR_UNSUPPORTED);
  fixture_write (files, "moving.gif", "GIF89a\1\0\1\0\0\0\0;", 14);
  refused (files, "moving.gif", HECHA_ERROR_UNSUPPORTED);
  fixture_write (files, "cut.png", red_png, sizeof red_png / 2);
  refused (files, "cut.png", HECHA_ERROR_DAMAGED);
  /* 65,538 × 65,537 pixels, they say. */
  wide[17] = wide[21] = 1;
  fixture_write (files, "wide.png", wide, sizeof red_png);
  refused (files, "wide.png", HECHA_ERROR_DAMAGED);
  memcpy (large, red_png, sizeof red_png);
  fixture_write (files, "large.png", large, 8 * 1024 * 1024 + 1);
  refused (files, "large.png", HECHA_ERROR_TOO_LARGE);
  fixture_free (files);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/signing-picture/see-through", test_see_through);
  g_test_add_func ("/flow/signing-picture/fits", test_fits);
  g_test_add_func ("/flow/signing-picture/hostile", test_hostile);
  return g_test_run ();
}
