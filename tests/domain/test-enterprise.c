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

/* 《办法》第六条: three, two and one; anything else is none. */
static void
test_levels (void)
{
  static const struct { int level; const char *zh, *en; } table[] = {
    { 1, "一级", "level 1" }, { 2, "二级", "level 2" }, { 3, "三级", "level 3" }, { 0, "", "" }, { -1, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_cmpstr (hecha_level_label (table[i].level)->zh, ==, table[i].zh);
      g_assert_cmpstr (hecha_level_label (table[i].level)->en, ==, table[i].en);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/enterprise/names", test_names);
  g_test_add_func ("/enterprise/levels", test_levels);
  return g_test_run ();
}
