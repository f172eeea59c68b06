/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "sampling.h"

static void
test_check (void)
{
  static const struct { const char *kind; guint population, sampled; const char *reason; gboolean good; } rows[] = {
    { "control-device", 12, 3, "每条产线一台", TRUE },
    { "control-device", 12, 12, NULL, TRUE },
    { "control-device", 0, 0, NULL, TRUE },
    { "control-device", 12, 3, NULL, FALSE },
    { "control-device", 12, 3, "", FALSE },
    { "control-device", 3, 12, "全部", FALSE },
    { "starship", 1, 1, NULL, FALSE },
    { NULL, 1, 1, NULL, FALSE },
    { "host", HECHA_SAMPLING_MAX, 1, "x", TRUE },
    { "host", HECHA_SAMPLING_MAX + 1, 1, "x", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaSampling) sample = hecha_sampling_new (rows[i].kind, rows[i].population, rows[i].sampled, rows[i].reason);
      g_autoptr(HechaSampling) back = NULL;
      g_autoptr(JsonObject) json = hecha_sampling_to_json (sample);
      g_autoptr(GError) error = NULL;

      g_test_message ("row %u", i);
      g_assert_cmpint (hecha_sampling_check (sample, &error), ==, rows[i].good);
      if (!rows[i].good)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      back = hecha_sampling_from_json (json);
      g_assert_cmpint (back != NULL, ==, rows[i].good);
      if (!back)
        continue;
      g_assert_cmpuint (back->population, ==, rows[i].population);
      g_assert_cmpuint (back->sampled, ==, rows[i].sampled);
      g_assert_cmpstr (back->reason, ==, rows[i].reason);
    }
}

static void
test_hostile (void)
{
  static const char *const rows[] = {
    "{}", "{\"kind\": \"host\"}", "{\"kind\": \"host\", \"population\": -1, \"sampled\": -1}",
    "{\"kind\": \"host\", \"population\": \"5\", \"sampled\": 5}",
    "{\"kind\": \"host\", \"population\": 4294967297, \"sampled\": 1, \"reason\": \"x\"}",
    "{\"kind\": [], \"population\": 1, \"sampled\": 1}",
  };

  g_assert_null (hecha_sampling_from_json (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JsonObject) json = hecha_json_parse_object (rows[i], -1, "row", NULL);

      g_assert_nonnull (json);
      g_assert_null (hecha_sampling_from_json (json));
    }
}

static void
test_listed (void)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  g_autoptr(GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_sampling_free);
  HechaSampling *sample = hecha_sampling_new ("host", 9, 3, "x");

  g_ptr_array_add (samples, sample);
  g_assert_cmpuint (hecha_sampling_listed (sample, objects), ==, 0);
  g_ptr_array_add (objects, hecha_object_new ("host", "a"));
  g_ptr_array_add (objects, hecha_object_new ("platform", "b"));
  g_ptr_array_add (objects, hecha_object_new ("host", "c"));
  g_assert_cmpuint (hecha_sampling_listed (sample, objects), ==, 2);
  g_assert_true (hecha_sampling_find (samples, "host") == sample);
  g_assert_null (hecha_sampling_find (samples, "platform"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sampling/check", test_check);
  g_test_add_func ("/sampling/hostile", test_hostile);
  g_test_add_func ("/sampling/listed", test_listed);
  return g_test_run ();
}
