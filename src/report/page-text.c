/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-private.h"

#include <pango/pangocairo.h>

#define SERIF "Noto Serif CJK SC,Source Han Serif SC,serif"
#define SANS  "Noto Sans CJK SC,Source Han Sans SC,sans-serif"
#define MONO  "Noto Sans Mono CJK SC,monospace"

/* Between Han and Latin, as a share of the size. */
#define MIXED_SPACE 0.16

typedef struct
{
  const char *family;
  double      size;
  PangoWeight weight;
  double      spacing;
  double      grey;
} Face;

static const Face faces[] = {
  [HECHA_FONT_BODY] = { SERIF, 10.5, PANGO_WEIGHT_NORMAL, 1.16, 0 },
  [HECHA_FONT_NOTE] = { SERIF, 9, PANGO_WEIGHT_NORMAL, 1.08, 0.2 },
  [HECHA_FONT_TITLE] = { SANS, 24, PANGO_WEIGHT_BOLD, 1.0, 0 },
  [HECHA_FONT_SUBTITLE] = { SERIF, 15, PANGO_WEIGHT_NORMAL, 1.0, 0 },
  [HECHA_FONT_CHAPTER] = { SANS, 15, PANGO_WEIGHT_BOLD, 1.0, 0 },
  [HECHA_FONT_SECTION] = { SANS, 12, PANGO_WEIGHT_BOLD, 1.0, 0 },
  [HECHA_FONT_SUBSECTION] = { SANS, 10.5, PANGO_WEIGHT_BOLD, 1.0, 0 },
  [HECHA_FONT_TABLE] = { SERIF, 9, PANGO_WEIGHT_NORMAL, 1.0, 0 },
  [HECHA_FONT_TABLE_STRONG] = { SANS, 9, PANGO_WEIGHT_BOLD, 1.0, 0 },
  [HECHA_FONT_DIGEST] = { MONO, 7, PANGO_WEIGHT_NORMAL, 1.0, 0 },
  [HECHA_FONT_SMALL] = { SANS, 7.5, PANGO_WEIGHT_NORMAL, 1.0, 0.25 },
  [HECHA_FONT_WATERMARK] = { SANS, 96, PANGO_WEIGHT_BOLD, 1.0, 0.9 },
};

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_western (gunichar c)
{
  return c < 0x250 && g_unichar_isalnum (c);
}

/* Chinese faces make these as wide as a Han character; beside Latin they are not meant so. */
static gboolean
is_shared_mark (gunichar c)
{
  return c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x2014 || c == 0x2026;
}

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               const char     *text,
               const char     *from,
               const char     *to)
{
  attribute->start_index = from - text;
  attribute->end_index = to - text;
  pango_attr_list_insert (list, attribute);
}

/* Mixed scripts are set apart by advance, not by characters: the text stays what it is. */
static PangoAttrList *
space_scripts (const char *text,
               double      size,
               gboolean    western)
{
  PangoAttrList *list = pango_attr_list_new ();
  int amount = (int) (size * MIXED_SPACE * PANGO_SCALE);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gunichar a = g_utf8_get_char (p);
      gunichar b = *next ? g_utf8_get_char (next) : 0;

      if (western && is_shared_mark (a))
        add_attribute (list, pango_attr_font_features_new ("pwid"), text, p, next);
      else if ((is_han (a) && is_western (b)) || (is_western (a) && is_han (b)))
        add_attribute (list, pango_attr_letter_spacing_new (amount), text, p, next);
    }
  return list;
}

