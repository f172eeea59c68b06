/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaRemoteDialog:
 *
 * Asks for a folder to hand over to, and tries it. Signal "added": it
 * answered, and is kept.
 */
#define HECHA_TYPE_REMOTE_DIALOG (hecha_remote_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaRemoteDialog, hecha_remote_dialog, HECHA, REMOTE_DIALOG, HechaDialog)

HechaRemoteDialog *hecha_remote_dialog_new (GtkWindow    *parent,
                                            HechaSession *session);
void               hecha_remote_dialog_set_authority (HechaRemoteDialog *self,
                                                      const char        *path);
void               hecha_remote_dialog_set_folder    (HechaRemoteDialog *self,
                                                      const char        *path);

G_END_DECLS
