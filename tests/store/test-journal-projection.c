/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "journal-check.h"
#include "journal-projection.h"
#include "sampling.h"
#include "topology.h"

#include <string.h>

#define DEVICES 3
#define STEPS   60
#define ROUNDS  4

static char *scope;
static Place places[DEVICES];
static GRand *rand_of;

/* What the devices might do, one after the other or without seeing each other. */

static HechaEvent *
random_payload_event (const char     *prefix,
                      HechaEventKind  kind,
                      JsonObject     *object,
                      const char     *uuid)
{
  g_autofree char *subject = g_strconcat (prefix, uuid, NULL);
  g_autoptr(JsonObject) payload = object;

  if (g_rand_int_range (rand_of, 0, 6) == 0)
    {
      g_clear_pointer (&payload, json_object_unref);
      payload = json_object_new ();
      json_object_set_boolean_member (payload, "removed", TRUE);
    }
  return hecha_event_new (scope, kind, subject, payload);
}

static HechaEvent *
random_object (const char *uuid)
{
  static const char *const names[] = { "PLC-07", "PLC-12", "HMI-1" };
  HechaObject *object = hecha_object_new ("controller", names[g_rand_int_range (rand_of, 0, 3)]);
  JsonObject *payload;

  g_free (object->uuid);
  object->uuid = g_strdup (uuid);
  payload = hecha_object_to_json (object);
  hecha_object_free (object);
  return random_payload_event ("object/", HECHA_EVENT_OBJECT_SET, payload, uuid);
}

static HechaEvent *
random_finding (const char *uuid)
{
  static const char *const what[] = { "口令为空", "口令简单", "未改默认口令" };
  HechaFinding *finding = hecha_finding_new ("item-1", what[g_rand_int_range (rand_of, 0, 3)]);
  JsonObject *payload;

  g_free (finding->uuid);
  finding->uuid = g_strdup (uuid);
  finding->deadline = g_strdup ("2026-09-30");
  payload = hecha_finding_to_json (finding);
  hecha_finding_free (finding);
  return random_payload_event ("finding/", HECHA_EVENT_FINDING_SET, payload, uuid);
}

static HechaEvent *
random_evidence (const char *uuid)
{
  g_autofree char *digest = device_id (g_rand_int_range (rand_of, 10, 13));
  HechaEvidence *evidence = hecha_evidence_new (digest, 12, "照片.jpg");
  JsonObject *payload;

  g_free (evidence->uuid);
  evidence->uuid = g_strdup (uuid);
  payload = hecha_evidence_to_json (evidence);
  hecha_evidence_free (evidence);
  return random_payload_event ("evidence/", HECHA_EVENT_EVIDENCE_SET, payload, uuid);
}

static HechaEvent *
random_topology (const char *uuid)
{
  static const char *const labels[] = { "Modbus TCP", "OPC UA", NULL };
  g_autoptr(HechaLink) link = hecha_link_new ("a", "zone:L1");
  g_autoptr(HechaSpot) spot = hecha_spot_new (uuid, g_rand_int_range (rand_of, 0, 3), 5);
  g_autoptr(HechaSampling) sampling = hecha_sampling_new ("host", 9, g_rand_int_range (rand_of, 1, 4), "随机");

  g_free (link->uuid);
  link->uuid = g_strdup (uuid);
  link->label = g_strdup (labels[g_rand_int_range (rand_of, 0, 3)]);
  switch (g_rand_int_range (rand_of, 0, 3))
    {
    case 0:
      return random_payload_event ("link/", HECHA_EVENT_LINK_SET, hecha_link_to_json (link), uuid);
    case 1:
      return random_payload_event ("spot/", HECHA_EVENT_SPOT_SET, hecha_spot_to_json (spot), uuid);
    default:
      return random_payload_event ("sampling/", HECHA_EVENT_SAMPLING_SET, hecha_sampling_to_json (sampling), "host");
    }
}

