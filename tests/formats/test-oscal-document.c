/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-fixture.h"

#include <string.h>

#define UUID "0b1d3c52-6a5f-4d7e-9a63-1f2a9c5d7e10"

static HechaOscalDocument *
parse (const char  *text,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return hecha_oscal_document_parse (bytes, "x.json", error);
}

static void
test_read (void)
{
  static const char text[] =
    "{\"catalog\": {\"uuid\": \"0B1D3C52-6a5f-4d7e-9a63-1f2a9c5d7e10\", \"metadata\": {\"title\": \"清单\","
    " \"version\": \"2\", \"oscal-version\": \"1.2.1\", \"props\": ["
    "{\"name\": \"pack-id\", \"value\": \"foreign\"},"
    "{\"name\": \"pack-id\", \"ns\": \"" HECHA_OSCAL_NS "\", \"value\": \"ours\"},"
    "{\"name\": \"title\", \"ns\": \"" HECHA_OSCAL_NS "\", \"class\": \"en\", \"value\": \"List\"}]}}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaOscalDocument) document = parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (document->kind, ==, HECHA_OSCAL_CATALOG);
  g_assert_cmpstr (document->uuid, ==, UUID);
  g_assert_cmpstr (document->id, ==, "ours");
  g_assert_cmpstr (document->version, ==, "2");
  g_assert_cmpstr (document->title.zh, ==, "清单");
  g_assert_cmpstr (document->title.en, ==, "List");
}

static void
test_refused (void)
{
  static const struct { const char *text; int code; const char *message; } rows[] = {
    { "[]", HECHA_ERROR_INVALID, "x.json: not a JSON object" },
    { "{\"ssp\": {}}", HECHA_ERROR_UNSUPPORTED, "x.json: neither an OSCAL catalog nor an OSCAL profile" },
    { "{\"catalog\": {\"uuid\": \"1\"}}", HECHA_ERROR_INVALID, "x.json: uuid is missing or not as it should be" },
    { "{\"catalog\": {\"uuid\": \"" UUID "\", \"metadata\": {}}}", HECHA_ERROR_INVALID,
      "x.json: metadata.title is missing or not as it should be" },
    { "{\"catalog\": {\"uuid\": \"" UUID "\", \"metadata\": {\"title\": \"t\"}}}", HECHA_ERROR_UNSUPPORTED,
      "x.json: metadata.oscal-version is missing; 1.0 to 1.2 can be read" },
    { "{\"catalog\": {\"uuid\": \"" UUID "\", \"metadata\": {\"title\": \"t\", \"oscal-version\": \"1.3.0\"}}}",
      HECHA_ERROR_TOO_NEW, "x.json: metadata.oscal-version is 1.3.0; 1.0 to 1.2 can be read" },
    { "{\"catalog\": {\"uuid\": \"" UUID "\", \"metadata\": {\"title\": \"t\", \"oscal-version\": \"1.10.0\"}}}",
      HECHA_ERROR_TOO_NEW, "x.json: metadata.oscal-version is 1.10.0; 1.0 to 1.2 can be read" },
    { "{\"catalog\": {\"uuid\": \"" UUID "\", \"metadata\": {\"title\": \"t\","
      " \"oscal-version\": \"1.0.0-Milestone3\"}}}", HECHA_ERROR_UNSUPPORTED,
      "x.json: metadata.oscal-version is 1.0.0-Milestone3; 1.0 to 1.2 can be read" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (rows[i].text, &error));
      g_assert_error (error, HECHA_ERROR, rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

/* Published catalogs write the version with and without a "v". */
static void
test_versions (void)
{
  static const char *const versions[] = { "1.0.0", "1.0.4", "1.1.3", "1.2.1", "v1.2.2", "1.0.0-rc2" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"profile\": {\"uuid\": \"" UUID "\", \"metadata\": {\"title\": \"t\","
                                               " \"oscal-version\": \"%s\"}}}", versions[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaOscalDocument) document = parse (text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (document->kind, ==, HECHA_OSCAL_PROFILE);
      g_assert_cmpstr (document->id, ==, UUID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-document/read", test_read);
  g_test_add_func ("/oscal-document/refused", test_refused);
  g_test_add_func ("/oscal-document/versions", test_versions);
  return g_test_run ();
}
