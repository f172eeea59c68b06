/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zoom-view.h"

#define ZOOM_MIN 0.05
#define ZOOM_MAX 16.0

struct _HechaZoomView
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  double      zoom;   /* 0 while it fits */
  int         turn;   /* quarters, clockwise */
};

G_DEFINE_FINAL_TYPE (HechaZoomView, hecha_zoom_view, GTK_TYPE_WIDGET)

static void
turned_size (HechaZoomView *self,
             double        *width,
             double        *height)
{
  *width = gdk_texture_get_width (self->texture);
  *height = gdk_texture_get_height (self->texture);
  if (self->turn % 2)
    {
      double swap = *width;

      *width = *height;
      *height = swap;
    }
}

/* A picture smaller than the place is not blown up. */
static double
fitting_zoom (HechaZoomView *self)
{
  double width, height;

  turned_size (self, &width, &height);
  return MIN (MIN (gtk_widget_get_width (GTK_WIDGET (self)) / width,
                   gtk_widget_get_height (GTK_WIDGET (self)) / height), 1);
}

static void
hecha_zoom_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  HechaZoomView *self = HECHA_ZOOM_VIEW (widget);
  double width = 0, height = 0;

  *minimum_baseline = *natural_baseline = -1;
  if (self->texture && self->zoom > 0)
    turned_size (self, &width, &height);
  *minimum = *natural = (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height) * self->zoom;
}

static void
hecha_zoom_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HechaZoomView *self = HECHA_ZOOM_VIEW (widget);
  double zoom, width, height;

  if (!self->texture || gtk_widget_get_width (widget) == 0 || gtk_widget_get_height (widget) == 0)
    return;
  zoom = hecha_zoom_view_get_zoom (self);
  width = gdk_texture_get_width (self->texture) * zoom;
  height = gdk_texture_get_height (self->texture) * zoom;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (gtk_widget_get_width (widget) / 2.0,
                                                          gtk_widget_get_height (widget) / 2.0));
  gtk_snapshot_rotate (snapshot, self->turn * 90);
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (-width / 2, -height / 2, width, height));
  gtk_snapshot_restore (snapshot);
}

static void
hecha_zoom_view_dispose (GObject *object)
{
  g_clear_object (&HECHA_ZOOM_VIEW (object)->texture);
  G_OBJECT_CLASS (hecha_zoom_view_parent_class)->dispose (object);
}

static void
hecha_zoom_view_class_init (HechaZoomViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_zoom_view_dispose;
  widget_class->measure = hecha_zoom_view_measure;
  widget_class->snapshot = hecha_zoom_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hecha_zoom_view_init (HechaZoomView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * hecha_zoom_view_set_texture:
 * @texture: (nullable): the picture; zoom and turn stay
 */
void
hecha_zoom_view_set_texture (HechaZoomView *self,
                             GdkTexture    *texture)
{
  g_return_if_fail (HECHA_IS_ZOOM_VIEW (self));
  g_set_object (&self->texture, texture);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_zoom_view_zoom:
 * @factor: more than 1 for larger
 */
void
hecha_zoom_view_zoom (HechaZoomView *self,
                      double         factor)
{
  g_return_if_fail (HECHA_IS_ZOOM_VIEW (self));
  if (!self->texture)
    return;
  self->zoom = CLAMP (hecha_zoom_view_get_zoom (self) * factor, ZOOM_MIN, ZOOM_MAX);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_zoom_view_fit:
 *
 * As large as fits.
 */
void
hecha_zoom_view_fit (HechaZoomView *self)
{
  g_return_if_fail (HECHA_IS_ZOOM_VIEW (self));
  self->zoom = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_zoom_view_turn:
 * @quarters: clockwise; negative for the other way round
 */
void
hecha_zoom_view_turn (HechaZoomView *self,
                      int            quarters)
{
  g_return_if_fail (HECHA_IS_ZOOM_VIEW (self));
  self->turn = ((self->turn + quarters) % 4 + 4) % 4;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_zoom_view_get_zoom:
 *
 * Returns: pixels of the window for a pixel of the picture
 */
double
hecha_zoom_view_get_zoom (HechaZoomView *self)
{
  if (!self->texture)
    return 1;
  return self->zoom > 0 ? self->zoom : fitting_zoom (self);
}

/**
 * hecha_zoom_view_get_turn:
 *
 * Returns: quarters, clockwise, 0 to 3
 */
int
hecha_zoom_view_get_turn (HechaZoomView *self)
{
  return self->turn;
}
