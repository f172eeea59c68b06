/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "calendars.h"
#include "error.h"
#include "intake-columns.h"
#include "intake-read.h"
#include "jurisdictions.h"

#include <string.h>

#define HEADER "企业名称,统一社会信用代码,企业类型,企业级别,行政区划代码,行业代码,网络安全负责人,负责人电话\n"
#define ROW    "示例一厂,91130102000000385H,联网工业企业,二级,%s,C3484,张示例,13900000040\n"

typedef struct
{
  Workspace         *workspace;
  HechaCalendar     *calendar;
  GPtrArray         *paths;
  HechaIntakeReader  reader;
} Place;

static void
place_open (Place      *self,
            const char *first,
            const char *second)
{
  const char *const texts[] = { first, second };

  self->workspace = workspace_new (HECHA_HOLDER_INDUSTRY, "示例省工业和信息化厅");
  self->calendar = hecha_calendars_load (NULL);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->reader = (HechaIntakeReader) {
    .holder = HECHA_HOLDER_INDUSTRY,
    .mappings = hecha_intake_mappings (self->workspace->session, NULL),
    .jurisdiction = hecha_jurisdictions_load (NULL),
    .rules = hecha_rules_load (self->workspace->session, NULL),
    .today = "2026-01-26",
    .batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_intake_batch_free),
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.csv", i);

      fixture_write (self->workspace->files, name, texts[i], strlen (texts[i]));
      g_ptr_array_add (self->paths, fixture_path (self->workspace->files, name));
      g_ptr_array_add (self->reader.batches,
                       hecha_intake_batch_new (hecha_filing_import_new (name, "00", "2026-01-26T02:30:00Z"),
                                               self->calendar, HECHA_YEAR_CALENDAR));
    }
  self->reader.paths = (const char *const *) self->paths->pdata;
}

static void
place_close (Place *self)
{
  g_ptr_array_unref (self->reader.batches);
  g_hash_table_unref (self->reader.mappings);
  hecha_jurisdiction_free (self->reader.jurisdiction);
  hecha_rules_free (self->reader.rules);
  g_clear_error (&self->reader.failure);
  g_ptr_array_unref (self->paths);
  hecha_calendar_free (self->calendar);
  workspace_free (self->workspace);
}

static guint
count_records (Place *self,
               guint  batch)
{
  guint n = 0;

  while (hecha_intake_batch_next (self->reader.batches->pdata[batch]))
    n++;
  return n;
}

static guint
count_warnings (const HechaIntakeReading *reading,
                const char               *rule)
{
  guint n = 0;

  for (guint i = 0; reading->issues && i < reading->issues->len; i++)
    n += g_str_equal (((HechaRowIssue *) reading->issues->pdata[i])->rule, rule);
  return n;
}

/* Each file into its own batch; where another authority supervises, it is said (article 4: 平台 are with the
 * communications administration). */
static void
test_files (void)
{
  g_autofree char *row = g_strdup_printf (ROW, "130102");
  g_autofree char *both = g_strconcat (HEADER, row, row, NULL);
  Place place;

  place_open (&place, HEADER "示例一厂,91130102000000385H,平台企业,二级,130102,C3484,张示例,13900000040\n", both);
  hecha_intake_read (&place.reader);
  g_assert_no_error (place.reader.failure);
  g_assert_cmpuint (count_records (&place, 0), ==, 1);
  g_assert_cmpuint (count_records (&place, 1), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      HechaIntakeBatch *batch = place.reader.batches->pdata[i];
      const HechaIntakeReading *reading = &g_array_index (batch->readings, HechaIntakeReading, 0);

      g_assert_cmpuint (batch->readings->len, ==, 1 + i);
      g_assert_cmpuint (reading->row, ==, 2);
      g_assert_cmpuint (count_warnings (reading, "jurisdiction-line"), ==, 1 - i);
    }
  place_close (&place);
}

/* Today is no day to come. */
static void
test_days_to_come (void)
{
  static const struct { const char *filed, *evaluated; guint warnings; } rows[] = {
    { "2026-01-26", "2026-01-25", 0 }, { "2026-01-27", "", 1 }, { "2199-01-01", "2026-02-01", 2 }, { "", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,负责人电话,登记日期,上次评测日期\n"
                                               "示例一厂,91130102000000385H,联网工业企业,二级,张示例,13900000040,%s,%s\n",
                                               rows[i].filed, rows[i].evaluated);
      const HechaIntakeReading *reading;
      Place place;

      place_open (&place, text, HEADER);
      hecha_intake_read (&place.reader);
      reading = &g_array_index (((HechaIntakeBatch *) place.reader.batches->pdata[0])->readings, HechaIntakeReading, 0);
      g_assert_false (reading->refused);
      g_assert_cmpuint (count_warnings (reading, "date-future"), ==, rows[i].warnings);
      place_close (&place);
    }
}

/* The database's thread waits for the end of each, whatever happens. */
static void
test_unreadable (void)
{
  g_autofree char *row = g_strdup_printf (HEADER ROW, "130102");
  Place place;

  place_open (&place, row, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook");
  hecha_intake_read (&place.reader);
  g_assert_error (place.reader.failure, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
  g_assert_cmpuint (count_records (&place, 0), ==, 1);
  g_assert_cmpuint (count_records (&place, 1), ==, 0);
  place_close (&place);
}

static void
test_stopped (void)
{
  g_autofree char *row = g_strdup_printf (HEADER ROW, "130102");
  Place place;

  place_open (&place, row, row);
  place.reader.stop = 1;
  hecha_intake_read (&place.reader);
  g_assert_no_error (place.reader.failure);
  g_assert_cmpuint (count_records (&place, 0) + count_records (&place, 1), ==, 0);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/intake-read/files", test_files);
  g_test_add_func ("/flow/intake-read/days-to-come", test_days_to_come);
  g_test_add_func ("/flow/intake-read/unreadable", test_unreadable);
  g_test_add_func ("/flow/intake-read/stopped", test_stopped);
  return g_test_run ();
}
