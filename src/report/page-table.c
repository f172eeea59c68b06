/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-private.h"

#define PAD_X       4.0
#define PAD_Y       3.0
#define GAP_AFTER   9.0
#define HEAD_GREY   0.90
#define LABEL_GREY  0.955

/* A row taller than this share of the body is split where it stands instead of moved whole. */
#define SPLIT_SHARE 0.35

typedef struct
{
  HechaPager       *pager;
  const HechaBlock *block;
  guint             n_columns;
  double           *x;
  double           *width;
} Table;

typedef struct
{
  const HechaFlow **cells;
  guint            *from;
  gboolean          is_head;
} Row;

static void
table_init (Table            *self,
            HechaPager       *pager,
            const HechaBlock *block)
{
  double sum = 0, x = HECHA_BODY_LEFT;

  self->pager = pager;
  self->block = block;
  self->n_columns = block->columns->len;
  self->x = g_new (double, self->n_columns);
  self->width = g_new (double, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    sum += g_array_index (block->columns, HechaColumn, i).weight;
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->x[i] = x;
      self->width[i] = HECHA_BODY_WIDTH * g_array_index (block->columns, HechaColumn, i).weight / sum;
      x += self->width[i];
    }
}

static void
table_clear (Table *self)
{
  g_free (self->x);
  g_free (self->width);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
row_init (Row         *self,
          const Table *table,
          guint        index)
{
  const HechaRow *row = table->block->rows->pdata[index];

  self->is_head = table->block->has_head && index == 0;
  self->cells = g_new0 (const HechaFlow *, table->n_columns);
  self->from = g_new0 (guint, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    {
      const HechaColumn *column = &g_array_index (table->block->columns, HechaColumn, i);
      HechaFont font = self->is_head || row->strong ? HECHA_FONT_TABLE_STRONG
                       : column->digest ? HECHA_FONT_DIGEST : HECHA_FONT_TABLE;

      self->cells[i] = hecha_pager_flow (table->pager, font, row->cells[i], table->width[i] - 2 * PAD_X,
                                         column->align, 0);
    }
}

static void
row_clear (Row *self)
{
  g_free (self->cells);
  g_free (self->from);
}

static double
row_height (const Row   *self,
            const Table *table)
{
  double height = 0;

  for (guint i = 0; i < table->n_columns; i++)
    height = MAX (height, hecha_flow_height (self->cells[i], self->from[i], self->cells[i]->n_lines));
  return height + 2 * PAD_Y;
}

/* All of a row's borders in one stroke. */
static void
draw_borders (const Table *table,
              double       height)
{
  HechaPager *pager = table->pager;

  if (pager->dry)
    return;
  cairo_rectangle (pager->cr, HECHA_BODY_LEFT, pager->y, HECHA_BODY_WIDTH, height);
  for (guint i = 1; i < table->n_columns; i++)
    {
      cairo_move_to (pager->cr, table->x[i], pager->y);
      cairo_rel_line_to (pager->cr, 0, height);
    }
  hecha_pager_pen (pager);
}

/* Draws what of the row fits into @height, at the pager's place, and moves on. */
static void
row_draw (Row      *self,
          Table    *table,
          double    height,
          gboolean  tagged)
{
  HechaPager *pager = table->pager;
  double used = 0;
  g_autofree guint *to = g_new (guint, table->n_columns);

  for (guint i = 0; i < table->n_columns; i++)
    {
      to[i] = hecha_flow_fit (self->cells[i], self->from[i], height - 2 * PAD_Y + 0.01);
      used = MAX (used, hecha_flow_height (self->cells[i], self->from[i], to[i]) + 2 * PAD_Y);
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      gboolean label = g_array_index (table->block->columns, HechaColumn, i).label;

      if (self->is_head || label)
        hecha_pager_fill (pager, self->is_head ? HEAD_GREY : LABEL_GREY, table->x[i], pager->y, table->width[i], used);
    }
  if (tagged)
    hecha_pager_begin_tag (pager, "TR", NULL);
  for (guint i = 0; i < table->n_columns; i++)
    {
      gboolean label = self->is_head || g_array_index (table->block->columns, HechaColumn, i).label;

      if (tagged)
        hecha_pager_begin_tag (pager, label ? "TH" : "TD", NULL);
      hecha_flow_draw (self->cells[i], pager, self->from[i], to[i], table->x[i] + PAD_X, pager->y + PAD_Y);
      if (tagged)
        hecha_pager_end_tag (pager, label ? "TH" : "TD");
      self->from[i] = to[i];
    }
  if (tagged)
    hecha_pager_end_tag (pager, "TR");
  draw_borders (table, used);
  pager->y += used;
}

static gboolean
row_is_done (const Row   *self,
             const Table *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (self->from[i] < self->cells[i]->n_lines)
      return FALSE;
  return TRUE;
}

static gboolean
row_fits (const Row   *self,
          const Table *table,
          double       height)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      guint left = self->cells[i]->n_lines - self->from[i];
      guint fit = hecha_flow_fit (self->cells[i], self->from[i], height - 2 * PAD_Y) - self->from[i];

      if (fit < MIN (left, 3))
        return FALSE;
    }
  return TRUE;
}

static void
repeat_head (Table *table)
{
  Row head;

  if (!table->block->has_head)
    return;
  row_init (&head, table, 0);
  row_draw (&head, table, row_height (&head, table), FALSE);
  row_clear (&head);
}

static void
draw_row (Table *table,
          guint  index)
{
  HechaPager *pager = table->pager;
  double body = pager->bottom - HECHA_BODY_TOP;
  Row row;

  row_init (&row, table, index);
  while (!row_is_done (&row, table) && !pager->error)
    {
      double height = row_height (&row, table);
      double room = pager->bottom - pager->y;

      if (height > room && !hecha_pager_at_top (pager) &&
          (height <= body * SPLIT_SHARE || !row_fits (&row, table, room)))
        {
          hecha_pager_break (pager);
          hecha_pager_need (pager, 0);
          repeat_head (table);
          room = pager->bottom - pager->y;
        }
      row_draw (&row, table, MIN (height, room), TRUE);
    }
  row_clear (&row);
}

/**
 * hecha_table_min_height:
 *
 * Returns: what must be free below a heading: the head and the first row, or
 *   as much of it as is not split
 */
double
hecha_table_min_height (HechaPager       *self,
                        const HechaBlock *block)
{
  g_auto(Table) table = { 0 };
  double height = 0;

  table_init (&table, self, block);
  for (guint i = 0; i < block->rows->len && i < (block->has_head ? 2 : 1); i++)
    {
      Row row;

      row_init (&row, &table, i);
      height += MIN (row_height (&row, &table), (self->bottom - HECHA_BODY_TOP) * SPLIT_SHARE);
      row_clear (&row);
    }
  return height;
}

/**
 * hecha_table_draw:
 *
 * Draws a table over as many pages as it needs, its head on each of them.
 */
void
hecha_table_draw (HechaPager       *self,
                  const HechaBlock *block)
{
  g_auto(Table) table = { 0 };

  if (block->rows->len == 0)
    return;
  hecha_pager_need (self, hecha_table_min_height (self, block));
  table_init (&table, self, block);
  hecha_pager_begin_tag (self, "Table", NULL);
  for (guint i = 0; i < block->rows->len && !self->error; i++)
    draw_row (&table, i);
  hecha_pager_end_tag (self, "Table");
  self->y += GAP_AFTER;
}
