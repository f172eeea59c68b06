/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object-dialog.h"

#include "place.h"

#include <glib/gi18n.h>

struct _HechaObjectDialog
{
  HechaDialog parent_instance;

  AdwComboRow *kind;
  AdwEntryRow *name;
  AdwComboRow *site;
  AdwEntryRow *zone;
  AdwEntryRow *address;
  AdwEntryRow *reason;
  AdwEntryRow *note;
  HechaOnSite *visit;
  HechaObject *object;
  GPtrArray   *kinds;
};

G_DEFINE_FINAL_TYPE (HechaObjectDialog, hecha_object_dialog, HECHA_TYPE_DIALOG)

static char *
dup_text (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text ? g_steal_pointer (&text) : NULL;
}

static void
name_changed_cb (HechaObjectDialog *self)
{
  g_autofree char *name = dup_text (self->name);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "object.save", name != NULL);
}

static void
entered_cb (HechaObjectDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "object.save", NULL);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaObjectDialog *self = HECHA_OBJECT_DIALOG (widget);
  GtkStringObject *site = adw_combo_row_get_selected_item (self->site);
  HechaObject *object = self->object ? hecha_object_copy (self->object) : hecha_object_new ("", "");

  g_free (object->kind);
  object->kind = g_strdup (((HechaObjectKind *) self->kinds->pdata[adw_combo_row_get_selected (self->kind)])->id);
  g_free (object->name);
  object->name = dup_text (self->name);
  g_free (object->site);
  object->site = adw_combo_row_get_selected (self->site) > 0 ? g_strdup (gtk_string_object_get_string (site)) : NULL;
  g_free (object->zone);
  object->zone = dup_text (self->zone);
  g_free (object->address);
  object->address = dup_text (self->address);
  g_free (object->reason);
  object->reason = dup_text (self->reason);
  g_free (object->note);
  object->note = dup_text (self->note);
  hecha_on_site_set_object (self->visit, object);
  gtk_window_close (GTK_WINDOW (self));
}

static void
hecha_object_dialog_dispose (GObject *object)
{
  HechaObjectDialog *self = HECHA_OBJECT_DIALOG (object);

  g_clear_object (&self->visit);
  g_clear_pointer (&self->object, hecha_object_free);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_object_dialog_parent_class)->dispose (object);
}

static void
hecha_object_dialog_class_init (HechaObjectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_object_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/object-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, site);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, zone);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, address);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, HechaObjectDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_install_action (widget_class, "object.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_object_dialog_init (HechaObjectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_changed_cb (self);
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
fill_kinds (HechaObjectDialog *self,
            const char        *kind)
{
  g_autoptr(GtkStringList) kinds = gtk_string_list_new (NULL);
  guint selected = 0;

  self->kinds = hecha_object_kinds_for (hecha_visit_types (hecha_on_site_get_case (self->visit)->visit));
  for (guint i = 0; i < self->kinds->len; i++)
    {
      const HechaObjectKind *each = self->kinds->pdata[i];

      gtk_string_list_append (kinds, hecha_text_get (&each->label, hecha_shell_language ()));
      if (g_strcmp0 (each->id, kind) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  adw_combo_row_set_selected (self->kind, selected);
}

static void
fill_sites (HechaObjectDialog *self,
            const char        *site)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *sites = hecha_on_site_get_case (self->visit)->visit->sites;
  guint selected = 0;

  gtk_string_list_append (names, _("None in particular"));
  for (guint i = 0; i < sites->len; i++)
    {
      const char *name = ((HechaSite *) sites->pdata[i])->name;

      if (!name || !*name)
        continue;
      gtk_string_list_append (names, name);
      if (g_strcmp0 (name, site) == 0)
        selected = g_list_model_get_n_items (G_LIST_MODEL (names)) - 1;
    }
  adw_combo_row_set_model (self->site, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->site, selected);
}

/**
 * hecha_object_dialog_new:
 * @parent: (nullable): the window that it stands over
 * @object: (nullable): to be changed; %NULL for a new one
 * @kind: (nullable): id of the kind that a new one probably is
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
hecha_object_dialog_new (GtkWindow         *parent,
                         HechaOnSite       *visit,
                         const HechaObject *object,
                         const char        *kind)
{
  HechaObjectDialog *self = g_object_new (HECHA_TYPE_OBJECT_DIALOG, "transient-for", parent, "modal",
                                          parent != NULL, NULL);

  self->visit = g_object_ref (visit);
  self->object = object ? hecha_object_copy (object) : NULL;
  gtk_window_set_title (GTK_WINDOW (self), object ? _("Change Object") : _("Add Object"));
  fill_kinds (self, object ? object->kind : kind);
  fill_sites (self, object ? object->site : NULL);
  if (object)
    {
      set_text (self->name, object->name);
      set_text (self->zone, object->zone);
      set_text (self->address, object->address);
      set_text (self->reason, object->reason);
      set_text (self->note, object->note);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return GTK_WIDGET (self);
}
