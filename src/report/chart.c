/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart.h"

#define BAR_STEP    20.0
#define BAR_HEIGHT  11.0
#define LABEL_WIDTH (46 * HECHA_MM)
#define VALUE_WIDTH (16 * HECHA_MM)
#define AXIS_HEIGHT 14.0
#define BAR_GREY    0.38

/* So many bars have room on a page of their own. */
#define MAX_BARS    28

/**
 * hecha_chart_height:
 *
 * Returns: what the chart of @n_bars takes, without its caption
 */
double
hecha_chart_height (guint n_bars)
{
  return MIN (n_bars, MAX_BARS) * BAR_STEP + AXIS_HEIGHT;
}

static void
draw_axis (HechaPager *pager,
           double      left,
           double      width,
           double      height)
{
  for (int percent = 0; percent <= 100; percent += 25)
    {
      g_autofree char *text = g_strdup_printf ("%d%%", percent);
      double x = left + width * percent / 100;

      hecha_pager_line (pager, percent ? 0.8 : 0.3, x, pager->y, x, pager->y + height);
      hecha_pager_text (pager, HECHA_FONT_SMALL, text, x - 20, pager->y + height + 1, 40, HECHA_ALIGN_CENTRE);
    }
}

static void
draw_bar (HechaPager     *pager,
          const HechaBar *bar,
          double          left,
          double          width,
          double          y)
{
  const HechaFlow *label;
  double length = width * MAX (bar->rate, 0) / 10000;

  label = hecha_pager_flow (pager, HECHA_FONT_SMALL, bar->label, LABEL_WIDTH - 6, HECHA_ALIGN_END, 0);
  hecha_flow_draw (label, pager, 0, MIN (label->n_lines, 2), HECHA_BODY_LEFT,
                   y + (BAR_STEP - hecha_flow_height (label, 0, MIN (label->n_lines, 2))) / 2);
  hecha_pager_fill (pager, BAR_GREY, left, y + (BAR_STEP - BAR_HEIGHT) / 2, length, BAR_HEIGHT);
  hecha_pager_text (pager, HECHA_FONT_SMALL, bar->text, left + width + 4, y + 4.5, VALUE_WIDTH - 4, HECHA_ALIGN_END);
}

static void
draw_part (HechaPager       *pager,
           const HechaBlock *block,
           guint             from,
           guint             n)
{
  double left = HECHA_BODY_LEFT + LABEL_WIDTH;
  double width = HECHA_BODY_WIDTH - LABEL_WIDTH - VALUE_WIDTH;

  hecha_pager_need (pager, hecha_chart_height (n) + 24);
  hecha_pager_begin_tag (pager, "Figure", NULL);
  draw_axis (pager, left, width, n * BAR_STEP);
  for (guint i = 0; i < n; i++)
    draw_bar (pager, block->bars->pdata[from + i], left, width, pager->y + i * BAR_STEP);
  hecha_pager_end_tag (pager, "Figure");
  hecha_pager_add_figure (pager, block->text);
  pager->y += hecha_chart_height (n) + 4;
  hecha_pager_begin_tag (pager, "Caption", NULL);
  pager->y += hecha_pager_text (pager, HECHA_FONT_NOTE, block->text, HECHA_BODY_LEFT, pager->y, HECHA_BODY_WIDTH,
                                HECHA_ALIGN_CENTRE) + 10;
  hecha_pager_end_tag (pager, "Caption");
}

/**
 * hecha_chart_draw:
 *
 * Draws a bar for each rate, its figure beside it; readable in black and
 * white. More bars than a page holds go on below their own axis.
 */
void
hecha_chart_draw (HechaPager       *pager,
                  const HechaBlock *block)
{
  for (guint from = 0; from < block->bars->len && !pager->error; from += MAX_BARS)
    draw_part (pager, block, from, MIN (MAX_BARS, block->bars->len - from));
}
