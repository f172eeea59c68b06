/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaFindingRow:
 *
 * A finding: what, risk, measure, who, until when. One that is not stored yet
 * is kept as soon as it says what was found.
 */
#define HECHA_TYPE_FINDING_ROW (hecha_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (HechaFindingRow, hecha_finding_row, HECHA, FINDING_ROW, GtkBox)

GtkWidget  *hecha_finding_row_new      (HechaOnSite         *visit,
                                        HechaItem           *item,
                                        const HechaFinding  *finding);
const char *hecha_finding_row_get_uuid (HechaFindingRow     *self);
gboolean    hecha_finding_row_is_stored (HechaFindingRow    *self);
void        hecha_finding_row_refresh  (HechaFindingRow     *self,
                                        const HechaFinding  *finding);
void        hecha_finding_row_flush    (HechaFindingRow     *self);

G_END_DECLS
