/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaFilingsPage:
 *
 * The enterprises' filings 企业登记: search, filters, import, plan a visit.
 */
#define HECHA_TYPE_FILINGS_PAGE (hecha_filings_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingsPage, hecha_filings_page, HECHA, FILINGS_PAGE, HechaPlace)

void hecha_filings_page_show (HechaFilingsPage       *self,
                              const HechaFilingQuery *query);

G_END_DECLS
