/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-canvas.h"

#include <math.h>
#include <string.h>

#define MARGIN 12
#define MAX_FIT 1.5
#define MAX_PIXELS 4000
#define KEEP 3
#define NO_PAGE G_MAXUINT

/* One page: where it stands, and its picture where there is one. */
typedef struct
{
  double        y;
  double        width;
  double        height;
  GdkTexture   *texture;
  double        rendered;   /* at which scale */
  GCancellable *asked;      /* while a picture is on its way */
} Page;

struct _HechaPdfCanvas
{
  GtkWidget parent_instance;

  HechaPages    *pages;
  GArray        *list;        /* Page */
  GtkAdjustment *adjustment;
  gulong         scrolled_id;
  gulong         resized_id;
  double         widest;      /* points */
  double         scale;       /* pixels a point; 0 fits the width */
  double         placed;      /* the scale that the pages were placed for */
  guint          page;
  guint          marked;
  guint          update_id;
  double         wanted;      /* page to go to once there is a size, and how far into it */
  gboolean       has_wanted;
  GArray        *matches;     /* HechaPageMatch; NULL for none */
  HechaPageMatch match;       /* the one that is looked at, where there are any */
};

enum
{
  PAGE_SHOWN,
  PAGE_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HechaPdfCanvas, hecha_pdf_canvas, GTK_TYPE_WIDGET)

static void
page_clear (gpointer data)
{
  Page *page = data;

  if (page->asked)
    g_cancellable_cancel (page->asked);
  g_clear_object (&page->asked);
  g_clear_object (&page->texture);
}

static Page *
nth (HechaPdfCanvas *self,
     guint           page)
{
  return &g_array_index (self->list, Page, page);
}

static double
widest_of (HechaPages *pages)
{
  double widest = 1;

  for (guint i = 0; pages && i < hecha_pages_get_n (pages); i++)
    {
      double width, height;

      hecha_pages_get_size (pages, i, &width, &height);
      widest = MAX (widest, width);
    }
  return widest;
}

static double
scale_for (HechaPdfCanvas *self,
           int             width)
{
  if (self->scale > 0)
    return self->scale;
  return CLAMP ((width - 2 * MARGIN) / self->widest, 0.05, MAX_FIT);
}

/* Places the pages for @width; returns the height that they take. */
static double
place (HechaPdfCanvas *self,
       int             width,
       gboolean        keep)
{
  double scale = scale_for (self, width);
  double y = MARGIN;

  for (guint i = 0; i < self->list->len; i++)
    {
      double w, h;

      hecha_pages_get_size (self->pages, i, &w, &h);
      if (keep)
        {
          Page *page = nth (self, i);

          page->y = y;
          page->width = ceil (w * scale);
          page->height = ceil (h * scale);
        }
      y += ceil (h * scale) + MARGIN;
    }
  return y;
}

/* Pictures. */

typedef struct
{
  HechaPdfCanvas *canvas;   /* held */
  HechaPages     *pages;    /* held; those that were asked */
  GCancellable   *asked;    /* held */
  guint           page;
  double          scale;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->canvas);
  g_object_unref (asked->pages);
  g_object_unref (asked->asked);
  g_free (asked);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Asked *asked = data;
  HechaPdfCanvas *self = asked->canvas;
  g_autoptr(HechaPixels) pixels = hecha_pages_render_finish (asked->pages, result, NULL);
  Page *page = self->pages == asked->pages && asked->page < self->list->len ? nth (self, asked->page) : NULL;

  if (page && page->asked == asked->asked)
    {
      g_clear_object (&page->asked);
      if (pixels)
        {
          g_clear_object (&page->texture);
          page->texture = gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT,
                                                  pixels->data, pixels->stride);
        }
      /* A page that cannot be drawn stays white, and is not asked for again. */
      page->rendered = asked->scale;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  asked_free (asked);
}

static void
ask (HechaPdfCanvas *self,
     guint           number,
     double          scale)
{
  Page *page = nth (self, number);
  Asked *asked = g_new0 (Asked, 1);

  page->asked = g_cancellable_new ();
  asked->canvas = g_object_ref (self);
  asked->pages = g_object_ref (self->pages);
  asked->asked = g_object_ref (page->asked);
  asked->page = number;
  asked->scale = scale;
  hecha_pages_render_async (self->pages, number, scale, page->asked, rendered_cb, asked);
}

