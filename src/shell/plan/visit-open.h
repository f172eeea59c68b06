/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "line-row.h"
#include "visits.h"

G_BEGIN_DECLS

void hecha_visit_open      (GtkWidget           *from,
                            const char          *case_uuid,
                            HechaVisitState      state);
void hecha_visit_line_bind (HechaLineRow        *line,
                            gpointer             row,
                            gpointer             user_data);
GtkWidget *hecha_visit_row_widget_new (const HechaVisitRow *visit,
                                       gboolean             named);

G_END_DECLS
