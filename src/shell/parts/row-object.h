/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaRowObject:
 *
 * A row of a list: data of any kind, which it owns, or a heading over the rows
 * that follow.
 */
#define HECHA_TYPE_ROW_OBJECT (hecha_row_object_get_type ())
G_DECLARE_FINAL_TYPE (HechaRowObject, hecha_row_object, HECHA, ROW_OBJECT, GObject)

HechaRowObject *hecha_row_object_new         (gpointer        data,
                                              GDestroyNotify  free);
HechaRowObject *hecha_row_object_new_heading (const char     *heading);
gpointer        hecha_row_object_get         (HechaRowObject *self);
const char     *hecha_row_object_get_heading (HechaRowObject *self);

G_END_DECLS