/* What a page is rendered at: the pixels of the screen, within limits. */
static double
render_scale (HechaPdfCanvas *self,
              guint           number)
{
  double w, h;
  double scale = scale_for (self, gtk_widget_get_width (GTK_WIDGET (self))) *
                 gtk_widget_get_scale_factor (GTK_WIDGET (self));

  hecha_pages_get_size (self->pages, number, &w, &h);
  return MIN (scale, MAX_PIXELS / MAX (MAX (w, h), 1));
}

static void
attend (HechaPdfCanvas *self,
        guint           number,
        double          top,
        double          bottom)
{
  Page *page = nth (self, number);
  double far = (bottom - top) * KEEP;

  if (page->y + page->height >= top && page->y <= bottom)
    {
      double scale = render_scale (self, number);

      if (!page->asked && page->rendered != scale)
        ask (self, number, scale);
      return;
    }
  if (page->asked)
    {
      g_cancellable_cancel (page->asked);
      g_clear_object (&page->asked);
    }
  if (page->y + page->height < top - far || page->y > bottom + far)
    {
      g_clear_object (&page->texture);
      page->rendered = 0;
    }
}

static void
find_page (HechaPdfCanvas *self,
           double          middle)
{
  guint page = 0;

  while (page + 1 < self->list->len && nth (self, page + 1)->y <= middle)
    page++;
  if (page == self->page)
    return;
  self->page = page;
  g_signal_emit (self, signals[PAGE_SHOWN], 0, page);
}

static gboolean
update_cb (gpointer data)
{
  HechaPdfCanvas *self = data;
  double top, bottom;

  self->update_id = 0;
  if (!self->adjustment || self->list->len == 0 || nth (self, 0)->height <= 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  if (self->has_wanted)
    {
      guint page = MIN ((guint) self->wanted, self->list->len - 1);

      self->has_wanted = FALSE;
      gtk_adjustment_set_value (self->adjustment, nth (self, page)->y - MARGIN +
                                (self->wanted - page) * nth (self, page)->height);
    }
  top = gtk_adjustment_get_value (self->adjustment);
  bottom = top + gtk_adjustment_get_page_size (self->adjustment);
  find_page (self, (top + bottom) / 2);
  for (guint i = 0; i < self->list->len; i++)
    attend (self, i, top, bottom);
  return G_SOURCE_REMOVE;
}

static void
queue_update (HechaPdfCanvas *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
scrolled_cb (HechaPdfCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  queue_update (self);
}

/* Remembers what stands at the top, so that another width or scale keeps it there. */
static void
want_place (HechaPdfCanvas *self)
{
  double top = self->adjustment ? gtk_adjustment_get_value (self->adjustment) + MARGIN : 0;
  guint page = 0;

  if (self->has_wanted || self->list->len == 0 || nth (self, 0)->height <= 0)
    return;
  while (page + 1 < self->list->len && nth (self, page + 1)->y <= top)
    page++;
  self->wanted = page + CLAMP ((top - nth (self, page)->y) / nth (self, page)->height, 0, 0.999);
  self->has_wanted = TRUE;
}

static void
pressed_cb (HechaPdfCanvas *self,
            int             n,
            double          x,
            double          y)
{
  for (guint i = 0; i < self->list->len; i++)
    if (y >= nth (self, i)->y && y < nth (self, i)->y + nth (self, i)->height)
      g_signal_emit (self, signals[PAGE_PRESSED], 0, i);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Overrides. */

static GtkSizeRequestMode
hecha_pdf_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hecha_pdf_canvas_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  HechaPdfCanvas *self = HECHA_PDF_CANVAS (widget);
  double scale = self->scale > 0 ? self->scale : 0.1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = ceil (self->widest * scale) + 2 * MARGIN;
      *natural = MAX (*minimum, ceil (self->widest) + 2 * MARGIN);
    }
  else
    *minimum = *natural = place (self, MAX (for_size, 2 * MARGIN + 1), FALSE);
}

static void
hecha_pdf_canvas_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  HechaPdfCanvas *self = HECHA_PDF_CANVAS (widget);
  double scale = scale_for (self, width);

  if (scale != self->placed)
    want_place (self);
  self->placed = scale;
  place (self, width, TRUE);
  queue_update (self);
}

