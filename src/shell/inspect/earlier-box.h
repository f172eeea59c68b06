/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HechaEarlierBox:
 *
 * How an item read, and what was said of it, before the visit was moved to a
 * newer checklist. Hides itself where nothing was.
 */
#define HECHA_TYPE_EARLIER_BOX (hecha_earlier_box_get_type ())
G_DECLARE_FINAL_TYPE (HechaEarlierBox, hecha_earlier_box, HECHA, EARLIER_BOX, GtkBox)

void hecha_earlier_box_set_item (HechaEarlierBox *self,
                                 HechaOnSite     *visit,
                                 HechaItem       *item);

G_END_DECLS
