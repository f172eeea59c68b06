/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "objects-page.h"

#include "file-choice.h"
#include "object-dialog.h"
#include "states.h"
#include "topology-dialogs.h"
#include "topology-view.h"
#include "width-bin.h"
#include "window.h"

#include <glib/gi18n.h>

/* Below this a table becomes a list of two-line rows. */
#define WIDTH_OF_TABLE 700

#define ZOOM_STEP 1.25

struct _HechaObjectsPage
{
  HechaPlace parent_instance;

  AdwWindowTitle     *title;
  HechaStates        *states;
  GtkStack           *stack;
  GtkColumnView      *table;
  GtkListView        *list;
  GtkScrolledWindow  *diagram;
  HechaTopologyView  *topology;
  GtkLabel           *sampling;
  gboolean            wide;
  gboolean            drawn;
  GtkWidget          *edit_button;
  GtkWidget          *remove_button;
  GtkWidget          *import_button;
  GtkWidget          *diagram_button;
  HechaOnSite        *visit;
  GListStore         *rows;       /* of boxed HechaObject, in a GObject */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (HechaObjectsPage, hecha_objects_page, HECHA_TYPE_PLACE)

/* A row of the model: a GObject that carries a HechaObject. */

static GObject *
carry (const HechaObject *object)
{
  GObject *row = g_object_new (G_TYPE_OBJECT, NULL);

  g_object_set_data_full (row, "object", hecha_object_copy (object), (GDestroyNotify) hecha_object_free);
  return row;
}

static HechaObject *
carried (gpointer row)
{
  return row ? g_object_get_data (row, "object") : NULL;
}

static HechaObject *
selected (HechaObjectsPage *self)
{
  if (self->drawn)
    return hecha_case_object (hecha_on_site_get_case (self->visit), hecha_topology_view_get_selected (self->topology));
  return carried (gtk_single_selection_get_selected_item (self->selection));
}

static const char *
kind_label (const HechaObject *object)
{
  const HechaObjectKind *kind = hecha_object_kind_find (object->kind);

  return kind ? hecha_text_get (&kind->label, hecha_shell_language ()) : object->kind;
}

static const char *
column_text (const HechaObject *object,
             int                column)
{
  const char *texts[] = { object->name, kind_label (object), object->zone, object->site, object->address,
                          object->reason };

  return texts[column] ? texts[column] : "";
}

/* Cells. */

static void
cell_setup_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (label, -1, 32);
  gtk_list_item_set_child (list_item, label);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  column)
{
  const char *text = column_text (carried (gtk_list_item_get_item (list_item)), GPOINTER_TO_INT (column));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (list_item), *text ? text : NULL);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_item_set_child (list_item, box);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  const HechaObject *object = carried (gtk_list_item_get_item (list_item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  g_autofree char *more = g_strdup_printf ("%s%s%s", kind_label (object), object->zone ? " · " : "",
                                           object->zone ? object->zone : "");

  gtk_label_set_label (GTK_LABEL (name), object->name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), more);
}

/* What is shown. */

static void
update_actions (HechaObjectsPage *self)
{
  static const char *const looking[] = { "objects.fit", "objects.zoom-in", "objects.zoom-out" };
  gboolean editable = hecha_on_site_may_edit (self->visit);
  const HechaCase *content = hecha_on_site_get_case (self->visit);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.add", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.import", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.edit", editable && selected (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.remove", editable && selected (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.sample", editable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.connect", editable && content && content->objects->len > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.disconnect", editable && content && content->links->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "objects.automatic", editable && self->drawn && selected (self));
  for (guint i = 0; i < G_N_ELEMENTS (looking); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), looking[i], self->drawn);
}

