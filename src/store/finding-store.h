/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "evidence.h"
#include "finding.h"

G_BEGIN_DECLS

/**
 * HechaFindingRow:
 * @case_id: UUID of the visit
 * @number: (nullable): of the visit
 * @code: (nullable): the enterprise's credit code
 * @enterprise: (nullable): its name
 * @finding: what was found
 * @recheck: (nullable): what the newest re-check says: its state
 * @note: (nullable): its note
 * @author: (nullable): who made it
 * @time: (nullable): when it was, RFC 3339
 * @evidence: (element-type HechaEvidence): what shows it
 *
 * A finding as the list of rectifications shows it.
 */
typedef struct
{
  char         *case_id;
  char         *number;
  char         *code;
  char         *enterprise;
  HechaFinding *finding;
  char         *recheck;
  char         *note;
  char         *author;
  char         *time;
  GPtrArray    *evidence;
} HechaFindingRow;

void       hecha_finding_row_free   (HechaFindingRow  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFindingRow, hecha_finding_row_free)

const char *hecha_finding_row_state (const HechaFindingRow *self);
GPtrArray *hecha_recheck_evidence   (JsonObject       *payload);
GPtrArray *hecha_finding_store_list (HechaDb          *db,
                                     const char       *code,
                                     GError          **error);

G_END_DECLS
