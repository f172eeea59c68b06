/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "digest.h"
#include "session.h"
#include "vault.h"

G_BEGIN_DECLS

/* The SM3 of evidence, beside the SHA-256 that names it. */
gboolean hecha_second_digest      (HechaSession        *session,
                                   const char          *sha256,
                                   char                 sm3[HECHA_DIGEST_HEX],
                                   HechaVaultProgress   progress,
                                   gpointer             data,
                                   GCancellable        *cancellable,
                                   GError             **error);
void     hecha_second_digest_make (HechaSession        *session,
                                   const char          *sha256,
                                   GBytes              *bytes);

G_END_DECLS
