/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart.h"
#include "diagram.h"
#include "page-private.h"

#include <cairo-pdf.h>

#define INDENT      10.5
#define LIST_INDENT 16.0
#define BODY_GAP    5.0
#define NOTE_GAP    3.0
#define TWO_LINES   34.0
#define SHORT_LINES 5

static const struct
{
  HechaFont  font;
  double     above;
  double     below;
  const char *tag;
} headings[] = {
  { HECHA_FONT_CHAPTER, 16, 8, "H1" },
  { HECHA_FONT_SECTION, 11, 5, "H2" },
  { HECHA_FONT_SUBSECTION, 9, 4, "H3" },
};

static double
heading_height (HechaPager       *self,
                const HechaBlock *block)
{
  const HechaFlow *flow;

  flow = hecha_pager_flow (self, headings[block->level - 1].font, block->text, HECHA_BODY_WIDTH, HECHA_ALIGN_START, 0);
  return headings[block->level - 1].above + hecha_flow_height (flow, 0, flow->n_lines) +
         headings[block->level - 1].below;
}

static double
note_height (HechaPager       *self,
             const HechaBlock *block)
{
  const HechaFlow *flow = hecha_pager_flow (self, HECHA_FONT_NOTE, block->text, HECHA_BODY_WIDTH, HECHA_ALIGN_START, 0);

  return hecha_flow_height (flow, 0, flow->n_lines) + NOTE_GAP;
}

/* What must be on the page with a heading: the headings below it and the beginning of what follows. */
static double
min_height (HechaPager *self,
            guint       index)
{
  double height = 0;
  const HechaBlock *block = NULL;

  for (; index < self->model->blocks->len && height < HECHA_PAGE_HEIGHT; index++)
    {
      block = self->model->blocks->pdata[index];
      if (block->kind == HECHA_BLOCK_HEADING)
        height += heading_height (self, block);
      else if (block->kind == HECHA_BLOCK_PARAGRAPH && block->style == HECHA_STYLE_NOTE)
        height += note_height (self, block);
      else
        break;
    }
  if (index == self->model->blocks->len || height >= HECHA_PAGE_HEIGHT)
    return height;
  if (block->kind == HECHA_BLOCK_TABLE)
    return height + hecha_table_min_height (self, block);
  if (block->kind == HECHA_BLOCK_CHART)
    return height + hecha_chart_height (block->bars->len) + 24;
  if (block->kind == HECHA_BLOCK_DIAGRAM)
    return height + hecha_diagram_min_height (block);
  if (block->kind == HECHA_BLOCK_PICTURES)
    return height + hecha_pictures_row_height ();
  if (block->kind == HECHA_BLOCK_PLACES)
    return height + hecha_places_height (block);
  return height + TWO_LINES;
}

static void
begin_section (HechaPager *self)
{
  if (self->in_section)
    hecha_pager_end_tag (self, "Sect");
  hecha_pager_begin_tag (self, "Sect", NULL);
  self->in_section = TRUE;
}

static void
add_outline (HechaPager       *self,
             const HechaBlock *block)
{
  g_autofree char *attributes = g_strdup_printf ("dest='h%u'", self->heading);
  int parent = block->level > 1 ? self->outline[block->level - 1] : CAIRO_PDF_OUTLINE_ROOT;

  if (self->dry)
    return;
  self->outline[block->level] = cairo_pdf_surface_add_outline (cairo_get_target (self->cr), parent, block->text,
                                                               attributes, 0);
  for (int level = block->level + 1; level < 4; level++)
    self->outline[level] = self->outline[block->level];
}

static void
draw_heading (HechaPager       *self,
              const HechaBlock *block,
              guint             index)
{
  HechaFont font = headings[block->level - 1].font;
  g_autofree char *name = g_strdup_printf ("name='h%u'", self->heading);
  const HechaFlow *flow;

  if (block->level == 1)
    begin_section (self);
  hecha_pager_need (self, MIN (min_height (self, index), self->bottom - HECHA_BODY_TOP));
  if (!hecha_pager_at_top (self))
    self->y += headings[block->level - 1].above;
  add_outline (self, block);
  if (self->dry)
    g_array_append_val (self->heading_pages, self->page);
  flow = hecha_pager_flow (self, font, block->text, HECHA_BODY_WIDTH, HECHA_ALIGN_START, 0);
  hecha_pager_begin_tag (self, CAIRO_TAG_DEST, name);
  hecha_pager_begin_tag (self, headings[block->level - 1].tag, NULL);
  hecha_flow_draw (flow, self, 0, flow->n_lines, HECHA_BODY_LEFT, self->y);
  hecha_pager_end_tag (self, headings[block->level - 1].tag);
  hecha_pager_end_tag (self, CAIRO_TAG_DEST);
  self->y += hecha_flow_height (flow, 0, flow->n_lines) + headings[block->level - 1].below;
  self->heading++;
}

