/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit.h"

#include "error.h"

static HechaVisit *
sample (void)
{
  HechaVisit *visit = hecha_visit_new (HECHA_PROCEDURE_INSPECTION);
  HechaFiling *filing = hecha_filing_new (HECHA_TYPE_PLATFORM, 2);
  HechaScope *scope = hecha_scope_new (HECHA_TYPE_PLATFORM, 2);

  hecha_filing_set (filing, HECHA_FIELD_NAME, "示例");
  hecha_filing_set (filing, HECHA_FIELD_CODE, "91330100799655058B");
  scope->pack = g_strdup ("platform");
  visit->number = g_strdup ("2026-0001");
  visit->language = HECHA_LANGUAGE_EN;
  visit->holder = HECHA_HOLDER_COMMUNICATIONS;
  g_ptr_array_add (visit->filings, filing);
  g_ptr_array_add (visit->scopes, scope);
  g_ptr_array_add (visit->members, hecha_member_new (HECHA_ROLE_INSPECTOR, "甲"));
  return visit;
}

static void
test_round_trip (void)
{
  g_autoptr(HechaVisit) visit = sample ();
  g_autoptr(JsonObject) object = hecha_visit_to_json (visit);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaVisit) back = hecha_visit_from_json (object, &error);
  g_autoptr(JsonObject) again = NULL;
  g_autofree char *one = NULL, *two = NULL;

  g_assert_no_error (error);
  again = hecha_visit_to_json (back);
  one = hecha_json_canonical_object (object);
  two = hecha_json_canonical_object (again);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpuint (hecha_visit_types (back), ==, 1u << HECHA_TYPE_PLATFORM);
  g_assert_cmpstr (hecha_visit_enterprise (back), ==, "示例");
  g_assert_cmpstr (hecha_visit_code (back), ==, "91330100799655058B");
  g_assert_cmpint (back->language, ==, HECHA_LANGUAGE_EN);
}

static void
test_refused (void)
{
  static const char *const members[] = { "uuid", "procedure", "holder", "scopes", "filings" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(HechaVisit) visit = sample ();
      g_autoptr(JsonObject) object = hecha_visit_to_json (visit);
      g_autoptr(GError) error = NULL;

      json_object_remove_member (object, members[i]);
      g_assert_null (hecha_visit_from_json (object, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/visit/round-trip", test_round_trip);
  g_test_add_func ("/visit/refused", test_refused);
  return g_test_run ();
}
