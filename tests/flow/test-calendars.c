/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendars.h"

#include "clock.h"
#include "error.h"

#include <glib/gstdio.h>

/* Worked by hand from the State Council's yearly notices. */
static const struct
{
  const char *from;
  guint       days;
  const char *due;
  gboolean    provisional;
} rows[] = {
  { "2024-04-11", 20, "2024-05-11", FALSE },
  { "2025-09-15", 30, "2025-10-31", FALSE },
  { "2026-01-26", 20, "2026-02-28", FALSE },
  { "2026-09-10", 30, "2026-10-28", FALSE },
};

static void
test_shipped (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (&error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean provisional = TRUE;
      g_autofree char *text = NULL;
      GDate from, due;

      g_assert_true (hecha_date_from_text (rows[i].from, &from));
      hecha_calendar_add_working_days (calendar, &from, rows[i].days, &due, &provisional);
      text = hecha_date_to_text (&due);
      g_assert_cmpstr (text, ==, rows[i].due);
      g_assert_true (provisional == rows[i].provisional);
    }
  g_assert_true (hecha_calendar_knows (calendar, 2026));
  g_assert_false (hecha_calendar_knows (calendar, 2040));
}

static void
due_is (const char *day,
        gboolean    provisional)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (&error);
  g_autofree char *text = NULL;
  gboolean said = !provisional;
  GDate from, due;

  g_assert_no_error (error);
  g_assert_true (hecha_date_from_text ("2026-12-30", &from));
  hecha_calendar_add_working_days (calendar, &from, 2, &due, &said);
  text = hecha_date_to_text (&due);
  g_assert_cmpstr (text, ==, day);
  g_assert_true (said == provisional);
}

/* A year is provisional until somebody adds its table; and again when it is gone.
 * The days off of this table are made up. */
static void
test_added (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "some.json", NULL);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GError) error = NULL;
  const HechaCalendarTable *last;

  due_is ("2027-01-01", TRUE);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, "{\"year\":2027,\"source\":\"S\",\"off\":[\"2027-01-01..2027-01-03\"],"
                                      "\"working\":[\"2027-01-09\"]}", -1, NULL));
  g_assert_cmpint (hecha_calendars_add (path, &error), ==, 2027);
  g_assert_no_error (error);
  due_is ("2027-01-04", FALSE);
  tables = hecha_calendars_list (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 4);
  last = tables->pdata[3];
  g_assert_cmpint (last->year, ==, 2027);
  g_assert_cmpstr (last->source, ==, "S");
  g_assert_nonnull (last->path);
  g_assert_null (((HechaCalendarTable *) tables->pdata[0])->path);
  g_assert_true (hecha_calendars_remove (2027, &error));
  due_is ("2027-01-01", TRUE);
  g_assert_false (hecha_calendars_remove (2027, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* A table that is not whole is refused; one that lies in the folder all the
 * same is named and left out, and nothing else stops working. */
static void
test_bad (void)
{
  static const char *const texts[] = { "", "{}", "[]", "{\"year\":2027,\"off\":[\"2026-01-01\"],\"working\":[]}" };
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "hecha", "calendar", NULL);
  g_autofree char *own = g_build_filename (folder, "2027.json", NULL);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "bad.json", NULL);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GError) large = NULL;

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_cmpint (hecha_calendars_add (path, &error), ==, 0);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "bad.json"));
      g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpint (hecha_calendars_add ("/no/such.json", NULL), ==, 0);
  g_assert_cmpint (hecha_calendars_add ("/dev/zero", NULL), ==, 0);
  g_assert_cmpint (truncate (path, 64 * 1024 + 1), ==, 0);
  g_assert_cmpint (hecha_calendars_add (path, &large), ==, 0);
  g_assert_error (large, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_true (g_file_set_contents (own, "{", -1, NULL));
  due_is ("2027-01-01", TRUE);
  tables = hecha_calendars_list (NULL);
  g_assert_cmpuint (tables->len, ==, 4);
  g_assert_nonnull (strstr (((HechaCalendarTable *) tables->pdata[0])->fault, "2027.json"));
  g_assert_cmpint (g_unlink (own), ==, 0);
}

/* The day that one working day after @from is. */
static void
next_is (const char *from,
         const char *day)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (&error);
  g_autofree char *text = NULL;
  gboolean provisional = TRUE;
  GDate start, due;

  g_assert_no_error (error);
  g_assert_true (hecha_date_from_text (from, &start));
  hecha_calendar_add_working_days (calendar, &start, 1, &due, &provisional);
  text = hecha_date_to_text (&due);
  g_assert_cmpstr (text, ==, day);
  g_assert_false (provisional);
}

/* A table of one's own stands for the whole year: no day of the shipped one is left.
 * One with a fault in its last day leaves no day behind. Its days off are made up. */
static void
test_instead (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "hecha", "calendar", NULL);
  g_autofree char *own = g_build_filename (folder, "2026.json", NULL);

  g_mkdir_with_parents (folder, 0700);
  next_is ("2026-09-30", "2026-10-08");
  next_is ("2026-03-02", "2026-03-03");
  g_assert_true (g_file_set_contents (own, "{\"year\":2026,\"source\":\"S\",\"off\":[\"2026-03-03\"],\"working\":[]}",
                                      -1, NULL));
  next_is ("2026-09-30", "2026-10-01");
  next_is ("2026-10-09", "2026-10-12");
  next_is ("2026-03-02", "2026-03-04");
  g_assert_true (g_file_set_contents (own, "{\"year\":2026,\"source\":\"S\",\"off\":[\"2026-03-03\"],"
                                      "\"working\":[\"2026-03-07\",\"2027-01-02\"]}", -1, NULL));
  next_is ("2026-09-30", "2026-10-08");
  next_is ("2026-03-02", "2026-03-03");
  next_is ("2026-03-06", "2026-03-09");
  g_assert_cmpint (g_unlink (own), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/calendars/shipped", test_shipped);
  g_test_add_func ("/calendars/added", test_added);
  g_test_add_func ("/calendars/bad", test_bad);
  g_test_add_func ("/calendars/instead", test_instead);
  return g_test_run ();
}
