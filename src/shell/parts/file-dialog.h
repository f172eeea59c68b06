/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "evidence.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaFileDialog:
 *
 * A file that the workspace keeps: its picture or its pages; another kind can be saved.
 */
#define HECHA_TYPE_FILE_DIALOG (hecha_file_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaFileDialog, hecha_file_dialog, HECHA, FILE_DIALOG, HechaDialog)

GtkWidget *hecha_file_dialog_new (GtkWindow           *parent,
                                  HechaSession        *session,
                                  const HechaEvidence *file);

GtkWidget *hecha_file_row_new    (HechaSession        *session,
                                  const HechaEvidence *file);

G_END_DECLS
