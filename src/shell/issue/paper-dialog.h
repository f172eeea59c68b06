/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaPaperDialog:
 *
 * A scan of what was signed on paper: its pages, or a picture.
 */
#define HECHA_TYPE_PAPER_DIALOG (hecha_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaPaperDialog, hecha_paper_dialog, HECHA, PAPER_DIALOG, AdwWindow)

HechaPaperDialog *hecha_paper_dialog_new (GtkWindow    *parent,
                                        HechaSession *session,
                                        const char   *sha256,
                                        const char   *name);

G_END_DECLS
