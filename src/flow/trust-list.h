/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nick.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaAnchorKind:
 * @HECHA_ANCHOR_ROOT: issues certificates, and issued its own
 * @HECHA_ANCHOR_BELOW: issues certificates under another authority
 * @HECHA_ANCHOR_STAMPS: makes time stamps
 * @HECHA_ANCHOR_NONE: a certificate of somebody who signs: it vouches for nobody
 */
typedef enum
{
  HECHA_ANCHOR_ROOT,
  HECHA_ANCHOR_BELOW,
  HECHA_ANCHOR_STAMPS,
  HECHA_ANCHOR_NONE,
} HechaAnchorKind;

extern const HechaNick hecha_anchor_kind_nicks[];

/**
 * HechaTrustAnchor:
 * @kind: what its certificate is good for
 * @subject: its common name
 * @issuer: that of who issued it
 * @serial: lower-case hex
 * @fingerprint: SHA-256 of the certificate, lower-case hex
 * @algorithm: of its key
 * @bits: of its key
 * @not_before: start of validity, microseconds since the epoch UTC
 * @not_after: end of validity, likewise
 * @pem: the certificate
 * @fault: (nullable): why it cannot be trusted
 * @agency: (nullable): for whose people alone it vouches; %NULL for everybody's
 * @author: (nullable): who trusted it; %NULL for one that is only looked at
 * @time: (nullable): when, RFC 3339
 *
 * A certificate that is trusted, or may be.
 */
typedef struct
{
  HechaAnchorKind    kind;
  char              *subject;
  char              *issuer;
  char              *serial;
  char              *fingerprint;
  char              *algorithm;
  int                bits;
  gint64             not_before;
  gint64             not_after;
  char              *pem;
  char              *fault;
  char              *agency;
  char              *author;
  char              *time;
} HechaTrustAnchor;

void       hecha_trust_anchor_free   (HechaTrustAnchor        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTrustAnchor, hecha_trust_anchor_free)
GPtrArray *hecha_trust_list_read     (const char              *path,
                                      GError                 **error);
GPtrArray *hecha_trust_list_load     (HechaSession            *session,
                                      GError                 **error);
gboolean   hecha_trust_list_add      (HechaSession            *session,
                                      const HechaTrustAnchor  *anchor,
                                      const char              *agency,
                                      GError                 **error);
gboolean   hecha_trust_list_remove   (HechaSession            *session,
                                      const char              *fingerprint,
                                      GError                 **error);
GStrv      hecha_trust_list_agencies (HechaSession            *session,
                                      GError                 **error);

G_END_DECLS