static HechaEvent *
random_visit (void)
{
  static const char *const numbers[] = { "2026-0001", "2026-0002" };
  g_autoptr(HechaVisit) visit = some_visit (scope + strlen ("case:"), numbers[g_rand_int_range (rand_of, 0, 2)]);
  g_autoptr(JsonObject) payload = hecha_visit_to_json (visit);

  return hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload);
}

static HechaEvent *
random_course (Place *place)
{
  static const struct { HechaEventKind kind; const char *form; } kinds[] = {
    { HECHA_EVENT_REOPENED, "{\"revision\": %d, \"reason\": \"补充\"}" },
    { HECHA_EVENT_REPORT_MADE, "{\"revision\": %d, \"sha256\": \"%s\", \"size\": 9, \"name\": \"r.pdf\"}" },
    { HECHA_EVENT_SIGNED, "{\"revision\": %d, \"sha256\": \"%s\", \"before\": \"%s\", \"field\": \"prepared\"}" },
    { HECHA_EVENT_HANDED_OVER, "{\"revision\": %d, \"sha256\": \"%s\", \"remote\": \"市局\"}" },
    { HECHA_EVENT_RECEIVED, "{\"revision\": %d, \"sha256\": \"%s\", \"from\": \"x\"}" },
    { HECHA_EVENT_DECIDED, "{\"revision\": %d, \"sha256\": \"%s\", \"decision\": \"approve\"}" },
    { HECHA_EVENT_DECIDED, "{\"revision\": %d, \"sha256\": \"%s\", \"decision\": \"return\", \"reason\": \"缺\"}" },
    { HECHA_EVENT_DECIDED, "{\"decision\": 5, \"comments\": \"%d%s%s\"}" },
  };
  int which = g_rand_int_range (rand_of, -3, G_N_ELEMENTS (kinds)), revision = g_rand_int_range (rand_of, 1, 3);
  g_autofree char *sha256 = device_id (g_rand_int_range (rand_of, 20, 23));
  g_autofree char *before = device_id (g_rand_int_range (rand_of, 20, 22));
  g_autofree char *json = NULL;

  if (which < 0)
    return frozen_event (place->journal, scope, revision);
  json = g_strdup_printf (kinds[which].form, revision, sha256, before);
  return course_event (scope, kinds[which].kind, json);
}

static HechaEvent *
random_event (Place *place)
{
  static const char *const values[] = { "yes", "no", "na", NULL };
  static const char *const items[] = { "item-1", "item-2" };
  g_autofree char *uuid = case_uuid (g_rand_int_range (rand_of, 100, 102));

  switch (g_rand_int_range (rand_of, 0, 12))
    {
    case 10:
    case 11:
      return random_topology (uuid);
    case 0:
      return random_object (uuid);
    case 1:
      return random_finding (uuid);
    case 2:
      return random_evidence (uuid);
    case 3:
      return random_visit ();
    case 4:
    case 5:
      return random_course (place);
    default:
      return answer_event (scope, items[g_rand_int_range (rand_of, 0, 2)], g_rand_int_range (rand_of, 1, 3),
                           values[g_rand_int_range (rand_of, 0, 4)]);
    }
}

/* @to takes what @from knows of a device, or only the beginning of it. */
static void
sync_some (Place *from,
           Place *to,
           int    number)
{
  g_autofree char *device = device_id (number);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) chain = hecha_journal_read (from->journal, scope, device, 1, G_MAXINT64, &error);

  g_assert_no_error (error);
  if (chain->len && g_rand_boolean (rand_of))
    g_ptr_array_set_size (chain, g_rand_int_range (rand_of, 0, chain->len));
  hecha_journal_merge (to->journal, chain, NULL, &error);
  g_assert_no_error (error);
}

static void
live_a_history (guint32 seed)
{
  g_autofree char *uuid = case_uuid (1);

  rand_of = g_rand_new_with_seed (seed);
  scope = hecha_scope_of_case (uuid);
  for (int i = 0; i < DEVICES; i++)
    {
      g_autofree char *device = device_id (i);

      place_open (&places[i], device);
    }
  for (int i = 0; i < STEPS; i++)
    {
      Place *place = &places[g_rand_int_range (rand_of, 0, DEVICES)];
      g_autoptr(GError) error = NULL;

      if (g_rand_int_range (rand_of, 0, 4) == 0)
        sync_some (&places[g_rand_int_range (rand_of, 0, DEVICES)], place, g_rand_int_range (rand_of, 0, DEVICES));
      else if (!hecha_journal_append (place->journal, random_event (place), &error))
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
    }
}