/* One line for each kind: how many of how many, why; and where fewer are listed. */
static void
fill_sampling (HechaObjectsPage *self,
               const HechaCase  *content)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < content->samplings->len; i++)
    {
      const HechaSampling *sampling = content->samplings->pdata[i];
      const HechaObjectKind *kind = hecha_object_kind_find (sampling->kind);
      guint listed = hecha_sampling_listed (sampling, content->objects);

      /* TRANSLATORS: a kind of object, how many are looked at, of how many, and why */
      g_string_append_printf (text, _("%s: %u of %u. %s"), hecha_text_get (&kind->label, hecha_shell_language ()),
                              sampling->sampled, sampling->population, sampling->reason ? sampling->reason : "");
      if (listed < sampling->sampled)
        g_string_append_printf (text, _(" ⚠ Only %u listed"), listed);
      g_string_append (text, i + 1 < content->samplings->len ? "\n" : "");
    }
  gtk_label_set_label (self->sampling, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->sampling), text->len > 0);
}

static void
show_view (HechaObjectsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->drawn ? "diagram" : self->wide ? "table" : "list");
}

static void
fill (HechaObjectsPage *self)
{
  HechaCase *visit = hecha_on_site_get_case (self->visit);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref), objects = NULL;

  if (!visit)
    return;
  objects = hecha_objects_sorted (visit->objects);
  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (rows, carry (objects->pdata[i]));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  hecha_topology_view_set (self->topology, hecha_case_topology (visit), hecha_on_site_may_edit (self->visit));
  fill_sampling (self, visit);
  adw_window_title_set_subtitle (self->title, hecha_visit_enterprise (visit->visit));
  if (rows->len)
    hecha_states_show_content (self->states);
  else
    hecha_states_show_empty (self->states);
  update_actions (self);
}

static void
width_changed_cb (HechaObjectsPage *self,
                  int               width)
{
  gboolean wide = width >= WIDTH_OF_TABLE;

  self->wide = wide;
  show_view (self);
  gtk_widget_set_visible (self->edit_button, wide);
  gtk_widget_set_visible (self->remove_button, wide);
  gtk_widget_set_visible (self->import_button, wide);
  gtk_widget_set_visible (self->diagram_button, wide);
}

/* Actions. */

static GtkWindow *
window_of (HechaObjectsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root ? GTK_WINDOW (root) : NULL;
}

static void
diagram_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  self->drawn = !self->drawn;
  show_view (self);
  update_actions (self);
}

static void
fit_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  hecha_topology_view_fit (self->topology, gtk_widget_get_width (GTK_WIDGET (self->diagram)),
                           gtk_widget_get_height (GTK_WIDGET (self->diagram)));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hecha_topology_view_zoom (HECHA_OBJECTS_PAGE (widget)->topology,
                            g_str_equal (name, "objects.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP);
}

static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  gtk_window_present (GTK_WINDOW (hecha_connect_dialog_new (window_of (self), self->visit,
                                                            selected (self) ? selected (self)->uuid : NULL)));
}

static void
disconnect_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  gtk_window_present (GTK_WINDOW (hecha_disconnect_dialog_new (window_of (self), self->visit)));
}

static void
sample_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  gtk_window_present (GTK_WINDOW (hecha_sampling_dialog_new (window_of (self), self->visit)));
}

static void
automatic_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  if (selected (self))
    hecha_on_site_move_object (self->visit, selected (self)->uuid, NULL);
}

static void
moved_cb (HechaObjectsPage *self,
          const char       *object,
          int               x,
          int               y)
{
  hecha_on_site_move_object (self->visit, object, hecha_spot_new (object, x, y));
}

static void
open_dialog (HechaObjectsPage  *self,
             const HechaObject *object)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (GTK_WINDOW (hecha_object_dialog_new (root ? GTK_WINDOW (root) : NULL, self->visit, object,
                                                           NULL)));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  open_dialog (HECHA_OBJECTS_PAGE (widget), NULL);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);

  if (selected (self))
    open_dialog (self, selected (self));
}

static void
activate_cb (HechaObjectsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "objects.edit", NULL);
}

