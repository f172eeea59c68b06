/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text.h"

static void
test_fallback (void)
{
  HechaText both = { (char *) "中", (char *) "E" }, zh = { (char *) "中", NULL }, empty = { (char *) "", NULL };

  g_assert_cmpstr (hecha_text_get (&both, HECHA_LANGUAGE_ZH), ==, "中");
  g_assert_cmpstr (hecha_text_get (&both, HECHA_LANGUAGE_EN), ==, "E");
  g_assert_cmpstr (hecha_text_get (&zh, HECHA_LANGUAGE_EN), ==, "中");
  g_assert_cmpstr (hecha_text_get (&empty, HECHA_LANGUAGE_EN), ==, "");
  g_assert_true (hecha_text_is_empty (&empty));
  g_assert_false (hecha_text_is_empty (&zh));
}

static void
test_json (void)
{
  HechaText text = { (char *) "中", (char *) "E" }, back = { NULL, NULL };
  g_autoptr(JsonObject) object = hecha_text_to_json (&text);

  hecha_text_from_json (object, &back);
  g_assert_cmpstr (back.zh, ==, "中");
  g_assert_cmpstr (back.en, ==, "E");
  hecha_text_clear (&back);
  g_assert_true (hecha_text_is_empty (&back));
}

static void
test_language (void)
{
  static const struct { const char *tag; HechaLanguage language; } rows[] = {
    { "en", HECHA_LANGUAGE_EN }, { "en_GB.UTF-8", HECHA_LANGUAGE_EN }, { "zh-CN", HECHA_LANGUAGE_ZH }, { NULL, HECHA_LANGUAGE_ZH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hecha_language_from_text (rows[i].tag), ==, rows[i].language);
  g_assert_cmpstr (hecha_language_to_text (HECHA_LANGUAGE_ZH), ==, "zh-CN");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/text/fallback", test_fallback);
  g_test_add_func ("/text/json", test_json);
  g_test_add_func ("/text/language", test_language);
  return g_test_run ();
}
