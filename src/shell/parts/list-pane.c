/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list-pane.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaListPane
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkDropDown    *kind;
  HechaStates    *states;
  GtkListView    *view;
  GListStore     *store;
};

G_DEFINE_FINAL_TYPE (HechaListPane, hecha_list_pane, ADW_TYPE_BIN)

static void
narrowed_cb (HechaListPane *self)
{
  g_signal_emit_by_name (self, "narrowed");
}

static void
activated_cb (HechaListPane *self,
              guint          position)
{
  g_autoptr(HechaRowObject) object = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (object && hecha_row_object_get (object))
    g_signal_emit_by_name (self, "activated", object);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaListPane *self = HECHA_LIST_PANE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->kind, 0);
  narrowed_cb (self);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (HECHA_LIST_PANE (widget)->search));
}

static void
hecha_list_pane_dispose (GObject *object)
{
  g_clear_object (&HECHA_LIST_PANE (object)->store);
  G_OBJECT_CLASS (hecha_list_pane_parent_class)->dispose (object);
}

static void
hecha_list_pane_class_init (HechaListPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_list_pane_dispose;
  g_signal_new ("narrowed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, HECHA_TYPE_ROW_OBJECT);
  g_type_ensure (HECHA_TYPE_STATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaListPane, search);
  gtk_widget_class_bind_template_child (widget_class, HechaListPane, kind);
  gtk_widget_class_bind_template_child (widget_class, HechaListPane, states);
  gtk_widget_class_bind_template_child (widget_class, HechaListPane, view);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "pane.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "pane.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "pane.search", NULL);
}

static void
hecha_list_pane_init (HechaListPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (HECHA_TYPE_ROW_OBJECT);
}

/**
 * hecha_list_pane_setup:
 * @label: what is listed
 * @kinds: (nullable) (array zero-terminated=1): what it can be narrowed to, the first being all
 * @bind: shows a row's data
 *
 * Called once.
 */
void
hecha_list_pane_setup (HechaListPane     *self,
                       const char        *label,
                       const char *const *kinds,
                       HechaLineBind      bind,
                       gpointer           user_data)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (kinds);
  g_autoptr(GtkListItemFactory) factory = hecha_line_factory_new (bind, user_data);
  g_autoptr(GtkNoSelection) model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->store)));

  g_return_if_fail (HECHA_IS_LIST_PANE (self));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->kind), kinds != NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* Only now: the model of the drop-down has told of its first selection. */
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (narrowed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hecha_list_pane_get_states:
 *
 * Returns: (transfer none): loading, empty, error or content
 */
HechaStates *
hecha_list_pane_get_states (HechaListPane *self)
{
  g_return_val_if_fail (HECHA_IS_LIST_PANE (self), NULL);

  return self->states;
}

/**
 * hecha_list_pane_get_kind:
 *
 * Returns: which of the kinds is wanted; 0 for all
 */
guint
hecha_list_pane_get_kind (HechaListPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  return selected == GTK_INVALID_LIST_POSITION ? 0 : selected;
}

void
hecha_list_pane_set_kind (HechaListPane *self,
                          guint          kind)
{
  g_return_if_fail (HECHA_IS_LIST_PANE (self));

  gtk_drop_down_set_selected (self->kind, kind);
}

void
hecha_list_pane_set_search (HechaListPane *self,
                            const char    *words)
{
  g_return_if_fail (HECHA_IS_LIST_PANE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
}

/**
 * hecha_list_pane_matches:
 * @text: all that may be searched of a row
 *
 * Returns: whether @text holds every word of the search
 */
gboolean
hecha_list_pane_matches (HechaListPane *self,
                         const char    *text)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *folded_search = g_utf8_casefold (search, -1), *folded = g_utf8_casefold (text, -1);
  g_auto(GStrv) words = g_strsplit_set (folded_search, " \t", -1);

  for (guint i = 0; words[i]; i++)
    if (*words[i] && !strstr (folded, words[i]))
      return FALSE;
  return TRUE;
}

/**
 * hecha_list_pane_is_narrowed:
 *
 * Returns: whether less than all is asked for
 */
gboolean
hecha_list_pane_is_narrowed (HechaListPane *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) || hecha_list_pane_get_kind (self) > 0;
}

/**
 * hecha_list_pane_take:
 * @objects: (inout) (element-type HechaRowObject): every row of the page, in place of what was
 * @rows: (transfer full) (nullable): what was read; each one becomes a #HechaRowObject
 * @row_free: frees one of them
 * @error: (nullable): why nothing was read; it is shown, and @objects stay
 *
 * Returns: whether there are rows to narrow
 */
gboolean
hecha_list_pane_take (HechaListPane  *self,
                      GPtrArray     **objects,
                      GPtrArray      *rows,
                      GDestroyNotify  row_free,
                      const GError   *error)
{
  g_return_val_if_fail (HECHA_IS_LIST_PANE (self) && objects && (rows || error), FALSE);

  if (error)
    {
      hecha_states_show_error (self->states, error);
      return FALSE;
    }
  g_clear_pointer (objects, g_ptr_array_unref);
  *objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (*objects, hecha_row_object_new (rows->pdata[i], row_free));
  g_ptr_array_unref (rows);
  return TRUE;
}

/**
 * hecha_list_pane_show:
 * @rows: (element-type HechaRowObject): what is to be seen, in place of what was
 *
 * Shows the rows; an empty state for none is the caller's.
 */
void
hecha_list_pane_show (HechaListPane *self,
                      GPtrArray     *rows)
{
  g_return_if_fail (HECHA_IS_LIST_PANE (self));

  g_list_store_remove_all (self->store);
  g_list_store_splice (self->store, 0, 0, rows->pdata, rows->len);
  hecha_states_show_content (self->states);
}
