/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "topology.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaTopologyView:
 *
 * The diagram of zones, objects and connections. Arrow keys go from object to
 * object, with Control they move the selected one, as dragging does.
 *
 * Signals: "moved" (const char *object, int x, int y): somebody put an object
 * there; "selected": another one is.
 */
#define HECHA_TYPE_TOPOLOGY_VIEW (hecha_topology_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaTopologyView, hecha_topology_view, HECHA, TOPOLOGY_VIEW, GtkWidget)

void        hecha_topology_view_set          (HechaTopologyView *self,
                                              HechaTopology     *topology,
                                              gboolean           editable);
void        hecha_topology_view_select       (HechaTopologyView *self,
                                              const char        *object);
const char *hecha_topology_view_get_selected (HechaTopologyView *self);
void        hecha_topology_view_zoom         (HechaTopologyView *self,
                                              double             factor);
void        hecha_topology_view_fit          (HechaTopologyView *self,
                                              int                width,
                                              int                height);
double      hecha_topology_view_get_zoom     (HechaTopologyView *self);

G_END_DECLS
