/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "item-row.h"
#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaItemList:
 *
 * The items of a visit by domain, with what is done, filters and search; items
 * can be ticked to be answered together. Signals: "selected" (const char *uuid):
 * on the way through the list; "picked" (const char *uuid): to work on it;
 * "bulk" (): the ticked ones are to be answered; "left" (): enough searched.
 */
#define HECHA_TYPE_ITEM_LIST (hecha_item_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemList, hecha_item_list, HECHA, ITEM_LIST, AdwBin)

void       hecha_item_list_set_visit     (HechaItemList   *self,
                                          HechaOnSite     *visit);
void       hecha_item_list_select        (HechaItemList   *self,
                                          const char      *uuid);
void       hecha_item_list_search        (HechaItemList   *self);
void       hecha_item_list_set_filter    (HechaItemList   *self,
                                          HechaItemFilter  filter);
void       hecha_item_list_set_selecting (HechaItemList   *self,
                                          gboolean         selecting);
gboolean   hecha_item_list_get_selecting (HechaItemList   *self);
GPtrArray *hecha_item_list_get_checked   (HechaItemList   *self);
char      *hecha_item_list_step          (HechaItemList   *self,
                                          const char      *from,
                                          int              direction,
                                          gboolean         open_only);
guint      hecha_item_list_get_number    (HechaItemList   *self,
                                          const char      *uuid);
void       hecha_item_list_get_progress  (HechaItemList   *self,
                                          guint           *done,
                                          guint           *total);
guint      hecha_item_list_get_n_shown   (HechaItemList   *self);

G_END_DECLS
