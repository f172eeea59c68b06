/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"

static void
freed_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Whoever is last frees the bytes, and nobody before. */
static void
test_shares_the_bytes (void)
{
  static const guint8 rows[2 * 16];
  gboolean freed = FALSE;
  GBytes *data = g_bytes_new_with_free_func (rows, sizeof rows, freed_cb, &freed);
  HechaPixels *one = hecha_pixels_new (3, 2, 16, data);
  HechaPixels *two = hecha_pixels_copy (one);

  g_assert_cmpint (two->width, ==, 3);
  g_assert_cmpint (two->height, ==, 2);
  g_assert_cmpuint (two->stride, ==, 16);
  g_assert_true (two->data == data);

  g_bytes_unref (data);
  hecha_pixels_free (one);
  g_assert_false (freed);
  hecha_pixels_free (two);
  g_assert_true (freed);
}

static void
test_too_few_bytes (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(GBytes) data = g_bytes_new_static ("", 0);

      hecha_pixels_new (1, 1, 4, data);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*CRITICAL*g_bytes_get_size*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pixels/shares-the-bytes", test_shares_the_bytes);
  g_test_add_func ("/pixels/too-few-bytes", test_too_few_bytes);
  return g_test_run ();
}
