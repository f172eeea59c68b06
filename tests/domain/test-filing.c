/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing.h"

#include "error.h"

static HechaFiling *
sample (void)
{
  HechaFiling *filing = hecha_filing_new (HECHA_TYPE_PLATFORM, 2);

  hecha_filing_set (filing, HECHA_FIELD_NAME, "示例平台有限公司");
  hecha_filing_set (filing, HECHA_FIELD_FILED_ON, "2025-05-01");
  g_ptr_array_add (filing->sites, hecha_site_new ("一厂", "330100", NULL));
  g_hash_table_insert (filing->extra, g_strdup ("备注"), g_strdup ("x"));
  return filing;
}

static void
test_round_trip (void)
{
  g_autoptr(HechaFiling) filing = sample (), copy = hecha_filing_copy (filing);
  g_autoptr(JsonObject) object = hecha_filing_to_json (copy);
  g_autoptr(HechaFiling) back = hecha_filing_from_json (object, NULL);
  g_autofree char *digest = hecha_filing_digest (filing), *again = hecha_filing_digest (back);

  g_assert_cmpint (back->type, ==, HECHA_TYPE_PLATFORM);
  g_assert_cmpint (back->level, ==, 2);
  g_assert_cmpstr (hecha_filing_get (back, HECHA_FIELD_NAME), ==, "示例平台有限公司");
  g_assert_cmpstr (((HechaSite *) back->sites->pdata[0])->region, ==, "330100");
  g_assert_cmpstr (g_hash_table_lookup (back->extra, "备注"), ==, "x");
  g_assert_cmpstr (digest, ==, again);
}

static void
test_digest_sees_everything (void)
{
  g_autoptr(HechaFiling) filing = sample ();
  g_autofree char *before = hecha_filing_digest (filing), *after = NULL;

  hecha_filing_set (filing, HECHA_FIELD_CONTACT, "示例");
  after = hecha_filing_digest (filing);
  g_assert_cmpstr (before, !=, after);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "{}", "{\"type\":\"platform\",\"level\":4}", "{\"type\":\"x\",\"level\":1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JsonObject) object = hecha_json_parse_object (texts[i], -1, "t", NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_filing_from_json (object, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

static void
test_fields (void)
{
  HechaField field;

  for (int i = 0; i < HECHA_N_FIELDS; i++)
    {
      g_assert_nonnull (hecha_field_specs[i].label.zh);
      g_assert_nonnull (hecha_field_specs[i].label.en);
      g_assert_true (hecha_field_from_text (hecha_field_specs[i].id, &field));
      g_assert_cmpint (field, ==, i);
    }
  g_assert_false (hecha_field_from_text ("nothing", &field));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing/round-trip", test_round_trip);
  g_test_add_func ("/filing/digest-sees-everything", test_digest_sees_everything);
  g_test_add_func ("/filing/refused", test_refused);
  g_test_add_func ("/filing/fields", test_fields);
  return g_test_run ();
}
