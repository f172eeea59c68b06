/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "db.h"

G_BEGIN_DECLS

#define HECHA_N_VISIT_STATES (HECHA_VISIT_APPROVED + 1)

/**
 * HechaVisitEntry:
 * @case_id: UUID
 * @number: (nullable): for people
 * @enterprise: (nullable): its name
 * @code: (nullable): its credit code
 * @planned_on: (nullable): YYYY-MM-DD
 * @procedure: which one
 * @state: where it stands
 * @revision: of the last freeze; 0 for none
 * @findings: how many
 * @evidence: how many
 * @conflicts: subjects with two newest events
 *
 * A visit as a list shows it.
 */
typedef struct
{
  char            *case_id;
  char            *number;
  char            *enterprise;
  char            *code;
  char            *planned_on;
  HechaProcedure   procedure;
  HechaVisitState  state;
  int              revision;
  int              findings;
  int              evidence;
  int              conflicts;
} HechaVisitEntry;

void       hecha_visit_entry_free         (HechaVisitEntry  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVisitEntry, hecha_visit_entry_free)

GPtrArray *hecha_visit_store_list       (HechaDb        *db,
                                         guint           states,
                                         const char     *code,
                                         GError        **error);
gboolean   hecha_visit_store_count      (HechaDb        *db,
                                         guint           counts[HECHA_N_VISIT_STATES],
                                         GError        **error);
char      *hecha_visit_store_find       (HechaDb        *db,
                                         const char     *number_or_uuid,
                                         GError        **error);
char      *hecha_visit_store_unit       (HechaDb        *db,
                                         const char     *case_id);
char      *hecha_visit_store_next_number (HechaDb       *db,
                                         int             year);
HechaCase *hecha_visit_store_load       (HechaDb        *db,
                                         const char     *case_id,
                                         GError        **error);

G_END_DECLS
