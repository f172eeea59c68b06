/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "token.h"

/* For key.c: a private key that never leaves its token. */
typedef struct _HechaTokenKey HechaTokenKey;

HechaTokenKey *hecha_token_key_open (const char     *uri,
                                     HechaPinAsk     ask,
                                     gpointer        data,
                                     GPtrArray     **chain,
                                     GError        **error);
void           hecha_token_key_free (HechaTokenKey  *self);
GBytes        *hecha_token_key_sign (HechaTokenKey  *self,
                                     gboolean        rsa,
                                     gconstpointer   data,
                                     gsize           size,
                                     GError        **error);
