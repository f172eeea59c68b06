/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "pack-store.h"

static Place place;

static void
put_pack (const char *version,
          char        digest,
          const char *added)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaStoredPack) pack = g_new0 (HechaStoredPack, 1);

  pack->digest = g_strnfill (64, digest);
  pack->id = g_strdup ("connected");
  pack->version = g_strdup (version);
  pack->kind = g_strdup ("catalog");
  pack->title.zh = g_strdup ("联网工业企业");
  pack->items = 96;
  pack->added = g_strdup (added);
  pack->bytes = g_bytes_new (version, 3);
  hecha_pack_store_put (place.db, pack, &error);
  g_assert_no_error (error);
}

static void
test_library (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autofree char *used = g_strnfill (64, 'a'), *free_one = g_strnfill (64, 'b');
  g_autoptr(HechaVisit) visit = some_visit (uuid, "2026-0001");
  g_autoptr(JsonObject) payload = hecha_visit_to_json (visit);
  g_autoptr(HechaStoredPack) newest = NULL, older = NULL, none = NULL;
  g_autoptr(GPtrArray) list = NULL, others = NULL;
  g_auto(GStrv) cases = NULL;
  g_autoptr(GError) error = NULL;

  place_open (&place, device);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
  put_pack ("1.0", 'a', "2026-01-01T00:00:00Z");
  put_pack ("1.1", 'b', "2026-02-01T00:00:00Z");
  put_pack ("9.9", 'a', "2026-03-01T00:00:00Z");
  list = hecha_pack_store_list (place.db, NULL, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((HechaStoredPack *) list->pdata[0])->version, ==, "1.1");
  g_assert_cmpint (((HechaStoredPack *) list->pdata[0])->cases, ==, 0);
  g_assert_cmpint (((HechaStoredPack *) list->pdata[1])->cases, ==, 1);
  g_assert_null (((HechaStoredPack *) list->pdata[1])->bytes);
  g_assert_cmpstr (((HechaStoredPack *) list->pdata[1])->title.zh, ==, "联网工业企业");
  others = hecha_pack_store_list (place.db, "platform", &error);
  g_assert_cmpuint (others->len, ==, 0);
  newest = hecha_pack_store_find (place.db, "connected", NULL, &error);
  g_assert_cmpstr (newest->version, ==, "1.1");
  older = hecha_pack_store_get (place.db, used, &error);
  g_assert_cmpstr (older->version, ==, "1.0");
  g_assert_cmpuint (g_bytes_get_size (older->bytes), ==, 3);
  cases = hecha_pack_store_cases (place.db, used, &error);
  g_assert_cmpstr (cases[0], ==, "2026-0001");
  g_assert_false (hecha_pack_store_remove (place.db, used, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (hecha_pack_store_remove (place.db, free_one, &error));
  none = hecha_pack_store_get (place.db, free_one, &error);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pack-store/library", test_library);
  return g_test_run ();
}
