/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaReportsPage:
 *
 * The reports that were issued here: their signatures, and where each has
 * arrived.
 */
#define HECHA_TYPE_REPORTS_PAGE (hecha_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaReportsPage, hecha_reports_page, HECHA, REPORTS_PAGE, HechaPlace)

G_END_DECLS