/* Over the page, as a marker pen: the words stay readable. */
static void
snapshot_matches (HechaPdfCanvas        *self,
                  GtkSnapshot           *snapshot,
                  guint                  number,
                  const graphene_rect_t *rect)
{
  static const GdkRGBA marker = { 1, 0.85, 0, 0.35 }, current = { 1, 0.5, 0, 0.5 };

  for (guint i = 0; self->matches && i < self->matches->len; i++)
    {
      const HechaPageMatch *match = &g_array_index (self->matches, HechaPageMatch, i);
      gboolean looked_at = memcmp (match, &self->match, sizeof *match) == 0;

      if (match->page == number)
        gtk_snapshot_append_color (snapshot, looked_at ? &current : &marker,
                                   &GRAPHENE_RECT_INIT (rect->origin.x + match->x * self->placed,
                                                        rect->origin.y + match->y * self->placed,
                                                        match->width * self->placed, match->height * self->placed));
    }
}

static void
snapshot_page (HechaPdfCanvas *self,
               GtkSnapshot    *snapshot,
               guint           number,
               int             width)
{
  static const GdkRGBA white = { 1, 1, 1, 1 }, edge = { 0, 0, 0, 0.25 };
  const Page *page = nth (self, number);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (floor ((width - page->width) / 2), page->y, page->width, page->height);
  GskRoundedRect outline;
  GdkRGBA colour = edge;
  float line = 1;

  if (number == self->marked)
    {
      gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
      line = 3;
    }
  gtk_snapshot_append_color (snapshot, &white, &rect);
  if (page->texture)
    gtk_snapshot_append_texture (snapshot, page->texture, &rect);
  snapshot_matches (self, snapshot, number, &rect);
  graphene_rect_inset (&rect, -line, -line);
  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { line, line, line, line },
                              (GdkRGBA[4]) { colour, colour, colour, colour });
}

static void
hecha_pdf_canvas_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  HechaPdfCanvas *self = HECHA_PDF_CANVAS (widget);
  double top = self->adjustment ? gtk_adjustment_get_value (self->adjustment) : 0;
  double size = self->adjustment ? gtk_adjustment_get_page_size (self->adjustment) : gtk_widget_get_height (widget);

  for (guint i = 0; i < self->list->len; i++)
    {
      const Page *page = nth (self, i);

      if (page->y + page->height >= top - size && page->y <= top + 2 * size)
        snapshot_page (self, snapshot, i, gtk_widget_get_width (widget));
    }
}

static void
hecha_pdf_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hecha_pdf_canvas_parent_class)->map (widget);
  queue_update (HECHA_PDF_CANVAS (widget));
}

static void
hecha_pdf_canvas_dispose (GObject *object)
{
  HechaPdfCanvas *self = HECHA_PDF_CANVAS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  hecha_pdf_canvas_set_adjustment (self, NULL);
  g_array_set_size (self->list, 0);
  g_clear_object (&self->pages);
  G_OBJECT_CLASS (hecha_pdf_canvas_parent_class)->dispose (object);
}

static void
hecha_pdf_canvas_finalize (GObject *object)
{
  g_array_unref (HECHA_PDF_CANVAS (object)->list);
  g_clear_pointer (&HECHA_PDF_CANVAS (object)->matches, g_array_unref);
  G_OBJECT_CLASS (hecha_pdf_canvas_parent_class)->finalize (object);
}

