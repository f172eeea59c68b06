/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-list.h"

#include "line-row.h"
#include "row-object.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaReportList
{
  AdwBin parent_instance;

  GtkListView *view;
  GListStore  *store;
};

enum
{
  OPENED,
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HechaReportList, hecha_report_list, ADW_TYPE_BIN)

/* Rows. */

static void
pressed_cb (GtkButton       *button,
            HechaReportList *self)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (button), "item");
  const HechaVisitRow *row = hecha_row_object_get (gtk_list_item_get_item (item));
  gboolean complete = row->signed_fields >= row->required_fields;

  g_signal_emit (self, signals[complete ? ASKED : OPENED], 0, row->uuid);
}

static void
setup_cb (HechaReportList *self,
          GtkListItem     *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *line = hecha_line_row_new ();
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "touch");
  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  g_object_set_data (G_OBJECT (button), "item", item);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed_cb), self, 0);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_item_set_child (item, box);
}

static char *
arrived_words (const HechaVisitRow *row)
{
  /* TRANSLATORS: %s is a remote store that has the whole report */
  return row->sent_to ? g_strdup_printf (_("Arrived: %s"), row->sent_to) : NULL;
}

static void
bind_button (GtkWidget           *button,
             const HechaVisitRow *row)
{
  gboolean complete = row->signed_fields >= row->required_fields;
  g_autofree char *name = g_strdup_printf (complete ? _("Hand over the report on %s") : _("Sign the report on %s"),
                                           row->enterprise);

  gtk_widget_set_visible (button, !row->received && !(complete && row->sent_to));
  gtk_button_set_label (GTK_BUTTON (button), complete ? _("_Hand Over") : _("_Sign"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_cb (HechaReportList *self,
         GtkListItem     *item)
{
  const HechaVisitRow *row = hecha_row_object_get (gtk_list_item_get_item (item));
  HechaLineRow *line = HECHA_LINE_ROW (gtk_widget_get_first_child (gtk_list_item_get_child (item)));
  g_autofree char *types = hecha_words_types (row->types);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s%s%s", row->number, types,
                                               hecha_words (&hecha_procedure_labels[row->procedure]),
                                               row->received || row->partner ? " · " : "",
                                               row->received || row->partner ? row->holder_name : "");
  /* TRANSLATORS: signatures that are there, of how many */
  g_autofree char *signatures = g_strdup_printf (_("%u of %u signed"), row->signed_fields, row->required_fields);
  g_autofree char *arrived = arrived_words (row);

  hecha_line_row_set (line, row->enterprise, subtitle);
  hecha_line_row_set_pill (line, 0, hecha_words (&hecha_visit_state_labels[row->state]),
                           hecha_words_visit_class (row->state));
  hecha_line_row_set_pill (line, 1, signatures, row->signed_fields >= row->required_fields ? "success" : "warning");
  hecha_line_row_set_pill (line, 2, arrived, "success");
  bind_button (gtk_widget_get_next_sibling (GTK_WIDGET (line)), row);
}

static void
activated_cb (HechaReportList *self,
              guint            position)
{
  g_autoptr(HechaRowObject) object = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  g_signal_emit (self, signals[OPENED], 0, ((HechaVisitRow *) hecha_row_object_get (object))->uuid);
}

static void
hecha_report_list_dispose (GObject *object)
{
  g_clear_object (&HECHA_REPORT_LIST (object)->store);
  G_OBJECT_CLASS (hecha_report_list_parent_class)->dispose (object);
}

static void
hecha_report_list_class_init (HechaReportListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hecha_report_list_dispose;
  signals[OPENED] = g_signal_new ("opened", HECHA_TYPE_REPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ASKED] = g_signal_new ("asked", HECHA_TYPE_REPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hecha_report_list_init (HechaReportList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->store = g_list_store_new (HECHA_TYPE_ROW_OBJECT);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (
    g_object_ref (G_LIST_MODEL (self->store)))), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "rich-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "touch");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reports"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child", self->view, NULL);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * hecha_report_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hecha_report_list_new (void)
{
  return g_object_new (HECHA_TYPE_REPORT_LIST, NULL);
}

/**
 * hecha_report_list_set:
 * @rows: (transfer full) (element-type HechaVisitRow): as hecha_visits_list() gives them
 * @filter: (scope call): which of them are shown
 *
 * Returns: how many are shown
 */
guint
hecha_report_list_set (HechaReportList   *self,
                       GPtrArray         *rows,
                       HechaReportFilter  filter)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (HECHA_IS_REPORT_LIST (self) && rows && filter, 0);

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      if (filter (rows->pdata[i]))
        g_ptr_array_add (objects, hecha_row_object_new (rows->pdata[i], (GDestroyNotify) hecha_visit_row_free));
      else
        hecha_visit_row_free (rows->pdata[i]);
    }
  g_ptr_array_unref (rows);
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), objects->pdata, objects->len);
  return objects->len;
}
