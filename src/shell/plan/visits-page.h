/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"
#include "visit.h"

G_BEGIN_DECLS

/**
 * HechaVisitsPage:
 *
 * The visits 现场任务 by where they stand.
 */
#define HECHA_TYPE_VISITS_PAGE (hecha_visits_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaVisitsPage, hecha_visits_page, HECHA, VISITS_PAGE, HechaPlace)

void hecha_visits_page_show (HechaVisitsPage *self,
                             HechaVisitState  state);

G_END_DECLS
