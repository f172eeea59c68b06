/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines.h"
#include "plan.h"
#include "text.h"

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

/**
 * HechaRectificationRow:
 * @case_uuid: of the visit that found it
 * @number: for people
 * @enterprise: its name
 * @finding_uuid: names the finding
 * @what: what was found
 * @risk: (nullable): what may come of it
 * @measure: (nullable): what is to be done
 * @responsible: (nullable): who does it
 * @deadline: (nullable): YYYY-MM-DD
 * @item_title: of the item
 * @state: open, cured or accepted
 * @days_left: until the deadline; %G_MAXINT without one
 */
typedef struct
{
  char         *case_uuid;
  char         *number;
  char         *enterprise;
  char         *what;
  char         *risk;
  char         *measure;
  char         *responsible;
  char         *deadline;
  char         *finding_uuid;
  char         *item_title;
  char         *state;
  int           days_left;
} HechaRectificationRow;

void           hecha_overview_free           (HechaOverview          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaOverview, hecha_overview_free)
void           hecha_rectification_row_free  (HechaRectificationRow  *self);
HechaOverview *hecha_overview_load           (HechaSession           *session,
                                              HechaLanguage           language,
                                              GError                **error);
GPtrArray     *hecha_overview_rectification  (HechaSession           *session,
                                              HechaLanguage           language,
                                              GError                **error);
gboolean       hecha_overview_recheck        (HechaSession           *session,
                                              const char             *finding_uuid,
                                              const char             *state,
                                              const char             *note,
                                              GError                **error);

G_END_DECLS
