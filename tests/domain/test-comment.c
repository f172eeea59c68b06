/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comment.h"

static void
test_set (void)
{
  g_autoptr(GPtrArray) comments = hecha_comments_new ();

  hecha_comments_set (comments, "a", "一");
  hecha_comments_set (comments, "b", "二");
  hecha_comments_set (comments, "a", "三");
  g_assert_cmpuint (comments->len, ==, 2);
  g_assert_cmpstr (hecha_comments_get (comments, "a"), ==, "三");
  hecha_comments_set (comments, "b", "");
  g_assert_null (hecha_comments_get (comments, "b"));
  hecha_comments_set (comments, "c", "");
  g_assert_cmpuint (comments->len, ==, 1);
  g_assert_null (hecha_comments_get (NULL, "a"));
}

/* A journal is written by others: what is no comment is none. */
static void
test_json (void)
{
  g_autofree char *large = g_strnfill (4001, 'x');
  g_autofree char *text = g_strdup_printf ("[{\"item\":\"a\",\"text\":\"一\"},5,{\"item\":\"b\"},{\"text\":\"c\"},{\"item\":7,\"text\":\"d\"},"
                                           "{\"item\":\"e\",\"text\":\"\"},{\"item\":\"f\",\"text\":\"%s\"},{\"item\":\"g\",\"text\":\"二\"}]",
                                           large);
  static const char *const bad[] = { NULL, "", "{", "{}", "5", "[[]]" };
  g_autoptr(GPtrArray) comments = hecha_comments_parse (text);
  g_autoptr(JsonArray) array = hecha_comments_to_json (comments);

  g_assert_cmpuint (comments->len, ==, 2);
  g_assert_cmpstr (hecha_comments_get (comments, "g"), ==, "二");
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (array, 0), "text"), ==, "一");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GPtrArray) none = hecha_comments_parse (bad[i]);

      g_assert_cmpuint (none->len, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/comment/set", test_set);
  g_test_add_func ("/comment/json", test_json);
  return g_test_run ();
}
