/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-diff.h"
#include "range-digest.h"
#include "trust.h"
#include "verification.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaExpectations:
 * @required: (nullable) (array zero-terminated=1): fields that must be signed; without a plan
 *   every signature that is there must be one that can be judged
 * @certificates: (nullable) (element-type utf8 utf8): field → SHA-256 of the
 *   certificate that must have signed it, lower-case hex
 * @now: the time to judge certificates for, microseconds since the epoch UTC;
 *   0 for the system's
 * @trusts: (nullable): field → #HechaTrust that vouches for who signs it, in place of
 *   the one that vouches for everybody
 * @is_blank: (nullable): looks at what others added to pages where that is
 *   allowed; without it such an addition is a change
 *
 * What a plan says of the signatures of a report.
 */
typedef struct
{
  const char *const *required;
  GHashTable        *certificates;
  gint64             now;
  GHashTable        *trusts;
  HechaPdfIsBlank    is_blank;
} HechaExpectations;

HechaVerification *hecha_pdf_verify       (const char              *path,
                                           const HechaTrust        *trust,
                                           const HechaExpectations *expectations,
                                           GCancellable            *cancellable,
                                           GError                 **error);
HechaVerification *hecha_pdf_verify_file  (HechaPdfFile            *file,
                                           HechaRangeDigest        *digests,
                                           const HechaTrust        *trust,
                                           const HechaExpectations *expectations,
                                           GCancellable            *cancellable);
HechaVerification *hecha_pdf_verify_bytes (GBytes                  *bytes,
                                           const HechaTrust        *trust,
                                           const HechaExpectations *expectations);

G_END_DECLS
