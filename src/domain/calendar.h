/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/**
 * HechaCalendar:
 *
 * The working days of the years whose tables were added: a make-up day is a
 * working day, a day off is not, else Monday to Friday. Not thread-safe while
 * years are added.
 */
typedef struct _HechaCalendar HechaCalendar;

HechaCalendar *hecha_calendar_new      (void);
void           hecha_calendar_free     (HechaCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCalendar, hecha_calendar_free)
gboolean       hecha_calendar_add_year (HechaCalendar *self,
                                        JsonObject    *table,
                                        const char    *name,
                                        GError       **error);
gboolean       hecha_calendar_knows    (HechaCalendar *self,
                                        GDateYear      year);
gboolean       hecha_calendar_is_working_day (HechaCalendar *self,
                                        const GDate   *day);
void           hecha_calendar_add_working_days (HechaCalendar *self,
                                        const GDate   *from,
                                        guint          days,
                                        GDate         *due,
                                        gboolean      *provisional);
void           hecha_calendar_next_working_day (HechaCalendar *self,
                                        GDate         *day,
                                        gboolean      *provisional);

G_END_DECLS
