/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaFindingList:
 *
 * The findings of an item, and the way to a new one.
 */
#define HECHA_TYPE_FINDING_LIST (hecha_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaFindingList, hecha_finding_list, HECHA, FINDING_LIST, GtkBox)

void  hecha_finding_list_set_item (HechaFindingList *self,
                                   HechaOnSite      *visit,
                                   HechaItem        *item);
void  hecha_finding_list_refresh  (HechaFindingList *self,
                                   GArray           *faults);
void  hecha_finding_list_add      (HechaFindingList *self);
void  hecha_finding_list_flush    (HechaFindingList *self);
guint hecha_finding_list_get_n    (HechaFindingList *self);

G_END_DECLS
