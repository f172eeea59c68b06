/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "diagram.h"

/* 96 units of a diagram are an inch at most; wider ones are made smaller. */
#define FULL_SIZE    0.75
#define MAX_HEIGHT   (HECHA_PAGE_HEIGHT - HECHA_BODY_TOP - 50 * HECHA_MM)
#define CAPTION_ROOM 24.0
#define MAX_DRAWN    48
#define MAX_ALT      4000

/* What a part of a diagram is drawn with: units × scale + left or top are points. */
typedef struct
{
  HechaPager          *pager;
  const HechaTopology *topology;
  double               scale;
  double               left;
  double               top;
} Canvas;

static double
scale_of (const HechaTopology *topology)
{
  return MIN (FULL_SIZE, HECHA_BODY_WIDTH / MAX (topology->width, 1));
}

/**
 * hecha_diagram_min_height:
 *
 * Returns: what must be on a page with what leads to it, in points
 */
double
hecha_diagram_min_height (const HechaBlock *block)
{
  return MIN (block->topology->height * scale_of (block->topology), MAX_HEIGHT) + CAPTION_ROOM;
}

static void
box_path (const Canvas   *canvas,
          const HechaBox *box)
{
  cairo_rectangle (canvas->pager->cr, canvas->left + box->x * canvas->scale, canvas->top + box->y * canvas->scale,
                   box->width * canvas->scale, box->height * canvas->scale);
}

static void
draw_box (const Canvas   *canvas,
          const HechaBox *box,
          double          fill,
          double          stroke)
{
  cairo_t *cr = canvas->pager->cr;

  box_path (canvas, box);
  cairo_set_source_rgb (cr, fill, fill, fill);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, stroke, stroke, stroke);
  cairo_set_line_width (cr, 0.6);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

/* Longer than @most lines: cut, with a mark. The table has the whole name. */
static const HechaFlow *
flow_within (HechaPager *pager,
             const char *text,
             double      width,
             HechaAlign  align,
             guint       most)
{
  const HechaFlow *flow = hecha_pager_flow (pager, HECHA_FONT_SMALL, text, width, align, 0);

  for (glong n = MIN (g_utf8_strlen (text, -1), MAX_DRAWN); flow->n_lines > most && n > 1; n -= 2)
    {
      g_autofree char *start = g_utf8_substring (text, 0, n - 1);
      g_autofree char *cut = g_strconcat (start, "…", NULL);

      flow = hecha_pager_flow (pager, HECHA_FONT_SMALL, cut, width, align, 0);
    }
  return flow;
}

/* Within a box; what does not fit is not drawn. */
static void
draw_text (const Canvas    *canvas,
           const HechaBox  *box,
           const HechaFlow *flow,
           guint            lines,
           double           y)
{
  cairo_t *cr = canvas->pager->cr;

  cairo_save (cr);
  box_path (canvas, box);
  cairo_clip (cr);
  hecha_flow_draw (flow, canvas->pager, 0, MIN (lines, flow->n_lines), canvas->left + box->x * canvas->scale + 3, y);
  cairo_restore (cr);
}

static void
draw_zone (const Canvas            *canvas,
           const HechaTopologyZone *zone)
{
  static const HechaText no_zone = { "未划分区域", "No zone" };
  const char *name = zone->name ? zone->name : hecha_text_get (&no_zone, canvas->pager->model->language);
  /* Beside the gap along which connections run. */
  const HechaBox header = { zone->box.x + HECHA_TOPOLOGY_PADDING, zone->box.y, zone->box.width - 2 * HECHA_TOPOLOGY_PADDING,
                            HECHA_TOPOLOGY_HEADER };
  const HechaFlow *flow = flow_within (canvas->pager, name, MAX (header.width * canvas->scale - 6, 8), HECHA_ALIGN_START, 1);

  draw_box (canvas, &zone->box, 0.95, 0.6);
  draw_text (canvas, &header, flow, 1, canvas->top + zone->box.y * canvas->scale + 3);
}

static void
draw_node (const Canvas            *canvas,
           const HechaTopologyNode *node)
{
  const HechaObjectKind *kind = hecha_object_kind_find (node->object->kind);
  double width = MAX (node->box.width * canvas->scale - 6, 8), y = canvas->top + node->box.y * canvas->scale;
  double height = node->box.height * canvas->scale;
  const HechaFlow *name = flow_within (canvas->pager, node->object->name, width, HECHA_ALIGN_CENTRE, 2), *below = NULL;

  if (name->n_lines == 1 && kind)
    below = flow_within (canvas->pager, hecha_text_get (&kind->label, canvas->pager->model->language), width,
                         HECHA_ALIGN_CENTRE, 1);
  draw_box (canvas, &node->box, 1, 0.25);
  y += (height - hecha_flow_height (name, 0, name->n_lines) - (below ? hecha_flow_height (below, 0, 1) : 0)) / 2;
  draw_text (canvas, &node->box, name, 2, y);
  if (below)
    draw_text (canvas, &node->box, below, 1, y + hecha_flow_height (name, 0, 1));
}

