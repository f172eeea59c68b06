/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "calendars.h"
#include "intake-batch.h"

/* More rows than are recorded at a time. */
#define FAR 600

static void
take (HechaIntakeBatch *batch,
      guint             row,
      guint             number,
      const char       *email,
      const char       *phone)
{
  g_autoptr(HechaFilingEntry) entry = g_new0 (HechaFilingEntry, 1);
  HechaFiling *filing = hecha_filing_new (HECHA_TYPE_CONNECTED, 2);
  g_autofree char *code = g_strdup_printf ("91320100MA%08u", number);

  hecha_filing_set (filing, HECHA_FIELD_CODE, code);
  hecha_filing_set (filing, HECHA_FIELD_EMAIL, email);
  hecha_filing_set (filing, HECHA_FIELD_PHONE, phone);
  entry->row = row;
  entry->code = g_strdup (code);
  entry->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_filing_free);
  entry->issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_ptr_array_add (entry->filings, filing);
  hecha_intake_batch_take (batch, "a.csv", NULL, entry);
}

static HechaIntakeBatch *
new_batch (HechaCalendar *calendar)
{
  return hecha_intake_batch_new (hecha_filing_import_new ("a.csv", "00", "2026-01-26T02:30:00Z"), calendar,
                                 HECHA_YEAR_CALENDAR);
}

/* The rows of one enterprise that stand together are one record; one that comes long after makes a second. */
static void
test_records (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (NULL);
  HechaIntakeBatch *batch = new_batch (calendar);
  const HechaFilingRecord *record, *first = NULL, *last = NULL;
  guint n = 0;

  for (guint i = 0; i < FAR; i++)
    {
      take (batch, 2 * i + 2, i, "a@example.org", NULL);
      take (batch, 2 * i + 3, i, NULL, "1");
    }
  take (batch, 2 * FAR + 2, 0, NULL, "1");
  hecha_intake_batch_end (batch);
  g_assert_false (hecha_intake_batch_empty (batch));
  while ((record = hecha_intake_batch_next (batch)))
    {
      first = first ? first : record;
      last = record;
      n++;
      g_assert_cmpstr (hecha_filing_get (record->filing, HECHA_FIELD_EMAIL), ==, "a@example.org");
      g_assert_cmpstr (hecha_filing_get (record->filing, HECHA_FIELD_PHONE), ==, "1");
    }
  g_assert_cmpuint (n, ==, FAR + 1);
  g_assert_true (first != last && first->filing != last->filing);
  g_assert_cmpstr (hecha_filing_get (last->filing, HECHA_FIELD_CODE), ==, "91320100MA00000000");
  g_assert_null (hecha_intake_batch_next (batch));
  hecha_intake_batch_free (batch);
}

/* What the database was given is not changed by what is read afterwards. */
static void
test_given_is_given (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (NULL);
  HechaIntakeBatch *batch = new_batch (calendar);
  const HechaFilingRecord *given;

  for (guint i = 0; i < FAR; i++)
    take (batch, i + 2, i, NULL, NULL);
  given = hecha_intake_batch_next (batch);
  take (batch, FAR + 2, 0, "a@example.org", NULL);
  g_assert_cmpstr (hecha_filing_get (given->filing, HECHA_FIELD_EMAIL), ==, "");
  g_assert_cmpstr (hecha_filing_get (hecha_intake_batch_filing (batch, 0), HECHA_FIELD_EMAIL), ==, "a@example.org");
  hecha_intake_batch_free (batch);
}

/* What was stored keeps its outcome alone, however early it came back; what was not is kept whole. */
static void
test_let_go (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (NULL);
  HechaIntakeBatch *batch = new_batch (calendar);
  HechaFilingRecord *record, *early = NULL, *waits = NULL, *late = NULL;

  for (guint i = 0; i < 2 * FAR; i++)
    {
      take (batch, i + 2, i, NULL, NULL);
      if (i + 1 != FAR)
        continue;
      for (guint j = 0; j < FAR / 2; j++)
        {
          record = hecha_intake_batch_next (batch);
          record->outcome = j == 1 ? HECHA_FILING_PENDING : HECHA_FILING_ADDED;
          early = j == 0 ? record : early;
          waits = j == 1 ? record : waits;
        }
    }
  g_assert_null (early->payload);
  g_assert_nonnull (early->filing);
  hecha_intake_batch_end (batch);
  while ((record = hecha_intake_batch_next (batch)))
    {
      late = record;
      late->outcome = HECHA_FILING_ADDED;
    }
  hecha_intake_batch_stop (batch);
  hecha_intake_batch_let_go (batch);
  g_assert_true (early->filing == NULL && late->filing == NULL && late->payload == NULL);
  g_assert_true (waits->filing != NULL && waits->payload != NULL);
  g_assert_cmpint (hecha_intake_batch_outcome (batch, 0), ==, HECHA_FILING_ADDED);
  hecha_intake_batch_free (batch);
}

/* Storing has failed while there is still more to read. */
static void
test_stopped_early (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (NULL);
  HechaIntakeBatch *batch = new_batch (calendar);

  hecha_intake_batch_stop (batch);
  for (guint i = 0; i < FAR; i++)
    take (batch, i + 2, i, NULL, NULL);
  hecha_intake_batch_end (batch);
  hecha_intake_batch_let_go (batch);
  hecha_intake_batch_free (batch);
}

static void
test_conflict (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (NULL);
  HechaIntakeBatch *batch = new_batch (calendar);
  const HechaIntakeReading *reading;

  take (batch, 2, 1, "a@example.org", NULL);
  take (batch, 3, 1, "b@example.org", NULL);
  hecha_intake_batch_end (batch);
  reading = &g_array_index (batch->readings, HechaIntakeReading, 1);
  g_assert_true (reading->refused);
  g_assert_cmpuint (reading->issues->len, ==, 1);
  g_assert_cmpstr (((HechaRowIssue *) reading->issues->pdata[0])->rule, ==, "filing-conflict");
  g_assert_cmpstr (hecha_filing_get (hecha_intake_batch_next (batch)->filing, HECHA_FIELD_EMAIL), ==, "a@example.org");
  g_assert_null (hecha_intake_batch_next (batch));
  hecha_intake_batch_free (batch);
}

static void
test_nothing (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (NULL);
  HechaIntakeBatch *batch = new_batch (calendar);

  hecha_intake_batch_end (batch);
  g_assert_true (hecha_intake_batch_empty (batch));
  g_assert_null (hecha_intake_batch_next (batch));
  hecha_intake_batch_free (batch);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/intake-batch/records", test_records);
  g_test_add_func ("/flow/intake-batch/given-is-given", test_given_is_given);
  g_test_add_func ("/flow/intake-batch/let-go", test_let_go);
  g_test_add_func ("/flow/intake-batch/stopped-early", test_stopped_early);
  g_test_add_func ("/flow/intake-batch/conflict", test_conflict);
  g_test_add_func ("/flow/intake-batch/nothing", test_nothing);
  return g_test_run ();
}
