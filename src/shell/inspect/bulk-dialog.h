/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "on-site.h"

G_BEGIN_DECLS

/**
 * HechaBulkDialog:
 *
 * Answers several items together, with one note and one undo. Signal "done":
 * the ticks can go.
 */
#define HECHA_TYPE_BULK_DIALOG (hecha_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaBulkDialog, hecha_bulk_dialog, HECHA, BULK_DIALOG, HechaDialog)

GtkWidget *hecha_bulk_dialog_new (GtkWindow   *parent,
                                  HechaOnSite *visit,
                                  GPtrArray   *items);

G_END_DECLS
