/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "line-row.h"
#include "reconciliation.h"

G_BEGIN_DECLS

/* What of a reconciliation is listed; the first three are #HechaOutcome. */
#define HECHA_IMPORT_WARNINGS HECHA_N_OUTCOMES
#define HECHA_IMPORT_N_KINDS  (HECHA_N_OUTCOMES + 1)

/**
 * HechaImportList:
 *
 * A #GListModel of #HechaRowObject over one kind of the rows of an import:
 * accepted, unchanged, refused, or taken with a warning. The rows are worded
 * when they are looked at.
 */
#define HECHA_TYPE_IMPORT_LIST (hecha_import_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaImportList, hecha_import_list, HECHA, IMPORT_LIST, GObject)

HechaImportList *hecha_import_list_new       (const HechaReconciliation *list,
                                              guint                      kind);
void             hecha_import_list_line_bind (HechaLineRow              *line,
                                              gpointer                   words,
                                              gpointer                   user_data);

G_END_DECLS
