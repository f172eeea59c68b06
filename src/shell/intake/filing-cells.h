/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing.h"

#include <adwaita.h>

G_BEGIN_DECLS

void                hecha_filing_cells_append_columns (GtkColumnView   *view);
HechaFilingSort     hecha_filing_cells_get_sort       (GtkColumnView   *view,
                                                       gboolean        *descending);
void                hecha_filing_cells_set_sort       (GtkColumnView   *view,
                                                       HechaFilingSort  sort,
                                                       gboolean         descending);
GtkListItemFactory *hecha_filing_cells_line_factory   (void);

G_END_DECLS
