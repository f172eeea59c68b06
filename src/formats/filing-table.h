/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-columns.h"
#include "reconciliation.h"
#include "table.h"

G_BEGIN_DECLS

#define HECHA_FILING_TABLE_PREVIEW 20

/**
 * HechaFilingTable:
 *
 * The rows of one sheet read as filings: finds the header, guesses what each
 * column is, takes corrections, then turns row after row into filings or
 * refusals. One thread at a time.
 */
typedef struct _HechaFilingTable HechaFilingTable;

/**
 * HechaFilingEntry:
 * @row: as the spreadsheet program shows it
 * @name: the enterprise, as far as the row says
 * @code: its credit code, as far as the row says
 * @filings: (element-type HechaFiling): one for each type; none if refused
 * @issues: (element-type HechaRowIssue): errors, for which the row is refused
 *   as a whole, and warnings
 * @refused: whether there is an error among @issues
 */
typedef struct
{
  guint      row;
  char      *name;
  char      *code;
  GPtrArray *filings;
  GPtrArray *issues;
  gboolean   refused;
} HechaFilingEntry;

HechaFilingTable        *hecha_filing_table_open       (HechaTable        *table,
                                                        guint              sheet,
                                                        GError           **error);
void                     hecha_filing_table_free       (HechaFilingTable  *self);
guint                    hecha_filing_table_header_row (HechaFilingTable  *self);
guint                    hecha_filing_table_n_columns  (HechaFilingTable  *self);
const HechaFilingColumn *hecha_filing_table_column     (HechaFilingTable  *self,
                                                        guint              column);
void                     hecha_filing_table_set_target (HechaFilingTable  *self,
                                                        guint              column,
                                                        int                target);
GPtrArray               *hecha_filing_table_preview    (HechaFilingTable  *self);
gboolean                 hecha_filing_table_check      (HechaFilingTable  *self,
                                                        GError           **error);
gboolean                 hecha_filing_table_next       (HechaFilingTable  *self,
                                                        HechaFilingEntry **entry,
                                                        GError           **error);
void                     hecha_filing_entry_free       (HechaFilingEntry  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingTable, hecha_filing_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingEntry, hecha_filing_entry_free)

G_END_DECLS
