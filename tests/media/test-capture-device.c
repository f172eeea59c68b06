/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture.h"
#include "error.h"

static void
ignore_cb (const HechaPixels *pixels,
           const GError      *error,
           gpointer           data)
{
}

static void
test_environment (void)
{
  g_autoptr(GPtrArray) devices = NULL;
  g_autoptr(HechaCapture) capture = NULL;
  HechaCaptureDevice *device;

  g_setenv ("HECHA_CAMERA", "test", TRUE);
  devices = hecha_capture_devices (NULL);
  g_assert_cmpuint (devices->len, ==, 1);
  device = g_ptr_array_index (devices, 0);
  g_assert_cmpstr (device->id, ==, "test");
  capture = hecha_capture_start (NULL, ignore_cb, NULL, NULL);
  g_assert_nonnull (capture);
  g_unsetenv ("HECHA_CAMERA");
}

static void
assert_not_found (const char *device,
                  const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_capture_start (device, ignore_cb, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, message);
}

/* Holds on a machine with a camera as well. */
static void
test_none (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) devices = hecha_capture_devices (&error);

  g_assert_no_error (error);
  assert_not_found ("no such camera", "The camera is no longer there");
  if (devices->len == 0)
    assert_not_found (NULL, "No camera was found");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("HECHA_CAMERA");
  g_test_add_func ("/capture-device/environment", test_environment);
  g_test_add_func ("/capture-device/none", test_none);
  return g_test_run ();
}
