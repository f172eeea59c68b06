/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar.h"

#include "clock.h"
#include "error.h"

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
  g_test_add_func ("/calendar/refused", test_refused);
  return g_test_run ();
}
