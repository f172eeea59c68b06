/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "link.h"

G_BEGIN_DECLS

/* Lengths are in units of which 96 are an inch where nothing is scaled. */
#define HECHA_TOPOLOGY_NODE_WIDTH  148
#define HECHA_TOPOLOGY_NODE_HEIGHT 48
#define HECHA_TOPOLOGY_GAP         40
#define HECHA_TOPOLOGY_HEADER      28
#define HECHA_TOPOLOGY_PADDING     20
#define HECHA_TOPOLOGY_MARGIN      56

/* A node cannot be moved beyond this. */
#define HECHA_SPOT_MAX 20000

/**
 * HechaSpot:
 * @object: UUID of an object
 * @x: of its left edge, from 0 to %HECHA_SPOT_MAX
 * @y: of its upper edge
 *
 * Where somebody moved an object to in the diagram.
 */
typedef struct
{
  char *object;
  int   x;
  int   y;
} HechaSpot;

typedef struct
{
  int x;
  int y;
  int width;
  int height;
} HechaBox;

typedef struct
{
  int x;
  int y;
} HechaPoint;

/**
 * HechaTopologyNode:
 * @object: what is drawn
 * @zone: index of its zone
 * @box: where
 * @moved: whether somebody put it there
 */
typedef struct
{
  HechaObject *object;
  guint        zone;
  HechaBox     box;
  gboolean     moved;
} HechaTopologyNode;

/**
 * HechaTopologyZone:
 * @name: (nullable): %NULL for what lies in no zone
 * @n_nodes: how many lie in it
 * @box: around all of them, with a header of %HECHA_TOPOLOGY_HEADER
 */
typedef struct
{
  char     *name;
  guint     n_nodes;
  HechaBox  box;
} HechaTopologyZone;

#define HECHA_TOPOLOGY_POINTS 6

/**
 * HechaTopologyLine:
 * @link: the connection
 * @n_points: how many of @points there are
 * @points: from one end to the other, upright and level by turns
 * @label: the middle of the longest level piece, or of the longest one where all are short
 */
typedef struct
{
  HechaLink  *link;
  guint       n_points;
  HechaPoint  points[HECHA_TOPOLOGY_POINTS];
  HechaPoint  label;
} HechaTopologyLine;

/**
 * HechaTopology:
 * @nodes: (element-type HechaTopologyNode): by zone, then by name
 * @zones: (element-type HechaTopologyZone): by name; what lies in none comes last
 * @lines: (element-type HechaTopologyLine): of the connections whose ends are there
 * @width: of all
 * @height: of all
 *
 * The diagram of zones and connections before anything is drawn. The same
 * objects, connections and spots give the same diagram, in whatever order they come.
 */
typedef struct
{
  GArray *nodes;
  GArray *zones;
  GArray *lines;
  int     width;
  int     height;
} HechaTopology;

HechaSpot     *hecha_spot_new        (const char          *object,
                                      int                  x,
                                      int                  y);
HechaSpot     *hecha_spot_copy       (const HechaSpot     *self);
void           hecha_spot_free       (HechaSpot           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSpot, hecha_spot_free)
JsonObject    *hecha_spot_to_json    (const HechaSpot     *self);
HechaSpot     *hecha_spot_from_json  (JsonObject          *object);

HechaTopology *hecha_topology_new    (GPtrArray           *objects,
                                      GPtrArray           *links,
                                      GPtrArray           *spots);
void           hecha_topology_free   (HechaTopology       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTopology, hecha_topology_free)
int            hecha_topology_find   (const HechaTopology *self,
                                      const char          *object);
int            hecha_topology_at     (const HechaTopology *self,
                                      int                  x,
                                      int                  y);
int            hecha_topology_cut    (const HechaTopology *self,
                                      int                  from,
                                      int                  height);
char          *hecha_topology_describe (const HechaTopology *self,
                                      HechaLanguage        language);

G_END_DECLS