static void
draw_line (const Canvas            *canvas,
           const HechaTopologyLine *line)
{
  cairo_t *cr = canvas->pager->cr;

  cairo_new_path (cr);
  for (guint i = 0; i < line->n_points; i++)
    cairo_line_to (cr, canvas->left + line->points[i].x * canvas->scale, canvas->top + line->points[i].y * canvas->scale);
  cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
  cairo_set_line_width (cr, line->link->conduit ? 1.8 : 0.6);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_label (const Canvas            *canvas,
            const HechaTopologyLine *line)
{
  const HechaFlow *flow;
  double x = canvas->left + line->label.x * canvas->scale, y = canvas->top + line->label.y * canvas->scale;
  double width, height;
  int logical;

  if (!line->link->label || !*line->link->label)
    return;
  flow = flow_within (canvas->pager, line->link->label, HECHA_TOPOLOGY_NODE_WIDTH * canvas->scale, HECHA_ALIGN_START, 1);
  pango_layout_get_size (flow->layout, &logical, NULL);
  width = (double) logical / PANGO_SCALE;
  height = hecha_flow_height (flow, 0, 1);
  x = CLAMP (x - width / 2, HECHA_BODY_LEFT, MAX (HECHA_BODY_RIGHT - width, HECHA_BODY_LEFT));
  hecha_pager_fill (canvas->pager, 1, x - 1, y - height / 2, width + 2, height);
  hecha_flow_draw (flow, canvas->pager, 0, 1, x, y - height / 2);
}

static void
draw_content (const Canvas *canvas)
{
  const HechaTopology *topology = canvas->topology;

  for (guint i = 0; i < topology->zones->len; i++)
    draw_zone (canvas, &g_array_index (topology->zones, HechaTopologyZone, i));
  for (guint i = 0; i < topology->lines->len; i++)
    draw_line (canvas, &g_array_index (topology->lines, HechaTopologyLine, i));
  for (guint i = 0; i < topology->nodes->len; i++)
    draw_node (canvas, &g_array_index (topology->nodes, HechaTopologyNode, i));
  for (guint i = 0; i < topology->lines->len; i++)
    draw_label (canvas, &g_array_index (topology->lines, HechaTopologyLine, i));
}

static void
draw_part (HechaPager       *pager,
           const HechaBlock *block,
           int               from,
           int               to,
           const char       *caption,
           const char       *alternative)
{
  double scale = scale_of (block->topology), height = (to - from) * scale;
  Canvas canvas = { pager, block->topology, scale, HECHA_BODY_LEFT, 0 };

  hecha_pager_need (pager, height + CAPTION_ROOM);
  canvas.left += (HECHA_BODY_WIDTH - block->topology->width * scale) / 2;
  canvas.top = pager->y - from * scale;
  hecha_pager_begin_tag (pager, "Figure", NULL);
  if (!pager->dry)
    {
      cairo_save (pager->cr);
      cairo_rectangle (pager->cr, HECHA_BODY_LEFT - 1, pager->y, HECHA_BODY_WIDTH + 2, height);
      cairo_clip (pager->cr);
      draw_content (&canvas);
      cairo_restore (pager->cr);
    }
  hecha_pager_end_tag (pager, "Figure");
  hecha_pager_add_figure (pager, alternative);
  pager->y += height + 4;
  hecha_pager_begin_tag (pager, "Caption", NULL);
  pager->y += hecha_pager_text (pager, HECHA_FONT_NOTE, caption, HECHA_BODY_LEFT, pager->y, HECHA_BODY_WIDTH,
                                HECHA_ALIGN_CENTRE) + 10;
  hecha_pager_end_tag (pager, "Caption");
}

static guint
count_parts (const HechaTopology *topology,
             int                  room)
{
  guint n = 0;

  for (int from = 0; from < topology->height; n++)
    from = hecha_topology_cut (topology, from, room);
  return n;
}

static char *
alternative_of (const HechaBlock *block,
                HechaLanguage     language)
{
  g_autofree char *text = hecha_topology_describe (block->topology, language);
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_ALT));

  return g_strdup_printf ("%s\n%s", block->text, cut);
}

/**
 * hecha_diagram_draw:
 *
 * Draws zones, what lies in them and what connects them as lines and text;
 * readable in black and white. What does not fit on a page goes on below the
 * next one's top, cut between the objects.
 */
void
hecha_diagram_draw (HechaPager       *pager,
                    const HechaBlock *block)
{
  int room = MAX ((int) (MAX_HEIGHT / scale_of (block->topology)), HECHA_TOPOLOGY_NODE_HEIGHT * 2);
  guint n = count_parts (block->topology, room), part = 1;
  g_autofree char *alternative = alternative_of (block, pager->model->language);

  for (int from = 0; from < block->topology->height && !pager->error; part++)
    {
      int to = hecha_topology_cut (block->topology, from, room);
      g_autofree char *caption = n > 1 ? g_strdup_printf ("%s (%u/%u)", block->text, part, n) : g_strdup (block->text);

      draw_part (pager, block, from, to, caption, part == 1 ? alternative : caption);
      from = to;
    }
}