/* No paragraph leaves one line of several alone at the foot or the head of a page. */
static guint
lines_for_page (const HechaFlow *flow,
                guint            from,
                double           room)
{
  guint to = hecha_flow_fit (flow, from, room + 0.01);

  if (to < flow->n_lines && flow->n_lines - to == 1 && to > from + 2)
    to--;
  if (to < flow->n_lines && to == from + 1)
    return from;
  return to;
}

static void
draw_flow (HechaPager *self,
           const HechaFlow *flow,
           double      x)
{
  guint from = 0;

  while (from < flow->n_lines && !self->error)
    {
      guint to;

      hecha_pager_need (self, 0);
      to = lines_for_page (flow, from, self->bottom - self->y);
      if (to == from && hecha_pager_at_top (self))
        to = from + 1;
      if (to > from)
        {
          hecha_pager_begin_tag (self, "P", NULL);
          hecha_flow_draw (flow, self, from, to, x, self->y);
          hecha_pager_end_tag (self, "P");
          self->y += hecha_flow_height (flow, from, to);
        }
      if (to < flow->n_lines)
        hecha_pager_break (self);
      from = to;
    }
}

/* Whether a paragraph leads to what stands below it, and goes with it to the next page. */
static gboolean
leads (const HechaPager *self,
       guint             index)
{
  const HechaBlock *block = self->model->blocks->pdata[index];
  const HechaBlock *next = index + 1 < self->model->blocks->len ? self->model->blocks->pdata[index + 1] : NULL;
  gboolean is_list = next && next->kind == HECHA_BLOCK_PARAGRAPH && next->style == HECHA_STYLE_LIST
                     && block->style == HECHA_STYLE_BODY;

  return next && (is_list || next->kind == HECHA_BLOCK_TABLE || next->kind == HECHA_BLOCK_PLACES ||
                  next->kind == HECHA_BLOCK_PICTURES || next->kind == HECHA_BLOCK_CHART ||
                  next->kind == HECHA_BLOCK_DIAGRAM);
}

static void
draw_paragraph (HechaPager       *self,
                const HechaBlock *block,
                guint             index)
{
  gboolean indented = block->style == HECHA_STYLE_BODY && self->model->language == HECHA_LANGUAGE_ZH;
  double x = block->style == HECHA_STYLE_LIST ? LIST_INDENT : 0;
  HechaFont font = block->style == HECHA_STYLE_NOTE ? HECHA_FONT_NOTE
                   : block->style == HECHA_STYLE_STRONG ? HECHA_FONT_SUBSECTION
                   : block->style == HECHA_STYLE_CENTRED ? HECHA_FONT_SUBTITLE : HECHA_FONT_BODY;
  const HechaFlow *flow;

  flow = hecha_pager_flow (self, font, block->text, HECHA_BODY_WIDTH - x,
                   block->style == HECHA_STYLE_CENTRED ? HECHA_ALIGN_CENTRE : HECHA_ALIGN_START,
                   indented ? 2 * INDENT : x > 0 ? -x : 0);
  if (flow->n_lines <= SHORT_LINES && leads (self, index))
    hecha_pager_need (self, MIN (hecha_flow_height (flow, 0, flow->n_lines) + BODY_GAP + min_height (self, index + 1),
                                 self->bottom - HECHA_BODY_TOP));
  draw_flow (self, flow, HECHA_BODY_LEFT + x);
  self->y += block->style == HECHA_STYLE_NOTE ? NOTE_GAP : BODY_GAP;
}

static void
draw_title (HechaPager       *self,
            const HechaBlock *block)
{
  const HechaFlow *flow;

  flow = hecha_pager_flow (self, HECHA_FONT_TITLE, block->text, HECHA_BODY_WIDTH, HECHA_ALIGN_CENTRE, 0);
  hecha_pager_need (self, hecha_flow_height (flow, 0, flow->n_lines));
  hecha_pager_begin_tag (self, "H", NULL);
  hecha_flow_draw (flow, self, 0, flow->n_lines, HECHA_BODY_LEFT, self->y);
  hecha_pager_end_tag (self, "H");
  self->y += hecha_flow_height (flow, 0, flow->n_lines) + 8;
}

