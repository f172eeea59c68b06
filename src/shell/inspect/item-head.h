/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaItemHead:
 *
 * What an item asks: number, title, level, source, requirement; and its flag.
 */
#define HECHA_TYPE_ITEM_HEAD (hecha_item_head_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemHead, hecha_item_head, HECHA, ITEM_HEAD, GtkBox)

void hecha_item_head_set_item    (HechaItemHead *self,
                                  HechaOnSite   *visit,
                                  HechaItem     *item);
void hecha_item_head_refresh     (HechaItemHead *self);
void hecha_item_head_toggle_flag (HechaItemHead *self);

G_END_DECLS
