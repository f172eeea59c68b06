/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "row-issue.h"

G_BEGIN_DECLS

typedef enum
{
  HECHA_OUTCOME_ACCEPTED,
  HECHA_OUTCOME_UNCHANGED,
  HECHA_OUTCOME_REFUSED,
} HechaOutcome;

#define HECHA_N_OUTCOMES 3

/**
 * HechaReconciledRow:
 * @file: (transfer none): name of the file
 * @sheet: (transfer none) (nullable): name of the sheet
 * @name: (transfer none) (nullable): the enterprise, as far as the row says
 * @code: (transfer none) (nullable): its credit code, as far as the row says
 */
typedef struct
{
  const char  *file;
  const char  *sheet;
  guint        row;
  HechaOutcome outcome;
  const char  *name;
  const char  *code;
} HechaReconciledRow;

/**
 * HechaReconciliation:
 * @counts: rows of each #HechaOutcome
 * @rows: (element-type HechaReconciledRow): every row that was read, in order
 * @refusals: (element-type HechaRowIssue): one for each refused row
 * @warnings: (element-type HechaRowIssue): of the other rows
 *
 * The reconciliation list of an import: read = accepted + unchanged + refused.
 * The unit is the row, so that each row of the user's file is found once.
 */
typedef struct
{
  guint         counts[HECHA_N_OUTCOMES];
  GArray       *rows;
  GPtrArray    *refusals;
  GPtrArray    *warnings;
  GStringChunk *names;
} HechaReconciliation;

HechaReconciliation *hecha_reconciliation_new     (void);
void                 hecha_reconciliation_free    (HechaReconciliation       *self);
void                 hecha_reconciliation_add     (HechaReconciliation       *self,
                                                   HechaOutcome               outcome,
                                                   const HechaReconciledRow  *row,
                                                   GPtrArray                 *issues);
guint                hecha_reconciliation_n_read  (const HechaReconciliation *self);
JsonObject          *hecha_reconciliation_to_json (const HechaReconciliation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaReconciliation, hecha_reconciliation_free)

G_END_DECLS
