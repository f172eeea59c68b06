/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaItemView:
 *
 * One item of the visit: what it asks, its steps, verdict, note, findings and
 * evidence, and the way to the next one.
 */
#define HECHA_TYPE_ITEM_VIEW (hecha_item_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemView, hecha_item_view, HECHA, ITEM_VIEW, GtkBox)

void        hecha_item_view_set_visit    (HechaItemView *self,
                                          HechaOnSite   *visit);
void        hecha_item_view_show         (HechaItemView *self,
                                          const char    *uuid);
const char *hecha_item_view_get_item     (HechaItemView *self);
const char *hecha_item_view_get_object   (HechaItemView *self);
void        hecha_item_view_set_object   (HechaItemView *self,
                                          const char    *object);
void        hecha_item_view_choose       (HechaItemView *self,
                                          HechaVerdict   verdict);
void        hecha_item_view_answer       (HechaItemView *self,
                                          const char    *value);
void        hecha_item_view_toggle_flag  (HechaItemView *self);
void        hecha_item_view_carry        (HechaItemView *self);
void        hecha_item_view_add_finding  (HechaItemView *self);
void        hecha_item_view_flush        (HechaItemView *self);
void        hecha_item_view_set_place    (HechaItemView *self,
                                          const char    *place);
void        hecha_item_view_focus_step   (HechaItemView *self);

G_END_DECLS
