/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "link.h"

static HechaObject *
add (GPtrArray  *objects,
     const char *name,
     const char *site,
     const char *zone)
{
  HechaObject *object = hecha_object_new ("host", name);

  object->site = g_strdup (site);
  object->zone = g_strdup (zone);
  g_ptr_array_add (objects, object);
  return object;
}

static void
test_round_trip (void)
{
  g_autoptr(HechaLink) link = hecha_link_new ("a", "zone:生产控制区"), copy = NULL, back = NULL;
  g_autoptr(JsonObject) json = NULL;
  g_autofree char *text = NULL;

  link->label = g_strdup ("Modbus TCP");
  g_free (link->uuid);
  link->uuid = g_strdup ("u");
  copy = hecha_link_copy (link);
  json = hecha_link_to_json (copy);
  text = hecha_json_canonical_object (json);
  g_assert_cmpstr (text, ==, "{\"from\":\"a\",\"label\":\"Modbus TCP\",\"to\":\"zone:生产控制区\",\"uuid\":\"u\"}");
  json_object_set_boolean_member (json, "conduit", TRUE);
  back = hecha_link_from_json (json);
  g_assert_cmpstr (back->from, ==, "a");
  g_assert_cmpstr (back->to, ==, "zone:生产控制区");
  g_assert_cmpstr (back->label, ==, "Modbus TCP");
  g_assert_true (back->conduit);
  json_object_remove_member (json, "to");
  g_assert_null (hecha_link_from_json (json));
  g_assert_null (hecha_link_from_json (NULL));
}

static void
test_check (void)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  HechaObject *plc = add (objects, "PLC", NULL, "L1"), *hmi = add (objects, "HMI", NULL, "L1");
  HechaObject *mes = add (objects, "MES", "东厂", "L3"), *loose = add (objects, "VPN", NULL, NULL);
  const struct { const char *from, *to; gboolean conduit; int code; } rows[] = {
    { plc->uuid, hmi->uuid, FALSE, -1 },
    { plc->uuid, hmi->uuid, TRUE, HECHA_ERROR_INVALID },
    { plc->uuid, mes->uuid, TRUE, -1 },
    { plc->uuid, loose->uuid, FALSE, -1 },
    { plc->uuid, loose->uuid, TRUE, HECHA_ERROR_INVALID },
    { plc->uuid, plc->uuid, FALSE, HECHA_ERROR_INVALID },
    { "zone:L1", "zone:东厂 / L3", TRUE, -1 },
    { "zone:L1", "zone:L3", TRUE, HECHA_ERROR_NOT_FOUND },
    { "zone:L1", plc->uuid, TRUE, HECHA_ERROR_INVALID },
    { "zone:", plc->uuid, FALSE, HECHA_ERROR_NOT_FOUND },
    { "nobody", plc->uuid, FALSE, HECHA_ERROR_NOT_FOUND },
  };
  g_autofree char *zone = hecha_link_end_text ("zone:L1", objects), *name = hecha_link_end_text (mes->uuid, objects);

  g_assert_cmpstr (zone, ==, "L1");
  g_assert_cmpstr (name, ==, "MES");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaLink) link = hecha_link_new (rows[i].from, rows[i].to);
      g_autoptr(GError) error = NULL;

      link->conduit = rows[i].conduit;
      g_test_message ("row %u", i);
      g_assert_cmpint (hecha_link_check (link, objects, &error), ==, rows[i].code < 0);
      if (rows[i].code >= 0)
        g_assert_error (error, HECHA_ERROR, rows[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/link/round-trip", test_round_trip);
  g_test_add_func ("/link/check", test_check);
  return g_test_run ();
}
