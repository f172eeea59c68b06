/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaBarChart:
 *
 * Horizontal bars, each with its words and its figure, which is never shown by
 * length alone. A bar opens what it names: signal "activated" (const char *id,
 * const char *label).
 */
#define HECHA_TYPE_BAR_CHART (hecha_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (HechaBarChart, hecha_bar_chart, HECHA, BAR_CHART, GtkBox)

void hecha_bar_chart_set (HechaBarChart *self,
                          GPtrArray     *counts);

G_END_DECLS
