/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "evidence.h"

G_BEGIN_DECLS

/**
 * HechaEvidenceUse:
 * @case_id: UUID of a case
 * @uuid: of its record
 * @withdrawn: whether the record says that the bytes were destroyed
 *
 * One record that speaks of some bytes of the vault.
 */
typedef struct
{
  char     *case_id;
  char     *uuid;
  gboolean  withdrawn;
} HechaEvidenceUse;

void           hecha_evidence_use_free     (HechaEvidenceUse  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaEvidenceUse, hecha_evidence_use_free)

HechaEvidence *hecha_evidence_store_get    (HechaDb           *db,
                                            const char        *case_id,
                                            const char        *uuid,
                                            GError           **error);
GPtrArray     *hecha_evidence_store_list   (HechaDb           *db,
                                            const char        *case_id,
                                            GError           **error);
GPtrArray     *hecha_evidence_store_uses   (HechaDb           *db,
                                            const char        *sha256,
                                            GError           **error);
GStrv          hecha_evidence_store_digests (HechaDb          *db,
                                            GError           **error);

G_END_DECLS