static void
draw_contents_line (HechaPager       *self,
                    const HechaBlock *heading,
                    guint             nth)
{
  double x = HECHA_BODY_LEFT + (heading->level - 1) * 16;
  HechaFont font = heading->level == 1 ? HECHA_FONT_SUBSECTION : HECHA_FONT_BODY;
  guint page = nth < self->heading_pages->len ? g_array_index (self->heading_pages, guint, nth) : 0;
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *link = g_strdup_printf ("dest='h%u'", nth);
  const HechaFlow *flow;
  double height;

  flow = hecha_pager_flow (self, font, heading->text, HECHA_BODY_RIGHT - x - 30, HECHA_ALIGN_START, 0);
  height = hecha_flow_height (flow, 0, flow->n_lines);
  self->y += heading->level == 1 ? 4 : 0;
  hecha_pager_need (self, height);
  hecha_pager_begin_tag (self, "TOCI", NULL);
  hecha_pager_begin_tag (self, CAIRO_TAG_LINK, link);
  hecha_flow_draw (flow, self, 0, flow->n_lines, x, self->y);
  hecha_pager_text (self, font, number, HECHA_BODY_RIGHT - 28, self->y + height - hecha_flow_height (flow, 0, 1), 28,
                    HECHA_ALIGN_END);
  hecha_pager_end_tag (self, CAIRO_TAG_LINK);
  hecha_pager_end_tag (self, "TOCI");
  if (flow->n_lines == 1 && !self->dry)
    {
      PangoRectangle logical;
      double end;

      pango_layout_get_extents (flow->layout, NULL, &logical);
      end = x + pango_units_to_double (logical.width) + 6;
      cairo_save (self->cr);
      cairo_set_dash (self->cr, (double[]) { 0.8, 3.2 }, 2, 0);
      hecha_pager_line (self, 0.45, end, self->y + height - 5, HECHA_BODY_RIGHT - 24, self->y + height - 5);
      cairo_restore (self->cr);
    }
  self->y += height + 2;
}

static void
draw_contents (HechaPager       *self,
               const HechaBlock *block)
{
  guint nth = 0;

  hecha_pager_need (self, 60);
  hecha_pager_begin_tag (self, "H1", NULL);
  self->y += hecha_pager_text (self, HECHA_FONT_CHAPTER, block->text, HECHA_BODY_LEFT, self->y, HECHA_BODY_WIDTH,
                               HECHA_ALIGN_CENTRE) + 10;
  hecha_pager_end_tag (self, "H1");
  hecha_pager_begin_tag (self, "TOC", NULL);
  for (guint i = 0; i < self->model->blocks->len; i++)
    {
      const HechaBlock *heading = self->model->blocks->pdata[i];

      if (heading->kind != HECHA_BLOCK_HEADING)
        continue;
      if (heading->level <= 2)
        draw_contents_line (self, heading, nth);
      nth++;
    }
  hecha_pager_end_tag (self, "TOC");
}

/**
 * hecha_pager_add_block:
 * @index: its place in the model
 *
 * Draws one block, on the next page where there is no room.
 */
void
hecha_pager_add_block (HechaPager *self,
                       guint       index)
{
  const HechaBlock *block = self->model->blocks->pdata[index];

  switch (block->kind)
    {
    case HECHA_BLOCK_TITLE:
      draw_title (self, block);
      break;
    case HECHA_BLOCK_HEADING:
      draw_heading (self, block, index);
      break;
    case HECHA_BLOCK_PARAGRAPH:
      draw_paragraph (self, block, index);
      break;
    case HECHA_BLOCK_TABLE:
      hecha_table_draw (self, block);
      break;
    case HECHA_BLOCK_PICTURES:
      hecha_pictures_draw (self, block);
      break;
    case HECHA_BLOCK_CHART:
      hecha_chart_draw (self, block);
      break;
    case HECHA_BLOCK_DIAGRAM:
      hecha_diagram_draw (self, block);
      break;
    case HECHA_BLOCK_PLACES:
      hecha_places_draw (self, block);
      break;
    case HECHA_BLOCK_CONTENTS:
      draw_contents (self, block);
      break;
    case HECHA_BLOCK_SPACE:
      hecha_pager_need (self, 0);
      self->y += block->level * HECHA_MM;
      break;
    case HECHA_BLOCK_PAGE_BREAK:
      hecha_pager_break (self);
      break;
    default:
      g_assert_not_reached ();
    }
}
