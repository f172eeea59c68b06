/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "json.h"

static char *
canonical (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = hecha_json_parse (text, -1, "test", &error);
  char *out;

  g_assert_no_error (error);
  out = hecha_json_canonical (node, &error);
  g_assert_no_error (error);
  return out;
}

/* RFC 8785, 3.2.3: the order of members is by UTF-16 code unit. */
static void
test_order (void)
{
  g_autofree char *out = canonical ("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\","
                                    "\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\"1\":\"One\","
                                    "\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
                                    "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}");

  g_assert_cmpstr (out, ==, "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\302\200\":\"Control\","
                            "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                            "\"😀\":\"Emoji: Grinning Face\",\"\357\254\263\":\"Hebrew Letter Dalet With Dagesh\"}");
}

/* RFC 8785, 3.2.2: the strings of its sample object. */
static void
test_strings (void)
{
  g_autofree char *out = canonical ("{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                                    " \"literals\": [null, true, false]}");

  g_assert_cmpstr (out, ==, "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

/* RFC 8785, 3.2.2.3: a number is written as ECMAScript does, so that -0 is 0; ours are whole and below 2^53. */
static void
test_edges (void)
{
  static const char *const refused[] = {
    "9007199254740992", "-9007199254740992", "9007199254740993.0", "1e16", "1e300", "-1e21", "0.5", "5e-324",
  };
  g_autofree char *out = canonical ("[-0, -0.0, 1e3, 1.0, -9007199254740991, 9007199254740991.0]");

  g_assert_cmpstr (out, ==, "[0,0,1000,1,-9007199254740991,9007199254740991]");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(JsonNode) node = hecha_json_parse (refused[i], -1, "test", NULL);
      g_autofree char *text = node ? hecha_json_canonical (node, NULL) : NULL;

      g_assert_cmpstr (text, ==, NULL);
    }
}

static void
test_numbers (void)
{
  g_autoptr(JsonNode) fraction = hecha_json_parse ("1.5", -1, "test", NULL);
  g_autoptr(JsonNode) large = hecha_json_parse ("9007199254740993", -1, "test", NULL);
  g_autofree char *out = canonical ("[0, -7, 9007199254740991]");
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (out, ==, "[0,-7,9007199254740991]");
  g_assert_null (hecha_json_canonical (fraction, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (hecha_json_canonical (large, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

static void
test_members (void)
{
  g_autoptr(JsonObject) object = hecha_json_parse_object ("{\"t\":\"x\",\"n\":3,\"b\":true,\"a\":[1,{\"k\":\"v\"}],\"o\":{}}",
                                                          -1, "test", NULL);

  g_assert_cmpstr (hecha_json_string (object, "t"), ==, "x");
  g_assert_null (hecha_json_string (object, "n"));
  g_assert_null (hecha_json_string (NULL, "n"));
  g_assert_cmpint (hecha_json_int (object, "n", -1), ==, 3);
  g_assert_cmpint (hecha_json_int (object, "t", -1), ==, -1);
  g_assert_true (hecha_json_bool (object, "b"));
  g_assert_false (hecha_json_bool (object, "n"));
  g_assert_null (hecha_json_element (hecha_json_array (object, "a"), 0));
  g_assert_cmpstr (hecha_json_string (hecha_json_element (hecha_json_array (object, "a"), 1), "k"), ==, "v");
  g_assert_null (hecha_json_element (hecha_json_array (object, "a"), 2));
  g_assert_nonnull (hecha_json_object (object, "o"));
  g_assert_null (hecha_json_object (object, "a"));
}

static void
test_not_an_object (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_json_parse_object ("[]", -1, "list.json", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "list.json: not a JSON object");
}

/* A file that somebody chose: an object, a reason with its name, or a reason with its path. */
static void
test_read (void)
{
  static const struct { const char *text; int code; const char *words; } cases[] = {
    { "{\"a\": \"甲\"}", -1, NULL },
    { "[]", HECHA_ERROR_INVALID, "chosen.json: not a JSON object" },
    { "", HECHA_ERROR_INVALID, "chosen.json, line 1, column 1: " },
    { "{\"a\": \"0123456789012345678901234567890123456789\"}", HECHA_ERROR_TOO_LARGE, "are not read here" },
  };
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "chosen.json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) object = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      object = hecha_json_read (path, 40, &text, &error);
      g_assert_true ((object != NULL) == (cases[i].words == NULL));
      g_assert_cmpstr (text, ==, cases[i].words ? NULL : cases[i].text);
      if (!cases[i].words)
        continue;
      g_assert_error (error, HECHA_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/json/edges", test_edges);
  g_test_add_func ("/json/order", test_order);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/not-an-object", test_not_an_object);
  g_test_add_func ("/json/read", test_read);
  return g_test_run ();
}
