/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "visit-store.h"

#include <string.h>

static Place place;
static char *uuid, *scope;

static void
plan (const char *id,
      const char *number)
{
  g_autoptr(HechaVisit) visit = some_visit (id, number);
  g_autoptr(JsonObject) payload = hecha_visit_to_json (visit);
  g_autofree char *in = hecha_scope_of_case (id);

  append_ok (&place, hecha_event_new (in, HECHA_EVENT_VISIT_SET, "visit", payload));
}

static void
set_up (void)
{
  g_autofree char *device = device_id (1);

  uuid = case_uuid (1);
  scope = hecha_scope_of_case (uuid);
  place_open (&place, device);
  plan (uuid, "2026-0001");
}

static void
tear_down (void)
{
  place_close (&place);
  g_clear_pointer (&uuid, g_free);
  g_clear_pointer (&scope, g_free);
}

static HechaCase *
load (void)
{
  g_autoptr(GError) error = NULL;
  HechaCase *loaded = hecha_visit_store_load (place.db, uuid, &error);

  g_assert_no_error (error);
  return loaded;
}

static void
assert_state (HechaVisitState state)
{
  g_autoptr(HechaCase) loaded = load ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) list = hecha_visit_store_list (place.db, 1u << state, NULL, &error);

  g_assert_cmpint (loaded->state, ==, state);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
add_object_and_evidence (void)
{
  g_autofree char *digest = device_id (5);
  g_autoptr(HechaObject) object = hecha_object_new ("controller", "PLC-07");
  g_autoptr(HechaEvidence) evidence = hecha_evidence_new (digest, 5, "a.jpg");
  g_autoptr(HechaFinding) finding = hecha_finding_new ("item-1", "口令为空");
  g_autoptr(JsonObject) of_object = hecha_object_to_json (object), of_evidence = hecha_evidence_to_json (evidence);
  g_autoptr(JsonObject) of_finding = hecha_finding_to_json (finding);
  g_autofree char *first = g_strconcat ("object/", object->uuid, NULL);
  g_autofree char *second = g_strconcat ("evidence/", evidence->uuid, NULL);
  g_autofree char *third = g_strconcat ("finding/", finding->uuid, NULL);

  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_OBJECT_SET, first, of_object));
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_EVIDENCE_SET, second, of_evidence));
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_FINDING_SET, third, of_finding));
}

