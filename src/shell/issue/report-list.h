/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "visits.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaReportList:
 *
 * Reports, a row each. Signals: "opened" (const char *case_uuid): a row was
 * activated; "asked" (const char *case_uuid): its button was pressed, which
 * hands it over.
 */
#define HECHA_TYPE_REPORT_LIST (hecha_report_list_get_type ())
G_DECLARE_FINAL_TYPE (HechaReportList, hecha_report_list, HECHA, REPORT_LIST, AdwBin)

/**
 * HechaReportFilter:
 *
 * Returns: whether the list shows @row
 */
typedef gboolean (*HechaReportFilter) (const HechaVisitRow *row);

GtkWidget *hecha_report_list_new (void);
guint      hecha_report_list_set (HechaReportList   *self,
                                  GPtrArray         *rows,
                                  HechaReportFilter  filter);

G_END_DECLS
