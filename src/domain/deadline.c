/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadline.h"

const HechaNick hecha_year_rule_nicks[] = {
  { HECHA_YEAR_CALENDAR, "calendar" },
  { HECHA_YEAR_ROLLING, "rolling" },
  { 0, NULL },
};

/**
 * hecha_deadline_years:
 * @years: every how many years
 * @last: (nullable): the last time
 * @filed: (nullable): the filing, from which the first time counts
 * @rule: what a year is
 * @due: (out caller-allocates): the last day; untouched where it is not known
 *
 * Articles 9 and 14. That the first time counts from the filing is an
 * assumption, and printed as one.
 *
 * Returns: whether the day is known
 */
gboolean
hecha_deadline_years (guint          years,
                      const GDate   *last,
                      const GDate   *filed,
                      HechaYearRule  rule,
                      GDate         *due)
{
  const GDate *from = last ? last : filed;

  if (!from)
    return FALSE;
  *due = *from;
  if (rule == HECHA_YEAR_ROLLING)
    g_date_add_months (due, 12 * years);
  else
    g_date_set_dmy (due, 31, G_DATE_DECEMBER, g_date_get_year (from) + years);
  return TRUE;
}

/**
 * hecha_deadline_state:
 * @due: (nullable): the last day; %NULL where nothing is due
 * @last: (nullable): the last evaluation
 * @today: the day to judge by
 *
 * Returns: how near @due is. With the rule of the calendar year a warning
 *   begins 12 (24) months after the last evaluation, where @due counts from that
 */
HechaDueState
hecha_deadline_state (const GDate   *due,
                      const GDate   *last,
                      HechaYearRule  rule,
                      int            level,
                      const GDate   *today)
{
  GDate warning;

  if (!due)
    return HECHA_DUE_NONE;
  if (g_date_compare (today, due) > 0)
    return HECHA_DUE_OVERDUE;
  if (g_date_days_between (today, due) < 60)
    return HECHA_DUE_SOON;
  if (!last || rule != HECHA_YEAR_CALENDAR)
    return HECHA_DUE_LATER;
  warning = *last;
  g_date_add_months (&warning, level == 3 ? 12 : 24);
  return g_date_get_year (&warning) == g_date_get_year (due) && g_date_compare (today, &warning) >= 0
         ? HECHA_DUE_SOON : HECHA_DUE_LATER;
}
