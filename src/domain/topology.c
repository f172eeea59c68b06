/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology.h"

#include "topology-route.h"

#include <string.h>

#define PITCH_X     (HECHA_TOPOLOGY_NODE_WIDTH + HECHA_TOPOLOGY_GAP)
#define PITCH_Y     (HECHA_TOPOLOGY_NODE_HEIGHT + HECHA_TOPOLOGY_GAP)
#define MIN_COLUMNS 3
#define MAX_COLUMNS 4

/* Spots */

/**
 * hecha_spot_new:
 *
 * Returns: (transfer full): a spot; what lies beyond the bounds is brought within
 */
HechaSpot *
hecha_spot_new (const char *object,
                int         x,
                int         y)
{
  HechaSpot *self = g_new0 (HechaSpot, 1);

  self->object = g_strdup (object);
  self->x = CLAMP (x, 0, HECHA_SPOT_MAX);
  self->y = CLAMP (y, 0, HECHA_SPOT_MAX);
  return self;
}

HechaSpot *
hecha_spot_copy (const HechaSpot *self)
{
  return hecha_spot_new (self->object, self->x, self->y);
}

void
hecha_spot_free (HechaSpot *self)
{
  g_free (self->object);
  g_free (self);
}

JsonObject *
hecha_spot_to_json (const HechaSpot *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "object", self->object);
  json_object_set_int_member (object, "x", self->x);
  json_object_set_int_member (object, "y", self->y);
  return object;
}

/**
 * hecha_spot_from_json:
 * @object: (nullable): as hecha_spot_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the spot; %NULL where it names no object or lies beyond the bounds
 */
HechaSpot *
hecha_spot_from_json (JsonObject *object)
{
  gint64 x = hecha_json_int (object, "x", -1), y = hecha_json_int (object, "y", -1);

  if (!hecha_json_string (object, "object") || x < 0 || x > HECHA_SPOT_MAX || y < 0 || y > HECHA_SPOT_MAX)
    return NULL;
  return hecha_spot_new (hecha_json_string (object, "object"), x, y);
}

/* Order */

typedef struct
{
  char              *zone;
  const HechaObject *object;
} Placed;

static void
placed_clear (gpointer data)
{
  g_free (((Placed *) data)->zone);
}

static int
compare_placed (gconstpointer a,
                gconstpointer b)
{
  const Placed *left = a, *right = b;
  int order = hecha_zones_compare (left->zone, right->zone);

  if (!order)
    order = hecha_names_compare (left->object->name, right->object->name);
  return order ? order : strcmp (left->object->uuid, right->object->uuid);
}

/* What is no part of a network is drawn only where it was said to lie in a zone. */
static GArray *
order_objects (GPtrArray *objects)
{
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  g_array_set_clear_func (placed, placed_clear);
  for (guint i = 0; i < objects->len; i++)
    {
      const HechaObject *object = objects->pdata[i];
      const HechaObjectKind *kind = hecha_object_kind_find (object->kind);
      Placed each = { hecha_object_dup_zone (object), object };

      if (each.zone || !kind || kind->connected)
        g_array_append_val (placed, each);
    }
  g_array_sort (placed, compare_placed);
  return placed;
}

/* Places */

typedef struct
{
  HechaTopology *self;
  GHashTable    *spots;     /* UUID → HechaSpot */
  GHashTable    *taken;     /* cell of the whole plane → GArray of HechaBox that somebody put there */
  guint          columns;
} Layout;

static gpointer
cell_key (int column,
          int row)
{
  return GUINT_TO_POINTER ((guint) (row + 1) * 4096u + (guint) column + 1);
}

static HechaBox
node_box (int x,
          int y)
{
  return (HechaBox) { x, y, HECHA_TOPOLOGY_NODE_WIDTH, HECHA_TOPOLOGY_NODE_HEIGHT };
}

