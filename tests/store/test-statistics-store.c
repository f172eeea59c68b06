/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "clock.h"
#include "statistics-store.h"

static Place place;

static void
set_up (void)
{
  g_autofree char *device = device_id (1);

  place_open (&place, device);
}

static void
add_filing (int         number,
            const char *type,
            int         level,
            const char *due_on)
{
  g_autofree char *code = g_strdup_printf ("code-%d", number);
  g_autoptr(GError) error = NULL;

  hecha_db_exec (place.db, &error, "INSERT INTO filing (code, type, level, name, region, industry, state, due_on, digest,"
                 " import, payload) VALUES (?, ?, ?, 'n', '', '', 'submitted', ?, 'd', 'i', '{}')", "ssis",
                 code, type, level, due_on);
  g_assert_no_error (error);
}

/* Wednesday 2026-03-04; due within 30 days is up to 2026-04-03. */
static void
test_figures (void)
{
  static const struct { int level; const char *type; const char *due_on; } filings[] = {
    { 3, "connected", "2026-03-03" },
    { 3, "connected", "2026-03-04" },
    { 3, "connected", "2026-04-03" },
    { 3, "connected", "2026-04-04" },
    { 1, "platform", NULL },
    { 2, "platform", "2025-01-01" },
  };
  static const char *const planned[] = { "2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09" };
  g_autoptr(GError) error = NULL;
  HechaStatistics figures;
  GDate today;

  set_up ();
  g_assert_true (hecha_db_exec (place.db, &error, "INSERT INTO import VALUES ('i', 'f', 'a', 'b', 't', 0, 0, 0)", ""));
  for (guint i = 0; i < G_N_ELEMENTS (filings); i++)
    add_filing ((int) i, filings[i].type, filings[i].level, filings[i].due_on);
  for (guint i = 0; i < G_N_ELEMENTS (planned); i++)
    {
      g_autofree char *uuid = case_uuid ((int) i), *scope = hecha_scope_of_case (uuid);
      g_autoptr(HechaVisit) visit = some_visit (uuid, "n");
      g_autoptr(JsonObject) payload = NULL;

      g_free (visit->planned_on);
      visit->planned_on = g_strdup (planned[i]);
      payload = hecha_visit_to_json (visit);
      append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
    }
  g_assert_true (hecha_date_from_text ("2026-03-04", &today));
  g_assert_true (hecha_statistics_store_figures (place.db, &today, 30, &figures, &error));
  g_assert_cmpuint (figures.filings[HECHA_TYPE_CONNECTED][2], ==, 4);
  g_assert_cmpuint (figures.due[HECHA_TYPE_CONNECTED][2], ==, 2);
  g_assert_cmpuint (figures.overdue[HECHA_TYPE_CONNECTED][2], ==, 1);
  g_assert_cmpuint (figures.overdue[HECHA_TYPE_PLATFORM][1], ==, 1);
  g_assert_cmpuint (figures.due[HECHA_TYPE_PLATFORM][0] + figures.overdue[HECHA_TYPE_PLATFORM][0], ==, 0);
  g_assert_cmpuint (figures.visits, ==, 2);
  g_assert_cmpuint (figures.unsent, ==, 0);
  place_close (&place);
}

static void
plan (int            number,
      HechaProcedure procedure)
{
  g_autofree char *uuid = case_uuid (number), *scope = hecha_scope_of_case (uuid);
  g_autoptr(HechaVisit) visit = some_visit (uuid, "n");
  g_autoptr(JsonObject) payload = NULL;

  visit->procedure = procedure;
  payload = hecha_visit_to_json (visit);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
}

static void
issue (int          number,
       int          revision,
       HechaVerdict first,
       HechaVerdict second)
{
  static const HechaText title = { (char *) "口令", NULL };
  g_autofree char *uuid = case_uuid (number), *scope = hecha_scope_of_case (uuid);
  HechaResult results[] = {
    { HECHA_TYPE_CONNECTED, "item-1", "control", &title, first },
    { HECHA_TYPE_CONNECTED, "item-2", "control", &title, second },
    { HECHA_TYPE_CONNECTED, "item-3", "data", &title, HECHA_VERDICT_NOT_APPLICABLE },
  };
  g_autoptr(GError) error = NULL;

  append_ok (&place, frozen_event (place.journal, scope, revision));
  hecha_statistics_store_put_results (place.db, uuid, revision, results, G_N_ELEMENTS (results), &error);
  g_assert_no_error (error);
}

static void
test_results (void)
{
  g_autofree char *reopened = case_uuid (3), *scope = hecha_scope_of_case (reopened);
  g_autoptr(GPtrArray) common = NULL, rates = NULL;
  g_autoptr(GError) error = NULL;
  HechaDomainRate *rate;
  HechaCommonItem *item;

  set_up ();
  for (int number = 1; number <= 3; number++)
    plan (number, HECHA_PROCEDURE_EVALUATION);
  plan (4, HECHA_PROCEDURE_INSPECTION);
  issue (1, 1, HECHA_VERDICT_NONCONFORMING, HECHA_VERDICT_CONFORMING);
  issue (2, 1, HECHA_VERDICT_PARTIAL, HECHA_VERDICT_NONCONFORMING);
  issue (3, 1, HECHA_VERDICT_NONCONFORMING, HECHA_VERDICT_NONCONFORMING);
  append_ok (&place, course_event (scope, HECHA_EVENT_REOPENED, "{\"revision\": 1}"));
  common = hecha_statistics_store_common (place.db, 10, &error);
  g_assert_cmpuint (common->len, ==, 2);
  item = common->pdata[0];
  g_assert_cmpstr (item->item, ==, "item-1");
  g_assert_cmpuint (item->count, ==, 2);
  g_assert_cmpstr (item->title.zh, ==, "口令");
  g_assert_cmpuint (((HechaCommonItem *) common->pdata[1])->count, ==, 1);
  rates = hecha_statistics_store_rates (place.db, &error);
  g_assert_cmpuint (rates->len, ==, 2);
  rate = rates->pdata[0];
  g_assert_cmpstr (rate->month, ==, "2026-01");
  g_assert_cmpstr (rate->domain, ==, "control");
  g_assert_cmpuint (rate->conforming, ==, 1);
  g_assert_cmpuint (rate->counted, ==, 4);
  rate = rates->pdata[1];
  g_assert_cmpuint (rate->counted, ==, 0);
  /* The next revision takes the place of the one before. */
  issue (3, 2, HECHA_VERDICT_CONFORMING, HECHA_VERDICT_CONFORMING);
  g_clear_pointer (&common, g_ptr_array_unref);
  common = hecha_statistics_store_common (place.db, 1, &error);
  g_assert_cmpuint (common->len, ==, 1);
  g_assert_cmpuint (((HechaCommonItem *) common->pdata[0])->count, ==, 2);
  /* What an inspection found is counted, but it comes to no rate. */
  issue (4, 1, HECHA_VERDICT_NONCONFORMING, HECHA_VERDICT_CONFORMING);
  g_clear_pointer (&common, g_ptr_array_unref);
  g_clear_pointer (&rates, g_ptr_array_unref);
  common = hecha_statistics_store_common (place.db, 1, &error);
  g_assert_cmpuint (((HechaCommonItem *) common->pdata[0])->count, ==, 3);
  rates = hecha_statistics_store_rates (place.db, &error);
  g_assert_cmpuint (((HechaDomainRate *) rates->pdata[0])->counted, ==, 6);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/statistics-store/figures", test_figures);
  g_test_add_func ("/statistics-store/results", test_results);
  return g_test_run ();
}
