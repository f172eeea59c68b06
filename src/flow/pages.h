/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_PAGES_MAX_MATCHES 1000

/**
 * HechaPageMatch:
 * @page: from 0
 * @x: points from the left edge of the page as shown
 * @y: points from its top edge
 * @width: points
 * @height: points
 */
typedef struct
{
  guint  page;
  double x;
  double y;
  double width;
  double height;
} HechaPageMatch;

/**
 * HechaPages:
 *
 * The pages of an open PDF: a report, or evidence. All calls are asynchronous
 * and answered in order; one worker owns the document.
 */
#define HECHA_TYPE_PAGES (hecha_pages_get_type ())
G_DECLARE_FINAL_TYPE (HechaPages, hecha_pages, HECHA, PAGES, GObject)

void         hecha_pages_open_async    (GBytes               *bytes,
                                        const char           *name,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
HechaPages  *hecha_pages_open_finish   (GAsyncResult         *result,
                                        GError              **error);
guint        hecha_pages_get_n         (HechaPages           *self);
void         hecha_pages_get_size      (HechaPages           *self,
                                        guint                 page,
                                        double               *width,
                                        double               *height);
void         hecha_pages_render_async  (HechaPages           *self,
                                        guint                 page,
                                        double                scale,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
HechaPixels *hecha_pages_render_finish (HechaPages           *self,
                                        GAsyncResult         *result,
                                        GError              **error);
void         hecha_pages_find_async    (HechaPages           *self,
                                        const char           *text,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GArray      *hecha_pages_find_finish   (HechaPages           *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
