/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HechaColumns:
 *
 * Its children side by side in equal columns, as many as there is room for;
 * the rows below each other.
 */
#define HECHA_TYPE_COLUMNS (hecha_columns_get_type ())
G_DECLARE_FINAL_TYPE (HechaColumns, hecha_columns, HECHA, COLUMNS, GtkWidget)

void hecha_columns_append (HechaColumns *self,
                           GtkWidget    *child);

G_END_DECLS
