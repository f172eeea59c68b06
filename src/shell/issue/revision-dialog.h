/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaRevisionDialog:
 *
 * A file as it was signed beside the file as it is, at the first page that
 * looks different; one below the other where there is no room.
 */
#define HECHA_TYPE_REVISION_DIALOG (hecha_revision_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaRevisionDialog, hecha_revision_dialog, HECHA, REVISION_DIALOG, HechaDialog)

HechaRevisionDialog *hecha_revision_dialog_new (GtkWindow    *parent,
                                                HechaSession *session,
                                                const char   *file,
                                                guint64       covers);

G_END_DECLS