static void
forget_the_history (void)
{
  for (int i = 0; i < DEVICES; i++)
    place_close (&places[i]);
  g_clear_pointer (&scope, g_free);
  g_clear_pointer (&rand_of, g_rand_free);
}

static GPtrArray *
chain_of (int    number,
          gint64 first,
          gint64 last)
{
  g_autofree char *device = device_id (number);
  g_autoptr(GError) error = NULL;
  GPtrArray *chain = hecha_journal_read (places[number].journal, scope, device, first, last, &error);

  g_assert_no_error (error);
  return chain;
}

static void
merge_into (Place     *place,
            GPtrArray *events)
{
  g_autoptr(GError) error = NULL;

  hecha_journal_merge (place->journal, events, NULL, &error);
  g_assert_no_error (error);
}

static char *
merged_in_order (const int order[DEVICES])
{
  g_autofree char *device = device_id (9);
  Place place;
  char *dump;

  place_open (&place, device);
  for (int i = 0; i < DEVICES; i++)
    {
      g_autoptr(GPtrArray) chain = chain_of (order[i], 1, G_MAXINT64);

      merge_into (&place, chain);
    }
  dump = dump_all (place.db);
  place_close (&place);
  return dump;
}

/* A few events of one chain, then a few of another, until all are there. */
static char *
merged_in_segments (void)
{
  g_autofree char *device = device_id (9);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  gint64 taken[DEVICES] = { 0 }, left = DEVICES * STEPS * 10;
  Place place;
  char *dump;

  place_open (&place, device);
  for (int i = 0; i < left; i++)
    {
      int number = g_rand_int_range (rand_of, 0, DEVICES);
      gint64 some = g_rand_int_range (rand_of, 1, 8);
      g_autoptr(GPtrArray) segment = chain_of (number, taken[number] + 1, taken[number] + some);

      merge_into (&place, segment);
      taken[number] += segment->len;
    }
  faults = hecha_journal_check (place.journal, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  dump = dump_all (place.db);
  place_close (&place);
  return dump;
}

static void
test_any_order (void)
{
  static const int orders[][DEVICES] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

  for (guint32 round = 0; round < ROUNDS; round++)
    {
      g_autofree char *expected = NULL;

      live_a_history (1000 + round);
      expected = merged_in_order (orders[0]);
      g_assert_cmpuint (strlen (expected), >, 100);
      for (guint i = 1; i < G_N_ELEMENTS (orders); i++)
        {
          g_autofree char *dump = merged_in_order (orders[i]);

          g_assert_cmpstr (dump, ==, expected);
        }
      for (int i = 0; i < 3; i++)
        {
          g_autofree char *dump = merged_in_segments ();

          g_assert_cmpstr (dump, ==, expected);
        }
      forget_the_history ();
    }
}

/* All three know all: each has the tables that a stranger would have. */
static void
test_all_meet (void)
{
  g_autofree char *expected = NULL;

  live_a_history (7);
  expected = merged_in_order ((int[]) { 0, 1, 2 });
  for (int i = 0; i < DEVICES; i++)
    {
      g_autofree char *dump = NULL;

      for (int j = 0; j < DEVICES; j++)
        {
          g_autoptr(GPtrArray) chain = chain_of (j, 1, G_MAXINT64);

          merge_into (&places[i], chain);
        }
      dump = dump_all (places[i].db);
      g_assert_cmpstr (dump, ==, expected);
    }
  forget_the_history ();
}

/* A finding that one removes while the other edits it stays in sight. */
static void
test_removed_in_conflict (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1), *finding_uuid = case_uuid (2);
  g_autofree char *subject = g_strconcat ("finding/", finding_uuid, NULL);
  g_autoptr(HechaFinding) finding = hecha_finding_new ("item-1", "口令为空");
  g_autoptr(JsonObject) first = NULL, second = NULL, removed = json_object_new ();
  g_autoptr(GPtrArray) of_a = NULL, of_b = NULL;
  g_autoptr(GError) error = NULL;
  Place one, two;

  scope = hecha_scope_of_case (uuid);
  place_open (&one, a);
  place_open (&two, b);
  g_free (finding->uuid);
  finding->uuid = g_strdup (finding_uuid);
  first = hecha_finding_to_json (finding);
  append_ok (&one, hecha_event_new (scope, HECHA_EVENT_FINDING_SET, subject, first));
  of_a = hecha_journal_read (one.journal, scope, a, 1, 9, &error);
  merge_into (&two, of_a);
  json_object_set_boolean_member (removed, "removed", TRUE);
  append_ok (&one, hecha_event_new (scope, HECHA_EVENT_FINDING_SET, subject, removed));
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM finding", ""), ==, 0);
  g_free (finding->what);
  finding->what = g_strdup ("口令简单");
  second = hecha_finding_to_json (finding);
  append_ok (&two, hecha_event_new (scope, HECHA_EVENT_FINDING_SET, subject, second));
  of_b = hecha_journal_read (two.journal, scope, b, 1, 9, &error);
  merge_into (&one, of_b);
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM finding WHERE conflict", ""), ==, 1);
  append_ok (&one, hecha_event_new (scope, HECHA_EVENT_FINDING_SET, subject, removed));
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM finding", ""), ==, 0);
  place_close (&one);
  place_close (&two);
  g_clear_pointer (&scope, g_free);
}

