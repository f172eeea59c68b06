/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "topology.h"

G_BEGIN_DECLS

/* The part of topology.h that leads connections; nobody else includes this. */
void  hecha_topology_route    (HechaTopology       *self,
                               GPtrArray           *links);
char *hecha_topology_end_name (const HechaTopology *self,
                               const char          *end);

G_END_DECLS
