/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaWetDialog:
 *
 * Takes the scans of a report that was signed by hand: shows which pages were
 * recognised and which are missing, and asks who signed. Signal "recorded": it
 * is done, and the dialog is closing.
 */
#define HECHA_TYPE_WET_DIALOG (hecha_wet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaWetDialog, hecha_wet_dialog, HECHA, WET_DIALOG, HechaDialog)

HechaWetDialog *hecha_wet_dialog_new  (GtkWindow          *parent,
                                       HechaSession       *session,
                                       const HechaCase    *content);
void            hecha_wet_dialog_read (HechaWetDialog     *self,
                                       const char *const  *paths);

G_END_DECLS