/* Payloads that no honest Hecha writes are no rows, and no obstacle. */
static void
test_hostile (void)
{
  static const struct { HechaEventKind kind; const char *subject; const char *payload; } events[] = {
    { HECHA_EVENT_OBJECT_SET, "object/x", "{\"uuid\": \"y\", \"kind\": \"host\", \"name\": \"n\"}" },
    { HECHA_EVENT_OBJECT_SET, "object/x", "{\"uuid\": 5}" },
    { HECHA_EVENT_OBJECT_SET, "finding/x", "{\"uuid\": \"x\", \"item\": \"i\"}" },
    { HECHA_EVENT_FINDING_SET, "finding/x", "{\"uuid\": \"x\"}" },
    { HECHA_EVENT_EVIDENCE_SET, "evidence/x", "{\"uuid\": \"x\", \"sha256\": \"short\", \"size\": -1}" },
    { HECHA_EVENT_ANSWER_SET, "answer/a/b", "{\"value\": \"yes\"}" },
    { HECHA_EVENT_ANSWER_SET, "answer/a/b/1/nonsense", "{\"value\": \"yes\"}" },
    { HECHA_EVENT_ANSWER_SET, "answer/a/b/99999/answer", "{\"value\": \"yes\"}" },
    { HECHA_EVENT_VISIT_SET, "visit", "{\"uuid\": \"0c4e7a52-0000-4000-8000-000000000001\"}" },
    { HECHA_EVENT_VISIT_SET, "visitor", "{}" },
    { HECHA_EVENT_VISIT_SET, "visit/", "{}" },
    { HECHA_EVENT_REPORT_MADE, "report", "{\"revision\": -1, \"sha256\": \"x\"}" },
    { HECHA_EVENT_REPORT_MADE, "report", "{\"revision\": 1, \"sha256\": \"x\"}" },
    { HECHA_EVENT_SIGNED, "report", "{\"revision\": 1, \"field\": \"prepared\"}" },
    { HECHA_EVENT_DECIDED, "report", "{\"revision\": 1, \"decision\": \"perhaps\"}" },
    { HECHA_EVENT_FROZEN, "report", "{\"revision\": 99999999999, \"heads\": 5}" },
  };
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *dump = NULL;
  Place place;

  scope = hecha_scope_of_case (uuid);
  place_open (&place, device);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) payload = hecha_json_parse_object (events[i].payload, -1, "payload", &error);

      g_assert_no_error (error);
      append_ok (&place, hecha_event_new (scope, events[i].kind, events[i].subject, payload));
    }
  dump = dump_all (place.db);
  g_assert_false (g_strrstr (dump, "object ") || g_strrstr (dump, "answer ") || g_strrstr (dump, "visit ") ||
                  g_strrstr (dump, "finding ") || g_strrstr (dump, "evidence ") || g_strrstr (dump, "signing ") ||
                  g_strrstr (dump, "decision ") || g_strrstr (dump, "report_file "));
  place_close (&place);
  g_clear_pointer (&scope, g_free);
}

