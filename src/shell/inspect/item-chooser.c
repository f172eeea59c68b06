/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "item-chooser.h"

#include "item-row.h"
#include "place.h"

struct _HechaItemChooser
{
  HechaDialog parent_instance;

  GtkSearchEntry *search;
  GtkListBox     *list;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (HechaItemChooser, hecha_item_chooser, HECHA_TYPE_DIALOG)

static void
search_changed_cb (HechaItemChooser *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
row_activated_cb (HechaItemChooser *self,
                  GtkListBoxRow    *row)
{
  HechaItemRow *item = g_object_get_data (G_OBJECT (row), "item");

  g_signal_emit (self, chosen_signal, 0, hecha_item_row_get_item (item)->uuid);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
filter (GtkListBoxRow *row,
        gpointer       data)
{
  HechaItemChooser *self = data;

  return hecha_item_row_matches (g_object_get_data (G_OBJECT (row), "item"), HECHA_ITEM_FILTER_ALL,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
hecha_item_chooser_class_init (HechaItemChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/item-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaItemChooser, search);
  gtk_widget_class_bind_template_child (widget_class, HechaItemChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_item_chooser_init (HechaItemChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter, self, NULL);
}

static GtkWidget *
row_new (HechaItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (hecha_text_get (&item->title, hecha_shell_language ()), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "item", hecha_item_row_new (item), g_object_unref);
  return row;
}

/**
 * hecha_item_chooser_new:
 * @parent: (nullable): the window that it stands over
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
hecha_item_chooser_new (GtkWindow   *parent,
                        HechaOnSite *visit)
{
  HechaItemChooser *self = g_object_new (HECHA_TYPE_ITEM_CHOOSER, "transient-for", parent, "modal",
                                         parent != NULL, NULL);
  GPtrArray *entries = hecha_on_site_get_case (visit)->checklist->entries;

  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, row_new (((HechaChecklistEntry *) entries->pdata[i])->item));
  return GTK_WIDGET (self);
}
