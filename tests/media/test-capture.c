/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture.h"

#include "error.h"
#include "media-kind.h"
#include "picture.h"

#include <string.h>

typedef struct
{
  guint         pictures;
  HechaPixels  *last;
  GError       *error;
  HechaCapture *stop_after;     /* is stopped by the callback itself */
} Seen;

static void
seen_cb (const HechaPixels *pixels,
         const GError      *error,
         gpointer           data)
{
  Seen *seen = data;

  g_assert_true ((pixels != NULL) != (error != NULL));
  g_assert_null (seen->error);
  if (error)
    seen->error = g_error_copy (error);
  if (!pixels)
    return;
  seen->pictures++;
  g_clear_pointer (&seen->last, hecha_pixels_free);
  seen->last = hecha_pixels_copy (pixels);
  g_clear_pointer (&seen->stop_after, hecha_capture_stop);
}

/* More pictures, or the end. */
static void
wait_for (Seen  *seen,
          guint  pictures)
{
  while (seen->pictures < pictures && !seen->error)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (seen->error);
}

static void
seen_clear (Seen *seen)
{
  g_clear_pointer (&seen->last, hecha_pixels_free);
  g_clear_error (&seen->error);
}

/* Colour bars, as SMPTE EG 1 orders them: the first is white, the seventh blue. */
static void
assert_bars (const HechaPixels *pixels)
{
  const guint8 *data = g_bytes_get_data (pixels->data, NULL);
  const guint32 *row = (gconstpointer) (data + pixels->stride * 10);
  guint32 white = row[pixels->width / 14], blue = row[pixels->width * 13 / 14];

  g_assert_cmphex (white >> 24, ==, 0xff);
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_true ((white >> shift & 255) > 170);
  g_assert_true ((blue & 255) > 170 && (blue >> 8 & 0xffff) < 0x3000);
}

static void
test_pictures (void)
{
  g_autoptr(GError) error = NULL;
  Seen seen = { 0 };
  HechaCapture *capture = hecha_capture_start ("test", seen_cb, &seen, &error);
  guint before;

  g_assert_no_error (error);
  wait_for (&seen, 3);
  assert_bars (seen.last);
  before = seen.pictures;
  hecha_capture_stop (capture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen.pictures, ==, before);
  /* The last picture outlives its camera. */
  assert_bars (seen.last);
  seen_clear (&seen);
}

static void
test_still (void)
{
  g_autoptr(GError) error = NULL;
  Seen seen = { 0 };
  g_autoptr(HechaCapture) capture = hecha_capture_start ("test", seen_cb, &seen, &error);
  g_autoptr(GBytes) jpeg = NULL;
  g_autoptr(HechaPixels) pixels = NULL;

  g_assert_no_error (error);
  wait_for (&seen, 1);
  jpeg = hecha_capture_still (capture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hecha_media_kind_sniff (jpeg), ==, HECHA_MEDIA_JPEG);
  pixels = hecha_picture_decode (jpeg, 0, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, seen.last->width);
  assert_bars (pixels);
  seen_clear (&seen);
}

static void
test_stop_in_callback (void)
{
  Seen seen = { 0 };

  seen.stop_after = hecha_capture_start ("test", seen_cb, &seen, NULL);
  wait_for (&seen, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen.pictures, ==, 1);
  seen_clear (&seen);
}

static void
test_stop_at_once (void)
{
  Seen seen = { 0 };

  for (int i = 0; i < 5; i++)
    hecha_capture_stop (hecha_capture_start ("test", seen_cb, &seen, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen.pictures, ==, 0);
}

static void
test_unplugged (void)
{
  g_autoptr(GError) error = NULL;
  Seen seen = { 0 };
  g_autoptr(HechaCapture) capture = hecha_capture_start ("test:2", seen_cb, &seen, &error);

  g_assert_no_error (error);
  while (!seen.error)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (seen.error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_nonnull (strstr (seen.error->message, "no more pictures"));
  seen_clear (&seen);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr(GAsyncResult) result = NULL, refused = NULL;
  g_autoptr(HechaCapture) capture = NULL;
  g_autoptr(GError) error = NULL;
  Seen seen = { 0 };

  hecha_capture_start_async ("test", seen_cb, &seen, NULL, done_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.pictures, ==, 0);
  capture = hecha_capture_start_finish (result, &error);
  g_assert_no_error (error);
  wait_for (&seen, 1);
  hecha_capture_start_async ("no such camera", seen_cb, &seen, NULL, done_cb, &refused);
  while (!refused)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (hecha_capture_start_finish (refused, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  seen_clear (&seen);
}

/* Given up while the camera was starting: it is off, and nobody is told anything more. */
static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  Seen seen = { 0 };

  hecha_capture_start_async ("test", seen_cb, &seen, cancellable, done_cb, &result);
  g_cancellable_cancel (cancellable);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (hecha_capture_start_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen.pictures, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("HECHA_CAMERA");
  g_test_add_func ("/capture/pictures", test_pictures);
  g_test_add_func ("/capture/still", test_still);
  g_test_add_func ("/capture/stop-in-callback", test_stop_in_callback);
  g_test_add_func ("/capture/stop-at-once", test_stop_at_once);
  g_test_add_func ("/capture/unplugged", test_unplugged);
  g_test_add_func ("/capture/async", test_async);
  g_test_add_func ("/capture/cancelled", test_cancelled);
  return g_test_run ();
}
