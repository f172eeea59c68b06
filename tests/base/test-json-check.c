/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "json-check.h"

#include <string.h>

static void
test_accepted (void)
{
  static const char *const texts[] = {
    "null", " [ ] ", "{}", "-0", "0.5e+3", "1E2", "\"\\ud83d\\ude00\"", "{\"a\":{\"a\":1}}", "\"\303\251\"", "[1,2,\n3]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      hecha_json_check (texts[i], strlen (texts[i]), "test", &error);
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  static const struct { const char *text, *message; } rows[] = {
    { "", "f, line 1, column 1: a value must stand here" },
    { "{\"a\":1,\n \"a\":2}", "f, line 2, column 2: a member that stands twice" },
    { "{\"a\":1,\"\\u0061\":2}", "f, line 1, column 8: a member that stands twice" },
    { "[1,]", "f, line 1, column 4: a value must stand here" },
    { "[1] // no", "f, line 1, column 5: something follows the value" },
    { "{'a':1}", "f, line 1, column 2: a string must start here" },
    { "[01]", "f, line 1, column 3: a comma or ] must stand here" },
    { "[1.]", "f, line 1, column 4: a digit must stand here" },
    { "[NaN]", "f, line 1, column 2: a value must stand here" },
    { "\"\\x\"", "f, line 1, column 3: an unknown escape" },
    { "\"\\u0000\"", "f, line 1, column 8: U+0000 is not accepted in text" },
    { "\"\\ud800\"", "f, line 1, column 8: a high surrogate without its low one" },
    { "\"\\udc00\"", "f, line 1, column 8: a low surrogate without its high one" },
    { "\"a\nb\"", "f, line 1, column 3: a control character inside a string" },
    { "\"abc", "f, line 1, column 5: the text ends inside a string" },
    { "\"\377\"", "f, line 1, column 2: not UTF-8" },
    { "\357\273\277{}", "f, line 1, column 1: a value must stand here" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_json_check (rows[i].text, strlen (rows[i].text), "f", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_json_check (deep, 100000, "f", &error));
  g_assert_cmpstr (error->message, ==, "f, line 1, column 66: nested more than 64 deep");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/json-check/accepted", test_accepted);
  g_test_add_func ("/json-check/refused", test_refused);
  g_test_add_func ("/json-check/depth", test_depth);
  return g_test_run ();
}
