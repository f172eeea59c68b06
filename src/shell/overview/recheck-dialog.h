/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "rectification.h"

G_BEGIN_DECLS

/**
 * HechaRecheckDialog:
 *
 * A finding in full, and the record of its re-check 复查.
 */
#define HECHA_TYPE_RECHECK_DIALOG (hecha_recheck_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaRecheckDialog, hecha_recheck_dialog, HECHA, RECHECK_DIALOG, HechaDialog)

GtkWidget  *hecha_recheck_dialog_new  (HechaSession                *session,
                                       const HechaRectificationRow *row);
const char *hecha_recheck_state_label (const char                  *state);
char       *hecha_recheck_days_text   (int                          days_left);

G_END_DECLS
