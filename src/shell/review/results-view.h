/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaResultsView:
 *
 * The results of a visit: rate and conclusion of each type, the rates of each
 * domain, each item's verdict, what was found, and what whoever reviews says of
 * it. Signal "comment", with the UUID of an item: something is to be said of it.
 */
#define HECHA_TYPE_RESULTS_VIEW (hecha_results_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaResultsView, hecha_results_view, HECHA, RESULTS_VIEW, AdwBin)

GtkWidget *hecha_results_view_new (void);
void       hecha_results_view_set (HechaResultsView *self,
                                   const HechaCase  *content,
                                   GHashTable       *previous,
                                   GPtrArray        *comments,
                                   JsonArray        *results);

G_END_DECLS
