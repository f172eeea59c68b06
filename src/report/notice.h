/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-check.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_NOTICE_VERIFIER "verifier"
#define HECHA_NOTICE_SEAL     "authority-seal"

/**
 * HechaNoticeInput:
 * @language: of the document
 * @unit: the authority that verified
 * @filing: what was verified
 * @check: with its last round decided
 * @correction: (nullable): the enterprise's 20 working days; for a correction notice
 * @claimed_time: that device's time, RFC 3339
 *
 * What the document of a round is made from. Nothing is kept after the call.
 */
typedef struct
{
  HechaLanguage           language;
  const char             *unit;
  const HechaFiling      *filing;
  const HechaFilingCheck *check;
  const HechaTerm        *correction;
  const char             *claimed_time;
} HechaNoticeInput;

GStrv    hecha_notice_texts (const HechaNoticeInput  *input);
gboolean hecha_notice_write (const char              *path,
                             const HechaNoticeInput  *input,
                             GError                 **error);

G_END_DECLS
