/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"
#include "verification.h"

G_BEGIN_DECLS

/**
 * HechaVerificationDialog:
 *
 * Verifies a report and shows the outcome; an authority's certificate may be
 * chosen whose signers are trusted.
 */
#define HECHA_TYPE_VERIFICATION_DIALOG (hecha_verification_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaVerificationDialog, hecha_verification_dialog, HECHA, VERIFICATION_DIALOG, HechaDialog)

HechaVerificationDialog *hecha_verification_dialog_new (GtkWindow    *parent,
                                                        HechaSession *session,
                                                        const char   *file);

G_END_DECLS
