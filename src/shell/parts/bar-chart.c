/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bar-chart.h"

#include "overview.h"

struct _HechaBarChart
{
  GtkBox parent_instance;

  gboolean is_rate;
};

enum
{
  PROP_0,
  PROP_IS_RATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HechaBarChart, hecha_bar_chart, GTK_TYPE_BOX)

static void
clicked_cb (HechaBarChart *self,
            GtkWidget     *button)
{
  g_signal_emit_by_name (self, "activated", g_object_get_data (G_OBJECT (button), "id"),
                         g_object_get_data (G_OBJECT (button), "label"));
}

static GtkWidget *
bar_new (int value,
         int max)
{
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (max, 1));

  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), MIN (value, max));
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return bar;
}

static void
add_bar (HechaBarChart    *self,
         const HechaCount *count,
         int               max)
{
  GtkWidget *button = gtk_button_new (), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_label_new (count->label);
  g_autofree char *figure = self->is_rate ? g_strdup_printf ("%d.%02d %%", count->count / 100, count->count % 100)
                                          : g_strdup_printf ("%d", count->count);
  g_autofree char *name = g_strdup_printf ("%s: %s", count->label, figure);
  GtkWidget *number = gtk_label_new (figure);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_width_chars (GTK_LABEL (number), self->is_rate ? 9 : 4);
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (line), bar_new (count->count, max));
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (column), words);
  gtk_box_append (GTK_BOX (column), line);
  gtk_button_set_child (GTK_BUTTON (button), column);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, count->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (count->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "label", g_strdup (count->label), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static void
hecha_bar_chart_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_IS_RATE:
      HECHA_BAR_CHART (object)->is_rate = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hecha_bar_chart_class_init (HechaBarChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = hecha_bar_chart_set_property;
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  /**
   * HechaBarChart:is-rate:
   *
   * Whether the figures are hundredths of a percent; else they are counts.
   */
  properties[PROP_IS_RATE] = g_param_spec_boolean ("is-rate", NULL, NULL, FALSE,
                                                   G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hecha_bar_chart_init (HechaBarChart *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "bars");
}

/**
 * hecha_bar_chart_set:
 * @counts: (element-type HechaCount): the bars, from the top
 *
 * A count is as long as it is beside the largest, a rate beside 100 %.
 */
void
hecha_bar_chart_set (HechaBarChart *self,
                     GPtrArray     *counts)
{
  GtkWidget *child;
  int max = self->is_rate ? 10000 : 1;

  g_return_if_fail (HECHA_IS_BAR_CHART (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < counts->len; i++)
    max = MAX (max, ((HechaCount *) counts->pdata[i])->count);
  for (guint i = 0; i < counts->len; i++)
    add_bar (self, counts->pdata[i], max);
}
