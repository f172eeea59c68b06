/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaDialog:
 *
 * A window over another one, closed with it. Work in a thread may hold it longer than
 * either is open: its answer then finds widgets that nobody sees.
 */
#define HECHA_TYPE_DIALOG (hecha_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (HechaDialog, hecha_dialog, HECHA, DIALOG, AdwWindow)

struct _HechaDialogClass
{
  AdwWindowClass parent_class;
};

G_END_DECLS
