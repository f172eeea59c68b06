/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-table.h"
#include "intake.h"

G_BEGIN_DECLS

/* Which sheet of a file is meant; for intake-read.c. */

gboolean          hecha_intake_find_sheet (HechaTable    *table,
                                           const char    *name,
                                           guint         *sheet,
                                           GError       **error);
HechaFilingTable *hecha_intake_open_sheet (GHashTable    *mappings,
                                           HechaTable    *table,
                                           guint          sheet,
                                           GError       **error);

G_END_DECLS
