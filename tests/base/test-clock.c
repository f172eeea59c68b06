/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock.h"

static gint64
held (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_text (void)
{
  gint64 time = 0;
  g_autofree char *text = NULL;

  g_assert_true (hecha_time_from_text ("2026-01-26T10:30:00.125+08:00", &time));
  text = hecha_time_to_text (time);
  g_assert_cmpstr (text, ==, "2026-01-26T02:30:00.125Z");
  g_assert_false (hecha_time_from_text ("2026-01-26T10:30:00", &time));
  g_assert_false (hecha_time_from_text ("2026-01-26", &time));
  g_assert_false (hecha_time_from_text (NULL, &time));
}

/* At 23:30 in London it is already tomorrow in the factory (TZ=Asia/Shanghai). */
static void
test_today_is_local (void)
{
  gint64 time = 0;
  HechaClock clock = { held, &time };
  GDate today;
  g_autofree char *text = NULL;

  g_assert_true (hecha_time_from_text ("2026-01-26T23:30:00Z", &time));
  g_date_clear (&today, 1);
  hecha_clock_today (&clock, &today);
  text = hecha_date_to_text (&today);
  g_assert_cmpstr (text, ==, "2026-01-27");
}

static void
test_date (void)
{
  static const char *const wrong[] = { "2026-02-29", "2026-1-01", "2026-01-01 ", "20260101", "2026-13-01", "", "a026-01-01" };
  GDate date;
  g_autofree char *text = NULL;

  g_assert_true (hecha_date_from_text ("2024-02-29", &date));
  text = hecha_date_to_text (&date);
  g_assert_cmpstr (text, ==, "2024-02-29");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (hecha_date_from_text (wrong[i], &date));
  g_assert_null (hecha_date_to_text (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clock/text", test_text);
  g_test_add_func ("/clock/today-is-local", test_today_is_local);
  g_test_add_func ("/clock/date", test_date);
  return g_test_run ();
}
