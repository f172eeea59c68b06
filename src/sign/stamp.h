/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "certificate.h"
#include "trust.h"
#include "verification.h"

G_BEGIN_DECLS

/**
 * HechaStampAsk:
 * @query: DER of a TimeStampReq, to be sent as application/timestamp-query
 *
 * Returns: (transfer full) (nullable): what the authority answered
 */
typedef GBytes *(*HechaStampAsk) (GBytes   *query,
                                  gpointer  data,
                                  GError  **error);

/**
 * HechaStamper:
 * @ask: carries a query to an authority
 * @data: for @ask
 * @policy: (nullable): dotted OID of the policy to be asked for, and demanded
 * @now: what this computer's clock says, microseconds since the epoch UTC
 *
 * A time-stamping authority (RFC 3161), as it is reached.
 */
typedef struct
{
  HechaStampAsk ask;
  gpointer      data;
  const char   *policy;
  gint64        now;
} HechaStamper;

/**
 * HechaStamp:
 *
 * A time-stamp token, read from outside.
 */
typedef struct _HechaStamp HechaStamp;

GBytes                 *hecha_stamp_fetch           (const HechaStamper *stamper,
                                                     GBytes             *digest,
                                                     GError            **error);

HechaStamp             *hecha_stamp_read            (GBytes             *der,
                                                     GError            **error);
void                    hecha_stamp_free            (HechaStamp         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaStamp, hecha_stamp_free)
const char             *hecha_stamp_get_digest      (const HechaStamp   *self);
gint64                  hecha_stamp_get_time        (const HechaStamp   *self);
const HechaCertificate *hecha_stamp_get_certificate (const HechaStamp   *self);
GPtrArray              *hecha_stamp_dup_certificates (const HechaStamp  *self);
gboolean                hecha_stamp_verify          (const HechaStamp   *self,
                                                     GBytes             *digest,
                                                     GError            **error);
HechaSignatureTrust     hecha_stamp_judge_trust     (const HechaStamp   *self,
                                                     const HechaTrust   *trust,
                                                     const HechaValidationData *validation,
                                                     gint64              at,
                                                     HechaCertificate  **root,
                                                     char              **message);

G_END_DECLS
