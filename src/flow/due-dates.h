/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "deadline.h"
#include "filing.h"
#include "term.h"

G_BEGIN_DECLS

/* The days that the register keeps beside each filing, for its lists: a part of
 * the steps that change what they rest on. */

HechaYearRule hecha_due_dates_year_rule (HechaDb            *db);
void          hecha_due_dates_evaluation (const HechaFiling *filing,
                                         const char         *last_visit,
                                         HechaCalendar      *calendar,
                                         HechaYearRule       rule,
                                         HechaTerm          *term);
gboolean      hecha_due_dates_refresh   (HechaDb            *db,
                                         gboolean            all,
                                         GError            **error);

G_END_DECLS
