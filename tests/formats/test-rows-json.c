/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "table-text.h"

typedef struct
{
  const char *name;
  const char *json;
  const char *rows;
} Good;

static const Good good[] = {
  { "array", "[{\"name\":\"甲\",\"level\":3},{\"level\":2,\"code\":\"X\"}]", "0:name|level|code\n1:甲|3\n2:|2|X\n" },
  { "filings", "\xef\xbb\xbf {\"v\":1,\"filings\":[{\"a\":\"b\"}]}", "0:a\n1:b\n" },
  { "values", "[{\"a\":true,\"b\":null,\"c\":1.5,\"d\":914403001922038216,\"e\":9.1e20,\"f\":\"\"}]",
    "0:a|b|c|d|e|f\n1:TRUE||1.5|914403001922038216|910000000000000000000{l}\n" },
  { "list", "[{\"types\":[\"connected\",\"platform\"]}]", "0:types\n1:connected、platform\n" },
  { "inner", "[{\"contact\":{\"name\":\"张\",\"phone\":\"1\"},\"x\":1}]", "0:contact.name|contact.phone|x\n1:张|1|1\n" },
  { "inner-array", "[{\"n\":\"甲\",\"sites\":[{\"region\":\"340104\"},{\"region\":\"320505\"}]},{\"n\":\"乙\"}]",
    "0:n|sites.region\n1:甲|340104\n1:甲|320505\n2:乙\n" },
  { "no-object", "[{\"a\":1},\"x\",{\"a\":2}]", "0:a\n1:1\n2:x\n3:2\n" },
  { "empty", "[]", "0:\n" },
};

static void
test_good (gconstpointer data)
{
  const Good *row = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = read_bytes ("t.txt", row->json, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, row->rows);
}

static void
test_bad (void)
{
  static const struct { const char *json, *message; } rows[] = {
    { "[1,]", "t.json, line 1, column 4:*" },
    { "{\"a\":[]}", "t.json: neither an array of objects nor an object with an array \"filings\"" },
    { "{\"filings\":{}}", "t.json: neither an array of objects nor an object with an array \"filings\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_bytes ("t.json", rows[i].json, -1, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      if (!g_pattern_match_simple (rows[i].message, error->message))
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_strconcat ("/rows-json/good/", good[i].name, NULL);

      g_test_add_data_func (path, &good[i], test_good);
    }
  g_test_add_func ("/rows-json/bad", test_bad);
  return g_test_run ();
}
