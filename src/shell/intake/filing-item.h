/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake.h"

G_BEGIN_DECLS

/**
 * HechaFilingItem:
 *
 * One filing of the list: an id at once, the row when it has been read ("row"
 * is notified then).
 */
#define HECHA_TYPE_FILING_ITEM (hecha_filing_item_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingItem, hecha_filing_item, HECHA, FILING_ITEM, GObject)

HechaFilingItem      *hecha_filing_item_new     (gint64           id);
gint64                hecha_filing_item_get_id  (HechaFilingItem *self);
const HechaFilingRow *hecha_filing_item_get_row (HechaFilingItem *self);
void                  hecha_filing_item_set_row (HechaFilingItem *self,
                                                 HechaFilingRow  *row);

G_END_DECLS