static void
measure_lines (HechaFlow *self)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);
  guint i = 0;

  self->n_lines = pango_layout_get_line_count (self->layout);
  self->lines = g_new0 (HechaLineBox, self->n_lines);
  do
    {
      PangoRectangle logical;
      int top, bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      self->lines[i].top = pango_units_to_double (top);
      self->lines[i].bottom = pango_units_to_double (bottom);
      self->lines[i].baseline = pango_units_to_double (pango_layout_iter_get_baseline (iter));
      self->lines[i].x = pango_units_to_double (logical.x);
    }
  while (++i < self->n_lines && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static HechaFlow *
flow_new (PangoContext *context,
          gboolean      western,
          HechaFont     font,
          const char   *text,
          double        width,
          HechaAlign    align,
          double        indent)
{
  HechaFlow *self = g_new0 (HechaFlow, 1);
  const Face *face = &faces[font];
  PangoFontDescription *description = pango_font_description_new ();
  PangoAttrList *spaces = space_scripts (text, face->size, western);

  self->layout = pango_layout_new (context);
  pango_font_description_set_family_static (description, face->family);
  pango_font_description_set_absolute_size (description, face->size * PANGO_SCALE);
  pango_font_description_set_weight (description, face->weight);
  pango_layout_set_font_description (self->layout, description);
  pango_layout_set_attributes (self->layout, spaces);
  pango_layout_set_line_spacing (self->layout, face->spacing);
  pango_layout_set_alignment (self->layout, align == HECHA_ALIGN_END ? PANGO_ALIGN_RIGHT
                                            : align == HECHA_ALIGN_CENTRE ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (self->layout, pango_units_from_double (width));
  pango_layout_set_indent (self->layout, pango_units_from_double (indent));
  pango_layout_set_text (self->layout, text, -1);
  measure_lines (self);
  pango_attr_list_unref (spaces);
  pango_font_description_free (description);
  return self;
}

void
hecha_flow_free (HechaFlow *self)
{
  g_object_unref (self->layout);
  g_free (self->lines);
  g_free (self);
}

/**
 * hecha_pager_flow:
 * @text: UTF-8
 * @width: points; 0 for one line of any width
 * @indent: of the first line, in points; of the others where negative
 *
 * Returns: (transfer none): @text shaped and broken into lines, made once
 */
const HechaFlow *
hecha_pager_flow (HechaPager *self,
                  HechaFont   font,
                  const char *text,
                  double      width,
                  HechaAlign  align,
                  double      indent)
{
  g_autofree char *key = g_strdup_printf ("%d %d %d %d %s", font, align, pango_units_from_double (width),
                                          pango_units_from_double (indent), text);
  HechaFlow *flow = g_hash_table_lookup (self->flows, key);

  if (!flow)
    {
      flow = flow_new (self->context, self->model->language == HECHA_LANGUAGE_EN, font, text, width, align, indent);
      g_hash_table_insert (self->flows, g_steal_pointer (&key), flow);
    }
  return flow;
}

/**
 * hecha_flow_height:
 * @from: first line
 * @to: the line after the last
 */
double
hecha_flow_height (const HechaFlow *self,
                   guint            from,
                   guint            to)
{
  return from < to ? self->lines[to - 1].bottom - self->lines[from].top : 0;
}

/**
 * hecha_flow_fit:
 *
 * Returns: the line after the last that fits into @height when @from comes first
 */
guint
hecha_flow_fit (const HechaFlow *self,
                guint            from,
                double           height)
{
  guint to = from;

  while (to < self->n_lines && hecha_flow_height (self, from, to + 1) <= height)
    to++;
  return to;
}

/**
 * hecha_flow_draw:
 * @x: left edge of the layout
 * @y: where line @from begins
 */
void
hecha_flow_draw (const HechaFlow *self,
                 HechaPager      *pager,
                 guint            from,
                 guint            to,
                 double           x,
                 double           y)
{
  if (pager->dry)
    return;
  for (guint i = from; i < to; i++)
    {
      const HechaLineBox *line = &self->lines[i];

      cairo_move_to (pager->cr, x + line->x, y + line->baseline - self->lines[from].top);
      pango_cairo_show_layout_line (pager->cr, pango_layout_get_line_readonly (self->layout, i));
    }
}

/**
 * hecha_pager_text:
 *
 * Draws a short text where it is told, whatever the page.
 *
 * Returns: its height
 */
double
hecha_pager_text (HechaPager *self,
                  HechaFont   font,
                  const char *text,
                  double      x,
                  double      y,
                  double      width,
                  HechaAlign  align)
{
  const HechaFlow *flow = hecha_pager_flow (self, font, text, width, align, 0);

  if (!self->dry)
    cairo_set_source_rgb (self->cr, faces[font].grey, faces[font].grey, faces[font].grey);
  hecha_flow_draw (flow, self, 0, flow->n_lines, x, y);
  if (!self->dry)
    cairo_set_source_rgb (self->cr, 0, 0, 0);
  return hecha_flow_height (flow, 0, flow->n_lines);
}
