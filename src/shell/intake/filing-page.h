/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaFilingPage:
 *
 * One filing: clocks, fields, grading factors, sites, visits, earlier versions.
 */
#define HECHA_TYPE_FILING_PAGE (hecha_filing_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingPage, hecha_filing_page, HECHA, FILING_PAGE, HechaPlace)

GtkWidget *hecha_filing_page_new (const char *code,
                                  HechaType   type);

G_END_DECLS
