/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "blank-paper.h"

#include "document.h"

#include <math.h>

/* Pixels a point: enough to see a letter. */
#define SCALE  1.5
/* Points beside what was added: a digit before a number is no addition of its own. */
#define MARGIN 4.0
/* Of 255: paper is lighter than this, and a marker darkens no more than that. */
#define PAPER  250
#define TINT   40

static int
light_of (const guint8 *pixel)
{
  return (11 * pixel[0] + 59 * pixel[1] + 30 * pixel[2]) / 100;
}

typedef struct
{
  int left;
  int top;
  int right;
  int bottom;
} Pane;

static Pane
pane_of (const HechaPdfArea *area,
         const HechaPixels  *pixels)
{
  Pane pane = { 0, 0, pixels->width, pixels->height };

  if (area->width <= 0)
    return pane;
  pane.left = (int) CLAMP (floor ((area->left - MARGIN) * SCALE), 0, pixels->width);
  pane.top = (int) CLAMP (floor ((area->top - MARGIN) * SCALE), 0, pixels->height);
  pane.right = (int) CLAMP (ceil ((area->left + area->width + MARGIN) * SCALE), 0, pixels->width);
  pane.bottom = (int) CLAMP (ceil ((area->top + area->height + MARGIN) * SCALE), 0, pixels->height);
  return pane;
}

/* Nothing was drawn there, or what was is only marked. */
static gboolean
hides_nothing (const HechaPixels *before,
               const HechaPixels *after,
               Pane               pane)
{
  const guint8 *a = g_bytes_get_data (before->data, NULL), *b = g_bytes_get_data (after->data, NULL);
  gboolean blank = TRUE, marked = TRUE;

  for (int y = pane.top; y < pane.bottom && (blank || marked); y++)
    for (int x = pane.left; x < pane.right; x++)
      {
        int was = light_of (a + before->stride * (gsize) y + 4 * (gsize) x);
        int is = light_of (b + after->stride * (gsize) y + 4 * (gsize) x);

        blank = blank && was >= PAPER;
        marked = marked && ABS (was - is) <= TINT;
      }
  return blank || marked;
}

/* What was added to one page: the first of @areas and those after it that are on the same. Returns: how many; 0 where
 * something is hidden. */
static guint
count_blank (HechaDocument      *before,
             HechaDocument      *after,
             const HechaPdfArea *areas,
             guint               n_areas)
{
  const guint page = areas->page;
  g_autoptr(HechaPixels) a = NULL;
  g_autoptr(HechaPixels) b = NULL;
  guint n = 0;

  if (page >= hecha_document_n_pages (before) || page >= hecha_document_n_pages (after))
    return 0;
  a = hecha_document_render (before, page, SCALE, NULL, NULL);
  b = hecha_document_render (after, page, SCALE, NULL, NULL);
  if (!a || !b || a->width != b->width || a->height != b->height)
    return 0;
  for (; n < n_areas && areas[n].page == page; n++)
    if (!hides_nothing (a, b, pane_of (&areas[n], a)))
      return 0;
  return n;
}

/**
 * hecha_blank_paper:
 *
 * Draws pages to see whether what others added to them lies on blank paper, or
 * marks lightly what is there: a #HechaPdfIsBlank. What cannot be drawn is not
 * blank. Blocks; not for the main thread.
 *
 * Returns: whether nothing is hidden, and nothing was put close beside something
 */
gboolean
hecha_blank_paper (GBytes             *before,
                   GBytes             *after,
                   const HechaPdfArea *areas,
                   guint               n_areas)
{
  g_autoptr(HechaDocument) old = NULL;
  g_autoptr(HechaDocument) new = NULL;

  g_return_val_if_fail (before && after && areas, FALSE);
  old = hecha_document_open (before, NULL);
  new = old ? hecha_document_open (after, NULL) : NULL;
  for (guint i = 0, n; new && i < n_areas; i += n)
    {
      n = count_blank (old, new, &areas[i], n_areas - i);
      if (n == 0)
        return FALSE;
    }
  return new != NULL;
}
