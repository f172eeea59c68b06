/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar.h"

#include "clock.h"
#include "error.h"

#include <string.h>

static HechaCalendar *
calendar_of (int first,
             int last)
{
  HechaCalendar *calendar = hecha_calendar_new ();

  for (int year = first; year <= last; year++)
    {
      g_autofree char *path = g_strdup_printf ("%s/calendar/%d.json", g_getenv ("HECHA_DATA_DIR"), year);
      g_autofree char *text = NULL;
      g_autoptr(JsonObject) table = NULL;
      g_autoptr(GError) error = NULL;

      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      table = hecha_json_parse_object (text, -1, path, &error);
      g_assert_no_error (error);
      hecha_calendar_add_year (calendar, table, path, &error);
      g_assert_no_error (error);
    }
  return calendar;
}

static GDate
day_of (const char *text)
{
  GDate day;

  g_assert_true (hecha_date_from_text (text, &day));
  return day;
}

static void
test_vectors (void)
{
  static const struct { const char *from; guint days; const char *due; } rows[] = {
    { "2024-04-11", 20, "2024-05-11" },
    { "2025-09-15", 30, "2025-10-31" },
    { "2026-01-26", 20, "2026-02-28" },
    { "2026-09-10", 30, "2026-10-28" },
    { "2026-09-10", 0, "2026-09-10" },
  };
  g_autoptr(HechaCalendar) calendar = calendar_of (2024, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GDate from = day_of (rows[i].from), due;
      gboolean provisional = TRUE;
      g_autofree char *text = NULL;

      hecha_calendar_add_working_days (calendar, &from, rows[i].days, &due, &provisional);
      text = hecha_date_to_text (&due);
      g_assert_cmpstr (text, ==, rows[i].due);
      g_assert_false (provisional);
    }
}

/* The published totals: 251, 248 and 248 working days. */
static void
test_totals (void)
{
  static const guint totals[] = { 251, 248, 248 };
  g_autoptr(HechaCalendar) calendar = calendar_of (2024, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      guint count = 0;
      GDate day;

      g_date_clear (&day, 1);
      for (g_date_set_dmy (&day, 1, 1, 2024 + i); g_date_get_year (&day) == 2024 + i; g_date_add_days (&day, 1))
        count += hecha_calendar_is_working_day (calendar, &day);
      g_assert_cmpuint (count, ==, totals[i]);
    }
}

static void
test_make_up_days (void)
{
  g_autoptr(HechaCalendar) calendar = calendar_of (2026, 2026);
  GDate saturday = day_of ("2026-02-14"), holiday = day_of ("2026-02-16"), plain = day_of ("2026-03-07");

  g_assert_true (hecha_calendar_is_working_day (calendar, &saturday));
  g_assert_false (hecha_calendar_is_working_day (calendar, &holiday));
  g_assert_false (hecha_calendar_is_working_day (calendar, &plain));
}

/* 2027 is not published: a deadline that reaches it is provisional. */
static void
test_provisional (void)
{
  g_autoptr(HechaCalendar) calendar = calendar_of (2026, 2026);
  GDate from = day_of ("2026-12-20"), due;
  gboolean provisional = FALSE;

  g_assert_false (hecha_calendar_knows (calendar, 2027));
  hecha_calendar_add_working_days (calendar, &from, 30, &due, &provisional);
  g_assert_true (provisional);
  g_assert_cmpint (g_date_get_year (&due), ==, 2027);
}

/* The yearly notices once more, typed from them and not from the tables: days off, then make-up days. */
static const char *const notices[] = {
  "-2024-01-01", "-2024-02-10", "-2024-02-11", "-2024-02-12", "-2024-02-13", "-2024-02-14", "-2024-02-15",
  "-2024-02-16", "-2024-02-17", "-2024-04-04", "-2024-04-05", "-2024-04-06", "-2024-05-01", "-2024-05-02",
  "-2024-05-03", "-2024-05-04", "-2024-05-05", "-2024-06-10", "-2024-09-15", "-2024-09-16", "-2024-09-17",
  "-2024-10-01", "-2024-10-02", "-2024-10-03", "-2024-10-04", "-2024-10-05", "-2024-10-06", "-2024-10-07",
  "+2024-02-04", "+2024-02-18", "+2024-04-07", "+2024-04-28", "+2024-05-11", "+2024-09-14", "+2024-09-29", "+2024-10-12",
  "-2025-01-01", "-2025-01-28", "-2025-01-29", "-2025-01-30", "-2025-01-31", "-2025-02-01", "-2025-02-02",
  "-2025-02-03", "-2025-02-04", "-2025-04-04", "-2025-04-05", "-2025-04-06", "-2025-05-01", "-2025-05-02",
  "-2025-05-03", "-2025-05-04", "-2025-05-05", "-2025-05-31", "-2025-06-01", "-2025-06-02", "-2025-10-01",
  "-2025-10-02", "-2025-10-03", "-2025-10-04", "-2025-10-05", "-2025-10-06", "-2025-10-07", "-2025-10-08",
  "+2025-01-26", "+2025-02-08", "+2025-04-27", "+2025-09-28", "+2025-10-11",
  "-2026-01-01", "-2026-01-02", "-2026-01-03", "-2026-02-15", "-2026-02-16", "-2026-02-17", "-2026-02-18",
  "-2026-02-19", "-2026-02-20", "-2026-02-21", "-2026-02-22", "-2026-02-23", "-2026-04-04", "-2026-04-05",
  "-2026-04-06", "-2026-05-01", "-2026-05-02", "-2026-05-03", "-2026-05-04", "-2026-05-05", "-2026-06-19",
  "-2026-06-20", "-2026-06-21", "-2026-09-25", "-2026-09-26", "-2026-09-27", "-2026-10-01", "-2026-10-02",
  "-2026-10-03", "-2026-10-04", "-2026-10-05", "-2026-10-06", "-2026-10-07",
  "+2026-01-04", "+2026-02-14", "+2026-02-28", "+2026-05-09", "+2026-09-20", "+2026-10-10",
};

