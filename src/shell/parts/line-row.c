/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line-row.h"

#include "pill.h"
#include "row-object.h"

#include <glib/gi18n.h>

struct _HechaLineRow
{
  GtkBox parent_instance;

  GtkLabel       *title;
  GtkLabel       *subtitle;
  GtkBox         *lines[2];
  GtkBox         *foot;   /* has the pills of the second line, where its text may wrap */
  GtkWidget      *pills[HECHA_LINE_ROW_PILLS];
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (HechaLineRow, hecha_line_row, GTK_TYPE_BOX)

static GtkLabel *
label_new (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "xalign", 0.0f,
                       "hexpand", TRUE,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "lines", 2,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       NULL);
}

static void
hecha_line_row_class_init (HechaLineRowClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "linerow");
}

static void
hecha_line_row_init (HechaLineRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->title = label_new ();
  self->subtitle = label_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    {
      self->lines[i] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
      gtk_box_append (self->lines[i], GTK_WIDGET (i ? self->subtitle : self->title));
      gtk_widget_add_css_class (GTK_WIDGET (self->lines[i]), "line");
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->lines[i]));
    }
  for (guint i = 0; i < HECHA_LINE_ROW_PILLS; i++)
    {
      self->pills[i] = hecha_pill_new (NULL, NULL);
      gtk_box_append (self->lines[i > 0], self->pills[i]);
    }
  self->foot = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  gtk_widget_set_visible (GTK_WIDGET (self->foot), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->foot));
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->progress));
}

/**
 * hecha_line_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
hecha_line_row_new (void)
{
  return g_object_new (HECHA_TYPE_LINE_ROW, NULL);
}

/**
 * hecha_line_row_set:
 * @title: (nullable): the first line
 * @subtitle: (nullable): the second line; a tooltip says both in full
 *
 * Pills and progress go; set them afterwards.
 */
void
hecha_line_row_set (HechaLineRow *self,
                    const char   *title,
                    const char   *subtitle)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s", title ? title : "", subtitle ? subtitle : "");

  g_return_if_fail (HECHA_IS_LINE_ROW (self));
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "group-heading");
  gtk_label_set_label (self->title, title ? title : "");
  gtk_label_set_label (self->subtitle, subtitle ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lines[1]), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), both);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  for (guint i = 0; i < HECHA_LINE_ROW_PILLS; i++)
    hecha_pill_set (self->pills[i], NULL, NULL);
}

/**
 * hecha_line_row_set_heading:
 * @heading: what the rows that follow are
 */
void
hecha_line_row_set_heading (HechaLineRow *self,
                            const char   *heading)
{
  hecha_line_row_set (self, heading, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self), "group-heading");
  gtk_widget_set_visible (GTK_WIDGET (self->lines[1]), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

/**
 * hecha_line_row_set_pill:
 * @nth: 0 on the first line, 1 and 2 on the second
 * @text: (nullable): an empty one hides it
 * @css_class: (nullable): as of hecha_pill_set()
 */
void
hecha_line_row_set_pill (HechaLineRow *self,
                         guint         nth,
                         const char   *text,
                         const char   *css_class)
{
  g_return_if_fail (HECHA_IS_LINE_ROW (self) && nth < HECHA_LINE_ROW_PILLS);

  hecha_pill_set (self->pills[nth], text, css_class);
}

/**
 * hecha_line_row_set_progress:
 * @done: how many of @total
 * @total: nothing is shown for 0
 */
void
hecha_line_row_set_progress (HechaLineRow *self,
                             guint         done,
                             guint         total)
{
  g_return_if_fail (HECHA_IS_LINE_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->progress), total > 0);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / total));
}

/**
 * hecha_line_row_set_wrap:
 *
 * From now on the titles take as many lines as they need, and pills stay whole:
 * those of the second line go below it.
 */
void
hecha_line_row_set_wrap (HechaLineRow *self)
{
  g_return_if_fail (HECHA_IS_LINE_ROW (self));

  for (guint i = 1; i < HECHA_LINE_ROW_PILLS && gtk_widget_get_parent (self->pills[i]) != GTK_WIDGET (self->foot); i++)
    {
      g_autoptr(GtkWidget) pill = g_object_ref (self->pills[i]);

      gtk_box_remove (self->lines[1], pill);
      gtk_box_append (self->foot, pill);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->foot), TRUE);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_wrap (self->subtitle, TRUE);
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_NONE);
  for (guint i = 0; i < HECHA_LINE_ROW_PILLS; i++)
    gtk_label_set_ellipsize (GTK_LABEL (self->pills[i]), PANGO_ELLIPSIZE_NONE);
}

/* A factory for models of HechaRowObject. */

typedef struct
{
  HechaLineBind bind;
  gpointer      user_data;
} Binding;

static void
binding_free (gpointer  data,
              GClosure *closure)
{
  g_free (data);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, hecha_line_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         Binding            *binding)
{
  HechaRowObject *object = gtk_list_item_get_item (item);
  HechaLineRow *row = HECHA_LINE_ROW (gtk_list_item_get_child (item));
  const char *heading = hecha_row_object_get_heading (object);

  gtk_list_item_set_activatable (item, !heading);
  if (heading)
    hecha_line_row_set_heading (row, heading);
  else
    binding->bind (row, hecha_row_object_get (object), binding->user_data);
}

/**
 * hecha_line_factory_new:
 * @bind: shows a row's data
 *
 * Returns: (transfer full): a factory for a model of #HechaRowObject
 */
GtkListItemFactory *
hecha_line_factory_new (HechaLineBind bind,
                        gpointer      user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Binding *binding = g_new0 (Binding, 1);

  binding->bind = bind;
  binding->user_data = user_data;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), binding, binding_free, 0);
  return factory;
}
