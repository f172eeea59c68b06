/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object.h"

static void
test_round_trip (void)
{
  g_autoptr(HechaObject) object = hecha_object_new ("control-device", "PLC-07");
  g_autoptr(HechaObject) copy = NULL, back = NULL;
  g_autoptr(JsonObject) json = NULL;

  object->zone = g_strdup ("L1");
  copy = hecha_object_copy (object);
  json = hecha_object_to_json (copy);
  back = hecha_object_from_json (json);
  g_assert_cmpstr (back->uuid, ==, object->uuid);
  g_assert_cmpstr (back->kind, ==, "control-device");
  g_assert_cmpstr (back->zone, ==, "L1");
  json_object_remove_member (json, "name");
  g_assert_null (hecha_object_from_json (json));
  g_assert_null (hecha_object_from_json (NULL));
}

static void
test_kinds (void)
{
  for (const HechaObjectKind *kind = hecha_object_kinds; kind->id; kind++)
    {
      g_assert_true (hecha_object_kind_find (kind->id) == kind);
      g_assert_nonnull (kind->label.zh);
      g_assert_nonnull (kind->label.en);
    }
  g_assert_null (hecha_object_kind_find ("ghost"));
  g_assert_null (hecha_object_kind_find (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/object/round-trip", test_round_trip);
  g_test_add_func ("/object/kinds", test_kinds);
  return g_test_run ();
}
