/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "key.h"
#include "pdf-revision.h"
#include "pixels.h"
#include "range-digest.h"
#include "stamp.h"

G_BEGIN_DECLS

/* Names of fields that are left for document time stamps begin with it. */
#define HECHA_STAMP_FIELD "timestamp-"

/* The largest picture in a signature: 14 mm × 35 mm at 300 dots per inch. */
#define HECHA_SIGN_PICTURE_WIDTH  420
#define HECHA_SIGN_PICTURE_HEIGHT 170

/**
 * HechaSignRequest:
 * @field: full name of the signature field to be filled
 * @signer: the person or body, as it shall be read
 * @role: as what one signs, in the language of the report
 * @time: when, as the signer's clock says; microseconds since the epoch UTC
 * @language: (nullable): of the appearance, "zh_CN" or "en"; %NULL for "zh_CN"
 * @stamper: (nullable): where a time stamp of the signature comes from
 * @text_field: (nullable): full name of an empty text field that is filled in the same revision
 * @text: (nullable): what it is filled with
 * @picture: (nullable): of a signature by hand or a seal; within
 *   %HECHA_SIGN_PICTURE_WIDTH and %HECHA_SIGN_PICTURE_HEIGHT. What is see-through
 *   shows white, as paper
 *
 * What is asked of hecha_pdf_sign().
 */
typedef struct
{
  const char *field;
  const char *signer;
  const char *role;
  gint64      time;
  const char *language;
  const HechaStamper *stamper;
  const char *text_field;
  const char *text;
  const HechaPixels *picture;
} HechaSignRequest;

gboolean hecha_pdf_sign (const char             *in_path,
                         const char             *out_path,
                         const HechaKey         *key,
                         const HechaSignRequest *request,
                         GError                **error);

HechaPdfRevision *hecha_pdf_sign_file (HechaPdfFile           *file,
                                       HechaRangeDigest       *digests,
                                       const HechaKey         *key,
                                       const HechaSignRequest *request,
                                       GError                **error);

gboolean hecha_pdf_stamp (const char         *in_path,
                          const char         *out_path,
                          const HechaStamper *stamper,
                          gint64             *time,
                          GError            **error);

G_END_DECLS
