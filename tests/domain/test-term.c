/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term.h"

#include "clock.h"

static HechaCalendar *
shipped (void)
{
  HechaCalendar *calendar = hecha_calendar_new ();

  for (int year = 2024; year <= 2026; year++)
    {
      g_autofree char *path = g_strdup_printf ("%s/calendar/%d.json", g_getenv ("HECHA_DATA_DIR"), year);
      g_autofree char *text = NULL;
      g_autoptr(JsonObject) table = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      table = hecha_json_parse_object (text, -1, path, NULL);
      g_assert_true (hecha_calendar_add_year (calendar, table, path, NULL));
    }
  return calendar;
}

static const GDate *
day_of (const char *text,
        GDate      *day)
{
  return text && hecha_date_from_text (text, day) ? day : NULL;
}

/* Worked by hand, by the notices of the State Council and articles 6, 7, 9 and 14. */
static const struct
{
  HechaTermKind kind;
  int           level;
  const char   *from;
  const char   *filed;
  HechaYearRule year;
  const char   *due;
  int           article;
  gboolean      provisional;
} rows[] = {
  { HECHA_TERM_VERIFICATION, 0, "2025-09-15", NULL, 0, "2025-10-31", 7, FALSE },
  { HECHA_TERM_VERIFICATION, 0, "2026-09-10", NULL, 0, "2026-10-28", 7, FALSE },
  { HECHA_TERM_VERIFICATION, 0, "2026-12-20", NULL, 0, "2027-01-29", 7, TRUE },
  { HECHA_TERM_VERIFICATION, 0, NULL, NULL, 0, NULL, 7, FALSE },
  { HECHA_TERM_CORRECTION, 0, "2024-04-11", NULL, 0, "2024-05-11", 7, FALSE },
  { HECHA_TERM_CORRECTION, 0, "2026-01-26", NULL, 0, "2026-02-28", 7, FALSE },
  { HECHA_TERM_REGRADING, 0, "2026-03-10", NULL, 0, "2026-06-10", 6, FALSE },
  { HECHA_TERM_REGRADING, 0, "2025-11-30", NULL, 0, "2026-02-28", 6, FALSE },   /* the month's last, a make-up day */
  { HECHA_TERM_REGRADING, 0, "2026-07-01", NULL, 0, "2026-10-08", 6, FALSE },   /* 1 October is a day off */
  { HECHA_TERM_REGRADING, 0, "2026-10-15", NULL, 0, "2027-01-15", 6, TRUE },
  { HECHA_TERM_REGRADING, 0, NULL, NULL, 0, NULL, 6, FALSE },
  { HECHA_TERM_EVALUATION, 3, "2025-03-10", "2024-05-01", HECHA_YEAR_CALENDAR, "2026-12-31", 9, FALSE },
  { HECHA_TERM_EVALUATION, 3, "2025-05-02", NULL, HECHA_YEAR_ROLLING, "2026-05-06", 9, FALSE },
  { HECHA_TERM_EVALUATION, 2, "2025-03-10", NULL, HECHA_YEAR_CALENDAR, "2027-12-31", 9, FALSE },
  { HECHA_TERM_EVALUATION, 3, NULL, "2025-05-01", HECHA_YEAR_CALENDAR, "2026-12-31", 9, FALSE },
  { HECHA_TERM_EVALUATION, 1, "2025-03-10", NULL, HECHA_YEAR_CALENDAR, "2027-12-31", 9, FALSE },
  { HECHA_TERM_INSPECTION, 3, "2025-03-10", NULL, HECHA_YEAR_CALENDAR, "2026-12-31", 14, FALSE },
  { HECHA_TERM_INSPECTION, 2, "2025-03-10", NULL, HECHA_YEAR_CALENDAR, NULL, 14, FALSE },
  { HECHA_TERM_INSPECTION, 1, "2025-03-10", NULL, HECHA_YEAR_CALENDAR, NULL, 14, FALSE },
  { HECHA_TERM_RECTIFICATION, 0, "2026-03-07", NULL, 0, "2026-03-07", 14, FALSE },
  { HECHA_TERM_RECTIFICATION, 0, NULL, NULL, 0, NULL, 14, FALSE },
};

