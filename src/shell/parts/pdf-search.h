/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaPdfSearch:
 *
 * Searches in the pages of a PDF as one types, and goes from match to match:
 * Enter and Ctrl+G to the next, Shift+Enter and Ctrl+Shift+G back, Escape
 * closes. Signal "moved": there are other matches, or another is the current one.
 */
#define HECHA_TYPE_PDF_SEARCH (hecha_pdf_search_get_type ())
G_DECLARE_FINAL_TYPE (HechaPdfSearch, hecha_pdf_search, HECHA, PDF_SEARCH, AdwBin)

void                  hecha_pdf_search_set_pages   (HechaPdfSearch *self,
                                                    HechaPages     *pages);
void                  hecha_pdf_search_open        (HechaPdfSearch *self);
const GArray         *hecha_pdf_search_get_matches (HechaPdfSearch *self);
const HechaPageMatch *hecha_pdf_search_get_current (HechaPdfSearch *self);

G_END_DECLS
