/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaVerificationView:
 *
 * The outcome of verifying a report, in words: the verdict, what was proved and
 * what was not, then each signature with its checks, what followed it, and what was
 * signed on paper. Scans are opened by the action dialog.scan with their SHA-256 and name.
 */
#define HECHA_TYPE_VERIFICATION_VIEW (hecha_verification_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaVerificationView, hecha_verification_view, HECHA, VERIFICATION_VIEW, AdwBin)

GtkWidget *hecha_verification_view_new (void);
void       hecha_verification_view_set (HechaVerificationView   *self,
                                        const HechaVerification *verification);

G_END_DECLS
