/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "columns.h"

#define SPACING 8

struct _HechaColumns
{
  GtkWidget parent_instance;

  guint     least;         /* columns, however narrow */
  guint     most;          /* columns, however wide */
  int       column_width;  /* what a column should have */
  gboolean  grid;          /* columns of their own width, whatever there is to fill them */
};

enum
{
  PROP_0,
  PROP_LEAST,
  PROP_MOST,
  PROP_COLUMN_WIDTH,
  PROP_GRID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HechaColumns, hecha_columns, GTK_TYPE_WIDGET)

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static guint
count_shown (HechaColumns *self)
{
  guint n = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self))); child;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    n++;
  return n;
}

/* Two rows of two look better than three and one; a grid of many does not care. */
static guint
columns_in (HechaColumns *self,
            int           width)
{
  guint n = count_shown (self);
  guint columns = width < 0 ? self->most : (guint) ((width + SPACING) / (self->column_width + SPACING));

  columns = CLAMP (columns, self->least, self->most);
  while (!self->grid && columns > self->least && n % columns != 0)
    columns--;
  return MAX (columns, 1);
}

static int
column_width_in (int   width,
                 guint columns)
{
  return (width - (int) (columns - 1) * SPACING) / (int) columns;
}

/* Height of the row that begins with *child, which is moved to the next row's first. */
static int
measure_row (GtkWidget **child,
             guint       columns,
             int         width)
{
  int height = 0;

  for (guint i = 0; i < columns && *child; i++, *child = next_shown (gtk_widget_get_next_sibling (*child)))
    {
      int natural;

      gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
measure_width (HechaColumns *self,
               int          *minimum,
               int          *natural)
{
  int widest = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self))); child;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      widest = MAX (widest, least);
    }
  *minimum = (int) self->least * (widest + SPACING) - SPACING;
  *natural = MAX (*minimum, (int) self->most * (MAX (widest, self->column_width) + SPACING) - SPACING);
}

static void
hecha_columns_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  HechaColumns *self = HECHA_COLUMNS (widget);
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  guint columns = columns_in (self, for_size);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }
  while (child)
    height += (height ? SPACING : 0) + measure_row (&child, columns,
                                                    for_size < 0 ? -1 : column_width_in (for_size, columns));
  *minimum = *natural = height;
}

static void
hecha_columns_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  HechaColumns *self = HECHA_COLUMNS (widget);
  guint columns = columns_in (self, width);
  int column_width = column_width_in (width, columns);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child)
    {
      GtkWidget *row = child;
      int row_height = measure_row (&child, columns, column_width);

      for (guint i = 0; row != child; i++, row = next_shown (gtk_widget_get_next_sibling (row)))
        {
          int x = (int) (mirrored ? columns - 1 - i : i) * (column_width + SPACING);

          gtk_widget_size_allocate (row, &(GtkAllocation) { x, y, column_width, row_height }, -1);
        }
      y += row_height + SPACING;
    }
}

static GtkSizeRequestMode
hecha_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hecha_columns_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HechaColumns *self = HECHA_COLUMNS (object);

  switch (id)
    {
    case PROP_LEAST:
      self->least = g_value_get_uint (value);
      break;
    case PROP_MOST:
      self->most = g_value_get_uint (value);
      break;
    case PROP_COLUMN_WIDTH:
      self->column_width = g_value_get_int (value);
      break;
    case PROP_GRID:
      self->grid = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (hecha_columns_parent_class)->dispose (object);
}

static void
hecha_columns_class_init (HechaColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hecha_columns_dispose;
  object_class->set_property = hecha_columns_set_property;
  widget_class->measure = hecha_columns_measure;
  widget_class->size_allocate = hecha_columns_size_allocate;
  widget_class->get_request_mode = hecha_columns_get_request_mode;
  properties[PROP_LEAST] = g_param_spec_uint ("least", NULL, NULL, 1, 16, 1,
                                              G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MOST] = g_param_spec_uint ("most", NULL, NULL, 1, 16, 2,
                                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 1, G_MAXINT, 200,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GRID] = g_param_spec_boolean ("grid", NULL, NULL, FALSE,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hecha_columns_init (HechaColumns *self)
{
  self->least = 1;
  self->most = 2;
  self->column_width = 200;
}

/**
 * hecha_columns_append:
 * @child: (transfer floating): comes after the others
 */
void
hecha_columns_append (HechaColumns *self,
                      GtkWidget    *child)
{
  g_return_if_fail (HECHA_IS_COLUMNS (self) && GTK_IS_WIDGET (child));
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