static gboolean
is_working_by_notice (const GDate *day)
{
  g_autofree char *text = hecha_date_to_text (day);

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (strcmp (notices[i] + 1, text) == 0)
      return notices[i][0] == '+';
  return g_date_get_weekday (day) < G_DATE_SATURDAY;
}

/* Every day of three years: the day of the event does not count, the last day
 * is a working day, there are just so many between, and a later event never
 * ends sooner. Deadlines that stay within the tables are not provisional. */
static void
test_every_day (void)
{
  static const guint lengths[] = { 1, 20, 30 };
  g_autoptr(HechaCalendar) calendar = calendar_of (2024, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      GDate from = day_of ("2024-01-01"), before = from;

      for (; g_date_get_year (&from) <= 2026; g_date_add_days (&from, 1))
        {
          guint count = 0;
          gboolean provisional;
          GDate due, day = from;

          hecha_calendar_add_working_days (calendar, &from, lengths[i], &due, &provisional);
          g_assert_true (provisional == (g_date_get_year (&due) > 2026));
          g_assert_cmpint (g_date_compare (&due, &before), >=, 0);
          before = due;
          if (provisional)
            continue;
          g_assert_true (is_working_by_notice (&due));
          while (g_date_compare (&day, &due) < 0)
            {
              g_date_add_days (&day, 1);
              count += is_working_by_notice (&day);
            }
          g_assert_cmpuint (count, ==, lengths[i]);
        }
    }
}

static void
test_next_working_day (void)
{
  static const struct { const char *day, *next; gboolean provisional; } rows[] = {
    { "2026-02-28", "2026-02-28", FALSE },   /* a make-up Saturday */
    { "2026-02-15", "2026-02-24", FALSE },
    { "2026-10-01", "2026-10-08", FALSE },
    { "2025-12-31", "2025-12-31", FALSE },
    { "2026-12-27", "2026-12-28", FALSE },
    { "2027-01-02", "2027-01-04", TRUE },
  };
  g_autoptr(HechaCalendar) calendar = calendar_of (2024, 2026);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GDate day = day_of (rows[i].day);
      gboolean provisional = !rows[i].provisional;
      g_autofree char *text = NULL;

      hecha_calendar_next_working_day (calendar, &day, &provisional);
      text = hecha_date_to_text (&day);
      g_assert_cmpstr (text, ==, rows[i].next);
      g_assert_true (provisional == rows[i].provisional);
    }
}

static void
test_refused (void)
{
  static const char *const tables[] = {
    "{\"year\":2027,\"off\":[]}",
    "{\"year\":2027,\"off\":[\"2026-01-01\"],\"working\":[]}",
    "{\"year\":2027,\"off\":[\"2027-01-03..2027-01-01\"],\"working\":[]}",
    "{\"year\":2027,\"off\":[1],\"working\":[]}",
    "{\"year\":\"2027\",\"off\":[],\"working\":[]}",
  };
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr(JsonObject) table = hecha_json_parse_object (tables[i], -1, "t", NULL);
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_calendar_add_year (calendar, table, "t.json", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
    }
  g_assert_false (hecha_calendar_knows (calendar, 2027));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/calendar/vectors", test_vectors);
  g_test_add_func ("/calendar/totals", test_totals);
  g_test_add_func ("/calendar/make-up-days", test_make_up_days);
  g_test_add_func ("/calendar/provisional", test_provisional);
  g_test_add_func ("/calendar/every-day", test_every_day);
  g_test_add_func ("/calendar/next-working-day", test_next_working_day);
  g_test_add_func ("/calendar/refused", test_refused);
  return g_test_run ();
}
