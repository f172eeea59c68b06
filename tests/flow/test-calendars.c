/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendars.h"

#include "clock.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/calendars/shipped", test_shipped);
  return g_test_run ();
}
