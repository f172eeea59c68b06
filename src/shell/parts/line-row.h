/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaLineRow:
 *
 * A row of two lines: title and a pill, subtitle and two more pills, and under
 * them how far something is. Or a heading, which is one line. The whole is one
 * thing to a screen reader.
 */
#define HECHA_TYPE_LINE_ROW (hecha_line_row_get_type ())
G_DECLARE_FINAL_TYPE (HechaLineRow, hecha_line_row, HECHA, LINE_ROW, GtkBox)

#define HECHA_LINE_ROW_PILLS 3

/**
 * HechaLineBind:
 * @data: what hecha_row_object_new() was given
 *
 * Shows @data in @row, which may have shown something else.
 */
typedef void (*HechaLineBind) (HechaLineRow *row,
                               gpointer      data,
                               gpointer      user_data);

GtkWidget          *hecha_line_row_new          (void);
void                hecha_line_row_set          (HechaLineRow  *self,
                                                 const char    *title,
                                                 const char    *subtitle);
void                hecha_line_row_set_heading  (HechaLineRow  *self,
                                                 const char    *heading);
void                hecha_line_row_set_pill     (HechaLineRow  *self,
                                                 guint          nth,
                                                 const char    *text,
                                                 const char    *css_class);
void                hecha_line_row_set_progress (HechaLineRow  *self,
                                                 guint          done,
                                                 guint          total);
void                hecha_line_row_set_wrap     (HechaLineRow  *self);
GtkListItemFactory *hecha_line_factory_new      (HechaLineBind  bind,
                                                 gpointer       user_data);

G_END_DECLS
