/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table.h"
#include "zip-part.h"

G_BEGIN_DECLS

/**
 * HechaXlsxMerge:
 *
 * The merged ranges of a sheet. A sheet's part names them behind its rows, so
 * that they are looked for before the rows are read.
 */
typedef struct _HechaXlsxMerge HechaXlsxMerge;

HechaXlsxMerge *hecha_xlsx_merge_read   (HechaZipPackage *package,
                                         const char      *part,
                                         GError         **error);
void            hecha_xlsx_merge_free   (HechaXlsxMerge  *self);
guint           hecha_xlsx_merge_apply  (HechaXlsxMerge  *self,
                                         guint            row,
                                         HechaCell       *cells,
                                         guint            n_cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaXlsxMerge, hecha_xlsx_merge_free)

gboolean        hecha_xlsx_reference    (const char      *text,
                                         gsize            length,
                                         guint           *column,
                                         guint           *row);

G_END_DECLS
