/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "icalendar.h"

#include <string.h>

/* RFC 5545, 3.1: a line is of at most 75 octets without its end. */
#define LINE 75

struct _HechaICalendar
{
  GString *text;
  char    *stamp;
};

/* Octets of the character that begins at @place. */
static gsize
width_at (const char *place)
{
  return g_utf8_next_char (place) - place;
}

/* One content line, folded between characters. */
static void
put_line (HechaICalendar *self,
          const char     *line)
{
  gsize used = 0;

  while (*line)
    {
      gsize width = width_at (line);

      if (used + width > LINE)
        {
          g_string_append (self->text, "\r\n ");
          used = 1;
        }
      g_string_append_len (self->text, line, width);
      used += width;
      line += width;
    }
  g_string_append (self->text, "\r\n");
}

static void
put (HechaICalendar *self,
     const char     *name,
     const char     *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);

  put_line (self, line);
}

/* 3.3.11: backslash, semicolon, comma and newline are escaped; no other control
 * character is allowed. */
static void
put_text (HechaICalendar *self,
          const char     *name,
          const char     *value)
{
  g_autofree char *valid = g_utf8_make_valid (value ? value : "", -1);
  g_autoptr(GString) escaped = g_string_new (NULL);

  for (const char *place = valid; *place; place++)
    if (*place == '\n')
      g_string_append (escaped, "\\n");
    else if (strchr ("\\;,", *place))
      g_string_append_printf (escaped, "\\%c", *place);
    else if (!g_ascii_iscntrl (*place))
      g_string_append_c (escaped, *place);
  if (escaped->len)
    put (self, name, escaped->str);
}

static void
put_day (HechaICalendar *self,
         const char     *name,
         const GDate    *day)
{
  char text[16];

  g_date_strftime (text, sizeof text, "%Y%m%d", day);
  put (self, name, text);
}

/**
 * hecha_icalendar_new:
 * @name: of the calendar, for people
 * @now: microseconds since the Unix epoch, for DTSTAMP
 *
 * Returns: (transfer full): a calendar without events; hecha_icalendar_finish()
 *   takes it
 */
HechaICalendar *
hecha_icalendar_new (const char *name,
                     gint64      now)
{
  HechaICalendar *self = g_new0 (HechaICalendar, 1);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);

  self->text = g_string_new (NULL);
  self->stamp = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  put (self, "BEGIN", "VCALENDAR");
  put (self, "VERSION", "2.0");
  put (self, "PRODID", "-//hecha.org//Hecha//ZH");
  put (self, "CALSCALE", "GREGORIAN");
  put (self, "METHOD", "PUBLISH");
  put_text (self, "X-WR-CALNAME", name);
  return self;
}

static void
put_alarm (HechaICalendar           *self,
           const HechaCalendarEvent *event)
{
  g_autofree char *trigger = g_strdup_printf ("-P%uD", event->remind);

  put (self, "BEGIN", "VALARM");
  put (self, "ACTION", "DISPLAY");
  put (self, "TRIGGER", trigger);
  put_text (self, "DESCRIPTION", event->summary);
  put (self, "END", "VALARM");
}

/**
 * hecha_icalendar_add:
 * @event: a day
 */
void
hecha_icalendar_add (HechaICalendar           *self,
                     const HechaCalendarEvent *event)
{
  GDate after = *event->day;

  g_return_if_fail (self && event->uid && event->summary);

  g_date_add_days (&after, 1);
  put (self, "BEGIN", "VEVENT");
  put_text (self, "UID", event->uid);
  put (self, "DTSTAMP", self->stamp);
  put_day (self, "DTSTART;VALUE=DATE", event->day);
  put_day (self, "DTEND;VALUE=DATE", &after);
  put_text (self, "SUMMARY", event->summary);
  put_text (self, "DESCRIPTION", event->description);
  put_text (self, "CATEGORIES", event->category);
  put (self, "STATUS", event->tentative ? "TENTATIVE" : "CONFIRMED");
  put (self, "TRANSP", "TRANSPARENT");
  if (event->remind)
    put_alarm (self, event);
  put (self, "END", "VEVENT");
}

/**
 * hecha_icalendar_finish:
 * @self: (transfer full): the calendar
 *
 * Returns: (transfer full): its text, in UTF-8 with CR LF
 */
char *
hecha_icalendar_finish (HechaICalendar *self)
{
  char *text;

  put (self, "END", "VCALENDAR");
  text = g_string_free (self->text, FALSE);
  g_free (self->stamp);
  g_free (self);
  return text;
}