static void
init_row (HechaTerm     *term,
          guint          i,
          HechaCalendar *calendar)
{
  GDate from_day, filed_day;
  const GDate *from = day_of (rows[i].from, &from_day), *filed = day_of (rows[i].filed, &filed_day);

  switch (rows[i].kind)
    {
    case HECHA_TERM_VERIFICATION:
    case HECHA_TERM_CORRECTION:
      hecha_term_init_working_days (term, rows[i].kind, calendar, from, 1u << HECHA_ASSUME_FROM_FILING);
      break;
    case HECHA_TERM_REGRADING:
      hecha_term_init_regrading (term, calendar, from);
      break;
    case HECHA_TERM_EVALUATION:
      hecha_term_init_evaluation (term, calendar, rows[i].level, from, filed, rows[i].year);
      break;
    case HECHA_TERM_INSPECTION:
      hecha_term_init_inspection (term, calendar, rows[i].level, from, filed, rows[i].year);
      break;
    case HECHA_TERM_RECTIFICATION:
    default:
      hecha_term_init_rectification (term, from);
    }
}

static void
test_days (void)
{
  g_autoptr(HechaCalendar) calendar = shipped ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *due = NULL, *assumed = NULL;
      HechaTerm term;

      init_row (&term, i, calendar);
      due = term.dated ? hecha_date_to_text (&term.due) : NULL;
      assumed = hecha_term_assumed (&term, HECHA_LANGUAGE_ZH);
      g_test_message ("%u: %s", i, assumed);
      g_assert_cmpstr (due, ==, rows[i].due);
      g_assert_cmpint (hecha_rule_get (term.rule)->article, ==, rows[i].article);
      g_assert_true (hecha_term_is_provisional (&term) == rows[i].provisional);
      /* A date never comes without what it rests on. */
      if (term.dated)
        g_assert_cmpstr (assumed, !=, "");
    }
}

static HechaDueState
state_of (HechaTerm  *term,
          const char *today)
{
  GDate day;

  g_assert_nonnull (day_of (today, &day));
  return hecha_term_state (term, &day);
}

static void
test_state (void)
{
  g_autoptr(HechaCalendar) calendar = shipped ();
  HechaTerm term;
  GDate from;

  day_of ("2026-09-10", &from);
  hecha_term_init_working_days (&term, HECHA_TERM_VERIFICATION, calendar, &from, 0);   /* until 2026-10-28 */
  g_assert_cmpint (state_of (&term, "2026-10-14"), ==, HECHA_DUE_LATER);
  g_assert_cmpint (state_of (&term, "2026-10-15"), ==, HECHA_DUE_SOON);
  g_assert_cmpint (state_of (&term, "2026-10-28"), ==, HECHA_DUE_SOON);
  g_assert_cmpint (state_of (&term, "2026-10-29"), ==, HECHA_DUE_OVERDUE);
  term.done = TRUE;
  g_assert_cmpint (state_of (&term, "2026-10-29"), ==, HECHA_DUE_NONE);
  day_of ("2025-03-10", &from);
  hecha_term_init_evaluation (&term, calendar, 3, &from, NULL, HECHA_YEAR_CALENDAR);   /* until 2026-12-31 */
  g_assert_cmpint (state_of (&term, "2026-03-09"), ==, HECHA_DUE_LATER);
  g_assert_cmpint (state_of (&term, "2026-03-10"), ==, HECHA_DUE_SOON);
  g_assert_cmpint (state_of (&term, "2027-01-01"), ==, HECHA_DUE_OVERDUE);
}

/* Article 9: level 1 may follow level 2, whatever the day. */
static void
test_level_1_never_overdue (void)
{
  g_autoptr(HechaCalendar) calendar = shipped ();
  GDate last, today;
  HechaTerm term;

  day_of ("2024-01-01", &last);
  for (day_of ("2024-01-01", &today); g_date_get_year (&today) < 2030; g_date_add_days (&today, 7))
    {
      hecha_term_init_evaluation (&term, calendar, 1, &last, NULL, HECHA_YEAR_CALENDAR);
      g_assert_true (term.advised);
      g_assert_cmpint (hecha_term_state (&term, &today), ==, HECHA_DUE_NONE);
    }
}

