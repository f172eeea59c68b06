/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "on-site.h"

G_BEGIN_DECLS

/**
 * HechaObjectDialog:
 *
 * Asks for an object of the visit, new or changed.
 */
#define HECHA_TYPE_OBJECT_DIALOG (hecha_object_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaObjectDialog, hecha_object_dialog, HECHA, OBJECT_DIALOG, HechaDialog)

GtkWidget *hecha_object_dialog_new (GtkWindow         *parent,
                                    HechaOnSite       *visit,
                                    const HechaObject *object,
                                    const char        *kind);

G_END_DECLS
