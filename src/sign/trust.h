/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HechaTrust:
 *
 * The roots that an office trusts, with the revocation lists and answers that it
 * has at hand.
 * Immutable; may be used from any thread.
 */
typedef struct _HechaTrust HechaTrust;

/**
 * HechaValidationData:
 *
 * Certificates, revocation lists and answers that came with a file.
 */
typedef struct _HechaValidationData HechaValidationData;

HechaTrust *hecha_trust_from_pem  (GBytes           *bundle,
                                   GError          **error);
HechaTrust *hecha_trust_new       (GBytes           *bundle,
                                   GPtrArray        *revocations,
                                   GError          **error);
void        hecha_trust_free      (HechaTrust       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTrust, hecha_trust_free)
guint       hecha_trust_get_count (const HechaTrust *self);

G_END_DECLS
