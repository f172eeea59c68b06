/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"

G_BEGIN_DECLS

/**
 * HechaCalendarTable:
 * @name: the file's name
 * @path: (nullable): the file; %NULL for a table that came with Hecha
 * @year: which year; 0 where the file cannot be read
 * @source: (nullable): where its days were published
 * @fault: (nullable): why it is not used
 *
 * A table of working days.
 */
typedef struct
{
  char *name;
  char *path;
  int   year;
  char *source;
  char *fault;
} HechaCalendarTable;

void           hecha_calendar_table_free (HechaCalendarTable  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCalendarTable, hecha_calendar_table_free)
HechaCalendar *hecha_calendars_load      (GError             **error);
GPtrArray     *hecha_calendars_list      (GError             **error);
int            hecha_calendars_add       (const char          *path,
                                          GError             **error);
gboolean       hecha_calendars_remove    (int                  year,
                                          GError             **error);

G_END_DECLS