/* Looking at a picture does not settle what two people wrote under it. */
/* Two who move one object do not have to agree; two who connect it do. */
static void
test_newest_spot_holds (void)
{
  g_autofree char *uuid = case_uuid (1), *a = device_id (1), *b = device_id (2);
  g_autoptr(GPtrArray) of_b = NULL;
  g_autoptr(GError) error = NULL;
  Place one, two;

  scope = hecha_scope_of_case (uuid);
  place_open (&one, a);
  place_open (&two, b);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(HechaSpot) spot = hecha_spot_new ("o", 10 + i, 0);
      g_autoptr(HechaLink) link = hecha_link_new (i ? "o" : "p", "zone:L1");
      g_autoptr(JsonObject) moved = hecha_spot_to_json (spot), connected = NULL;

      g_free (link->uuid);
      link->uuid = g_strdup ("l");
      connected = hecha_link_to_json (link);
      append_ok (i ? &one : &two, hecha_event_new (scope, HECHA_EVENT_SPOT_SET, "spot/o", moved));
      append_ok (i ? &one : &two, hecha_event_new (scope, HECHA_EVENT_LINK_SET, "link/l", connected));
    }
  of_b = hecha_journal_read (two.journal, scope, b, 1, 9, &error);
  merge_into (&one, of_b);
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM spot WHERE conflict", ""), ==, 0);
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM spot", ""), ==, 1);
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM link WHERE conflict", ""), ==, 1);
  place_close (&one);
  place_close (&two);
  g_clear_pointer (&scope, g_free);
}

static void
test_custody_settles_nothing (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1), *evidence_uuid = case_uuid (2);
  g_autofree char *subject = g_strconcat ("evidence/", evidence_uuid, NULL);
  g_autoptr(JsonObject) viewed = json_object_new ();
  g_autoptr(GPtrArray) of_b = NULL;
  g_autoptr(GError) error = NULL;
  Place one, two;

  scope = hecha_scope_of_case (uuid);
  place_open (&one, a);
  place_open (&two, b);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(HechaEvidence) evidence = hecha_evidence_new (i ? a : b, 5, "a.jpg");
      g_autoptr(JsonObject) payload = NULL;

      g_free (evidence->uuid);
      evidence->uuid = g_strdup (evidence_uuid);
      payload = hecha_evidence_to_json (evidence);
      append_ok (i ? &one : &two, hecha_event_new (scope, HECHA_EVENT_EVIDENCE_SET, subject, payload));
    }
  of_b = hecha_journal_read (two.journal, scope, b, 1, 9, &error);
  merge_into (&one, of_b);
  append_ok (&one, hecha_event_new (scope, HECHA_EVENT_VIEWED, subject, viewed));
  g_assert_cmpint (hecha_db_int (one.db, 9, "SELECT count (*) FROM evidence WHERE conflict", ""), ==, 1);
  place_close (&one);
  place_close (&two);
  g_clear_pointer (&scope, g_free);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/journal-projection/any-order", test_any_order);
  g_test_add_func ("/journal-projection/all-meet", test_all_meet);
  g_test_add_func ("/journal-projection/removed-in-conflict", test_removed_in_conflict);
  g_test_add_func ("/journal-projection/hostile", test_hostile);
  g_test_add_func ("/journal-projection/newest-spot-holds", test_newest_spot_holds);
  g_test_add_func ("/journal-projection/custody-settles-nothing", test_custody_settles_nothing);
  return g_test_run ();
}
