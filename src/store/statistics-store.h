/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "verdict.h"

G_BEGIN_DECLS

#define HECHA_N_LEVELS 3

/**
 * HechaResult:
 * @type: which of the visit's types
 * @item: (transfer none): UUID of the item
 * @domain: (transfer none): id of its group
 * @title: (transfer none): of the item
 * @verdict: as it stood at the freeze
 */
typedef struct
{
  HechaType        type;
  const char      *item;
  const char      *domain;
  const HechaText *title;
  HechaVerdict     verdict;
} HechaResult;

/**
 * HechaStatistics:
 * @filings: filings by type and level (level 1 at index 0)
 * @due: of them due within the days asked for
 * @overdue: of them due before today
 * @visits: visits planned within this week
 * @unsent: what waits in the outbox
 */
typedef struct
{
  guint filings[HECHA_N_TYPES][HECHA_N_LEVELS];
  guint due[HECHA_N_TYPES][HECHA_N_LEVELS];
  guint overdue[HECHA_N_TYPES][HECHA_N_LEVELS];
  guint visits;
  guint unsent;
} HechaStatistics;

/**
 * HechaCommonItem:
 * @item: UUID
 * @title: of the item
 * @count: issued results of it that are not fully conforming
 */
typedef struct
{
  char      *item;
  HechaText  title;
  guint      count;
} HechaCommonItem;

/**
 * HechaDomainRate:
 * @month: YYYY-MM of the freeze
 * @domain: id of the group
 * @conforming: items that conform
 * @counted: items that apply
 */
typedef struct
{
  char  *month;
  char  *domain;
  guint  conforming;
  guint  counted;
} HechaDomainRate;

void       hecha_common_item_free             (HechaCommonItem    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCommonItem, hecha_common_item_free)
void       hecha_domain_rate_free             (HechaDomainRate    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDomainRate, hecha_domain_rate_free)

gboolean   hecha_statistics_store_put_results (HechaDb            *db,
                                               const char         *case_id,
                                               int                 revision,
                                               const HechaResult  *results,
                                               guint               n,
                                               GError            **error);
gboolean   hecha_statistics_store_figures     (HechaDb            *db,
                                               const GDate        *today,
                                               guint               days,
                                               HechaStatistics    *statistics,
                                               GError            **error);
GPtrArray *hecha_statistics_store_common      (HechaDb            *db,
                                               guint               limit,
                                               GError            **error);
GPtrArray *hecha_statistics_store_rates       (HechaDb            *db,
                                               GError            **error);

G_END_DECLS
