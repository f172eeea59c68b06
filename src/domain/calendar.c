/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar.h"

#include "clock.h"
#include "error.h"

struct _HechaCalendar
{
  GHashTable *years;   /* year: known */
  GHashTable *days;    /* Julian day: TRUE for a working day, FALSE for a day off */
};

/**
 * hecha_calendar_new:
 *
 * Returns: (transfer full): a calendar that knows no year, so that every result
 *   is provisional
 */
HechaCalendar *
hecha_calendar_new (void)
{
  HechaCalendar *self = g_new0 (HechaCalendar, 1);

  self->years = g_hash_table_new (NULL, NULL);
  self->days = g_hash_table_new (NULL, NULL);
  return self;
}

void
hecha_calendar_free (HechaCalendar *self)
{
  g_hash_table_unref (self->years);
  g_hash_table_unref (self->days);
  g_free (self);
}

/* A day, or two days with two dots between them. */
static gboolean
add_span (GHashTable *days,
          const char *span,
          GDateYear   year,
          gboolean    working)
{
  g_auto(GStrv) ends = g_strsplit (span, "..", 2);
  GDate first, last;

  if (!hecha_date_from_text (ends[0], &first) || !hecha_date_from_text (ends[1] ? ends[1] : ends[0], &last) ||
      g_date_get_year (&first) != year || g_date_get_year (&last) != year || g_date_compare (&first, &last) > 0)
    return FALSE;
  for (guint32 day = g_date_get_julian (&first); day <= g_date_get_julian (&last); day++)
    g_hash_table_insert (days, GUINT_TO_POINTER (day), GINT_TO_POINTER (working));
  return TRUE;
}

static gboolean
add_spans (GHashTable *days,
           JsonArray  *spans,
           GDateYear   year,
           gboolean    working)
{
  for (guint i = 0; i < json_array_get_length (spans); i++)
    {
      JsonNode *node = json_array_get_element (spans, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING ||
          !add_span (days, json_node_get_string (node), year, working))
        return FALSE;
    }
  return TRUE;
}

/* Takes over the days of @year in @days, instead of those that were known. */
static void
replace_year (HechaCalendar *self,
              GHashTable    *days,
              GDateYear      year)
{
  GHashTableIter iter;
  gpointer day, working;
  GDate first;

  g_date_set_dmy (&first, 1, G_DATE_JANUARY, year);
  for (guint i = 0; i < (g_date_is_leap_year (year) ? 366 : 365); i++)
    g_hash_table_remove (self->days, GUINT_TO_POINTER (g_date_get_julian (&first) + i));
  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, &day, &working))
    g_hash_table_insert (self->days, day, working);
  g_hash_table_add (self->years, GINT_TO_POINTER ((int) year));
}

/**
 * hecha_calendar_add_year:
 * @table: year, off[] and working[] of YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, source
 * @name: the file's name, for the error
 *
 * Another table of that year gives way to it; one that is not whole changes nothing.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID where the table is not whole
 */
gboolean
hecha_calendar_add_year (HechaCalendar  *self,
                         JsonObject     *table,
                         const char     *name,
                         GError        **error)
{
  gint64 year = hecha_json_int (table, "year", 0);
  JsonArray *off = hecha_json_array (table, "off"), *working = hecha_json_array (table, "working");
  g_autoptr(GHashTable) days = g_hash_table_new (NULL, NULL);

  if (!off || !working || !g_date_valid_year ((GDateYear) year) || year < 2000 || year > 9999 ||
      !add_spans (days, off, (GDateYear) year, FALSE) || !add_spans (days, working, (GDateYear) year, TRUE))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "%s: a working-day table needs a year, and the days off and make-up days of that year", name);
      return FALSE;
    }
  replace_year (self, days, (GDateYear) year);
  return TRUE;
}

/**
 * hecha_calendar_knows:
 *
 * Returns: whether the table of @year was added
 */
gboolean
hecha_calendar_knows (HechaCalendar *self,
                      GDateYear      year)
{
  return g_hash_table_contains (self->years, GINT_TO_POINTER ((int) year));
}

/**
 * hecha_calendar_is_working_day:
 */
gboolean
hecha_calendar_is_working_day (HechaCalendar *self,
                               const GDate   *day)
{
  gpointer working;

  if (g_hash_table_lookup_extended (self->days, GUINT_TO_POINTER (g_date_get_julian (day)), NULL, &working))
    return GPOINTER_TO_INT (working);
  return g_date_get_weekday (day) <= G_DATE_FRIDAY;
}

/**
 * hecha_calendar_add_working_days:
 * @from: the day of the event, which is not counted
 * @days: how many
 * @due: (out caller-allocates): the last of them
 * @provisional: (out): whether a year without a table was touched, so that the
 *   date may move once the table is published
 */
void
hecha_calendar_add_working_days (HechaCalendar *self,
                                 const GDate   *from,
                                 guint          days,
                                 GDate         *due,
                                 gboolean      *provisional)
{
  *due = *from;
  *provisional = FALSE;
  while (days > 0)
    {
      g_date_add_days (due, 1);
      if (!hecha_calendar_knows (self, g_date_get_year (due)))
        *provisional = TRUE;
      if (hecha_calendar_is_working_day (self, due))
        days--;
    }
}

/**
 * hecha_calendar_next_working_day:
 * @day: (inout): moved to the next working day where it is none
 * @provisional: (out): whether a year without a table was touched
 */
void
hecha_calendar_next_working_day (HechaCalendar *self,
                                 GDate         *day,
                                 gboolean      *provisional)
{
  *provisional = !hecha_calendar_knows (self, g_date_get_year (day));
  while (!hecha_calendar_is_working_day (self, day))
    {
      g_date_add_days (day, 1);
      *provisional |= !hecha_calendar_knows (self, g_date_get_year (day));
    }
}
