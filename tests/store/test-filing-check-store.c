/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "filing-check-store.h"
#include "filing-store.h"

#define CODE "91320100MA00000001"

static Place place;

/* What the enterprise filed, on a day, at level 3. */
static char *
file_it (const char *name,
         HechaType   type,
         const char *filed_on)
{
  g_autoptr(GPtrArray) filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  HechaFiling *filing = hecha_filing_new (type, 3);
  g_autoptr(HechaFilingImport) import = hecha_filing_import_new ("f", "0", "2026-01-01T00:00:00Z");
  g_autoptr(GError) error = NULL;

  hecha_filing_set (filing, HECHA_FIELD_NAME, name);
  hecha_filing_set (filing, HECHA_FIELD_CODE, CODE);
  hecha_filing_set (filing, HECHA_FIELD_FILED_ON, filed_on);
  g_ptr_array_add (filings, filing);
  store_filings (&place, import, filings, NULL, FALSE, &error);
  g_assert_no_error (error);
  return hecha_filing_digest (filing);
}

static void
check_it (HechaType           type,
          const char         *digest,
          HechaFilingDecision decision)
{
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (type);
  HechaFilingRound *round = hecha_filing_check_add_round (check, NULL, FALSE);
  g_autofree char *scope = hecha_scope_of_register (CODE);
  g_autofree char *subject = g_strconcat ("verification/", hecha_nick_text (hecha_type_nicks, type), NULL);
  g_autoptr(JsonObject) payload = NULL;

  round->filing = g_strdup (digest);
  round->decision = decision;
  payload = hecha_filing_check_to_json (check);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_FILING_CHECKED, subject, payload));
}

static void
assert_state (HechaType   type,
              const char *state)
{
  g_autoptr(HechaStoredFiling) stored = hecha_filing_store_find (place.db, CODE, type, NULL);

  g_assert_cmpstr (stored->state, ==, state);
}

/* The register shows the decision on what was looked at, and no longer once
 * the enterprise files something else. */
static void
test_state (void)
{
  g_autofree char *device = device_id (1), *first = NULL, *second = NULL;

  place_open (&place, device);
  first = file_it ("甲厂", HECHA_TYPE_CONNECTED, "2026-03-02");
  assert_state (HECHA_TYPE_CONNECTED, "submitted");
  check_it (HECHA_TYPE_CONNECTED, first, HECHA_FILING_CORRECT);
  assert_state (HECHA_TYPE_CONNECTED, "correcting");
  second = file_it ("甲机械厂", HECHA_TYPE_CONNECTED, "2026-03-02");
  assert_state (HECHA_TYPE_CONNECTED, "submitted");
  check_it (HECHA_TYPE_CONNECTED, second, HECHA_FILING_ACCEPT);
  assert_state (HECHA_TYPE_CONNECTED, "accepted");
  g_free (file_it ("甲机械厂", HECHA_TYPE_CONNECTED, "2026-03-02"));
  assert_state (HECHA_TYPE_CONNECTED, "accepted");
  place_close (&place);
}

/* A verification that arrives before its filing is seen all the same. */
static void
test_verification_first (void)
{
  g_autofree char *device = device_id (1), *digest = NULL;
  g_autoptr(HechaFiling) filing = hecha_filing_new (HECHA_TYPE_PLATFORM, 3);

  place_open (&place, device);
  hecha_filing_set (filing, HECHA_FIELD_NAME, "甲厂");
  hecha_filing_set (filing, HECHA_FIELD_CODE, CODE);
  hecha_filing_set (filing, HECHA_FIELD_FILED_ON, "2026-03-02");
  digest = hecha_filing_digest (filing);
  check_it (HECHA_TYPE_PLATFORM, digest, HECHA_FILING_ACCEPT);
  g_free (file_it ("甲厂", HECHA_TYPE_PLATFORM, "2026-03-02"));
  assert_state (HECHA_TYPE_PLATFORM, "accepted");
  place_close (&place);
}

