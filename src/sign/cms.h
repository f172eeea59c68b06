/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "key.h"
#include "stamp.h"
#include "trust.h"
#include "verification.h"

G_BEGIN_DECLS

/**
 * HechaCms:
 *
 * A detached CMS signature (RFC 5652) with one signer, read from outside.
 */
typedef struct _HechaCms HechaCms;

GBytes           *hecha_cms_sign              (const HechaKey   *key,
                                               GBytes           *digest,
                                               const HechaStamper *stamper,
                                               GError          **error);
gsize             hecha_cms_reserve           (const HechaKey   *key);

HechaCms         *hecha_cms_read              (GBytes           *der,
                                               GError          **error);
HechaCms         *hecha_cms_read_stamp        (GBytes           *der,
                                               GBytes          **content,
                                               GError          **error);
void              hecha_cms_free              (HechaCms         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCms, hecha_cms_free)
const char       *hecha_cms_get_digest        (const HechaCms   *self);
gboolean          hecha_cms_verify            (const HechaCms   *self,
                                               GBytes           *digest,
                                               GError          **error);
gboolean          hecha_cms_verify_content    (const HechaCms   *self,
                                               GError          **error);
gboolean          hecha_cms_names_certificate (const HechaCms   *self,
                                               GError          **error);
gboolean          hecha_cms_has_stamp         (const HechaCms   *self);
GBytes           *hecha_cms_dup_stamp         (const HechaCms   *self);
GBytes           *hecha_cms_dup_signature     (const HechaCms   *self);
GPtrArray        *hecha_cms_dup_certificates  (const HechaCms   *self);
const HechaCertificate *hecha_cms_get_certificate (const HechaCms *self);
HechaSignatureTrust hecha_cms_judge_trust     (const HechaCms   *self,
                                               const HechaTrust *trust,
                                               const HechaValidationData *validation,
                                               gint64            at,
                                               HechaCertificate **root,
                                               char            **message);

G_END_DECLS
