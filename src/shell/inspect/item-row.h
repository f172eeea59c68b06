/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HechaItemFilter:
 *
 * Which items the list of the checklist shows.
 */
typedef enum
{
  HECHA_ITEM_FILTER_ALL,
  HECHA_ITEM_FILTER_OPEN,
  HECHA_ITEM_FILTER_NOT_CONFORMING,
  HECHA_ITEM_FILTER_NO_EVIDENCE,
  HECHA_ITEM_FILTER_FLAGGED,
} HechaItemFilter;

/**
 * HechaItemRow:
 *
 * A line of the list of items: an item as it stands, or a group with what is
 * done of it. Signal "changed".
 */
#define HECHA_TYPE_ITEM_ROW (hecha_item_row_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemRow, hecha_item_row, HECHA, ITEM_ROW, GObject)

HechaItemRow     *hecha_item_row_new          (HechaItem           *item);
HechaItemRow     *hecha_item_row_new_group    (const HechaGroup    *group);
void              hecha_item_row_update       (HechaItemRow        *self,
                                               const HechaCase     *visit);
void              hecha_item_row_update_group (HechaItemRow        *self,
                                               guint                done,
                                               guint                total);
HechaItem        *hecha_item_row_get_item     (HechaItemRow        *self);
const HechaGroup *hecha_item_row_get_group    (HechaItemRow        *self);
HechaVerdict      hecha_item_row_get_verdict  (HechaItemRow        *self);
gboolean          hecha_item_row_is_flagged   (HechaItemRow        *self);
guint             hecha_item_row_get_evidence (HechaItemRow        *self);
gboolean          hecha_item_row_is_done      (HechaItemRow        *self);
void              hecha_item_row_get_progress (HechaItemRow        *self,
                                               guint               *done,
                                               guint               *total);
gboolean          hecha_item_row_get_checked  (HechaItemRow        *self);
void              hecha_item_row_set_checked  (HechaItemRow        *self,
                                               gboolean             checked);
gboolean          hecha_item_row_matches      (HechaItemRow        *self,
                                               HechaItemFilter      filter,
                                               const char          *search);

G_END_DECLS
