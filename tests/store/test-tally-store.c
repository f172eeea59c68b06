/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "tally-store.h"
#include "visit.h"

static Place place;
static char *uuid, *scope;

static void
set_up (void)
{
  g_autofree char *device = device_id (1);
  g_autoptr(HechaVisit) visit = NULL;
  g_autoptr(JsonObject) payload = NULL;

  uuid = case_uuid (1);
  scope = hecha_scope_of_case (uuid);
  visit = some_visit (uuid, "2026-0001");
  payload = hecha_visit_to_json (visit);
  place_open (&place, device);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
}

static void
tear_down (void)
{
  place_close (&place);
  g_clear_pointer (&uuid, g_free);
  g_clear_pointer (&scope, g_free);
}

/* What @program knows of the visit; its events must be @events. */
static char *
known (const char *program,
       gint64      events)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) tallies = hecha_tally_store_list (place.db, program, &error);
  const HechaTally *tally;

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (tallies), ==, 1);
  tally = g_hash_table_lookup (tallies, uuid);
  g_assert_cmpstr (tally->case_id, ==, uuid);
  g_assert_cmpint (tally->events, ==, events);
  return g_strdup (tally->content);
}

static void
put (gint64      events,
     const char *content)
{
  HechaTally tally = { uuid, events, (char *) content };
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_tally_store_put (place.db, "one 1.0", &tally, &error));
  g_assert_no_error (error);
}

/* Holds until the journal grows, and for the program that counted. */
static void
test_holds (void)
{
  g_autofree char *before = NULL, *kept = NULL, *other = NULL, *after = NULL, *again = NULL;

  set_up ();
  before = known ("one 1.0", 1);
  g_assert_null (before);
  put (1, "{\"done\":3}");
  kept = known ("one 1.0", 1);
  g_assert_cmpstr (kept, ==, "{\"done\":3}");
  other = known ("one 1.1", 1);
  g_assert_null (other);

  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  after = known ("one 1.0", 2);
  g_assert_null (after);
  put (2, "{\"done\":4}");
  again = known ("one 1.0", 2);
  g_assert_cmpstr (again, ==, "{\"done\":4}");
  tear_down ();
}

/* What was read before the journal grew does not hold after it, though it is kept later. */
static void
test_late (void)
{
  g_autofree char *content = NULL;

  set_up ();
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  put (1, "{\"done\":3}");
  content = known ("one 1.0", 2);
  g_assert_null (content);
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/tally-store/holds", test_holds);
  g_test_add_func ("/tally-store/late", test_late);
  return g_test_run ();
}
