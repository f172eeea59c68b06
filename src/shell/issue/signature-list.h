/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "verification.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaSignatureList:
 *
 * The signature fields of a report: whose each is, and whether it is signed.
 * "Sign as…" activates the action "issue.sign" with the field's name.
 */
#define HECHA_TYPE_SIGNATURE_LIST (hecha_signature_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaSignatureList, hecha_signature_list, HECHA, SIGNATURE_LIST, AdwBin)

GtkWidget *hecha_signature_list_new (void);
void       hecha_signature_list_set (HechaSignatureList      *self,
                                     const HechaCase         *content,
                                     const HechaVerification *verification,
                                     gboolean                 may_sign);

G_END_DECLS