static gboolean
overlap (const HechaBox *a,
         const HechaBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static void
take (Layout   *layout,
      HechaBox  box)
{
  for (int row = box.y / PITCH_Y; row <= (box.y + box.height) / PITCH_Y; row++)
    for (int column = box.x / PITCH_X; column <= (box.x + box.width) / PITCH_X; column++)
      {
        GArray *boxes = g_hash_table_lookup (layout->taken, cell_key (column, row));

        if (!boxes)
          {
            boxes = g_array_new (FALSE, FALSE, sizeof (HechaBox));
            g_hash_table_insert (layout->taken, cell_key (column, row), boxes);
          }
        g_array_append_val (boxes, box);
      }
}

static gboolean
is_taken (Layout         *layout,
          const HechaBox *box)
{
  for (int row = box->y / PITCH_Y; row <= (box->y + box->height) / PITCH_Y; row++)
    for (int column = box->x / PITCH_X; column <= (box->x + box->width) / PITCH_X; column++)
      {
        GArray *boxes = g_hash_table_lookup (layout->taken, cell_key (column, row));

        for (guint i = 0; boxes && i < boxes->len; i++)
          if (overlap (box, &g_array_index (boxes, HechaBox, i)))
            return TRUE;
      }
  return FALSE;
}

static HechaBox
grid_box (const Layout *layout,
          int           top,
          guint         place)
{
  return node_box (HECHA_TOPOLOGY_MARGIN + HECHA_TOPOLOGY_PADDING + (int) (place % layout->columns) * PITCH_X,
                   top + HECHA_TOPOLOGY_HEADER + HECHA_TOPOLOGY_PADDING + (int) (place / layout->columns) * PITCH_Y);
}

static void
widen (HechaBox       *zone,
       const HechaBox *node)
{
  int right = MAX (zone->x + zone->width, node->x + node->width + HECHA_TOPOLOGY_PADDING);
  int bottom = MAX (zone->y + zone->height, node->y + node->height + HECHA_TOPOLOGY_PADDING);

  zone->x = MAX (MIN (zone->x, node->x - HECHA_TOPOLOGY_PADDING), 0);
  zone->y = MAX (MIN (zone->y, node->y - HECHA_TOPOLOGY_PADDING - HECHA_TOPOLOGY_HEADER), 0);
  zone->width = right - zone->x;
  zone->height = bottom - zone->y;
}

/* Each has a cell of its own, whether it was moved or not, so that moving one
 * leaves the others where they are; who has been put upon goes to the end.
 * Returns the lower edge of the cells. */
static int
place_zone (Layout       *layout,
            const Placed *placed,
            guint         n,
            int           top)
{
  HechaTopologyZone zone = { g_strdup (placed->zone), n, { 0, 0, 0, 0 } };
  guint spare = n;

  for (guint i = 0; i < n; i++)
    {
      const HechaSpot *spot = g_hash_table_lookup (layout->spots, placed[i].object->uuid);
      HechaTopologyNode node = { hecha_object_copy (placed[i].object), layout->self->zones->len, { 0 }, spot != NULL };

      node.box = spot ? node_box (spot->x, spot->y) : grid_box (layout, top, i);
      while (!spot && is_taken (layout, &node.box))
        node.box = grid_box (layout, top, spare++);
      if (!zone.box.width)
        zone.box = (HechaBox) { node.box.x, node.box.y, node.box.width, node.box.height };
      widen (&zone.box, &node.box);
      g_array_append_val (layout->self->nodes, node);
    }
  g_array_append_val (layout->self->zones, zone);
  return grid_box (layout, top, spare - 1).y + PITCH_Y + HECHA_TOPOLOGY_PADDING;
}

static guint
largest_zone (GArray *placed)
{
  guint largest = 0, n = 0;

  for (guint i = 0; i < placed->len; i++)
    {
      const char *zone = g_array_index (placed, Placed, i).zone;

      n = i && g_strcmp0 (zone, g_array_index (placed, Placed, i - 1).zone) == 0 ? n + 1 : 1;
      largest = MAX (largest, n);
    }
  return largest;
}

static void
place_all (Layout *layout,
           GArray *placed)
{
  int top = HECHA_TOPOLOGY_PADDING;

  layout->columns = largest_zone (placed) > 9 ? MAX_COLUMNS : MIN_COLUMNS;
  for (guint i = 0, n; i < placed->len; i += n)
    {
      const Placed *first = &g_array_index (placed, Placed, i);

      for (n = 1; i + n < placed->len && g_strcmp0 (first[n].zone, first->zone) == 0; n++)
        ;
      top = place_zone (layout, first, n, top);
    }
}

static void
measure (HechaTopology *self)
{
  for (guint i = 0; i < self->zones->len; i++)
    {
      const HechaBox *box = &g_array_index (self->zones, HechaTopologyZone, i).box;

      self->width = MAX (self->width, box->x + box->width);
      self->height = MAX (self->height, box->y + box->height);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HechaTopologyLine *line = &g_array_index (self->lines, HechaTopologyLine, i);

      for (guint j = 0; j < line->n_points; j++)
        {
          self->width = MAX (self->width, line->points[j].x);
          self->height = MAX (self->height, line->points[j].y);
        }
    }
  self->width += self->nodes->len ? HECHA_TOPOLOGY_PADDING : 0;
  self->height += self->nodes->len ? HECHA_TOPOLOGY_PADDING : 0;
}

static void
node_clear (gpointer data)
{
  hecha_object_free (((HechaTopologyNode *) data)->object);
}

static void
zone_clear (gpointer data)
{
  g_free (((HechaTopologyZone *) data)->name);
}

static void
line_clear (gpointer data)
{
  hecha_link_free (((HechaTopologyLine *) data)->link);
}

static GArray *
new_array (guint          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

/**
 * hecha_topology_new:
 * @objects: (element-type HechaObject): what is looked at
 * @links: (element-type HechaLink): what connects it; where an end is gone it is not drawn
 * @spots: (element-type HechaSpot): what was moved where
 *
 * Lays zones below each other and their objects in rows, in O(n log n). Who was
 * moved stays there; nobody else lies upon another.
 *
 * Returns: (transfer full): the diagram
 */
HechaTopology *
hecha_topology_new (GPtrArray *objects,
                    GPtrArray *links,
                    GPtrArray *spots)
{
  g_autoptr(GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) taken = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr(GArray) placed = order_objects (objects);
  HechaTopology *self = g_new0 (HechaTopology, 1);
  Layout layout = { self, moved, taken, MIN_COLUMNS };

  self->nodes = new_array (sizeof (HechaTopologyNode), node_clear);
  self->zones = new_array (sizeof (HechaTopologyZone), zone_clear);
  self->lines = new_array (sizeof (HechaTopologyLine), line_clear);
  for (guint i = 0; i < spots->len; i++)
    g_hash_table_insert (moved, ((HechaSpot *) spots->pdata[i])->object, spots->pdata[i]);
  for (guint i = 0; i < placed->len; i++)
    {
      const HechaSpot *spot = g_hash_table_lookup (moved, g_array_index (placed, Placed, i).object->uuid);

      if (spot)
        take (&layout, node_box (spot->x, spot->y));
    }
  place_all (&layout, placed);
  hecha_topology_route (self, links);
  measure (self);
  return self;
}

void
hecha_topology_free (HechaTopology *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->zones);
  g_array_unref (self->lines);
  g_free (self);
}

/* Questions */

/**
 * hecha_topology_find:
 * @object: (nullable): UUID
 *
 * Returns: index of its node, or -1
 */
int
hecha_topology_find (const HechaTopology *self,
                     const char          *object)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (g_strcmp0 (g_array_index (self->nodes, HechaTopologyNode, i).object->uuid, object) == 0)
      return i;
  return -1;
}

