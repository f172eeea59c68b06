/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site.h"

static void
test_round_trip (void)
{
  g_autoptr(GPtrArray) sites = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_site_free), copy = NULL, back = NULL;
  g_autoptr(JsonArray) array = NULL;

  g_ptr_array_add (sites, hecha_site_new ("一厂", "330100", "示例路1号"));
  g_ptr_array_add (sites, hecha_site_new ("二厂", NULL, NULL));
  copy = hecha_sites_copy (sites);
  array = hecha_sites_to_json (copy);
  back = hecha_sites_from_json (array);
  g_assert_cmpuint (back->len, ==, 2);
  g_assert_cmpstr (((HechaSite *) back->pdata[0])->address, ==, "示例路1号");
  g_assert_cmpstr (((HechaSite *) back->pdata[1])->name, ==, "二厂");
  g_assert_null (((HechaSite *) back->pdata[1])->region);
}

static void
test_nothing (void)
{
  g_autoptr(GPtrArray) none = hecha_sites_from_json (NULL);

  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/site/round-trip", test_round_trip);
  g_test_add_func ("/site/nothing", test_nothing);
  return g_test_run ();
}
