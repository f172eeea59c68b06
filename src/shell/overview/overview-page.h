/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaOverviewPage:
 *
 * What is due, what waits, and what is found most often 总览. Every figure opens
 * what it names.
 */
#define HECHA_TYPE_OVERVIEW_PAGE (hecha_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaOverviewPage, hecha_overview_page, HECHA, OVERVIEW_PAGE, HechaPlace)

G_END_DECLS
