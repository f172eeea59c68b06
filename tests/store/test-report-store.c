/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "report-store.h"

static void
test_report (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autofree char *made = device_id (40), *signed_file = device_id (41), *one = NULL, *two = NULL, *three = NULL;
  g_autoptr(HechaVisit) visit = some_visit (uuid, "2026-0001");
  g_autoptr(JsonObject) payload = hecha_visit_to_json (visit);
  g_autoptr(GPtrArray) none = NULL, list = NULL, files = NULL, decisions = NULL, deliveries = NULL;
  g_autoptr(HechaStoredReport) found = NULL, missing = NULL;
  g_autoptr(GError) error = NULL;
  HechaReportRow *row;
  Place place;

  place_open (&place, device);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
  none = hecha_report_store_list (place.db, &error);
  g_assert_cmpuint (none->len, ==, 0);
  append_ok (&place, frozen_event (place.journal, scope, 1));
  one = g_strdup_printf ("{\"revision\": 1, \"sha256\": \"%s\", \"size\": 77, \"name\": \"r.pdf\"}", made);
  append_ok (&place, course_event (scope, HECHA_EVENT_REPORT_MADE, one));
  two = g_strdup_printf ("{\"revision\": 1, \"sha256\": \"%s\", \"before\": \"%s\", \"field\": \"prepared\"}",
                         signed_file, made);
  append_ok (&place, course_event (scope, HECHA_EVENT_SIGNED, two));
  three = g_strdup_printf ("{\"revision\": 1, \"sha256\": \"%s\", \"remote\": \"市局\", \"evidence-count\": 214}", signed_file);
  append_ok (&place, course_event (scope, HECHA_EVENT_HANDED_OVER, three));
  append_ok (&place, course_event (scope, HECHA_EVENT_DECIDED,
                                   "{\"revision\": 1, \"decision\": \"return\", \"reason\": \"缺照片\"}"));

  list = hecha_report_store_list (place.db, &error);
  g_assert_cmpuint (list->len, ==, 1);
  row = list->pdata[0];
  g_assert_cmpstr (row->number, ==, "R-2026-1");
  g_assert_cmpstr (row->enterprise, ==, "江苏某某机械有限公司");
  g_assert_cmpstr (row->sha256, ==, signed_file);
  g_assert_cmpstr (row->delivered, ==, "市局");
  g_assert_cmpint (row->signings, ==, 1);
  g_assert_cmpint (row->state, ==, HECHA_VISIT_RETURNED);
  files = hecha_report_store_files (place.db, uuid, &error);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpint (((HechaStoredReport *) files->pdata[0])->size, ==, 77);
  g_assert_cmpstr (((HechaStoredReport *) files->pdata[1])->before, ==, made);
  found = hecha_report_store_find (place.db, signed_file, &error);
  g_assert_cmpstr (found->case_id, ==, uuid);
  missing = hecha_report_store_find (place.db, device, &error);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  decisions = hecha_report_store_decisions (place.db, uuid, &error);
  g_assert_cmpstr (((HechaDecision *) decisions->pdata[0])->reason, ==, "缺照片");
  deliveries = hecha_report_store_deliveries (place.db, uuid, &error);
  g_assert_cmpint (((HechaDelivery *) deliveries->pdata[0])->evidence, ==, 214);
  g_assert_false (((HechaDelivery *) deliveries->pdata[0])->received);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-store/report", test_report);
  return g_test_run ();
}
