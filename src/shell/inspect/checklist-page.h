/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaChecklistPage:
 *
 * On site: the items of a visit left, one of them in the middle, what is looked
 * at right. Pushed over the places.
 */
#define HECHA_TYPE_CHECKLIST_PAGE (hecha_checklist_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaChecklistPage, hecha_checklist_page, HECHA, CHECKLIST_PAGE, HechaPlace)

GtkWidget   *hecha_checklist_page_new       (const char         *case_uuid);
void         hecha_checklist_page_go        (HechaChecklistPage *self,
                                             const char         *item,
                                             const char         *object);
HechaOnSite *hecha_checklist_page_get_visit (HechaChecklistPage *self);
const char  *hecha_checklist_page_get_item  (HechaChecklistPage *self);

G_END_DECLS
