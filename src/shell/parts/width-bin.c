/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "width-bin.h"

struct _HechaWidthBin
{
  GtkWidget parent_instance;

  int   width;
  guint idle_id;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HechaWidthBin, hecha_width_bin, GTK_TYPE_WIDGET)

static gboolean
idle_cb (gpointer data)
{
  HechaWidthBin *self = data;

  self->idle_id = 0;
  g_signal_emit (self, changed_signal, 0, self->width);
  return G_SOURCE_REMOVE;
}

static void
hecha_width_bin_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
hecha_width_bin_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  HechaWidthBin *self = HECHA_WIDTH_BIN (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child)
    gtk_widget_allocate (child, width, height, baseline, NULL);
  if (width != self->width && !self->idle_id)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, idle_cb, self, NULL);
  self->width = width;
}

/* How wide what it is put into is: the nearest that was laid out, else what the window asks for. */
static int
width_of_place (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  int width = 0, height;

  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent && !width; parent = gtk_widget_get_parent (parent))
    width = gtk_widget_get_width (parent);
  if (!width && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  return width;
}

/* What is there before the first layout is drawn as it will stay. */
static void
hecha_width_bin_root (GtkWidget *widget)
{
  HechaWidthBin *self = HECHA_WIDTH_BIN (widget);
  int width;

  GTK_WIDGET_CLASS (hecha_width_bin_parent_class)->root (widget);
  width = width_of_place (widget);
  if (width <= 0 || width == self->width)
    return;
  self->width = width;
  g_signal_emit (self, changed_signal, 0, width);
}

static GtkSizeRequestMode
hecha_width_bin_get_request_mode (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child ? gtk_widget_get_request_mode (child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
hecha_width_bin_dispose (GObject *object)
{
  HechaWidthBin *self = HECHA_WIDTH_BIN (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (self)));
  G_OBJECT_CLASS (hecha_width_bin_parent_class)->dispose (object);
}

static void
hecha_width_bin_class_init (HechaWidthBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_width_bin_dispose;
  widget_class->measure = hecha_width_bin_measure;
  widget_class->size_allocate = hecha_width_bin_size_allocate;
  widget_class->get_request_mode = hecha_width_bin_get_request_mode;
  widget_class->root = hecha_width_bin_root;
  changed_signal = g_signal_new ("width-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
hecha_width_bin_init (HechaWidthBin *self)
{
}
