/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topology-dialogs.h"

#include "place.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a dialog's rows are about; it goes with the dialog. */
typedef struct
{
  HechaOnSite *visit;
  GtkWidget   *dialog;
  GStrv        ids;       /* what the first rows stand for */
  GPtrArray   *kinds;
  GtkWidget   *first;
  GtkWidget   *second;
  GtkWidget   *third;
  GtkWidget   *text;
  GtkWidget   *conduit;
} Rows;

static void
rows_free (Rows *self)
{
  g_object_unref (self->visit);
  g_strfreev (self->ids);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_free (self);
}

static Rows *
rows_new (GtkWindow   *parent,
          HechaOnSite *visit,
          const char  *heading,
          const char  *response,
          const char  *label)
{
  Rows *self = g_new0 (Rows, 1);

  self->visit = g_object_ref (visit);
  self->dialog = adw_message_dialog_new (parent, heading, NULL);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self->dialog), "cancel", _("_Cancel"), response, label, NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self->dialog), "cancel");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self->dialog), response);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self->dialog), adw_preferences_group_new ());
  g_object_set_data_full (G_OBJECT (self->dialog), "rows", self, (GDestroyNotify) rows_free);
  return self;
}

static GtkWidget *
add_row (Rows       *self,
         GtkWidget  *row,
         const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (self->dialog))),
                             row);
  return row;
}

static GtkWidget *
add_choice (Rows        *self,
            const char  *title,
            GStrv        labels,
            guint        selected)
{
  GtkWidget *row = add_row (self, adw_combo_row_new (), title);
  g_autoptr(GtkStringList) list = gtk_string_list_new ((const char *const *) labels);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

static GtkWidget *
add_number (Rows       *self,
            const char *title)
{
  GtkWidget *row = add_row (self, adw_action_row_new (), title);
  GtkWidget *spin = gtk_spin_button_new_with_range (0, HECHA_SAMPLING_MAX, 1);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  return spin;
}

static GtkWidget *
add_check (Rows       *self,
           const char *title)
{
  GtkWidget *row = add_row (self, adw_action_row_new (), title), *check = gtk_check_button_new ();

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return check;
}

static char *
dup_text (GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text ? g_steal_pointer (&text) : NULL;
}

/* Connect */

static void
connect_cb (Rows *self)
{
  guint from = adw_combo_row_get_selected (ADW_COMBO_ROW (self->first));
  guint to = adw_combo_row_get_selected (ADW_COMBO_ROW (self->second));
  HechaLink *link = hecha_link_new (self->ids[from], self->ids[to]);

  link->label = dup_text (self->text);
  link->conduit = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->conduit));
  hecha_on_site_connect (self->visit, link);
}

/* Zones first, then objects: what can be an end, and how it is called. */
static GStrv
list_ends (HechaCase *content,
           GStrv     *ids)
{
  g_autoptr(HechaTopology) topology = hecha_case_topology (content);
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new (), names = g_strv_builder_new ();

  for (guint i = 0; i < topology->nodes->len; i++)
    {
      const HechaObject *object = g_array_index (topology->nodes, HechaTopologyNode, i).object;

      g_strv_builder_add (names, object->uuid);
      g_strv_builder_add (labels, object->name);
    }
  for (guint i = 0; i < topology->zones->len; i++)
    {
      const char *name = g_array_index (topology->zones, HechaTopologyZone, i).name;
      g_autofree char *id = name ? g_strconcat (HECHA_LINK_ZONE, name, NULL) : NULL;
      /* TRANSLATORS: %s is the name of a network zone */
      g_autofree char *label = name ? g_strdup_printf (_("Zone %s"), name) : NULL;

      if (!name)
        continue;
      g_strv_builder_add (names, id);
      g_strv_builder_add (labels, label);
    }
  *ids = g_strv_builder_end (names);
  return g_strv_builder_end (labels);
}

/**
 * hecha_connect_dialog_new:
 * @parent: (nullable): the window that it stands over
 * @from: (nullable): UUID of the object that is selected
 *
 * Returns: (transfer none): asks what is connected with what
 */
GtkWidget *
hecha_connect_dialog_new (GtkWindow   *parent,
                          HechaOnSite *visit,
                          const char  *from)
{
  Rows *self = rows_new (parent, visit, _("Connect"), "connect", _("_Connect"));
  g_auto(GStrv) labels = list_ends (hecha_on_site_get_case (visit), &self->ids);
  guint selected = 0;

  for (guint i = 0; self->ids[i]; i++)
    if (g_strcmp0 (self->ids[i], from) == 0)
      selected = i;
  self->first = add_choice (self, _("From"), labels, selected);
  self->second = add_choice (self, _("To"), labels, selected ? 0 : MIN (1, MAX (g_strv_length (labels), 1) - 1));
  self->text = add_row (self, adw_entry_row_new (), _("What runs over it, such as a protocol"));
  self->conduit = add_check (self, _("Conduit between two zones"));
  g_signal_connect_swapped (self->dialog, "response::connect", G_CALLBACK (connect_cb), self);
  return self->dialog;
}

/* Disconnect */

static void
disconnect_cb (Rows *self)
{
  guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (self->first));

  if (place < g_strv_length (self->ids))
    hecha_on_site_disconnect (self->visit, self->ids[place]);
}

