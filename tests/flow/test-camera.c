/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera.h"

#include "error.h"

#include <string.h>

static void
frame_cb (HechaCamera *camera,
          HechaPixels *pixels,
          gpointer     data)
{
  (*(guint *) data)++;
}

/* The test picture stands in for a camera. */
static void
test_still (void)
{
  g_autoptr(HechaCamera) camera = NULL;
  g_autoptr(GError) early = NULL, error = NULL;
  g_autoptr(GBytes) still = NULL;
  guint frames = 0;

  g_setenv ("HECHA_CAMERA", "test", TRUE);
  camera = hecha_camera_start (NULL);
  g_assert_null (hecha_camera_still (camera, &early));
  g_assert_error (early, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_signal_connect (camera, "frame", G_CALLBACK (frame_cb), &frames);
  while (frames < 2)
    g_main_context_iteration (NULL, TRUE);
  still = hecha_camera_still (camera, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (still, NULL), 3, "\xff\xd8\xff", 3);
  hecha_camera_stop (camera);
  hecha_camera_stop (camera);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/camera/still", test_still);
  return g_test_run ();
}
