/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page.h"

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

#define HECHA_MM (72.0 / 25.4)

/* The body of a page, in points from its upper left corner. */
#define HECHA_BODY_LEFT   (23 * HECHA_MM)
#define HECHA_BODY_RIGHT  (HECHA_PAGE_WIDTH - 23 * HECHA_MM)
#define HECHA_BODY_WIDTH  (HECHA_BODY_RIGHT - HECHA_BODY_LEFT)
#define HECHA_BODY_TOP    (35 * HECHA_MM)

typedef enum
{
  HECHA_FONT_BODY,
  HECHA_FONT_NOTE,
  HECHA_FONT_TITLE,
  HECHA_FONT_SUBTITLE,
  HECHA_FONT_CHAPTER,
  HECHA_FONT_SECTION,
  HECHA_FONT_SUBSECTION,
  HECHA_FONT_TABLE,
  HECHA_FONT_TABLE_STRONG,
  HECHA_FONT_DIGEST,
  HECHA_FONT_SMALL,
  HECHA_FONT_WATERMARK,
} HechaFont;

typedef struct
{
  double top;
  double bottom;
  double baseline;
  double x;
} HechaLineBox;

/**
 * HechaFlow:
 * @layout: shaped and broken into lines
 * @n_lines: how many
 * @lines: where they are
 *
 * A text that can be drawn some lines at a time. It belongs to its pager, which
 * keeps it for the second pass and for the next time the same text is set.
 */
typedef struct
{
  PangoLayout  *layout;
  guint         n_lines;
  HechaLineBox *lines;
} HechaFlow;

/**
 * HechaPager:
 *
 * A document on its way to pages. The first pass is dry: it finds the pages of
 * the headings, and how many there are.
 */
typedef struct
{
  const HechaReportModel *model;
  const HechaReportInput *input;
  GCancellable           *cancellable;
  cairo_t                *cr;
  PangoContext           *context;
  gboolean                dry;
  gboolean                page_open;
  double                  y;
  double                  bottom;
  guint                   page;
  guint                   pages;
  GHashTable             *flows;
  GArray                 *heading_pages;
  guint                   heading;
  int                     outline[4];
  gboolean                in_section;
  HechaPages             *result;
  GPtrArray              *held;
  GError                 *error;
} HechaPager;

void             hecha_flow_free   (HechaFlow        *self);
const HechaFlow *hecha_pager_flow  (HechaPager       *self,
                                    HechaFont         font,
                                    const char       *text,
                                    double            width,
                                    HechaAlign        align,
                                    double            indent);
double     hecha_flow_height       (const HechaFlow  *self,
                                    guint             from,
                                    guint             to);
guint      hecha_flow_fit          (const HechaFlow  *self,
                                    guint             from,
                                    double            height);
void       hecha_flow_draw         (const HechaFlow  *self,
                                    HechaPager       *pager,
                                    guint             from,
                                    guint             to,
                                    double            x,
                                    double            y);
double     hecha_pager_text        (HechaPager       *self,
                                    HechaFont         font,
                                    const char       *text,
                                    double            x,
                                    double            y,
                                    double            width,
                                    HechaAlign        align);

void       hecha_pager_begin_tag   (HechaPager       *self,
                                    const char       *name,
                                    const char       *attributes);
void       hecha_pager_end_tag     (HechaPager       *self,
                                    const char       *name);
void       hecha_pager_fill        (HechaPager       *self,
                                    double            grey,
                                    double            x,
                                    double            y,
                                    double            width,
                                    double            height);
void       hecha_pager_pen         (HechaPager       *self);
void       hecha_pager_frame       (HechaPager       *self,
                                    double            x,
                                    double            y,
                                    double            width,
                                    double            height);
void       hecha_pager_line        (HechaPager       *self,
                                    double            grey,
                                    double            x1,
                                    double            y1,
                                    double            x2,
                                    double            y2);
void       hecha_pager_need        (HechaPager       *self,
                                    double            height);
void       hecha_pager_break       (HechaPager       *self);
gboolean   hecha_pager_at_top      (const HechaPager *self);
void       hecha_pager_fail        (HechaPager       *self,
                                    GError           *error);
void       hecha_pager_add_figure  (HechaPager       *self,
                                    const char       *text);

void       hecha_pager_add_block   (HechaPager       *self,
                                    guint             index);
double     hecha_table_min_height  (HechaPager       *self,
                                    const HechaBlock *block);
void       hecha_table_draw        (HechaPager       *self,
                                    const HechaBlock *block);
double     hecha_places_height     (const HechaBlock *block);
void       hecha_places_draw       (HechaPager       *self,
                                    const HechaBlock *block);
void       hecha_pictures_draw     (HechaPager       *self,
                                    const HechaBlock *block);
double     hecha_pictures_row_height (void);

G_END_DECLS
