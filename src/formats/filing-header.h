/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-columns.h"
#include "table.h"

G_BEGIN_DECLS

GArray  *hecha_filing_header_find     (GPtrArray       *rows,
                                       guint           *number,
                                       guint           *first_data);
gboolean hecha_filing_header_is_count (const HechaRow  *row);

G_END_DECLS