/**
 * hecha_topology_at:
 *
 * Returns: index of the node that is seen at a point, or -1
 */
int
hecha_topology_at (const HechaTopology *self,
                   int                  x,
                   int                  y)
{
  const HechaBox point = { x, y, 1, 1 };

  for (guint i = self->nodes->len; i > 0; i--)
    if (overlap (&g_array_index (self->nodes, HechaTopologyNode, i - 1).box, &point))
      return i - 1;
  return -1;
}

/**
 * hecha_topology_cut:
 * @from: where a page begins
 * @height: what fits on it; more than a node
 *
 * Returns: where the page ends: as far down as fits without cutting through a
 *   node, or through them where there is no such place in its lower half
 */
int
hecha_topology_cut (const HechaTopology *self,
                    int                  from,
                    int                  height)
{
  int cut = from + height;
  gboolean clear = FALSE;

  if (cut >= self->height)
    return self->height;
  while (!clear && cut > from + height / 2)
    {
      int lowest = cut;

      for (guint i = 0; i < self->nodes->len; i++)
        {
          const HechaBox *box = &g_array_index (self->nodes, HechaTopologyNode, i).box;

          if (box->y < cut && cut < box->y + box->height)
            lowest = MIN (lowest, box->y);
        }
      clear = lowest == cut;
      cut = clear ? cut : lowest - HECHA_TOPOLOGY_GAP / 4;
    }
  return clear ? cut : from + height;
}

/**
 * hecha_topology_describe:
 *
 * Returns: (transfer full): what the diagram shows, for who cannot see it: each
 *   zone with what lies in it, each connection
 */
char *
hecha_topology_describe (const HechaTopology *self,
                         HechaLanguage        language)
{
  static const HechaText no_zone = { "未划分区域", "No zone" }, colon = { "：", ": " }, comma = { "、", ", " };
  static const HechaText stop = { "；", "; " }, conduit = { "管道", "conduit" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HechaTopologyNode *node = &g_array_index (self->nodes, HechaTopologyNode, i);
      const HechaTopologyZone *zone = &g_array_index (self->zones, HechaTopologyZone, node->zone);
      gboolean first = i == 0 || node[-1].zone != node->zone;

      if (first)
        g_string_append_printf (text, "%s%s%s", i ? hecha_text_get (&stop, language) : "",
                                zone->name ? zone->name : hecha_text_get (&no_zone, language),
                                hecha_text_get (&colon, language));
      g_string_append_printf (text, "%s%s", first ? "" : hecha_text_get (&comma, language), node->object->name);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HechaTopologyLine *line = &g_array_index (self->lines, HechaTopologyLine, i);
      g_autofree char *from = hecha_topology_end_name (self, line->link->from);
      g_autofree char *to = hecha_topology_end_name (self, line->link->to);

      g_string_append_printf (text, "%s%s – %s", hecha_text_get (&stop, language), from, to);
      if (line->link->label || line->link->conduit)
        g_string_append_printf (text, " (%s%s%s)", line->link->label ? line->link->label : "",
                                line->link->label && line->link->conduit ? ", " : "",
                                line->link->conduit ? hecha_text_get (&conduit, language) : "");
    }
  return g_string_free (text, FALSE);
}
