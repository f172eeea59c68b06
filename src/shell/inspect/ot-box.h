/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaOtBox:
 *
 * What a test may do to a live device, and the plant's agreement to it. Hides
 * itself where the item touches none.
 */
#define HECHA_TYPE_OT_BOX (hecha_ot_box_get_type ())
G_DECLARE_FINAL_TYPE (HechaOtBox, hecha_ot_box, HECHA, OT_BOX, GtkBox)

void hecha_ot_box_set_item (HechaOtBox  *self,
                            HechaOnSite *visit,
                            HechaItem   *item,
                            const char  *object);
void hecha_ot_box_refresh  (HechaOtBox  *self);
void hecha_ot_box_complain (HechaOtBox  *self);
void hecha_ot_box_flush    (HechaOtBox  *self);

G_END_DECLS
