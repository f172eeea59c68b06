/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-table.h"

G_BEGIN_DECLS

/**
 * HechaRowPlace:
 * @file: name of the file
 * @sheet: (nullable): name of the sheet
 * @columns: (array length=n_columns): what each column is
 *
 * Where rows stand and what their columns are.
 */
typedef struct
{
  const char              *file;
  const char              *sheet;
  const HechaFilingColumn *columns;
  guint                    n_columns;
} HechaRowPlace;

HechaFilingEntry *hecha_filing_row_read (const HechaRowPlace *place,
                                         const HechaRow      *row);

G_END_DECLS
