/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object.h"

static void
test_round_trip (void)
{
  g_autoptr(HechaObject) object = hecha_object_new ("control-device", "PLC-07");
  g_autoptr(HechaObject) copy = NULL, back = NULL;
  g_autoptr(JsonObject) json = NULL;

  object->zone = g_strdup ("L1");
  object->note = g_strdup ("502/tcp");
  copy = hecha_object_copy (object);
  json = hecha_object_to_json (copy);
  back = hecha_object_from_json (json);
  g_assert_cmpstr (back->uuid, ==, object->uuid);
  g_assert_cmpstr (back->kind, ==, "control-device");
  g_assert_cmpstr (back->zone, ==, "L1");
  g_assert_cmpstr (back->note, ==, "502/tcp");
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

static guint
place_of (GPtrArray  *kinds,
          const char *id)
{
  for (guint i = 0; i < kinds->len; i++)
    if (g_str_equal (((HechaObjectKind *) kinds->pdata[i])->id, id))
      return i;
  g_assert_not_reached ();
}

static void
test_kinds_for (void)
{
  g_autoptr(GPtrArray) identifier = hecha_object_kinds_for (1u << HECHA_TYPE_IDENTIFIER);
  g_autoptr(GPtrArray) connected = hecha_object_kinds_for (1u << HECHA_TYPE_CONNECTED);

  g_assert_cmpuint (identifier->len, ==, 11);
  g_assert_cmpuint (connected->len, ==, 11);
  g_assert_cmpuint (place_of (identifier, "identifier-node"), <, place_of (identifier, "control-system"));
  g_assert_cmpuint (place_of (identifier, "identifier-node"), <, 8);
  g_assert_cmpuint (place_of (connected, "identifier-node"), ==, 10);
  g_assert_cmpuint (place_of (connected, "control-system"), ==, 0);
}

static void
test_zone (void)
{
  static const struct { const char *site, *zone, *name; } rows[] = {
    { NULL, "L1", "L1" }, { "东厂", "L1", "东厂 / L1" }, { "东厂", NULL, NULL }, { NULL, NULL, NULL }, { "", "L1", "L1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaObject) object = hecha_object_new ("host", "H");
      g_autofree char *name = NULL;

      object->site = g_strdup (rows[i].site);
      object->zone = g_strdup (rows[i].zone);
      name = hecha_object_dup_zone (object);
      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/object/round-trip", test_round_trip);
  g_test_add_func ("/object/kinds", test_kinds);
  g_test_add_func ("/object/kinds-for", test_kinds_for);
  g_test_add_func ("/object/zone", test_zone);
  return g_test_run ();
}
