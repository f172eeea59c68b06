/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "on-site.h"

G_BEGIN_DECLS

/**
 * HechaItemChooser:
 *
 * Lets the user choose one of the items. Signal "chosen" (const char *uuid).
 */
#define HECHA_TYPE_ITEM_CHOOSER (hecha_item_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HechaItemChooser, hecha_item_chooser, HECHA, ITEM_CHOOSER, HechaDialog)

GtkWidget *hecha_item_chooser_new (GtkWindow   *parent,
                                   HechaOnSite *visit);

G_END_DECLS
