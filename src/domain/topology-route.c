/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology-route.h"

#include <stdlib.h>
#include <string.h>

/* Lines that share a gap run beside each other. */
#define LANES     7
#define LANE_STEP 2
#define EXIT_STEP 8

/* A cell and the gap after it. */
#define PITCH_X (HECHA_TOPOLOGY_NODE_WIDTH + HECHA_TOPOLOGY_GAP)
#define PITCH_Y (HECHA_TOPOLOGY_NODE_HEIGHT + HECHA_TOPOLOGY_GAP)

/* Ways around what was moved, and how many moved upon each other are looked at. */
#define MAX_TRIES   6
#define MAX_IN_CELL 16

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

/* How a connection may be led, tried in this order. */
typedef struct
{
  int side;    /* columns to the left (< 0) or right of where it would run upright */
  int track;   /* rows further than the next gap */
  gboolean over;   /* in one row: along the gap above instead of below */
} Way;

/* Out below the upper box into the gap under its row, upright along a gap between
 * columns, into the lower one from above; in one row along the gap below, or above. */
static void
route_boxes (HechaTopologyLine *line,
             const HechaBox    *upper,
             const HechaBox    *lower,
             int                lane,
             const Way         *way)
{
  int track = HECHA_TOPOLOGY_GAP / 4 + lane * LANE_STEP, gutter = HECHA_TOPOLOGY_GAP / 2 + lane * LANE_STEP * 2;
  int x = upper->x + upper->width / 2 + lane * EXIT_STEP, end = lower->x + lower->width / 2 + lane * EXIT_STEP;
  int under = upper->y + upper->height, above = lower->y, further = way->track * PITCH_Y;
  int side = MAX ((x <= end ? lower->x - gutter : lower->x + lower->width + gutter) + way->side * PITCH_X, 0);

  line->n_points = 0;
  if (above < under + HECHA_TOPOLOGY_GAP / 2)
    {
      int below = MAX (under, lower->y + lower->height) + track + further;
      int over = MAX (MIN (upper->y, lower->y) - track - further, 0);

      add_point (line, x, way->over ? upper->y : under);
      add_point (line, x, way->over ? over : below);
      add_point (line, end, way->over ? over : below);
      add_point (line, end, way->over ? lower->y : lower->y + lower->height);
      return;
    }
  if (above <= under + HECHA_TOPOLOGY_GAP && !way->side)
    {
      int middle = (under + above) / 2 + lane * LANE_STEP;

      add_point (line, x, under);
      add_point (line, x, middle);
      add_point (line, end, middle);
      add_point (line, end, above);
      return;
    }
  add_point (line, x, under);
  add_point (line, x, under + track);
  add_point (line, side, under + track);
  add_point (line, side, above - track);
  add_point (line, end, above - track);
  add_point (line, end, above);
}

/* Boxes by the cells of the plane that they touch, so that a piece is held against those beside it alone. */
typedef struct
{
  GHashTable *cells;   /* cell → GArray of HechaBox */
  gboolean    moved;   /* whether any was: the gaps are clear else */
} Obstacles;

static gpointer
cell_key (int column,
          int row)
{
  return GUINT_TO_POINTER ((guint) (row + 1) * 4096u + (guint) column + 1);
}

static void
add_obstacle (Obstacles      *self,
              const HechaBox *box)
{
  for (int row = box->y / PITCH_Y; row <= (box->y + box->height) / PITCH_Y; row++)
    for (int column = box->x / PITCH_X; column <= (box->x + box->width) / PITCH_X; column++)
      {
        GArray *boxes = g_hash_table_lookup (self->cells, cell_key (column, row));

        if (!boxes)
          {
            boxes = g_array_new (FALSE, FALSE, sizeof (HechaBox));
            g_hash_table_insert (self->cells, cell_key (column, row), boxes);
          }
        if (boxes->len < MAX_IN_CELL)
          g_array_append_val (boxes, *box);
      }
}

static gboolean
is_hit (const Obstacles  *self,
        const HechaPoint *a,
        const HechaPoint *b)
{
  const int left = MIN (a->x, b->x), right = MAX (a->x, b->x), top = MIN (a->y, b->y), bottom = MAX (a->y, b->y);

  for (int row = top / PITCH_Y; row <= bottom / PITCH_Y; row++)
    for (int column = left / PITCH_X; column <= right / PITCH_X; column++)
      {
        const GArray *boxes = g_hash_table_lookup (self->cells, cell_key (column, row));

        for (guint i = 0; boxes && i < boxes->len; i++)
          {
            const HechaBox *box = &g_array_index (boxes, HechaBox, i);

            /* What only touches an edge leaves or enters there. */
            if (left < box->x + box->width && box->x < right + (left == right) && top < box->y + box->height &&
                box->y < bottom + (top == bottom))
              return TRUE;
          }
      }
  return FALSE;
}

static gboolean
is_clear (const Obstacles         *self,
          const HechaTopologyLine *line)
{
  for (guint i = 1; i < line->n_points; i++)
    if (is_hit (self, &line->points[i - 1], &line->points[i]))
      return FALSE;
  return TRUE;
}

/* The first way that crosses nothing; the plain one where there is none. */
static void
find_way (const Obstacles   *obstacles,
          HechaTopologyLine *line,
          const HechaBox    *upper,
          const HechaBox    *lower,
          int                lane)
{
  const gboolean beside = lower->y < upper->y + upper->height + HECHA_TOPOLOGY_GAP / 2;
  const Way plain = { 0, 0, FALSE };

  route_boxes (line, upper, lower, lane, &plain);
  if (!obstacles->moved || is_clear (obstacles, line))
    return;
  for (int i = 1; i <= 2 * MAX_TRIES; i++)
    {
      const int far = (i + 1) / 2;
      const Way way = { beside ? 0 : i % 2 ? -far : far, beside ? i / 2 : 0, beside && i % 2 };

      route_boxes (line, upper, lower, lane, &way);
      if (is_clear (obstacles, line))
        return;
    }
  route_boxes (line, upper, lower, lane, &plain);
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
 * node that is in one; where somebody moved one into its way, around that, as far
 * as there is a way.
 */
void
hecha_topology_route (HechaTopology *self,
                      GPtrArray     *links)
{
  g_autoptr(GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) zones = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  Obstacles obstacles = { cells, FALSE };

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HechaTopologyNode *node = &g_array_index (self->nodes, HechaTopologyNode, i);

      g_hash_table_insert (nodes, node->object->uuid, GUINT_TO_POINTER (i + 1));
      add_obstacle (&obstacles, &node->box);
      obstacles.moved |= node->moved;
    }
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
          find_way (&obstacles, &line, from.y <= to.y ? &from : &to, from.y <= to.y ? &to : &from, lane);
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
