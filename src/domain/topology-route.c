/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology-route.h"

#include <stdlib.h>
#include <string.h>

/* Lines that share a gap run beside each other. */
#define LANES     7
#define LANE_STEP 2
#define EXIT_STEP 8

static gboolean
find_end (const HechaTopology *self,
          GHashTable          *nodes,
          GHashTable          *zones,
          const char          *end,
          HechaBox            *box)
{
  gboolean zone = g_str_has_prefix (end, HECHA_LINK_ZONE);
  gpointer place = g_hash_table_lookup (zone ? zones : nodes, zone ? end + strlen (HECHA_LINK_ZONE) : end);

  if (!place)
    return FALSE;
  if (zone)
    *box = g_array_index (self->zones, HechaTopologyZone, GPOINTER_TO_UINT (place) - 1).box;
  else
    *box = g_array_index (self->nodes, HechaTopologyNode, GPOINTER_TO_UINT (place) - 1).box;
  return TRUE;
}

static void
add_point (HechaTopologyLine *line,
           int                x,
           int                y)
{
  line->points[line->n_points++] = (HechaPoint) { x, y };
}

/* Two zones: along the left margin, past what lies between. */
static void
route_zones (HechaTopologyLine *line,
             const HechaBox    *from,
             const HechaBox    *to,
             int                lane)
{
  int bus = MAX (MIN (from->x, to->x) - HECHA_TOPOLOGY_GAP / 2 - LANE_STEP * lane, 2);
  int y = from->y + HECHA_TOPOLOGY_HEADER / 2, end = to->y + HECHA_TOPOLOGY_HEADER / 2;

  add_point (line, from->x, y);
  add_point (line, bus, y);
  add_point (line, bus, end);
  add_point (line, to->x, end);
}

/* Two boxes: out below the upper one into the gap under its row, along a gap
 * between columns, into the lower one from above; in one row along the gap below. */
static void
route_boxes (HechaTopologyLine *line,
             const HechaBox    *upper,
             const HechaBox    *lower,
             int                lane)
{
  int track = HECHA_TOPOLOGY_GAP / 4 + lane * LANE_STEP, gutter = HECHA_TOPOLOGY_GAP / 2 + lane * LANE_STEP * 2;
  int x = upper->x + upper->width / 2 + lane * EXIT_STEP, end = lower->x + lower->width / 2 + lane * EXIT_STEP;
  int under = upper->y + upper->height, above = lower->y;
  int side = MAX (x <= end ? lower->x - gutter : lower->x + lower->width + gutter, 0);

  add_point (line, x, under);
  if (above < under + HECHA_TOPOLOGY_GAP / 2)
    {
      int below = MAX (under, lower->y + lower->height);

      add_point (line, x, below + track);
      add_point (line, end, below + track);
      add_point (line, end, lower->y + lower->height);
      return;
    }
  if (above <= under + HECHA_TOPOLOGY_GAP)
    {
      add_point (line, x, (under + above) / 2 + lane * LANE_STEP);
      add_point (line, end, (under + above) / 2 + lane * LANE_STEP);
      add_point (line, end, above);
      return;
    }
  add_point (line, x, under + track);
  add_point (line, side, under + track);
  add_point (line, side, above - track);
  add_point (line, end, above - track);
  add_point (line, end, above);
}

/* A zone's header stands for it where the other end is an object. */
static HechaBox
header_of (const HechaBox *zone)
{
  return (HechaBox) { zone->x, zone->y, HECHA_TOPOLOGY_NODE_WIDTH, HECHA_TOPOLOGY_HEADER };
}

/* On a level piece, where a label hides no object, unless there is but a short one. */
static void
place_label (HechaTopologyLine *line)
{
  int longest = -1;

  for (guint i = 1; i < line->n_points; i++)
    {
      const HechaPoint *a = &line->points[i - 1], *b = &line->points[i];
      int level = abs (a->x - b->x), length = level >= HECHA_TOPOLOGY_GAP ? level * 1000 : level + abs (a->y - b->y);

      if (length <= longest)
        continue;
      longest = length;
      line->label = (HechaPoint) { (a->x + b->x) / 2, (a->y + b->y) / 2 };
    }
}

/**
 * hecha_topology_route:
 * @self: whose nodes and zones have their places
 * @links: (element-type HechaLink): what is to be drawn
 *
 * Leads each connection along the gaps between the cells, so that it crosses no
 * node that is in one.
 */
void
hecha_topology_route (HechaTopology *self,
                      GPtrArray     *links)
{
  g_autoptr(GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) zones = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->nodes->len; i++)
    g_hash_table_insert (nodes, g_array_index (self->nodes, HechaTopologyNode, i).object->uuid, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->zones->len; i++)
    if (g_array_index (self->zones, HechaTopologyZone, i).name)
      g_hash_table_insert (zones, g_array_index (self->zones, HechaTopologyZone, i).name, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < links->len; i++)
    {
      const HechaLink *link = links->pdata[i];
      gboolean from_zone = g_str_has_prefix (link->from, HECHA_LINK_ZONE), to_zone = g_str_has_prefix (link->to, HECHA_LINK_ZONE);
      HechaTopologyLine line = { 0 };
      int lane = (int) (self->lines->len % LANES) - LANES / 2;
      HechaBox from, to;

      if (!find_end (self, nodes, zones, link->from, &from) || !find_end (self, nodes, zones, link->to, &to))
        continue;
      if (from_zone && to_zone)
        route_zones (&line, &from, &to, lane);
      else
        {
          from = from_zone ? header_of (&from) : from;
          to = to_zone ? header_of (&to) : to;
          route_boxes (&line, from.y <= to.y ? &from : &to, from.y <= to.y ? &to : &from, lane);
        }
      place_label (&line);
      line.link = hecha_link_copy (link);
      g_array_append_val (self->lines, line);
    }
}

/**
 * hecha_topology_end_name:
 * @end: of a connection that is drawn
 *
 * Returns: (transfer full): the name of the object or zone
 */
char *
hecha_topology_end_name (const HechaTopology *self,
                         const char          *end)
{
  int node = hecha_topology_find (self, end);

  if (g_str_has_prefix (end, HECHA_LINK_ZONE))
    return g_strdup (end + strlen (HECHA_LINK_ZONE));
  return g_strdup (node >= 0 ? g_array_index (self->nodes, HechaTopologyNode, node).object->name : end);
}
