/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attachments.h"

#include "case-fixture.h"

static JsonObject *
read_bytes (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr(GError) error = NULL;
  JsonObject *object = hecha_json_parse_object (text, size, "attachment", &error);

  g_assert_no_error (error);
  return object;
}

static void
test_manifest (void)
{
  g_autoptr(HechaCase) self = make_case ();
  HechaEvidence *earlier = hecha_evidence_new (EMPTY_SHA256, 0, "草图.png");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonObject) manifest = NULL;
  JsonArray *files;

  /* Later in the case, but before it by UUID. */
  g_free (earlier->uuid);
  earlier->uuid = g_strdup ("00000000-3333-4333-8333-333333333333");
  earlier->withdrawn = g_strdup ("含个人信息");
  g_ptr_array_add (self->evidence, earlier);
  bytes = hecha_evidence_manifest (self);
  manifest = read_bytes (bytes);
  files = hecha_json_array (manifest, "files");
  g_assert_cmpstr (hecha_json_string (manifest, "case"), ==, CASE_UUID);
  g_assert_cmpint (hecha_json_int (manifest, "revision", 0), ==, 1);
  g_assert_cmpuint (json_array_get_length (files), ==, 2);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (files, 0), "withdrawn"), ==, "含个人信息");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (files, 1), "name"), ==, "IMG 1.jpg");
  g_assert_cmpint (hecha_json_int (hecha_json_element (files, 1), "size", 0), ==, 4711);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (files, 1), "sm3"), ==,
                   "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

static void
test_heads (void)
{
  g_autoptr(HechaCase) self = make_case ();
  g_autoptr(GBytes) bytes = hecha_journal_heads_file (self);
  g_autoptr(JsonObject) document = read_bytes (bytes);
  JsonObject *head = hecha_json_element (hecha_json_array (document, "heads"), 0);

  g_assert_cmpstr (hecha_json_string (document, "scope"), ==, "case:" CASE_UUID);
  g_assert_cmpstr (hecha_json_string (head, "device"), ==, EMPTY_SHA256);
  g_assert_cmpint (hecha_json_int (head, "count", 0), ==, 12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/attachments/manifest", test_manifest);
  g_test_add_func ("/attachments/heads", test_heads);
  return g_test_run ();
}
