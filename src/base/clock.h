/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaClock:
 * @now: microseconds since the Unix epoch, UTC
 * @data: for @now
 *
 * Time as a dependency: whoever needs the time is handed a clock, so that a
 * test can hold it still. Thread-safe if @now is.
 */
typedef struct
{
  gint64 (*now) (gpointer data);
  gpointer data;
} HechaClock;

const HechaClock *hecha_clock_system     (void);
gint64            hecha_clock_now        (const HechaClock *clock);
char             *hecha_clock_now_text   (const HechaClock *clock);
void              hecha_clock_today      (const HechaClock *clock,
                                          GDate            *today);
char             *hecha_time_to_text     (gint64            time);
gboolean          hecha_time_from_text   (const char       *text,
                                          gint64           *time);
char             *hecha_date_to_text     (const GDate      *date);
gboolean          hecha_date_from_text   (const char       *text,
                                          GDate            *date);

G_END_DECLS
