/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "finding-store.h"

static Place place;
static char *uuid, *scope;

static void
set_finding (int         number,
             const char *deadline)
{
  g_autoptr(HechaFinding) finding = hecha_finding_new ("item-1", "口令为空");
  g_autofree char *id = case_uuid (number), *subject = g_strconcat ("finding/", id, NULL);
  g_autoptr(JsonObject) payload = NULL;

  g_free (finding->uuid);
  finding->uuid = g_strdup (id);
  finding->deadline = g_strdup (deadline);
  payload = hecha_finding_to_json (finding);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_FINDING_SET, subject, payload));
}

static void
test_rectification (void)
{
  g_autofree char *device = device_id (1), *id = case_uuid (12), *subject = g_strconcat ("finding/", id, NULL);
  g_autofree char *in_register = hecha_scope_of_register ("91320100MA1MTEST0X");
  g_autoptr(JsonObject) payload = NULL, recheck = json_object_new ();
  g_autoptr(HechaVisit) visit = NULL;
  g_autoptr(GPtrArray) before = NULL, after = NULL, none = NULL;
  g_autoptr(GError) error = NULL;
  HechaFindingRow *row;

  uuid = case_uuid (1);
  scope = hecha_scope_of_case (uuid);
  visit = some_visit (uuid, "2026-0001");
  payload = hecha_visit_to_json (visit);
  place_open (&place, device);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
  set_finding (11, NULL);
  set_finding (12, "2026-09-30");
  set_finding (13, "2026-03-31");
  before = hecha_finding_store_list (place.db, NULL, &error);
  g_assert_cmpuint (before->len, ==, 0);
  append_ok (&place, frozen_event (place.journal, scope, 1));
  json_object_set_string_member (recheck, "state", "cured");
  json_object_set_string_member (recheck, "note", "已改");
  append_ok (&place, hecha_event_new (in_register, HECHA_EVENT_RECHECKED, subject, recheck));
  after = hecha_finding_store_list (place.db, "91320100MA1MTEST0X", &error);
  g_assert_cmpuint (after->len, ==, 3);
  g_assert_cmpstr (((HechaFindingRow *) after->pdata[0])->finding->deadline, ==, "2026-03-31");
  g_assert_null (((HechaFindingRow *) after->pdata[0])->recheck);
  row = after->pdata[1];
  g_assert_cmpstr (row->recheck, ==, "cured");
  g_assert_cmpstr (row->note, ==, "已改");
  g_assert_cmpstr (row->number, ==, "2026-0001");
  g_assert_null (((HechaFindingRow *) after->pdata[2])->finding->deadline);
  none = hecha_finding_store_list (place.db, "x", &error);
  g_assert_cmpuint (none->len, ==, 0);
  place_close (&place);
  g_free (uuid);
  g_free (scope);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/finding-store/rectification", test_rectification);
  return g_test_run ();
}
