/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-table.h"
#include "intake.h"
#include "journal.h"

G_BEGIN_DECLS

/* What columns are called and what they were corrected to; for the other
 * files of the intake. */

GStrv       hecha_intake_headers        (HechaFilingTable        *table);
GStrv       hecha_intake_targets_of     (HechaFilingTable        *table);
gboolean    hecha_intake_correct        (HechaFilingTable        *table,
                                         const HechaIntakeChoice *choice,
                                         gboolean                *used);
GHashTable *hecha_intake_mappings       (HechaSession            *session,
                                         GError                 **error);
void        hecha_intake_recall         (GHashTable              *mappings,
                                         HechaFilingTable        *table);

/**
 * HechaIntakeMemory:
 * @headers: as hecha_intake_headers()
 * @mapping: what is remembered for them
 */
typedef struct
{
  GStrv headers;
  char *mapping;
} HechaIntakeMemory;

HechaIntakeMemory *hecha_intake_memory_new  (HechaFilingTable        *table);
gboolean           hecha_intake_memory_save (const HechaIntakeMemory *self,
                                             HechaJournal            *journal,
                                             const char              *time,
                                             GError                 **error);
void               hecha_intake_memory_free (HechaIntakeMemory       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaIntakeMemory, hecha_intake_memory_free)

G_END_DECLS
