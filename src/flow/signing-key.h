/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "issue.h"
#include "key.h"

G_BEGIN_DECLS

/**
 * HechaSigningKey:
 * @key: what signs
 * @pin: of a token, as it was given; wiped when freed
 * @asked: how often the token asked
 *
 * The key of one signature.
 */
typedef struct
{
  HechaKey *key;
  char     *pin;
  guint     asked;
} HechaSigningKey;

HechaSigningKey *hecha_signing_key_open (const HechaSignOptions  *options,
                                         GError                 **error);
void             hecha_signing_key_free (HechaSigningKey         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSigningKey, hecha_signing_key_free)

G_END_DECLS
