/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-words.h"

#include "oscal-fixture.h"

typedef struct
{
  HechaOscalDocument *document;
  GHashTable         *params;
  gsize               budget;
  HechaOscalWords     words;
} Fixture;

static void
add_param (Fixture    *fixture,
           const char *id,
           const char *json)
{
  g_hash_table_insert (fixture->params, g_strdup (id), hecha_json_parse_object (json, -1, id, NULL));
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GBytes) bytes = catalog_with ("\"controls\": []");

  fixture->document = hecha_oscal_document_parse (bytes, "x.json", NULL);
  fixture->params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  fixture->budget = 1 << 20;
  fixture->words = (HechaOscalWords) { fixture->document, fixture->params, "catalog.controls[0]", &fixture->budget };
  add_param (fixture, "who", "{\"values\": [\"crews\", \"mates\"]}");
  add_param (fixture, "when", "{\"label\": \"interval\"}");
  add_param (fixture, "how", "{\"select\": {\"choice\": [\"by {{ insert: param, who }}\", \"alone\"]}}");
  add_param (fixture, "loop", "{\"values\": [\"{{ insert: param, loop }}\"]}");
  add_param (fixture, "many", "{\"values\": [\"{{insert: param, none}}{{insert: param, none}}\"]}");
  add_param (fixture, "none", "{\"values\": []}");
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  hecha_oscal_document_unref (fixture->document);
  g_hash_table_unref (fixture->params);
}

static void
test_insert (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *prose, *words; } rows[] = {
    { "plain", "plain" },
    { "  padded \n", "padded" },
    { "ask {{ insert: param, who }}.", "ask crews, mates." },
    { "ask {{insert:param,who}}.", "ask crews, mates." },
    { "{{ when }}", "[interval]" },
    { "{{ insert: param, how }}", "[by crews, mates; alone]" },
    { "{{ insert: param, unknown }}", "[unknown]" },
    { "{{ not a parameter }}", "{{ not a parameter }}" },
    { "open {{ only", "open {{ only" },
    { "{{}}{{ insert: param }}", "{{}}{{ insert: param }}" },
    { "{{ insert: param, many }}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *words = hecha_oscal_words_insert (&fixture->words, rows[i].prose, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *longest = g_strnfill (HECHA_OSCAL_MAX_TEXT, 'a');
  g_autofree char *longer = g_strnfill (HECHA_OSCAL_MAX_TEXT + 1, 'a');
  g_autofree char *words = hecha_oscal_words_insert (&fixture->words, longest, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (words, ==, longest);
  g_assert_null (hecha_oscal_words_insert (&fixture->words, longer, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (hecha_oscal_words_insert (&fixture->words, "{{ insert: param, loop }}", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "x.json: catalog.controls[0]: parameter loop inserts itself");
  g_clear_error (&error);
  /* Inserting nothing costs as well. */
  fixture->budget = 40;
  g_assert_null (hecha_oscal_words_insert (&fixture->words, "{{ insert: param, many }}", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
}

static void
test_tree (Fixture       *fixture,
           gconstpointer  data)
{
  static const char json[] =
    "{\"name\": \"statement\", \"prose\": \"总则\", \"parts\": ["
    "{\"name\": \"translation\", \"ns\": \"" HECHA_OSCAL_NS "\", \"class\": \"en\", \"prose\": \"In general\"},"
    "{\"name\": \"item\", \"props\": [{\"name\": \"label\", \"value\": \"a)\"}], \"prose\": \"甲\", \"parts\": ["
    "{\"name\": \"translation\", \"ns\": \"" HECHA_OSCAL_NS "\", \"class\": \"en\", \"prose\": \"First\"},"
    "{\"name\": \"item\", \"prose\": \"细\"}]}]}";
  g_autoptr(JsonObject) part = hecha_json_parse_object (json, -1, "part", NULL);
  g_auto(HechaText) text = { NULL, NULL };
  g_autoptr(GError) error = NULL;

  hecha_oscal_words_tree (&fixture->words, part, &text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text.zh, ==, "总则\na) 甲\n  细");
  g_assert_cmpstr (text.en, ==, "In general\na) First");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/oscal-words/insert", Fixture, NULL, setup, test_insert, teardown);
  g_test_add ("/oscal-words/limits", Fixture, NULL, setup, test_limits, teardown);
  g_test_add ("/oscal-words/tree", Fixture, NULL, setup, test_tree, teardown);
  return g_test_run ();
}