/* Every day of three years as the day of a change: three months, never sooner,
 * on a working day, and at most the longest holidays later. */
static void
test_every_regrading (void)
{
  g_autoptr(HechaCalendar) calendar = shipped ();
  GDate from;

  for (day_of ("2024-01-01", &from); g_date_get_year (&from) <= 2026; g_date_add_days (&from, 1))
    {
      GDate nominal = from;
      HechaTerm term;

      g_date_add_months (&nominal, 3);
      hecha_term_init_regrading (&term, calendar, &from);
      g_assert_true (hecha_calendar_is_working_day (calendar, &term.due));
      g_assert_cmpint (g_date_days_between (&nominal, &term.due), >=, 0);
      g_assert_cmpint (g_date_days_between (&nominal, &term.due), <=, 9);
      g_assert_true (hecha_term_is_provisional (&term) == (g_date_get_year (&term.due) > 2026));
    }
}

static void
test_words (void)
{
  g_autoptr(HechaCalendar) calendar = shipped ();
  g_autofree char *zh = NULL, *en = NULL;
  HechaTerm term;
  GDate from;

  day_of ("2026-12-20", &from);
  hecha_term_init_working_days (&term, HECHA_TERM_VERIFICATION, calendar, &from, 1u << HECHA_ASSUME_FROM_FILING);
  zh = hecha_term_assumed (&term, HECHA_LANGUAGE_ZH);
  en = hecha_term_assumed (&term, HECHA_LANGUAGE_EN);
  g_assert_cmpstr (zh, ==, "自登记之日起算：办法未规定起算日；暂定：涉及的年份尚无工作日表");
  g_assert_cmpstr (en, ==, "counted from the filing date, since the rule does not say when the days begin; "
                   "provisional: the days off of a year that it reaches are not known yet");
  for (guint i = 0; i < HECHA_N_ASSUMPTIONS; i++)
    {
      g_assert_nonnull (hecha_assumption_texts[i].zh);
      g_assert_nonnull (hecha_assumption_texts[i].en);
    }
  g_assert_nonnull (strstr (hecha_assumption_texts[HECHA_ASSUME_MONTHS].zh, "待核"));
}

/* A clock without a day says why, but where the rule fixes none the rule says it. */
static void
test_undated (void)
{
  g_autoptr(HechaCalendar) calendar = shipped ();
  HechaTerm terms[7];
  GDate from;

  day_of ("2026-01-26", &from);
  hecha_term_init_working_days (&terms[0], HECHA_TERM_VERIFICATION, calendar, NULL, 0);
  hecha_term_init_regrading (&terms[1], calendar, NULL);
  hecha_term_init_evaluation (&terms[2], calendar, 3, NULL, NULL, HECHA_YEAR_CALENDAR);
  hecha_term_init_inspection (&terms[3], calendar, 3, NULL, NULL, HECHA_YEAR_CALENDAR);
  hecha_term_init_rectification (&terms[4], NULL);
  hecha_term_init_inspection (&terms[5], calendar, 2, NULL, &from, HECHA_YEAR_CALENDAR);
  hecha_term_init_working_days (&terms[6], HECHA_TERM_VERIFICATION, calendar, &from, 0);
  for (guint i = 0; i < 5; i++)
    g_assert_false (hecha_text_is_empty (hecha_term_undated (&terms[i])));
  g_assert_cmpstr (hecha_term_undated (&terms[0])->zh, ==, "登记日期未填写，无法起算");
  g_assert_null (hecha_term_undated (&terms[5]));
  g_assert_null (hecha_term_undated (&terms[6]));
  terms[0].done = TRUE;
  g_assert_null (hecha_term_undated (&terms[0]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/term/days", test_days);
  g_test_add_func ("/term/state", test_state);
  g_test_add_func ("/term/level-1-never-overdue", test_level_1_never_overdue);
  g_test_add_func ("/term/every-regrading", test_every_regrading);
  g_test_add_func ("/term/words", test_words);
  g_test_add_func ("/term/undated", test_undated);
  return g_test_run ();
}
