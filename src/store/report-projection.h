/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"

G_BEGIN_DECLS

/* What the course events of a case come to; see journal-projection.h. */

gboolean    hecha_report_projection_update (HechaDb     *db,
                                            const char  *case_id,
                                            GError     **error);
gboolean    hecha_report_projection_state  (HechaDb     *db,
                                            const char  *case_id,
                                            GError     **error);
char       *hecha_report_projection_pins   (HechaDb     *db,
                                            const char  *case_id);
GHashTable *hecha_report_projection_parse  (const char  *pins);

G_END_DECLS
