/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void                hecha_filing_cells_append_columns (GtkColumnView *view);
GtkListItemFactory *hecha_filing_cells_line_factory   (void);

G_END_DECLS
