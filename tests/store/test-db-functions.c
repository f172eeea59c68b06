/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

static const struct { const char *payload; const char *words; } table[] = {
  { "{\"type\":\"connected\",\"level\":3,\"name\":\"示例厂\",\"code\":\"91A\"}", "示 示例 例 例厂 厂 91a 9 91" },
  { "{\"type\":\"connected\",\"level\":3}", "" },
  { "{\"type\":\"connected\"", "" },
  { "", "" },
  { NULL, "" },
};

static void
test_filing_words (void)
{
  g_autofree char *device = device_id (1);
  Place place;

  place_open (&place, device);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = hecha_db_text (place.db, "SELECT hecha_filing_words (?)", "s", table[i].payload);
      g_auto(GStrv) parts = g_strsplit (words, " ", -1);
      g_autoptr(GString) said = g_string_new (NULL);

      for (guint j = 0; parts[j]; j++)
        if (*parts[j])
          g_string_append_printf (said, "%s%s", said->len ? " " : "", parts[j]);
      g_assert_cmpstr (said->str, ==, table[i].words);
    }
  place_close (&place);
}

/* A schema that called it could be read by no other program. */
static void
test_not_in_schema (void)
{
  g_autofree char *device = device_id (1);
  g_autoptr(GError) error = NULL;
  Place place;

  place_open (&place, device);
  hecha_db_run_script (place.db, "CREATE VIEW words AS SELECT hecha_filing_words (payload) FROM filing;"
                       "SELECT * FROM words;", &error);
  g_assert_nonnull (error);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db-functions/filing-words", test_filing_words);
  g_test_add_func ("/db-functions/not-in-schema", test_not_in_schema);
  return g_test_run ();
}
