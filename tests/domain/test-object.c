/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object.h"

#include "error.h"

#include <string.h>

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

static void
test_refuse (void)
{
  g_autoptr(GError) error = NULL;

  hecha_object_kind_refuse ("ghost", &error);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "“ghost” is no kind of object"));
  g_assert_nonnull (strstr (error->message, "control-system (工业控制系统)"));
  g_assert_true (g_str_has_suffix (error->message, ", role (岗位人员)"));
  hecha_object_kind_refuse (NULL, NULL);
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

/* By zone, those in none last; PLC-2 before PLC-10. */
static void
test_sorted (void)
{
  static const struct { const char *name, *zone; } rows[] = {
    { "PLC-10", "L2" }, { "A", NULL }, { "PLC-2", "L2" }, { "Z", "L1" }, { "B", NULL }, { "PLC-02", "L2" },
  };
  static const char *const wanted[] = { "Z", "PLC-2", "PLC-02", "PLC-10", "A", "B" };
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free), sorted = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaObject *object = hecha_object_new ("host", rows[i].name);

      object->zone = g_strdup (rows[i].zone);
      g_ptr_array_add (objects, object);
    }
  sorted = hecha_objects_sorted (objects);
  g_assert_cmpuint (sorted->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < sorted->len; i++)
    if (i != 1 && i != 2)   /* the same number: their UUIDs decide */
      g_assert_cmpstr (((HechaObject *) sorted->pdata[i])->name, ==, wanted[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/object/round-trip", test_round_trip);
  g_test_add_func ("/object/kinds", test_kinds);
  g_test_add_func ("/object/refuse", test_refuse);
  g_test_add_func ("/object/kinds-for", test_kinds_for);
  g_test_add_func ("/object/zone", test_zone);
  g_test_add_func ("/object/sorted", test_sorted);
  return g_test_run ();
}
