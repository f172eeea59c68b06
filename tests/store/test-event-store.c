/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "event-store.h"

/* What goes in comes out again, member by member. */
static void
test_round_trip (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaEvent) event = answer_event (scope, "item-1", 1, "yes");
  g_autoptr(JsonObject) in = NULL, out = NULL;
  g_autoptr(GPtrArray) events = NULL;
  Place place;

  place_open (&place, device);
  event->device = g_strdup (device);
  event->seq = event->lamport = 1;
  event->time = g_strdup ("2026-01-26T02:30:00.125Z");
  event->author = g_strdup ("王检查");
  event->group = g_strdup ("bulk");
  g_strfreev (event->based_on);
  event->based_on = g_strdupv ((char *[]) { device, scope, NULL });
  hecha_event_seal (event);
  g_assert_true (hecha_event_store_insert (place.db, event, &error));
  events = hecha_event_store_read (place.db, scope, device, 1, 1, &error);
  g_assert_cmpuint (events->len, ==, 1);
  in = hecha_event_to_json (event);
  out = hecha_event_to_json (events->pdata[0]);
  before = hecha_json_canonical_object (in);
  after = hecha_json_canonical_object (out);
  g_assert_cmpstr (before, ==, after);
  place_close (&place);
}

static void
test_heads (void)
{
  g_autofree char *device = device_id (1), *one = case_uuid (1), *two = case_uuid (2);
  g_autofree char *first = hecha_scope_of_case (one), *second = hecha_scope_of_case (two);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) heads = NULL, on_subject = NULL;
  g_autoptr(HechaHead) head = NULL;
  g_auto(GStrv) scopes = NULL, subjects = NULL;
  Place place;

  place_open (&place, device);
  append_ok (&place, answer_event (first, "item-1", 1, "yes"));
  append_ok (&place, answer_event (first, "item-1", 1, "no"));
  append_ok (&place, answer_event (first, "item-2", 1, "no"));
  append_ok (&place, answer_event (second, "item-1", 1, "yes"));
  heads = hecha_event_store_heads (place.db, first, &error);
  g_assert_cmpuint (heads->len, ==, 1);
  head = hecha_event_store_head (place.db, first, device);
  g_assert_cmpint (head->count, ==, 3);
  g_assert_null (hecha_event_store_head (place.db, "case:none", device));
  g_assert_cmpint (hecha_event_store_lamport (place.db, first), ==, 3);
  g_assert_cmpint (hecha_event_store_lamport (place.db, "case:none"), ==, 0);
  on_subject = hecha_event_store_of_subject (place.db, first, "answer/item-1/whole/1/answer", &error);
  g_assert_cmpuint (on_subject->len, ==, 2);
  scopes = hecha_event_store_scopes (place.db, &error);
  g_assert_cmpuint (g_strv_length (scopes), ==, 2);
  subjects = hecha_event_store_subjects (place.db, first, &error);
  g_assert_cmpuint (g_strv_length (subjects), ==, 2);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/event-store/round-trip", test_round_trip);
  g_test_add_func ("/event-store/heads", test_heads);
  return g_test_run ();
}
