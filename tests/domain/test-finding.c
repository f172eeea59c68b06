/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "finding.h"

static void
test_round_trip (void)
{
  g_autoptr(HechaFinding) finding = hecha_finding_new ("i", "弱口令"), copy = NULL;

  finding->deadline = g_strdup ("2026-12-31");
  finding->major = TRUE;
  finding->statement = g_strdup ("已整改");
  copy = hecha_finding_copy (finding);
  g_assert_cmpstr (copy->uuid, ==, finding->uuid);
  g_assert_cmpstr (copy->item, ==, "i");
  g_assert_cmpstr (copy->what, ==, "弱口令");
  g_assert_cmpstr (copy->deadline, ==, "2026-12-31");
  g_assert_cmpstr (copy->statement, ==, "已整改");
  g_assert_true (copy->major);
  g_assert_false (copy->cured);
}

static void
test_refused (void)
{
  g_autoptr(HechaFinding) finding = hecha_finding_new ("i", "x");
  g_autoptr(JsonObject) object = hecha_finding_to_json (finding);

  json_object_remove_member (object, "item");
  g_assert_null (hecha_finding_from_json (object));
  g_assert_null (hecha_finding_from_json (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/finding/round-trip", test_round_trip);
  g_test_add_func ("/finding/refused", test_refused);
  return g_test_run ();
}
