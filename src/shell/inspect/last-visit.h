/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaLastVisit:
 *
 * What the last visit said of an item, to be carried over where its words are
 * the same. Hides itself where there was none.
 */
#define HECHA_TYPE_LAST_VISIT (hecha_last_visit_get_type ())
G_DECLARE_FINAL_TYPE (HechaLastVisit, hecha_last_visit, HECHA, LAST_VISIT, GtkBox)

void hecha_last_visit_set_item (HechaLastVisit *self,
                                HechaOnSite    *visit,
                                HechaItem      *item);
void hecha_last_visit_carry    (HechaLastVisit *self);
void hecha_last_visit_refresh  (HechaLastVisit *self);

G_END_DECLS
