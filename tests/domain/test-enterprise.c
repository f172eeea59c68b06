/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "enterprise.h"

/* Names on disk are frozen. */
static void
test_names (void)
{
  g_assert_cmpstr (hecha_nick_text (hecha_type_nicks, HECHA_TYPE_CONNECTED), ==, "connected");
  g_assert_cmpstr (hecha_nick_text (hecha_type_nicks, HECHA_TYPE_PLATFORM), ==, "platform");
  g_assert_cmpstr (hecha_nick_text (hecha_type_nicks, HECHA_TYPE_IDENTIFIER), ==, "identifier");
  g_assert_cmpstr (hecha_nick_text (hecha_holder_nicks, HECHA_HOLDER_EVALUATION), ==, "evaluation");
  g_assert_cmpstr (hecha_nick_text (hecha_holder_nicks, HECHA_HOLDER_INDUSTRY), ==, "industry");
  g_assert_cmpstr (hecha_nick_text (hecha_holder_nicks, HECHA_HOLDER_COMMUNICATIONS), ==, "communications");
  g_assert_cmpstr (hecha_nick_text (hecha_holder_nicks, HECHA_HOLDER_ENTERPRISE), ==, "enterprise");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/enterprise/names", test_names);
  return g_test_run ();
}
