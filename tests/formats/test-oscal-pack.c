/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-pack.h"
#include "pack-fixture.h"

static HechaPack *
read_member (HechaBundle *bundle,
             const char  *name)
{
  g_autoptr(GError) error = NULL;
  HechaPack *pack = hecha_oscal_read (hecha_bundle_get (bundle, name), name, hecha_bundle_load, bundle, &error);

  g_assert_no_error (error);
  return pack;
}

/* Every item of every type comes back as it was, at each level. */
static void
test_shipped (void)
{
  static const char *const types[] = { "connected", "platform", "identifier" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *whole = g_strconcat (types[i], "/level-3.json", NULL), *low = g_strconcat (types[i], "/level-1.json", NULL);
      g_autoptr(HechaPack) pack = shipped_pack (whole), lowest = shipped_pack (low), again = NULL, again_lowest = NULL;
      g_autoptr(HechaBundle) bundle = hecha_oscal_pack_write (pack, types[i], "2026-11-22T08:00:00+08:00", NULL);
      HechaType type;
      int level;

      again = read_member (bundle, "level-3.json");
      again_lowest = read_member (bundle, "level-1.json");
      assert_same_items (pack, again);
      assert_same_items (lowest, again_lowest);
      g_assert_cmpstr (again->version, ==, pack->version);
      g_assert_cmpstr (again->title.zh, ==, pack->title.zh);
      g_assert_cmpstr (again->title.en, ==, pack->title.en);
      g_assert_true (hecha_oscal_profile_target (hecha_bundle_get (bundle, "level-1.json"), "p", &type, &level, NULL));
      g_assert_cmpint (type, ==, i);
      g_assert_cmpint (level, ==, 1);
    }
}

/* A published catalog in English, without levels or a type. */
static void
test_english (void)
{
  g_autoptr(GBytes) bytes = fixture (NULL, "lookalike-catalog.json");
  g_autoptr(HechaPack) pack = hecha_oscal_read (bytes, "c", NULL, NULL, NULL), again = NULL;
  g_autoptr(HechaBundle) bundle = hecha_oscal_pack_write (pack, NULL, "2026-11-22T00:00:00Z", NULL);

  g_assert_null (hecha_bundle_get (bundle, "level-1.json"));
  again = read_member (bundle, "catalog.json");
  assert_same_items (pack, again);
}

/* What is not at every level, and the rest of what an item may have. */
static void
test_rest (void)
{
  g_autoptr(HechaPack) pack = shipped_pack ("connected/level-3.json"), again = NULL;
  HechaItem *item = pack->items->pdata[0];
  g_autoptr(HechaBundle) bundle = NULL;

  item->weight = 7;
  item->gbt_44462 = g_strdup ("7.2.1 a)");
  g_clear_pointer (&item->evidence.zh, g_free);
  g_clear_pointer (&item->risk.en, g_free);
  for (guint i = 0; i < pack->items->len; i++)
    ((HechaItem *) pack->items->pdata[i])->min_level = 3;
  bundle = hecha_oscal_pack_write (pack, "connected", "2026-11-22T00:00:00Z", NULL);
  g_assert_null (hecha_bundle_get (bundle, "level-2.json"));
  again = read_member (bundle, "level-3.json");
  assert_same_items (pack, again);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oscal-pack/shipped", test_shipped);
  g_test_add_func ("/oscal-pack/english", test_english);
  g_test_add_func ("/oscal-pack/rest", test_rest);
  return g_test_run ();
}
