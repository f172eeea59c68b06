/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaFilingFilter:
 *
 * Which filings are wanted: by type, level, region, state and due. Signal
 * "changed".
 */
#define HECHA_TYPE_FILING_FILTER (hecha_filing_filter_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingFilter, hecha_filing_filter, HECHA, FILING_FILTER, AdwBin)

void  hecha_filing_filter_get   (HechaFilingFilter      *self,
                                 HechaFilingQuery       *query);
void  hecha_filing_filter_set   (HechaFilingFilter      *self,
                                 const HechaFilingQuery *query);
guint hecha_filing_filter_count (HechaFilingFilter      *self);

G_END_DECLS
