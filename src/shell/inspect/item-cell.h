/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "item-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaItemCell:
 *
 * Shows a #HechaItemRow. Signal "clicked".
 */
#define HECHA_TYPE_ITEM_CELL (hecha_item_cell_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemCell, hecha_item_cell, HECHA, ITEM_CELL, AdwBin)

GtkWidget    *hecha_item_cell_new           (void);
HechaItemRow *hecha_item_cell_get_row       (HechaItemCell *self);
void          hecha_item_cell_set_row       (HechaItemCell *self,
                                             HechaItemRow  *row);
void          hecha_item_cell_set_selecting (HechaItemCell *self,
                                             gboolean       selecting);

G_END_DECLS
