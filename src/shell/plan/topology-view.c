/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology-view.h"

#include "place.h"

#include <glib/gi18n.h>

#define ZOOM_MIN  0.2
#define ZOOM_MAX  3.0
#define ZOOM_READ 0.7   /* smaller, names cannot be read */
#define ICON_SIZE 16
#define STEP      10

struct _HechaTopologyView
{
  GtkWidget parent_instance;

  HechaTopology *topology;
  char          *selected;
  double         zoom;
  gboolean       editable;
  int            dragged;   /* index of a node; -1 for none */
  double         offset_x;
  double         offset_y;
};

G_DEFINE_FINAL_TYPE (HechaTopologyView, hecha_topology_view, GTK_TYPE_WIDGET)

static const HechaTopologyNode *
get_node (HechaTopologyView *self,
          int                i)
{
  return &g_array_index (self->topology->nodes, HechaTopologyNode, i);
}

static const char *
kind_label (const HechaObject *object)
{
  const HechaObjectKind *kind = hecha_object_kind_find (object->kind);

  return kind ? hecha_text_get (&kind->label, hecha_shell_language ()) : object->kind;
}

static const char *
icon_of (const HechaObject *object)
{
  static const struct { const char *kind, *icon; } icons[] = {
    { "control-system", "applications-engineering-symbolic" }, { "control-device", "emblem-system-symbolic" },
    { "host", "computer-symbolic" }, { "network-device", "network-wired-symbolic" },
    { "platform", "network-server-symbolic" }, { "application", "application-x-executable-symbolic" },
    { "identifier-node", "network-workgroup-symbolic" }, { "data-set", "drive-harddisk-symbolic" },
    { "room", "go-home-symbolic" }, { "document", "text-x-generic-symbolic" }, { "role", "avatar-default-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, object->kind))
      return icons[i].icon;
  return "image-missing";
}

/* Drawing, in units of the diagram */

static GskRoundedRect
rounded (const HechaBox *box,
         float           radius)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (box->x, box->y, box->width, box->height), radius);
  return rect;
}

static void
draw_frame (GtkSnapshot    *snapshot,
            const HechaBox *box,
            const GdkRGBA  *fill,
            const GdkRGBA  *stroke,
            float           width)
{
  GskRoundedRect rect = rounded (box, 6);

  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, fill, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *stroke, *stroke, *stroke, *stroke });
}

static void
draw_text (HechaTopologyView *self,
           GtkSnapshot       *snapshot,
           const char        *text,
           const GdkRGBA     *color,
           double             x,
           double             y,
           int                width)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int height;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y - height / 2.0));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_piece (GtkSnapshot      *snapshot,
            const HechaPoint *a,
            const HechaPoint *b,
            const GdkRGBA    *color,
            double            width)
{
  double x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x - width / 2, y - width / 2, ABS (a->x - b->x) + width,
                                                                   ABS (a->y - b->y) + width));
}

static void
draw_line (HechaTopologyView       *self,
           GtkSnapshot             *snapshot,
           const HechaTopologyLine *line,
           const GdkRGBA           *color)
{
  for (guint i = 1; i < line->n_points; i++)
    draw_piece (snapshot, &line->points[i - 1], &line->points[i], color, line->link->conduit ? 3 : 1.5);
}