static void
test_waiting (void)
{
  g_autofree char *device = device_id (1), *digest = NULL, *none = NULL;
  g_autoptr(GPtrArray) waiting = NULL, platforms = NULL, later = NULL, running = NULL, after = NULL, level_3 = NULL, one_of_3 = NULL;
  g_autoptr(GError) error = NULL;

  place_open (&place, device);
  digest = file_it ("甲厂", HECHA_TYPE_CONNECTED, "2026-03-02");
  g_free (file_it ("甲厂", HECHA_TYPE_PLATFORM, "2026-02-02"));
  g_free (file_it ("甲厂", HECHA_TYPE_IDENTIFIER, NULL));
  waiting = hecha_filing_check_store_unverified (place.db, "2026-12-31", 0, 0, &error);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpint (((HechaWaitingFiling *) waiting->pdata[0])->type, ==, HECHA_TYPE_PLATFORM);
  g_assert_cmpstr (((HechaWaitingFiling *) waiting->pdata[1])->from, ==, "2026-03-02");
  platforms = hecha_filing_check_store_unverified (place.db, "2026-12-31", 1u << HECHA_TYPE_PLATFORM, 0, &error);
  g_assert_cmpuint (platforms->len, ==, 1);
  later = hecha_filing_check_store_unverified (place.db, "2026-02-28", 0, 0, &error);
  g_assert_cmpuint (later->len, ==, 1);
  check_it (HECHA_TYPE_CONNECTED, digest, HECHA_FILING_OPEN);
  check_it (HECHA_TYPE_PLATFORM, "other", HECHA_FILING_ACCEPT);
  running = hecha_filing_check_store_list (place.db, NULL, TRUE, &error);
  g_assert_cmpuint (running->len, ==, 1);
  g_assert_cmpint (((HechaFilingCheckRow *) running->pdata[0])->check->type, ==, HECHA_TYPE_CONNECTED);
  /* What was accepted has been filed anew since: it waits again. */
  after = hecha_filing_check_store_unverified (place.db, "2026-12-31", 0, 0, &error);
  g_assert_cmpuint (after->len, ==, 1);
  level_3 = hecha_filing_check_store_uninspected (place.db, "2026-12-31", 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (level_3->len, ==, 2);
  one_of_3 = hecha_filing_check_store_uninspected (place.db, "2026-12-31", 1u << HECHA_TYPE_PLATFORM, 0, &error);
  g_assert_cmpuint (one_of_3->len, ==, 1);
  none = hecha_filing_check_store_last_visit (place.db, CODE, HECHA_TYPE_CONNECTED, HECHA_PROCEDURE_INSPECTION);
  g_assert_null (none);
  place_close (&place);
}

/* A visit counts from its freeze, for each of its types. */
static void
test_visits (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autofree char *before = NULL, *after = NULL, *other = NULL, *procedure = NULL;
  g_autoptr(HechaVisit) visit = some_visit (uuid, "2026-0001");
  g_autoptr(GPtrArray) evaluated = NULL;
  g_autoptr(JsonObject) payload = NULL;
  g_autoptr(GError) error = NULL;
  HechaType type = ((HechaFiling *) visit->filings->pdata[0])->type;

  place_open (&place, device);
  for (guint i = 0; i < visit->filings->len; i++)
    hecha_filing_set (visit->filings->pdata[i], HECHA_FIELD_CODE, CODE);
  g_free (file_it ("甲厂", type, "2026-03-02"));
  payload = hecha_visit_to_json (visit);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_VISIT_SET, "visit", payload));
  before = hecha_filing_check_store_last_visit (place.db, CODE, type, visit->procedure);
  g_assert_null (before);
  append_ok (&place, frozen_event (place.journal, scope, 1));
  after = hecha_filing_check_store_last_visit (place.db, CODE, type, visit->procedure);
  g_assert_cmpstr (after, ==, visit->planned_on);
  other = hecha_filing_check_store_last_visit (place.db, CODE, (type + 1) % HECHA_N_TYPES, visit->procedure);
  g_assert_null (other);
  procedure = hecha_filing_check_store_last_visit (place.db, CODE, type, !visit->procedure);
  g_assert_null (procedure);
  evaluated = hecha_filing_check_store_evaluated (place.db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (evaluated->len, ==, 1);
  g_assert_cmpstr (((HechaWaitingFiling *) evaluated->pdata[0])->from, ==,
                   visit->procedure == HECHA_PROCEDURE_EVALUATION ? visit->planned_on : NULL);
  place_close (&place);
}

/* Payloads that no honest Hecha writes are no rows, and no obstacle. */
static void
test_hostile (void)
{
  static const char *const payloads[] = {
    "{}", "{\"type\":\"platform\",\"state\":\"accepted\"}", "{\"type\":\"connected\",\"state\":\"great\"}",
    "{\"type\":\"connected\",\"state\":\"accepted\"}",
  };
  g_autofree char *device = device_id (1), *scope = hecha_scope_of_register (CODE);
  g_autoptr(JsonObject) odd = NULL;

  place_open (&place, device);
  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr(JsonObject) payload = hecha_json_parse_object (payloads[i], -1, "p", NULL);

      append_ok (&place, hecha_event_new (scope, HECHA_EVENT_FILING_CHECKED, "verification/connected", payload));
      g_assert_cmpint (hecha_db_int (place.db, 9, "SELECT count (*) FROM filing_check", ""), ==, 0);
    }
  odd = hecha_json_parse_object ("{\"type\":\"connected\",\"state\":\"submitted\",\"changed\":\"x\",\"filing\":7}", -1, "p", NULL);
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_FILING_CHECKED, "verification/connected", odd));
  g_assert_cmpint (hecha_db_int (place.db, 9, "SELECT changed FROM filing_check", ""), ==, 0);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-check-store/state", test_state);
  g_test_add_func ("/filing-check-store/verification-first", test_verification_first);
  g_test_add_func ("/filing-check-store/waiting", test_waiting);
  g_test_add_func ("/filing-check-store/visits", test_visits);
  g_test_add_func ("/filing-check-store/hostile", test_hostile);
  return g_test_run ();
}
