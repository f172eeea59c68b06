/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadline.h"

#include "clock.h"

static gboolean
parse (const char *text,
       GDate      *day)
{
  return text && hecha_date_from_text (text, day);
}

/* Articles 9 and 14. */
static void
test_years (void)
{
  static const struct { guint years; const char *last, *filed; HechaYearRule rule; const char *due; } rows[] = {
    { 1, "2025-03-10", "2024-05-01", HECHA_YEAR_CALENDAR, "2026-12-31" },
    { 1, "2025-03-10", NULL, HECHA_YEAR_ROLLING, "2026-03-10" },
    { 2, "2025-03-10", NULL, HECHA_YEAR_CALENDAR, "2027-12-31" },
    { 2, "2025-03-10", NULL, HECHA_YEAR_ROLLING, "2027-03-10" },
    { 1, "2024-02-29", NULL, HECHA_YEAR_ROLLING, "2025-02-28" },
    { 1, NULL, "2024-05-01", HECHA_YEAR_CALENDAR, "2025-12-31" },
    { 1, NULL, NULL, HECHA_YEAR_CALENDAR, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GDate last, filed, due;
      gboolean has_last = parse (rows[i].last, &last), has_filed = parse (rows[i].filed, &filed);
      gboolean found;
      g_autofree char *text = NULL;

      found = hecha_deadline_years (rows[i].years, has_last ? &last : NULL, has_filed ? &filed : NULL, rows[i].rule, &due);
      g_assert_cmpint (found, ==, rows[i].due != NULL);
      text = found ? hecha_date_to_text (&due) : NULL;
      g_assert_cmpstr (text, ==, rows[i].due);
    }
}

static void
test_state (void)
{
  static const struct { const char *due, *last, *today; int level; HechaDueState state; } rows[] = {
    { "2026-12-31", "2025-03-10", "2026-03-09", 3, HECHA_DUE_LATER },
    { "2026-12-31", "2025-03-10", "2026-03-10", 3, HECHA_DUE_SOON },
    { "2026-12-31", "2025-03-10", "2026-12-31", 3, HECHA_DUE_SOON },
    { "2026-12-31", "2025-03-10", "2027-01-01", 3, HECHA_DUE_OVERDUE },
    { "2026-12-31", NULL, "2026-11-01", 3, HECHA_DUE_LATER },
    { "2026-12-31", NULL, "2026-11-02", 3, HECHA_DUE_SOON },
    { "2027-12-31", "2025-03-10", "2026-06-01", 2, HECHA_DUE_LATER },
    { "2027-12-31", "2024-05-01", "2026-04-01", 3, HECHA_DUE_LATER },   /* it counts from a later one */
    { NULL, "2020-01-01", "2026-06-01", 1, HECHA_DUE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GDate due, last, today;
      gboolean has_due = parse (rows[i].due, &due), has_last = parse (rows[i].last, &last);

      g_assert_true (parse (rows[i].today, &today));
      g_assert_cmpint (hecha_deadline_state (has_due ? &due : NULL, has_last ? &last : NULL, HECHA_YEAR_CALENDAR,
                                             rows[i].level, &today), ==, rows[i].state);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/deadline/years", test_years);
  g_test_add_func ("/deadline/state", test_state);
  return g_test_run ();
}
