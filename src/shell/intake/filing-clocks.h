/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "term.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaFilingClocks:
 *
 * The clocks of a filing as a timeline, each with its rule, and with what was
 * assumed where the rule leaves something open.
 */
#define HECHA_TYPE_FILING_CLOCKS (hecha_filing_clocks_get_type ())
G_DECLARE_FINAL_TYPE (HechaFilingClocks, hecha_filing_clocks, HECHA, FILING_CLOCKS, AdwPreferencesGroup)

GtkWidget *hecha_filing_clocks_new (GArray       *terms,
                                    const GDate  *today);

G_END_DECLS