static void
draw_label (HechaTopologyView       *self,
            GtkSnapshot             *snapshot,
            const HechaTopologyLine *line,
            const GdkRGBA           *ink,
            const GdkRGBA           *paper)
{
  g_autoptr(PangoLayout) layout = NULL;
  int width, height;

  if (!line->link->label || !*line->link->label)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), line->link->label);
  pango_layout_set_width (layout, HECHA_TOPOLOGY_NODE_WIDTH * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (line->label.x - width / 2.0, line->label.y - height / 2.0));
  gtk_snapshot_append_color (snapshot, paper, &GRAPHENE_RECT_INIT (-2, 0, width + 4, height));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (HechaTopologyView *self,
           GtkSnapshot       *snapshot,
           const HechaObject *object,
           const GdkRGBA     *color,
           double             x,
           double             y)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr(GtkIconPaintable) icon = NULL;

  icon = gtk_icon_theme_lookup_icon (theme, icon_of (object), NULL, ICON_SIZE,
                                     gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                     gtk_widget_get_direction (GTK_WIDGET (self)), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_node (HechaTopologyView *self,
           GtkSnapshot       *snapshot,
           int                i,
           const GdkRGBA     *ink,
           const GdkRGBA     *paper,
           const GdkRGBA     *accent)
{
  const HechaTopologyNode *node = get_node (self, i);
  gboolean selected = g_strcmp0 (node->object->uuid, self->selected) == 0;
  HechaBox box = node->box;

  if (i == self->dragged)
    {
      box.x += (int) (self->offset_x / self->zoom);
      box.y += (int) (self->offset_y / self->zoom);
    }
  draw_frame (snapshot, &box, paper, selected ? accent : ink, selected ? 3 : 1);
  draw_icon (self, snapshot, node->object, ink, box.x + 8, box.y + (box.height - ICON_SIZE) / 2.0);
  draw_text (self, snapshot, node->object->name, ink, box.x + 32, box.y + box.height / 2.0, box.width - 40);
}

static void
draw_zone (HechaTopologyView       *self,
           GtkSnapshot             *snapshot,
           const HechaTopologyZone *zone,
           const GdkRGBA           *ink)
{
  GdkRGBA fill = *ink, stroke = *ink;

  fill.alpha = 0.06f;
  stroke.alpha = 0.4f;
  draw_frame (snapshot, &zone->box, &fill, &stroke, 1);
  draw_text (self, snapshot, zone->name ? zone->name : _("No zone"), ink, zone->box.x + HECHA_TOPOLOGY_PADDING,
             zone->box.y + HECHA_TOPOLOGY_HEADER / 2.0, zone->box.width - 2 * HECHA_TOPOLOGY_PADDING);
}

static void
find_colors (HechaTopologyView *self,
             GdkRGBA           *ink,
             GdkRGBA           *paper,
             GdkRGBA           *accent)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_style_context_get_color (context, ink);
  if (!gtk_style_context_lookup_color (context, "view_bg_color", paper))
    *paper = (GdkRGBA) { 1, 1, 1, 1 };
  if (!gtk_style_context_lookup_color (context, "accent_color", accent))
    *accent = *ink;
}

static void
hecha_topology_view_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  HechaTopologyView *self = HECHA_TOPOLOGY_VIEW (widget);
  HechaTopology *topology = self->topology;
  GdkRGBA ink, paper, accent, faint;

  if (!topology)
    return;
  find_colors (self, &ink, &paper, &accent);
  faint = ink;
  faint.alpha *= 0.7f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  for (guint i = 0; i < topology->zones->len; i++)
    draw_zone (self, snapshot, &g_array_index (topology->zones, HechaTopologyZone, i), &ink);
  for (guint i = 0; i < topology->lines->len; i++)
    draw_line (self, snapshot, &g_array_index (topology->lines, HechaTopologyLine, i), &faint);
  for (guint i = 0; i < topology->nodes->len; i++)
    draw_node (self, snapshot, i, &ink, &paper, &accent);
  for (guint i = 0; i < topology->lines->len; i++)
    draw_label (self, snapshot, &g_array_index (topology->lines, HechaTopologyLine, i), &ink, &paper);
  gtk_snapshot_restore (snapshot);
}

static void
hecha_topology_view_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  HechaTopologyView *self = HECHA_TOPOLOGY_VIEW (widget);
  int length = !self->topology ? 0 : orientation == GTK_ORIENTATION_HORIZONTAL ? self->topology->width
                                                                              : self->topology->height;

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = (int) (length * self->zoom + 0.5);
}

/* Selection */

static void
tell (HechaTopologyView *self)
{
  int i = self->topology ? hecha_topology_find (self->topology, self->selected) : -1;
  const HechaTopologyNode *node = i >= 0 ? get_node (self, i) : NULL;
  const char *zone = node ? g_array_index (self->topology->zones, HechaTopologyZone, node->zone).name : NULL;
  g_autofree char *name = node ? g_strdup_printf ("%s, %s, %s", node->object->name, kind_label (node->object),
                                                  zone ? zone : _("No zone")) : NULL;
  g_autofree char *all = self->topology ? hecha_topology_describe (self->topology, hecha_shell_language ()) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name ? name : _("Diagram of zones and connections"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all ? all : "", -1);
}

static gboolean
select_next (HechaTopologyView *self,
             int                step)
{
  int n = self->topology ? (int) self->topology->nodes->len : 0;
  int now = n ? hecha_topology_find (self->topology, self->selected) : -1;

  if (n == 0)
    return FALSE;
  now = now < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (now + step, 0, n - 1);
  hecha_topology_view_select (self, get_node (self, now)->object->uuid);
  return TRUE;
}

static gboolean
move_by (HechaTopologyView *self,
         int                x,
         int                y)
{
  int i = self->topology ? hecha_topology_find (self->topology, self->selected) : -1;

  if (i < 0 || !self->editable)
    return FALSE;
  g_signal_emit_by_name (self, "moved", self->selected, MAX (get_node (self, i)->box.x + x, 0),
                         MAX (get_node (self, i)->box.y + y, 0));
  return TRUE;
}

/* Callbacks */

