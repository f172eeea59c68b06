/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaImportDialog:
 *
 * Import of filings in three steps: the file, what its columns are, what
 * became of each row.
 */
#define HECHA_TYPE_IMPORT_DIALOG (hecha_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaImportDialog, hecha_import_dialog, HECHA, IMPORT_DIALOG, HechaDialog)

GtkWidget *hecha_import_dialog_new  (HechaSession      *session);
void       hecha_import_dialog_open (HechaImportDialog *self,
                                     const char        *path);

G_END_DECLS
