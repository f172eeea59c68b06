/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-catalog.h"

#include "oscal-fixture.h"

/* A catalog built like the published ones, words and control ids our own; what it comes to was worked out by hand. */
static void
test_foreign (void)
{
  g_autoptr(GBytes) bytes = fixture (NULL, "lookalike-catalog.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPack) pack = hecha_oscal_catalog_read (bytes, "lookalike-catalog.json", &error);
  static const char *const ids[] = { "zz-1", "hc-1", "hc-1.1", "yd-1" };
  static const char *const groups[] = { "_0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10", "hc", "yd-g" };
  HechaItem *item;

  g_assert_no_error (error);
  g_assert_cmpstr (pack->id, ==, "0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10");
  g_assert_cmpstr (pack->title.en, ==, "Harbour Crane Security Controls");
  g_assert_null (pack->title.zh);
  g_assert_cmpuint (pack->items->len, ==, G_N_ELEMENTS (ids));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (((HechaItem *) pack->items->pdata[i])->id, ==, ids[i]);
  g_assert_cmpuint (pack->groups->len, ==, G_N_ELEMENTS (groups));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    g_assert_cmpstr (((HechaGroup *) pack->groups->pdata[i])->id, ==, groups[i]);

  item = item_of (pack, "hc-1");
  g_assert_cmpstr (item->label, ==, "HC-1");
  /* python3 -c "import uuid; print(uuid.uuid5(uuid.UUID('0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10'), 'hc-1'))" */
  g_assert_cmpstr (item->uuid, ==, "8cc04b00-ae19-57c2-a07b-4ecd8c4f62b9");
  g_assert_cmpstr (item->requirement.en, ==,
                   "a. Hand [crane crews] of East Quay:\n"
                   "  1. a [quay level; crane level for [crane crews]] hoisting policy; and\n"
                   "  2. a drill plan.\n"
                   "b. Review both each year, after each refit.");
  g_assert_cmpstr (item->source.en, ==, "Harbour Crane Security Controls, HC-1");
  g_assert_cmpuint (item->steps->len, ==, 2);
  assert_step (item, 0, HECHA_METHOD_EXAMINE, NULL, "hoisting policy\n\nreview records");
  assert_step (item, 1, HECHA_METHOD_INTERVIEW, NULL, "crane crews");

  item = item_of (pack, "hc-1.1");
  g_assert_cmpuint (item->steps->len, ==, 2);
  assert_step (item, 0, HECHA_METHOD_EXAMINE, NULL, "loss is noticed;");
  assert_step (item, 1, HECHA_METHOD_EXAMINE, NULL, "the hoist stops.");
  g_assert_cmpstr (item->group, ==, "hc");

  item = item_of (pack, "yd-1");
  assert_step (item, 0, HECHA_METHOD_EXAMINE, NULL, "Keep gates locked.");
  item = item_of (pack, "zz-1");
  g_assert_cmpstr (item->requirement.en, ==, "Loose Control");
  g_assert_cmpint (item->min_level, ==, 1);
}

static void
test_digest (void)
{
  g_autoptr(GBytes) bytes = catalog_with ("\"controls\": [{\"id\": \"a\", \"title\": \"A\"}]");
  g_autoptr(HechaPack) pack = hecha_oscal_catalog_read (bytes, "x.json", NULL);
  g_autofree char *digest = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (pack->digest, ==, digest);
}

static void
test_refused (void)
{
  static const struct { const char *body; int code; const char *message; } rows[] = {
    { "\"controls\": {}", HECHA_ERROR_INVALID, "x.json: catalog: “groups” and “controls” must be arrays" },
    { "\"controls\": [7]", HECHA_ERROR_INVALID, "x.json: catalog.controls[0]: must be an object" },
    { "\"controls\": [{\"title\": \"A\"}]", HECHA_ERROR_INVALID,
      "x.json: catalog.controls[0]: the control has no id or no title" },
    { "\"groups\": [{\"controls\": []}]", HECHA_ERROR_INVALID, "x.json: catalog.groups[0]: the group has no title" },
    { "\"groups\": [{\"title\": \"G\", \"controls\": [{\"id\": \"a\", \"title\": \"A\", \"controls\": ["
      "{\"id\": \"a\", \"title\": \"B\"}]}]}]", HECHA_ERROR_INVALID,
      "x.json: catalog.groups[0].controls[0].controls[0]: another control has the same id" },
    { "\"controls\": [{\"id\": \"a\", \"title\": \"A\", \"props\": [{\"name\": \"item-uuid\", \"ns\": \""
      HECHA_OSCAL_NS "\", \"value\": \"9d2b6f2e-5f7a-4a6e-8d11-2f1b3c4d5e6f\"}]}, {\"id\": \"b\", \"title\": \"B\","
      " \"props\": [{\"name\": \"item-uuid\", \"ns\": \"" HECHA_OSCAL_NS
      "\", \"value\": \"9D2B6F2E-5f7a-4a6e-8d11-2f1b3c4d5e6f\"}]}]", HECHA_ERROR_INVALID,
      "x.json: catalog.controls[1]: another control has the item-uuid 9d2b6f2e-5f7a-4a6e-8d11-2f1b3c4d5e6f" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) bytes = catalog_with (rows[i].body);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_oscal_catalog_read (bytes, "x.json", &error));
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_limits (void)
{
  g_autoptr(GString) many = g_string_new ("\"controls\": [");
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GBytes) many_bytes = NULL;
  g_autoptr(GBytes) deep_bytes = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i <= HECHA_OSCAL_MAX_CONTROLS; i++)
    g_string_append_printf (many, "%s{\"id\": \"c%u\", \"title\": \"C\"}", i ? "," : "", i);
  g_string_append_c (many, ']');
  many_bytes = catalog_with (many->str);
  g_assert_null (hecha_oscal_catalog_read (many_bytes, "x.json", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_clear_error (&error);

  for (guint i = 0; i <= HECHA_OSCAL_MAX_NESTING; i++)
    g_string_append_printf (deep, "%s\"groups\": [", i ? "{\"title\": \"G\", " : "");
  for (guint i = 0; i <= HECHA_OSCAL_MAX_NESTING; i++)
    g_string_append (deep, i ? "}]" : "{\"title\": \"G\"}]");
  deep_bytes = catalog_with (deep->str);
  g_assert_null (hecha_oscal_catalog_read (deep_bytes, "x.json", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
}

static void
test_not_a_profile (void)
{
  g_autoptr(GBytes) bytes = fixture (NULL, "lookalike-profile.json");
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_oscal_catalog_read (bytes, "p.json", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-catalog/foreign", test_foreign);
  g_test_add_func ("/oscal-catalog/digest", test_digest);
  g_test_add_func ("/oscal-catalog/refused", test_refused);
  g_test_add_func ("/oscal-catalog/limits", test_limits);
  g_test_add_func ("/oscal-catalog/not-a-profile", test_not_a_profile);
  return g_test_run ();
}