static void
removal_cb (HechaObjectsPage *self)
{
  if (selected (self))
    hecha_on_site_remove_object (self->visit, selected (self)->uuid);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog;
  g_autofree char *heading = NULL;

  if (!selected (self))
    return;
  /* TRANSLATORS: %s is the name of an object, such as PLC-07 */
  heading = g_strdup_printf (_("Remove %s?"), selected (self)->name);
  dialog = adw_message_dialog_new (root ? GTK_WINDOW (root) : NULL, heading,
                                   _("Its answers no longer count. Undo brings it back."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response::remove", G_CALLBACK (removal_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
file_chosen (GtkWidget  *widget,
             char      **paths)
{
  hecha_objects_page_import (HECHA_OBJECTS_PAGE (widget), paths[0]);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_file_choose (widget, _("Import Objects"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL, NULL, NULL, file_chosen);
}

/* The place. */

static void
hecha_objects_page_refresh (HechaPlace *place)
{
  fill (HECHA_OBJECTS_PAGE (place));
}

/* The visit follows the changes by itself. */
static void
hecha_objects_page_changed (HechaPlace *place,
                            const char *scope,
                            const char *subject)
{
}

static void
hecha_objects_page_dispose (GObject *object)
{
  HechaObjectsPage *self = HECHA_OBJECTS_PAGE (object);

  g_clear_object (&self->visit);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (hecha_objects_page_parent_class)->dispose (object);
}

static void
hecha_objects_page_class_init (HechaObjectsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_objects_page_dispose;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_objects_page_refresh;
  HECHA_PLACE_CLASS (klass)->changed = hecha_objects_page_changed;
  g_type_ensure (HECHA_TYPE_WIDTH_BIN);
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_TOPOLOGY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/objects-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, table);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, list);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, diagram);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, topology);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, sampling);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectsPage, diagram_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_install_action (widget_class, "objects.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "objects.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "objects.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "objects.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "objects.diagram", NULL, diagram_action);
  gtk_widget_class_install_action (widget_class, "objects.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "objects.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "objects.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "objects.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "objects.disconnect", NULL, disconnect_action);
  gtk_widget_class_install_action (widget_class, "objects.sample", NULL, sample_action);
  gtk_widget_class_install_action (widget_class, "objects.automatic", NULL, automatic_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, 0, "objects.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "objects.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "objects.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "objects.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "objects.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "objects.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "objects.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "objects.fit", NULL);
}

static void
add_columns (HechaObjectsPage *self)
{
  const char *titles[] = { _("Name"), _("Kind"), _("Network zone"), _("Site"), _("Address or place"),
                           _("Why it was sampled") };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr(GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), GINT_TO_POINTER (i));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->table, column);
    }
}

static void
hecha_objects_page_init (HechaObjectsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (G_TYPE_OBJECT);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->rows));
  add_columns (self);
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
}

/**
 * hecha_objects_page_new:
 * @visit: whose objects they are
 *
 * Returns: (transfer floating): for hecha_window_push()
 */
GtkWidget *
hecha_objects_page_new (HechaOnSite *visit)
{
  HechaObjectsPage *self = g_object_new (HECHA_TYPE_OBJECTS_PAGE, NULL);

  self->visit = g_object_ref (visit);
  g_signal_connect_object (visit, "loaded", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * hecha_objects_page_get_n:
 *
 * Returns: how many objects are shown
 */
guint
hecha_objects_page_get_n (HechaObjectsPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/**
 * hecha_objects_page_import:
 * @path: a spreadsheet, or what `nmap -oX` wrote
 *
 * Takes the objects in; of a scan it asks first in which zone it was made, which
 * no scan says.
 */
void
hecha_objects_page_import (HechaObjectsPage *self,
                           const char       *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  g_return_if_fail (HECHA_IS_OBJECTS_PAGE (self));
  if (g_str_has_suffix (lower, ".xml"))
    gtk_window_present (GTK_WINDOW (hecha_scan_dialog_new (window_of (self), self->visit, path)));
  else
    hecha_on_site_import_objects (self->visit, path);
}