static void
hecha_pdf_canvas_class_init (HechaPdfCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_pdf_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_pdf_canvas_finalize;
  widget_class->get_request_mode = hecha_pdf_canvas_get_request_mode;
  widget_class->measure = hecha_pdf_canvas_measure;
  widget_class->size_allocate = hecha_pdf_canvas_size_allocate;
  widget_class->snapshot = hecha_pdf_canvas_snapshot;
  widget_class->map = hecha_pdf_canvas_map;
  signals[PAGE_SHOWN] = g_signal_new ("page-shown", HECHA_TYPE_PDF_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PAGE_PRESSED] = g_signal_new ("page-pressed", HECHA_TYPE_PDF_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "pdf.line-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "pdf.line-up", NULL);
  gtk_widget_class_set_css_name (widget_class, "pdfcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hecha_pdf_canvas_init (HechaPdfCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = g_array_new (FALSE, TRUE, sizeof (Page));
  g_array_set_clear_func (self->list, page_clear);
  self->marked = NO_PAGE;
  self->widest = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (queue_update), NULL);
}

/**
 * hecha_pdf_canvas_set_pages:
 * @pages: (nullable): what is shown; the same place in the new pages is kept
 */
void
hecha_pdf_canvas_set_pages (HechaPdfCanvas *self,
                            HechaPages     *pages)
{
  g_return_if_fail (HECHA_IS_PDF_CANVAS (self));

  if (pages)
    want_place (self);
  g_array_set_size (self->list, 0);
  g_set_object (&self->pages, pages);
  self->widest = widest_of (pages);
  if (pages)
    g_array_set_size (self->list, hecha_pages_get_n (pages));
  self->page = MIN (self->page, MAX (self->list->len, 1) - 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_update (self);
}

/**
 * hecha_pdf_canvas_set_adjustment:
 * @adjustment: (nullable): the vertical one of the window that it scrolls in
 */
void
hecha_pdf_canvas_set_adjustment (HechaPdfCanvas *self,
                                 GtkAdjustment  *adjustment)
{
  g_return_if_fail (HECHA_IS_PDF_CANVAS (self));

  if (self->adjustment)
    {
      g_clear_signal_handler (&self->scrolled_id, self->adjustment);
      g_clear_signal_handler (&self->resized_id, self->adjustment);
    }
  g_set_object (&self->adjustment, adjustment);
  if (adjustment)
    {
      self->scrolled_id = g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
      self->resized_id = g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (scrolled_cb), self);
    }
}

/**
 * hecha_pdf_canvas_get_scale:
 *
 * Returns: pixels a point, as it is now
 */
double
hecha_pdf_canvas_get_scale (HechaPdfCanvas *self)
{
  return scale_for (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

/**
 * hecha_pdf_canvas_set_scale:
 * @scale: pixels a point; 0 fits the width
 */
void
hecha_pdf_canvas_set_scale (HechaPdfCanvas *self,
                            double          scale)
{
  g_return_if_fail (HECHA_IS_PDF_CANVAS (self));

  self->scale = scale > 0 ? CLAMP (scale, 0.25, 6) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_pdf_canvas_get_page:
 *
 * Returns: the page in the middle of the view, from 0
 */
guint
hecha_pdf_canvas_get_page (HechaPdfCanvas *self)
{
  return self->page;
}

/**
 * hecha_pdf_canvas_go:
 * @page: from 0; past the last is the last
 *
 * Scrolls to the top of a page.
 */
void
hecha_pdf_canvas_go (HechaPdfCanvas *self,
                     guint           page)
{
  g_return_if_fail (HECHA_IS_PDF_CANVAS (self));

  self->wanted = page;
  self->has_wanted = TRUE;
  queue_update (self);
}

/**
 * hecha_pdf_canvas_mark:
 * @page: from 0
 *
 * Draws a frame around a page, and scrolls until it can be seen.
 */
void
hecha_pdf_canvas_mark (HechaPdfCanvas *self,
                       guint           page)
{
  const Page *marked;
  double top;

  g_return_if_fail (HECHA_IS_PDF_CANVAS (self));

  self->marked = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->adjustment || page >= self->list->len)
    return;
  marked = nth (self, page);
  top = gtk_adjustment_get_value (self->adjustment);
  if (marked->y < top || marked->y + marked->height > top + gtk_adjustment_get_page_size (self->adjustment))
    hecha_pdf_canvas_go (self, page);
}

/**
 * hecha_pdf_canvas_set_matches:
 * @matches: (nullable) (element-type HechaPageMatch): what is marked in the pages
 * @current: (nullable): the one of them to look at; scrolled to where it cannot be seen
 */
void
hecha_pdf_canvas_set_matches (HechaPdfCanvas       *self,
                              const GArray         *matches,
                              const HechaPageMatch *current)
{
  double size, top, y;

  g_return_if_fail (HECHA_IS_PDF_CANVAS (self));

  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches ? g_array_copy ((GArray *) matches) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!current)
    return;
  self->match = *current;
  if (!self->adjustment || current->page >= self->list->len)
    return;
  size = gtk_adjustment_get_page_size (self->adjustment);
  top = gtk_adjustment_get_value (self->adjustment);
  y = nth (self, current->page)->y + current->y * self->placed;
  if (y < top || y + current->height * self->placed > top + size)
    gtk_adjustment_set_value (self->adjustment, y - size / 3);
}