static gboolean
arrow_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  HechaTopologyView *self = HECHA_TOPOLOGY_VIEW (widget);
  gboolean move;
  int x, y;

  g_variant_get (arguments, "(bii)", &move, &x, &y);
  return move ? move_by (self, x * STEP, y * STEP) : select_next (self, x + y);
}

static void
drag_begin_cb (HechaTopologyView *self,
               double             x,
               double             y)
{
  self->dragged = self->topology ? hecha_topology_at (self->topology, (int) (x / self->zoom), (int) (y / self->zoom)) : -1;
  self->offset_x = self->offset_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->dragged >= 0)
    hecha_topology_view_select (self, get_node (self, self->dragged)->object->uuid);
}

static void
drag_update_cb (HechaTopologyView *self,
                double             x,
                double             y)
{
  if (self->dragged < 0 || !self->editable)
    return;
  self->offset_x = x;
  self->offset_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (HechaTopologyView *self,
             double             x,
             double             y)
{
  int dragged = self->dragged;

  self->dragged = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (dragged >= 0 && ABS (x) + ABS (y) >= 3)
    move_by (self, (int) (x / self->zoom), (int) (y / self->zoom));
}

static void
hecha_topology_view_finalize (GObject *object)
{
  HechaTopologyView *self = HECHA_TOPOLOGY_VIEW (object);

  g_clear_pointer (&self->topology, hecha_topology_free);
  g_free (self->selected);
  G_OBJECT_CLASS (hecha_topology_view_parent_class)->finalize (object);
}

static void
hecha_topology_view_class_init (HechaTopologyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_topology_view_finalize;
  widget_class->measure = hecha_topology_view_measure;
  widget_class->snapshot = hecha_topology_view_snapshot;
  g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT);
  g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  for (int move = 0; move < 2; move++)
    {
      GdkModifierType held = move ? GDK_CONTROL_MASK : 0;

      gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, held, arrow_cb, "(bii)", move, -1, 0);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, held, arrow_cb, "(bii)", move, 1, 0);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, held, arrow_cb, "(bii)", move, 0, -1);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, held, arrow_cb, "(bii)", move, 0, 1);
    }
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "topology");
}

static void
hecha_topology_view_init (HechaTopologyView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->zoom = 1;
  self->dragged = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  tell (self);
}

/**
 * hecha_topology_view_set:
 * @topology: (transfer full): what is shown; the selection stays where its object does
 * @editable: whether objects can be moved
 */
void
hecha_topology_view_set (HechaTopologyView *self,
                         HechaTopology     *topology,
                         gboolean           editable)
{
  g_return_if_fail (HECHA_IS_TOPOLOGY_VIEW (self));
  g_clear_pointer (&self->topology, hecha_topology_free);
  self->topology = topology;
  self->editable = editable;
  self->dragged = -1;
  if (hecha_topology_find (topology, self->selected) < 0)
    g_clear_pointer (&self->selected, g_free);
  tell (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_topology_view_select:
 * @object: (nullable): UUID
 */
void
hecha_topology_view_select (HechaTopologyView *self,
                            const char        *object)
{
  char *copy;

  g_return_if_fail (HECHA_IS_TOPOLOGY_VIEW (self));
  if (g_strcmp0 (self->selected, object) == 0)
    return;
  copy = g_strdup (object);
  g_free (self->selected);
  self->selected = copy;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "selected");
}

/**
 * hecha_topology_view_get_selected:
 *
 * Returns: (nullable): UUID of the selected object
 */
const char *
hecha_topology_view_get_selected (HechaTopologyView *self)
{
  g_return_val_if_fail (HECHA_IS_TOPOLOGY_VIEW (self), NULL);
  return self->selected;
}

/**
 * hecha_topology_view_zoom:
 * @factor: more than 1 for larger
 */
void
hecha_topology_view_zoom (HechaTopologyView *self,
                          double             factor)
{
  g_return_if_fail (HECHA_IS_TOPOLOGY_VIEW (self));
  self->zoom = CLAMP (self->zoom * factor, ZOOM_MIN, ZOOM_MAX);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * hecha_topology_view_fit:
 * @width: of the place, in pixels
 * @height: of the place
 *
 * As large as fits, but neither larger than it is nor too small to be read; what
 * is beyond the place is scrolled to.
 */
void
hecha_topology_view_fit (HechaTopologyView *self,
                         int                width,
                         int                height)
{
  g_return_if_fail (HECHA_IS_TOPOLOGY_VIEW (self));
  if (!self->topology || !self->topology->width || !self->topology->height)
    return;
  self->zoom = CLAMP (MIN ((double) width / self->topology->width, (double) height / self->topology->height), ZOOM_READ, 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

double
hecha_topology_view_get_zoom (HechaTopologyView *self)
{
  g_return_val_if_fail (HECHA_IS_TOPOLOGY_VIEW (self), 1);
  return self->zoom;
}
