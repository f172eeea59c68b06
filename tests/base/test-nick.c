/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nick.h"

static const HechaNick metals[] = {
  { 29, "copper" },
  { 79, "gold" },
  { 0, NULL },
};

static void
test_text (void)
{
  g_assert_cmpstr (hecha_nick_text (metals, 29), ==, "copper");
  g_assert_cmpstr (hecha_nick_text (metals, 79), ==, "gold");
}

static void
test_value (void)
{
  static const char *const strangers[] = { NULL, "", "Gold", "gol", "golden", "gold " };
  int value = -1;

  g_assert_true (hecha_nick_value (metals, "gold", &value));
  g_assert_cmpint (value, ==, 79);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_assert_false (hecha_nick_value (metals, strangers[i], &value));
      g_assert_cmpint (value, ==, 79);
    }
}

static void
test_no_name (void)
{
  if (g_test_subprocess ())
    {
      hecha_nick_text (metals, 47);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*CRITICAL*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/nick/text", test_text);
  g_test_add_func ("/nick/value", test_value);
  g_test_add_func ("/nick/no-name", test_no_name);
  return g_test_run ();
}
