/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-profile.h"

#include "oscal-fixture.h"

/* A library of what a table says: name, document, name, document, NULL. */
static GBytes *
load (const char  *href,
      gpointer     data,
      GError     **error)
{
  for (const char *const *row = data; row[0]; row += 2)
    if (strcmp (row[0], href) == 0)
      return g_bytes_new (row[1], strlen (row[1]));
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "no %s", href);
  return NULL;
}

static GBytes *
load_lookalike (const char  *href,
                gpointer     data,
                GError     **error)
{
  if (strcmp (href, "lookalike-catalog.json") == 0)
    return fixture (NULL, href);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "no %s", href);
  return NULL;
}

static void
test_foreign (void)
{
  g_autoptr(GBytes) bytes = fixture (NULL, "lookalike-profile.json");
  g_autoptr(GBytes) catalog = fixture (NULL, "lookalike-catalog.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) pack = hecha_oscal_read (bytes, "json/lookalike-profile.json", load_lookalike, NULL, &error);
  g_autofree char *own = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *other = hecha_sha256_hex (g_bytes_get_data (catalog, NULL), g_bytes_get_size (catalog));
  g_autofree char *both = g_strconcat (own, other, NULL);
  g_autofree char *digest = hecha_sha256_hex (both, strlen (both));
  HechaItem *item;

  g_assert_no_error (error);
  g_assert_cmpstr (pack->title.en, ==, "Harbour Low Baseline");
  g_assert_cmpuint (pack->items->len, ==, 3);
  g_assert_cmpuint (pack->groups->len, ==, 2);
  g_assert_cmpstr (pack->digest, ==, digest);

  item = item_of (pack, "hc-1");
  g_assert_true (g_str_has_prefix (item->requirement.en, "a. Hand night crews of East Quay:"));
  g_assert_nonnull (strstr (item->requirement.en, "crane level for night crews"));
  /* The item is the catalog's, whatever profile shows it. */
  g_assert_cmpstr (item->uuid, ==, "8cc04b00-ae19-57c2-a07b-4ecd8c4f62b9");
  g_assert_cmpstr (item->source.en, ==, "Harbour Crane Security Controls, HC-1");

  item = item_of (pack, "hc-1.1");
  g_assert_cmpstr (item->label, ==, "HOIST-STOP");
  g_assert_cmpstr (item->requirement.en, ==,
                   "Stop the hoist when its controller is unreachable.\nWithin one second.");
  g_assert_cmpuint (item->steps->len, ==, 1);
  assert_step (item, 0, HECHA_METHOD_TEST, NULL, "Pull the plug on the bench.");
}

#define HEAD(uuid) \
  "\"uuid\": \"" uuid "\", \"metadata\": {\"title\": \"T\", \"version\": \"1\", \"oscal-version\": \"1.2.1\"}"
#define A "0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10"
#define B "1b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10"
#define CATALOG(uuid, controls) "{\"catalog\": {" HEAD (uuid) ", \"controls\": [" controls "]}}"
#define PROFILE(body) "{\"profile\": {" HEAD ("2b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10") ", " body "}}"
#define C(id) "{\"id\": \"" id "\", \"title\": \"" id "\"}"
#define IMPORT(href, more) "{\"href\": \"" href "\"" more "}"
#define ALL ", \"include-all\": {}"

static const char *const library[] = {
  "p/abc.json", CATALOG (A, C ("a") "," C ("b") "," C ("c")),
  "xyz.json", CATALOG (B, C ("x") "," C ("y") ", {\"id\": \"z\", \"title\": \"z\", \"controls\": [" C ("z.1") "]}"),
  "other-a.json", CATALOG (B, C ("a")),
  "urn:uuid:" A, CATALOG (A, C ("a")),
  "loop.json", PROFILE ("\"imports\": [" IMPORT ("loop2.json", ALL) "]"),
  "loop2.json", PROFILE ("\"imports\": [" IMPORT ("loop.json", ALL) "]"),
  "nested.json", PROFILE ("\"imports\": [" IMPORT ("p/abc.json", ", \"include-controls\": [{\"with-ids\": [\"c\", \"a\"]}]")
                          "], \"merge\": {\"flat\": {}}"),
  "bad.json", "{",
  NULL,
};

static char *
ids_of (HechaPack *pack)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < pack->items->len; i++)
    {
      HechaItem *item = pack->items->pdata[i];
      const char *group = strchr (item->group, '-') ? "" : item->group;

      g_string_append_printf (ids, "%s%s%s%s", i ? " " : "", group, *group ? "/" : "", item->id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_resolution (void)
{
  static const struct { const char *body, *ids; } rows[] = {
    { "\"imports\": [" IMPORT ("abc.json", ALL) "]", "a b c" },
    { "\"imports\": [" IMPORT ("./../p/abc.json", "") "]", "a b c" },
    { "\"imports\": [" IMPORT ("abc.xml", ", \"include-controls\": [{\"with-ids\": [\"b\"]}]") "]", "b" },
    { "\"imports\": [" IMPORT ("#" A, ALL) "]", "a" },
    { "\"imports\": [" IMPORT ("abc.json", ", \"include-all\": {}, \"exclude-controls\": [{\"matching\":"
      " [{\"pattern\": \"?\"}]}]") "," IMPORT ("../xyz.json", ALL) "]", "x y z z.1" },
    { "\"imports\": [" IMPORT ("../xyz.json", ", \"include-controls\": [{\"with-child-controls\": \"yes\","
      " \"with-ids\": [\"z\"]}]") "," IMPORT ("abc.json", ALL) "," IMPORT ("abc.json", ALL) "]", "z z.1 a b c" },
    { "\"imports\": [" IMPORT ("../nested.json", ALL) "]", "a c" },
    { "\"imports\": [" IMPORT ("abc.json", ALL) "," IMPORT ("../other-a.json", ALL) "],"
      " \"merge\": {\"combine\": {\"method\": \"use-first\"}, \"as-is\": true}", "a b c" },
    { "\"imports\": [" IMPORT ("abc.json", ALL) "], \"merge\": {\"custom\": {\"groups\": [{\"id\": \"g\", \"title\": \"G\","
      " \"insert-controls\": [{\"order\": \"descending\", \"include-controls\": [{\"with-ids\": [\"a\", \"b\"]}]}]}]}}",
      "g/b g/a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (PROFILE ("%s"), rows[i].body);
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaPack) pack = hecha_oscal_read (bytes, "p/me.json", load, (gpointer) library, &error);
      g_autofree char *ids = NULL;

      g_assert_no_error (error);
      ids = ids_of (pack);
      g_assert_cmpstr (ids, ==, rows[i].ids);
    }
}

static void
test_refused (void)
{
  static const struct { const char *body; int code; const char *message; } rows[] = {
    { "\"imports\": []", HECHA_ERROR_INVALID, "p/me.json: profile.imports is missing or empty" },
    { "\"imports\": [{}]", HECHA_ERROR_INVALID, "p/me.json: profile.imports[0].href is missing" },
    { "\"imports\": [" IMPORT ("gone.json", ALL) "]", HECHA_ERROR_NOT_FOUND,
      "p/me.json: profile.imports[0]: “gone.json” is neither in the pack nor in the library,"
      " and is not fetched from elsewhere" },
    { "\"imports\": [" IMPORT ("https://example.org/c.json", ALL) "]", HECHA_ERROR_NOT_FOUND, NULL },
    { "\"imports\": [" IMPORT ("../../../etc/passwd", ALL) "]", HECHA_ERROR_NOT_FOUND, NULL },
    { "\"imports\": [" IMPORT ("/etc/passwd", ALL) "]", HECHA_ERROR_NOT_FOUND, NULL },
    { "\"imports\": [" IMPORT ("..%2f..%2f..%2fx", ALL) "]", HECHA_ERROR_NOT_FOUND, NULL },
    { "\"imports\": [" IMPORT ("../bad.json", ALL) "]", HECHA_ERROR_INVALID, NULL },
    { "\"imports\": [" IMPORT ("../loop.json", ALL) "]", HECHA_ERROR_INVALID,
      "loop2.json: profile.imports[0]: imports itself by way of “loop.json”" },
    { "\"imports\": [" IMPORT ("abc.json", ", \"include-controls\": [{\"with-ids\": [\"q\"]}]") "]", HECHA_ERROR_INVALID,
      "p/me.json: profile.imports[0]: with-ids names a control that is not there: q" },
    { "\"imports\": [" IMPORT ("abc.json", ALL) "," IMPORT ("../other-a.json", ALL) "]", HECHA_ERROR_INVALID,
      "p/me.json: profile.imports: a stands in two of the imported catalogs" },
    { "\"imports\": [" IMPORT ("abc.json", ALL) "], \"modify\": {\"alters\": [{\"control-id\": \"a\", \"adds\":"
      " [{\"by-id\": \"nowhere\"}]}]}", HECHA_ERROR_INVALID,
      "p/me.json: profile.modify.alters[0].adds[0]: the control has no part with the id nowhere" },
    { "\"imports\": [" IMPORT ("abc.json", ALL) "], \"modify\": {\"alters\": [{\"control-id\": \"a\", \"removes\": [{}]}]}",
      HECHA_ERROR_INVALID, "p/me.json: profile.modify.alters[0].removes[0] does not say what to remove" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (PROFILE ("%s"), rows[i].body);
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_oscal_read (bytes, "p/me.json", load, (gpointer) library, &error));
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      if (rows[i].message)
        g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_target (void)
{
  static const char ours[] =
    "{\"profile\": {\"uuid\": \"" A "\", \"metadata\": {\"title\": \"T\", \"oscal-version\": \"1.2.1\", \"props\": ["
    "{\"name\": \"enterprise-type\", \"ns\": \"" HECHA_OSCAL_NS "\", \"value\": \"identifier\"},"
    "{\"name\": \"level\", \"ns\": \"" HECHA_OSCAL_NS "\", \"value\": \"2\"}]}}}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (ours, strlen (ours));
  g_autoptr(GBytes) foreign = fixture (NULL, "lookalike-profile.json");
  g_autoptr(GError) error = NULL;
  HechaType type;
  int level;

  g_assert_true (hecha_oscal_profile_target (bytes, "x.json", &type, &level, &error));
  g_assert_cmpint (type, ==, HECHA_TYPE_IDENTIFIER);
  g_assert_cmpint (level, ==, 2);
  g_assert_false (hecha_oscal_profile_target (foreign, "x.json", &type, &level, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-profile/foreign", test_foreign);
  g_test_add_func ("/oscal-profile/resolution", test_resolution);
  g_test_add_func ("/oscal-profile/refused", test_refused);
  g_test_add_func ("/oscal-profile/target", test_target);
  return g_test_run ();
}
