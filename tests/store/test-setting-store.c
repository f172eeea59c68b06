/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "setting-store.h"

static void
test_settings (void)
{
  g_autofree char *device = device_id (1), *first = NULL, *second = NULL;
  g_autoptr(GError) error = NULL;
  Place place;

  place_open (&place, device);
  g_assert_null (hecha_setting_store_get (place.db, HECHA_SETTING_UNIT));
  g_assert_true (hecha_setting_store_set (place.db, HECHA_SETTING_UNIT, "某评测中心", &error));
  first = hecha_setting_store_get (place.db, HECHA_SETTING_UNIT);
  g_assert_cmpstr (first, ==, "某评测中心");
  g_assert_true (hecha_setting_store_set (place.db, HECHA_SETTING_UNIT, "某通信管理局", &error));
  second = hecha_setting_store_get (place.db, HECHA_SETTING_UNIT);
  g_assert_cmpstr (second, ==, "某通信管理局");
  g_assert_true (hecha_setting_store_set (place.db, HECHA_SETTING_UNIT, NULL, &error));
  g_assert_null (hecha_setting_store_get (place.db, HECHA_SETTING_UNIT));
  place_close (&place);
}

/* Those of one prefix, in the order of their names, and none whose name only holds it. */
static void
test_list (void)
{
  g_autofree char *device = device_id (1);
  g_autoptr(GPtrArray) none = NULL, two = NULL;
  g_autoptr(GError) error = NULL;
  Place place;

  place_open (&place, device);
  none = hecha_setting_store_list (place.db, HECHA_SETTING_TRUST, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (hecha_setting_store_set (place.db, HECHA_SETTING_TRUST "b", "2", &error));
  g_assert_true (hecha_setting_store_set (place.db, HECHA_SETTING_TRUST "a", "1", &error));
  g_assert_true (hecha_setting_store_set (place.db, "other/" HECHA_SETTING_TRUST, "3", &error));
  two = hecha_setting_store_list (place.db, HECHA_SETTING_TRUST, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (two->pdata[0], ==, "1");
  g_assert_cmpstr (two->pdata[1], ==, "2");
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/setting-store/settings", test_settings);
  g_test_add_func ("/setting-store/list", test_list);
  return g_test_run ();
}