/* A visit from the plan to the approval, its report returned once. */
static void
test_course (void)
{
  static const char *const fields[] = { "prepared", "reviewed", "approved" };
  g_autofree char *file = device_id (40), *json = NULL, *made = NULL;
  g_autoptr(HechaCase) loaded = NULL, again = NULL;

  set_up ();
  assert_state (HECHA_VISIT_PLANNED);
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  add_object_and_evidence ();
  assert_state (HECHA_VISIT_ON_SITE);
  append_ok (&place, frozen_event (place.journal, scope, 1));
  made = g_strdup_printf ("{\"revision\": 1, \"sha256\": \"%s\", \"size\": 5, \"name\": \"r.pdf\"}", file);
  append_ok (&place, course_event (scope, HECHA_EVENT_REPORT_MADE, made));
  assert_state (HECHA_VISIT_TO_SIGN);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *before = device_id (40 + (int) i), *after = device_id (41 + (int) i), *signing = NULL;

      signing = g_strdup_printf ("{\"revision\": 1, \"field\": \"%s\", \"signer\": \"甲\", \"fingerprint\": \"%s\","
                                 " \"time\": \"2026-01-26T02:30:00Z\", \"sha256\": \"%s\", \"before\": \"%s\"}",
                                 fields[i], file, after, before);
      append_ok (&place, course_event (scope, HECHA_EVENT_SIGNED, signing));
    }
  assert_state (HECHA_VISIT_ISSUED);
  loaded = load ();
  g_assert_cmpint (loaded->revision, ==, 1);
  g_assert_true (loaded->frozen);
  g_assert_cmpstr (loaded->frozen_at, ==, "2026-01-26T02:30:00.125Z");
  json = device_id (43);
  g_assert_cmpstr (loaded->report, ==, json);
  g_assert_cmpuint (loaded->signings->len, ==, 3);
  g_assert_cmpstr (((HechaSigning *) loaded->signings->pdata[1])->field, ==, "reviewed");
  g_assert_cmpuint (loaded->pinned->len, ==, 1);
  g_assert_cmpint (((HechaHead *) loaded->pinned->pdata[0])->count, ==, 5);
  g_assert_cmpint (((HechaHead *) loaded->heads->pdata[0])->count, ==, 10);
  g_assert_cmpuint (loaded->objects->len, ==, 1);
  g_assert_cmpuint (loaded->evidence->len, ==, 1);
  g_assert_cmpuint (loaded->findings->len, ==, 1);
  g_assert_cmpuint (loaded->conflicts, ==, 0);
  g_assert_true (hecha_answers_is (loaded->answers, "item-1", NULL, 1, HECHA_ANSWER_STEP, "yes"));

  append_ok (&place, course_event (scope, HECHA_EVENT_DECIDED,
                                   "{\"revision\": 1, \"decision\": \"return\", \"reason\": \"缺照片\"}"));
  assert_state (HECHA_VISIT_RETURNED);
  append_ok (&place, course_event (scope, HECHA_EVENT_REOPENED, "{\"revision\": 1, \"reason\": \"补照片\"}"));
  append_ok (&place, frozen_event (place.journal, scope, 2));
  assert_state (HECHA_VISIT_TO_SIGN);
  again = load ();
  g_assert_null (again->decision);
  g_assert_cmpuint (again->signings->len, ==, 0);
  g_assert_cmpint (again->revision, ==, 2);
  append_ok (&place, course_event (scope, HECHA_EVENT_DECIDED, "{\"revision\": 2, \"decision\": \"approve\"}"));
  assert_state (HECHA_VISIT_APPROVED);
  tear_down ();
}

static void
test_list (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL, of_code = NULL, none = NULL;
  g_autofree char *second = case_uuid (2), *found = NULL, *missing = NULL, *next = NULL, *first_of_year = NULL;
  guint counts[HECHA_N_VISIT_STATES];
  HechaVisitEntry *row;

  set_up ();
  plan (second, "2026-0007");
  add_object_and_evidence ();
  all = hecha_visit_store_list (place.db, 0, NULL, &error);
  g_assert_cmpuint (all->len, ==, 2);
  row = all->pdata[0];
  g_assert_cmpstr (row->number, ==, "2026-0007");
  g_assert_cmpstr (row->enterprise, ==, "江苏某某机械有限公司");
  row = all->pdata[1];
  g_assert_cmpint (row->evidence, ==, 1);
  g_assert_cmpint (row->findings, ==, 1);
  g_assert_cmpint (row->conflicts, ==, 0);
  of_code = hecha_visit_store_list (place.db, 0, "91320100MA1MTEST0X", &error);
  g_assert_cmpuint (of_code->len, ==, 2);
  none = hecha_visit_store_list (place.db, 0, "x", &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (hecha_visit_store_count (place.db, counts, &error));
  g_assert_cmpuint (counts[HECHA_VISIT_PLANNED], ==, 1);
  g_assert_cmpuint (counts[HECHA_VISIT_ON_SITE], ==, 1);
  found = hecha_visit_store_find (place.db, "2026-0007", &error);
  g_assert_cmpstr (found, ==, second);
  missing = hecha_visit_store_find (place.db, "2026-0099", &error);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  next = hecha_visit_store_next_number (place.db, 2026);
  g_assert_cmpstr (next, ==, "2026-0008");
  first_of_year = hecha_visit_store_next_number (place.db, 2027);
  g_assert_cmpstr (first_of_year, ==, "2027-0001");
  plan (second, "2026-0001");
  g_assert_null (hecha_visit_store_find (place.db, "2026-0001", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (hecha_visit_store_load (place.db, "nothing", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/visit-store/course", test_course);
  g_test_add_func ("/visit-store/list", test_list);
  return g_test_run ();
}
