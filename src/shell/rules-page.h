/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaRulesPage:
 *
 * The rules of the Measures by article with where Hecha holds each, what this
 * workspace decided where they leave something open, and the tables of working
 * days.
 */
#define HECHA_TYPE_RULES_PAGE (hecha_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaRulesPage, hecha_rules_page, HECHA, RULES_PAGE, HechaPlace)

GtkWidget *hecha_rules_page_new (void);

G_END_DECLS
