/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaObjectTabs:
 *
 * The objects that an item is looked at on, one of them at a time. Hides itself
 * for an item about the enterprise as a whole. Signal "switched" (): another
 * object is looked at.
 */
#define HECHA_TYPE_OBJECT_TABS (hecha_object_tabs_get_type ())
G_DECLARE_FINAL_TYPE (HechaObjectTabs, hecha_object_tabs, HECHA, OBJECT_TABS, GtkBox)

void        hecha_object_tabs_set_item   (HechaObjectTabs *self,
                                          HechaOnSite     *visit,
                                          HechaItem       *item);
void        hecha_object_tabs_refresh    (HechaObjectTabs *self);
const char *hecha_object_tabs_get_object (HechaObjectTabs *self);
void        hecha_object_tabs_select     (HechaObjectTabs *self,
                                          const char      *object);

G_END_DECLS
