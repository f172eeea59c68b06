/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "picture.h"
#include "samples.h"

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_decode (void)
{
  g_autoptr(GBytes) bytes = sample_jpeg (NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = NULL;
  g_autofree char *corners = NULL;

  hecha_picture_decode_async (bytes, 32, 32, NULL, done_cb, &result);
  g_assert_null (result);
  pixels = hecha_picture_decode_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, 32);
  corners = sample_corners (pixels);
  g_assert_cmpstr (corners, ==, "RG/BW");
}

static void
test_to_jpeg (void)
{
  g_autoptr(GBytes) bytes = sample_png (NULL), jpeg = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  int width, height;

  hecha_picture_to_jpeg_async (bytes, 32, 80, NULL, done_cb, &result);
  jpeg = hecha_picture_to_jpeg_finish (wait_for (&result), &width, &height, &error);
  g_assert_no_error (error);
  g_assert_nonnull (jpeg);
  g_assert_cmpint (width, ==, 32);
  g_assert_cmpint (height, ==, 16);
}

static void
test_refused (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("text", 4);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  int width = 7;

  hecha_picture_to_jpeg_async (bytes, 32, 80, NULL, done_cb, &result);
  g_assert_null (hecha_picture_to_jpeg_finish (wait_for (&result), &width, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
  g_assert_cmpint (width, ==, 7);
}

static void
test_cancelled (void)
{
  g_autoptr(GBytes) bytes = sample_png (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  hecha_picture_decode_async (bytes, 0, 0, cancellable, done_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (hecha_picture_decode_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/picture-async/decode", test_decode);
  g_test_add_func ("/picture-async/to-jpeg", test_to_jpeg);
  g_test_add_func ("/picture-async/refused", test_refused);
  g_test_add_func ("/picture-async/cancelled", test_cancelled);
  return g_test_run ();
}
