/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaNotesDialog:
 *
 * What the documents of a visit say besides its plan. Each note is saved as it
 * is written. Signal "saved": one was.
 */
#define HECHA_TYPE_NOTES_DIALOG (hecha_notes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaNotesDialog, hecha_notes_dialog, HECHA, NOTES_DIALOG, HechaDialog)

GtkWidget *hecha_notes_dialog_new (GtkWindow    *parent,
                                   HechaSession *session,
                                   const char   *case_uuid);

G_END_DECLS
