/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clock.h"

#include <stdlib.h>
#include <string.h>

static gint64
system_now (gpointer data)
{
  return g_get_real_time ();
}

/**
 * hecha_clock_system:
 *
 * Returns: (transfer none): the clock of the machine
 */
const HechaClock *
hecha_clock_system (void)
{
  static const HechaClock clock = { system_now, NULL };

  return &clock;
}

/**
 * hecha_clock_now:
 * @clock: a clock
 *
 * Returns: microseconds since the Unix epoch, UTC
 */
gint64
hecha_clock_now (const HechaClock *clock)
{
  g_return_val_if_fail (clock != NULL, 0);

  return clock->now (clock->data);
}

/**
 * hecha_clock_now_text:
 * @clock: a clock
 *
 * Returns: (transfer full): the time as hecha_time_to_text() writes it
 */
char *
hecha_clock_now_text (const HechaClock *clock)
{
  return hecha_time_to_text (hecha_clock_now (clock));
}

/**
 * hecha_clock_today:
 * @clock: a clock
 * @today: (out caller-allocates): the day in the local time zone, which is the
 *   day that the people on site would write on paper
 */
void
hecha_clock_today (const HechaClock *clock,
                   GDate            *today)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (hecha_clock_now (clock) / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);

  g_date_clear (today, 1);
  g_date_set_dmy (today, g_date_time_get_day_of_month (local),
                  g_date_time_get_month (local), g_date_time_get_year (local));
}

/**
 * hecha_time_to_text:
 * @time: microseconds since the Unix epoch
 *
 * Returns: (transfer full): RFC 3339 in UTC with milliseconds, such as
 *   2026-01-26T02:30:00.125Z; sorts as text in the order of time
 */
char *
hecha_time_to_text (gint64 time)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (time % G_USEC_PER_SEC / 1000));
}

/**
 * hecha_time_from_text:
 * @text: (nullable): a date-time with zone, RFC 3339
 * @time: (out): microseconds since the Unix epoch; untouched on failure
 *
 * Returns: whether @text is one
 */
gboolean
hecha_time_from_text (const char *text,
                      gint64     *time)
{
  g_autoptr(GDateTime) parsed = NULL;

  if (!text || !strchr (text, 'T'))
    return FALSE;
  /* Without a default zone a text that names none is refused. */
  parsed = g_date_time_new_from_iso8601 (text, NULL);
  if (!parsed)
    return FALSE;
  *time = g_date_time_to_unix (parsed) * G_USEC_PER_SEC + g_date_time_get_microsecond (parsed);
  return TRUE;
}

/**
 * hecha_date_to_text:
 * @date: (nullable): a day
 *
 * Returns: (transfer full) (nullable): YYYY-MM-DD; %NULL for no valid day
 */
char *
hecha_date_to_text (const GDate *date)
{
  if (!date || !g_date_valid (date))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date),
                          g_date_get_month (date), g_date_get_day (date));
}

/**
 * hecha_date_from_text:
 * @text: (nullable): YYYY-MM-DD, nothing before or after it
 * @date: (out caller-allocates): the day; untouched on failure
 *
 * Returns: whether @text is a day of the calendar
 */
gboolean
hecha_date_from_text (const char *text,
                      GDate      *date)
{
  int year, month, day;

  if (!text || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}
