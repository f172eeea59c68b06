/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "calendar.h"
#include "filing.h"

G_BEGIN_DECLS

#define HECHA_VERIFICATION_DAYS 30 /* working days, article 7 */
#define HECHA_CORRECTION_DAYS   20 /* working days, article 7 */
#define HECHA_REGRADING_MONTHS  3  /* article 6 */

/**
 * HechaDueState:
 * @HECHA_DUE_NONE: nothing is due: level 1 may follow level 2 (article 9), as advice
 * @HECHA_DUE_LATER: not yet
 * @HECHA_DUE_SOON: 12 months after the last evaluation have passed, or less than 60 days are left
 * @HECHA_DUE_OVERDUE: passed
 */
typedef enum
{
  HECHA_DUE_NONE,
  HECHA_DUE_LATER,
  HECHA_DUE_SOON,
  HECHA_DUE_OVERDUE,
} HechaDueState;

/**
 * HechaYearRule:
 * @HECHA_YEAR_CALENDAR: due by the end of the calendar year
 * @HECHA_YEAR_ROLLING: due 12 (24) months after the last one
 *
 * What 每年 in articles 9 and 14 means, which nobody has settled: a setting.
 */
typedef enum
{
  HECHA_YEAR_CALENDAR,
  HECHA_YEAR_ROLLING,
} HechaYearRule;

extern const HechaNick hecha_year_rule_nicks[];

gboolean      hecha_deadline_years        (guint          years,
                                           const GDate   *last,
                                           const GDate   *filed,
                                           HechaYearRule  rule,
                                           GDate         *due);
HechaDueState hecha_deadline_state        (const GDate   *due,
                                           const GDate   *last,
                                           HechaYearRule  rule,
                                           int            level,
                                           const GDate   *today);

G_END_DECLS
