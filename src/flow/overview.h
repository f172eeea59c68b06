/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines.h"
#include "text.h"
#include "visits.h"

G_BEGIN_DECLS

/**
 * HechaCount:
 * @label: what is counted: a title in the language that was asked for
 * @id: names it
 * @count: how many; a rate in hundredths of a percent where a rate is meant
 */
typedef struct
{
  char *id;
  char *label;
  int   count;
} HechaCount;

/**
 * HechaTrend:
 * @label: (nullable): title of a domain in the language that was asked for; %NULL for all of them
 * @months: (element-type HechaCount): conformity rate for each month in which
 *   a report was issued (YYYY-MM), the newest first, of one year at most
 */
typedef struct
{
  char      *label;
  GPtrArray *months;
} HechaTrend;

/**
 * HechaOverview:
 * @filings: how many, by type and level (level 0: all)
 * @overdue: evaluations that are overdue, by type and level
 * @soon: evaluations that are due soon, by type and level
 * @due: (element-type HechaDueRow): what is due next, the earliest first
 * @this_week: (element-type HechaVisitRow): visits planned for this week
 * @unsent: issued reports that have not arrived anywhere
 * @to_sign: reports that wait for a signature
 * @to_review: reports that arrived and wait for a decision
 * @commonest: (element-type HechaCount): items that most often do not conform
 * @rates: (element-type HechaCount): conformity rate for each domain, over all issued results
 * @trends: (element-type HechaTrend): the rates over time: of all domains, then of each in the order of @rates
 * @findings_open: findings without a cure
 */
typedef struct
{
  guint      filings[HECHA_N_TYPES][4];
  guint      overdue[HECHA_N_TYPES][4];
  guint      soon[HECHA_N_TYPES][4];
  GPtrArray *due;
  GPtrArray *this_week;
  guint      unsent;
  guint      to_sign;
  guint      to_review;
  GPtrArray *commonest;
  GPtrArray *rates;
  GPtrArray *trends;
  guint      findings_open;
} HechaOverview;

void           hecha_overview_free (HechaOverview  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaOverview, hecha_overview_free)
HechaOverview *hecha_overview_load (HechaSession   *session,
                                    HechaLanguage   language,
                                    GError        **error);

G_END_DECLS
