/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"

G_BEGIN_DECLS

/**
 * HechaCameraDialog:
 *
 * Shows what the camera sees and takes stills. Signal "taken" (GBytes *): the
 * user wants to keep this picture.
 */
#define HECHA_TYPE_CAMERA_DIALOG (hecha_camera_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaCameraDialog, hecha_camera_dialog, HECHA, CAMERA_DIALOG, HechaDialog)

GtkWidget *hecha_camera_dialog_new (GtkWindow *parent);

G_END_DECLS
