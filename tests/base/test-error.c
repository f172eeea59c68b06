/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"

static void
test_refuse (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_refuse (&error, "“%s” is signed already, %d times", "inspector-1", 2));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "“inspector-1” is signed already, 2 times");
  g_assert_false (hecha_refuse (NULL, "Nobody asks why"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/error/refuse", test_refuse);
  return g_test_run ();
}
