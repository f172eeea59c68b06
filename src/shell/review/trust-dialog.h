/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaTrustDialog:
 *
 * Shows the certificates of a file before anybody says yes: what they are, their
 * fingerprints and validity, and for whom they are to vouch. Emits "trusted" once
 * they are.
 */
#define HECHA_TYPE_TRUST_DIALOG (hecha_trust_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaTrustDialog, hecha_trust_dialog, HECHA, TRUST_DIALOG, HechaDialog)

HechaTrustDialog *hecha_trust_dialog_new (GtkWindow    *parent,
                                          HechaSession *session,
                                          const char   *path);

G_END_DECLS
