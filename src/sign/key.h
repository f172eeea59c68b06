/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "token.h"

G_BEGIN_DECLS

/**
 * HechaKey:
 *
 * A person's or body's signing key with its certificate and chain. Immutable;
 * one thread at a time signs with it.
 */
typedef struct _HechaKey HechaKey;

HechaKey               *hecha_key_from_pkcs12     (GBytes         *bytes,
                                                   const char     *password,
                                                   GError        **error);
HechaKey               *hecha_key_from_token      (const char     *uri,
                                                   HechaPinAsk     ask,
                                                   gpointer        data,
                                                   GError        **error);
void                    hecha_key_free            (HechaKey       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaKey, hecha_key_free)
const HechaCertificate *hecha_key_get_certificate (const HechaKey *self);
GPtrArray              *hecha_key_dup_chain       (const HechaKey *self);
gsize                   hecha_key_signature_size  (const HechaKey *self);
GBytes                 *hecha_key_sign            (const HechaKey *self,
                                                   gconstpointer   data,
                                                   gsize           size,
                                                   GError        **error);

G_END_DECLS