/**
 * hecha_disconnect_dialog_new:
 * @parent: (nullable): the window that it stands over
 *
 * Returns: (transfer none): asks which connection goes
 */
GtkWidget *
hecha_disconnect_dialog_new (GtkWindow   *parent,
                             HechaOnSite *visit)
{
  Rows *self = rows_new (parent, visit, _("Remove a Connection"), "remove", _("_Remove"));
  HechaCase *content = hecha_on_site_get_case (visit);
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new (), ids = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (guint i = 0; i < content->links->len; i++)
    {
      const HechaLink *link = content->links->pdata[i];
      g_autofree char *from = hecha_link_end_text (link->from, content->objects);
      g_autofree char *to = hecha_link_end_text (link->to, content->objects);
      g_autofree char *label = g_strdup_printf ("%s – %s  %s", from, to, link->label ? link->label : "");

      g_strv_builder_add (labels, label);
      g_strv_builder_add (ids, link->uuid);
    }
  self->ids = g_strv_builder_end (ids);
  list = g_strv_builder_end (labels);
  self->first = add_choice (self, _("Connection"), list, 0);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self->dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_swapped (self->dialog, "response::remove", G_CALLBACK (disconnect_cb), self);
  return self->dialog;
}

/* A scan */

static void
import_cb (Rows *self)
{
  g_autofree char *zone = dup_text (self->text);

  hecha_on_site_import_scan (self->visit, self->ids[0], zone, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->first)));
}

/**
 * hecha_scan_dialog_new:
 * @parent: (nullable): the window that it stands over
 * @path: what `nmap -oX` wrote
 *
 * Returns: (transfer none): asks in which zone the scan was made, and takes it in
 */
GtkWidget *
hecha_scan_dialog_new (GtkWindow   *parent,
                       HechaOnSite *visit,
                       const char  *path)
{
  Rows *self = rows_new (parent, visit, _("Import a Scan"), "import", _("_Import"));

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self->dialog), _("A scan does not say in which network zone it was made. "
                                                                    "All of its hosts are put into the one that is named here."));
  self->ids = g_strdupv ((char *[]) { (char *) path, NULL });
  self->text = add_row (self, adw_entry_row_new (), _("Network zone that was scanned"));
  self->first = add_check (self, _("Also the scanned hosts that did not answer"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self->dialog), "import", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_swapped (self->dialog, "response::import", G_CALLBACK (import_cb), self);
  return self->dialog;
}

/* Sampling */

static HechaSampling *
read_sampling (Rows *self)
{
  guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (self->first));
  const HechaObjectKind *kind = self->kinds->pdata[MIN (place, self->kinds->len - 1)];
  g_autofree char *reason = dup_text (self->text);

  return hecha_sampling_new (kind->id, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->second)),
                             gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->third)), reason);
}

/* What cannot be saved is not offered. */
static void
sampling_changed_cb (Rows *self)
{
  g_autoptr(HechaSampling) sampling = read_sampling (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self->dialog), "keep", hecha_sampling_check (sampling, NULL));
}

static void
kind_chosen_cb (Rows *self)
{
  g_autoptr(HechaSampling) sampling = read_sampling (self);
  HechaCase *content = hecha_on_site_get_case (self->visit);
  const HechaSampling *said = hecha_sampling_find (content->samplings, sampling->kind);
  guint listed = hecha_sampling_listed (sampling, content->objects);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->second), said ? said->population : listed);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->third), said ? said->sampled : listed);
  gtk_editable_set_text (GTK_EDITABLE (self->text), said && said->reason ? said->reason : "");
  sampling_changed_cb (self);
}

static void
keep_cb (Rows *self)
{
  hecha_on_site_set_sampling (self->visit, read_sampling (self));
}

/**
 * hecha_sampling_dialog_new:
 * @parent: (nullable): the window that it stands over
 *
 * Returns: (transfer none): asks how many of how many of a kind are looked at, and why
 */
GtkWidget *
hecha_sampling_dialog_new (GtkWindow   *parent,
                           HechaOnSite *visit)
{
  Rows *self = rows_new (parent, visit, _("Sampling"), "keep", _("_Keep"));
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  self->kinds = hecha_object_kinds_for (hecha_visit_types (hecha_on_site_get_case (visit)->visit));
  for (guint i = 0; i < self->kinds->len; i++)
    g_strv_builder_add (labels, hecha_text_get (&((HechaObjectKind *) self->kinds->pdata[i])->label, hecha_shell_language ()));
  list = g_strv_builder_end (labels);
  self->first = add_choice (self, _("Kind"), list, 0);
  self->second = add_number (self, _("How many there are"));
  self->third = add_number (self, _("How many are looked at"));
  self->text = add_row (self, adw_entry_row_new (), _("Why these, and why so many"));
  g_signal_connect_swapped (self->first, "notify::selected", G_CALLBACK (kind_chosen_cb), self);
  g_signal_connect_swapped (self->second, "value-changed", G_CALLBACK (sampling_changed_cb), self);
  g_signal_connect_swapped (self->third, "value-changed", G_CALLBACK (sampling_changed_cb), self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (sampling_changed_cb), self);
  kind_chosen_cb (self);
  g_signal_connect_swapped (self->dialog, "response::keep", G_CALLBACK (keep_cb), self);
  return self->dialog;
}
