/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"
#include "range-digest.h"
#include "report-store.h"
#include "session-private.h"

G_BEGIN_DECLS

/* Reports that become longer by a signature: a few KB are written, not 500 MB. */

JsonObject *hecha_report_growth_begin (HechaSession             *session,
                                       const HechaStoredReport  *stored,
                                       HechaRangeDigest         *digests,
                                       const char               *next,
                                       const char               *sha256,
                                       const GString            *tail,
                                       const char               *copy);
gboolean    hecha_report_growth_end   (HechaSession             *session,
                                       JsonObject               *growth,
                                       GError                  **error);
void        hecha_report_growth_mend  (HechaSession             *session);

G_END_DECLS
