/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "item-row.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaItemRows:
 *
 * The lines of a checklist: every group and item in order, and of them those that
 * are shown. Signal "changed": one of them.
 */
#define HECHA_TYPE_ITEM_ROWS (hecha_item_rows_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemRows, hecha_item_rows, HECHA, ITEM_ROWS, GObject)

HechaItemRows *hecha_item_rows_new          (void);
gboolean       hecha_item_rows_load         (HechaItemRows   *self,
                                             const HechaCase *visit);
void           hecha_item_rows_update       (HechaItemRows   *self,
                                             const HechaCase *visit,
                                             const char      *uuid);
void           hecha_item_rows_filter       (HechaItemRows   *self,
                                             HechaItemFilter  filter,
                                             const char      *search);
GListModel    *hecha_item_rows_get_shown    (HechaItemRows   *self);
HechaItemRow  *hecha_item_rows_get_row      (HechaItemRows   *self,
                                             guint            place);
guint          hecha_item_rows_find         (HechaItemRows   *self,
                                             const char      *uuid);
guint          hecha_item_rows_next         (HechaItemRows   *self,
                                             guint            place,
                                             int              direction);
char          *hecha_item_rows_step         (HechaItemRows   *self,
                                             const char      *from,
                                             int              direction,
                                             gboolean         open_only);
guint          hecha_item_rows_get_number   (HechaItemRows   *self,
                                             const char      *uuid);
void           hecha_item_rows_get_progress (HechaItemRows   *self,
                                             guint           *done,
                                             guint           *total);
GPtrArray     *hecha_item_rows_get_checked  (HechaItemRows   *self);
gboolean       hecha_item_rows_all_checked  (HechaItemRows   *self);
void           hecha_item_rows_check_shown  (HechaItemRows   *self,
                                             gboolean         checked);
void           hecha_item_rows_uncheck      (HechaItemRows   *self);

G_END_DECLS
