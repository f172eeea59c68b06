/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session-private.h"

G_BEGIN_DECLS

/* For the other steps that take files in. Larger things are no evidence that a report could carry. */
#define HECHA_EVIDENCE_LIMIT (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

HechaEvidence *hecha_attach_evidence (HechaSession           *session,
                                      const HechaVaultEntry  *entry,
                                      const char             *name,
                                      const char             *origin);

G_END_DECLS
