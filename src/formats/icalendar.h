/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaCalendarEvent:
 * @uid: names it over all exports
 * @day: which day, all of it
 * @summary: one line
 * @description: (nullable): more
 * @category: (nullable): one word
 * @tentative: whether the day may still move
 * @remind: how many days before there is a reminder; 0 for none
 *
 * One day of an iCalendar file.
 */
typedef struct
{
  const char  *uid;
  const GDate *day;
  const char  *summary;
  const char  *description;
  const char  *category;
  gboolean     tentative;
  guint        remind;
} HechaCalendarEvent;

/**
 * HechaICalendar:
 *
 * An iCalendar text (RFC 5545) that is being written.
 */
typedef struct _HechaICalendar HechaICalendar;

HechaICalendar *hecha_icalendar_new    (const char               *name,
                                        gint64                    now);
void            hecha_icalendar_add    (HechaICalendar           *self,
                                        const HechaCalendarEvent *event);
char           *hecha_icalendar_finish (HechaICalendar           *self);

G_END_DECLS
