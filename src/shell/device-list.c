/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "device-list.h"

#include "hand-over.h"
#include "window.h"

#include <glib/gi18n.h>

struct _HechaDeviceList
{
  AdwBin parent_instance;

  HechaSession *session;
  char         *asked;   /* id of the device that the dialog asks about */
};

G_DEFINE_FINAL_TYPE (HechaDeviceList, hecha_device_list, ADW_TYPE_BIN)

static gpointer
admit_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  hecha_hand_over_admit (session, data, error);
  return NULL;
}

static void
admitted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaDeviceList) self = data;
  g_autoptr(GError) error = NULL;
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (error && window)
    hecha_window_show_error (window, _("The device was not admitted"), error);
  hecha_device_list_read (self, HECHA_SESSION (source));
}

static void
response_cb (HechaDeviceList *self,
             const char      *response)
{
  if (g_str_equal (response, "admit") && self->session && self->asked)
    hecha_session_edit_async (self->session, admit_job, g_strdup (self->asked), g_free, NULL, NULL, admitted_cb,
                              g_object_ref (self));
}

static void
admit_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaDeviceList *self = HECHA_DEVICE_LIST (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autofree char *body = g_strdup_printf (_("What it signed will count as its owner’s. Compare its number with the one "
                                             "that its owner reads out:\n\n%.4s %.4s %.4s %.4s"),
                                           id, id + 4, id + 8, id + 12);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                                         _("Admit This Device?"), body));

  g_free (self->asked);
  self->asked = g_strdup (id);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "admit", _("_Admit"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "admit", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
row_new (const HechaDeviceRow *device)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Admit…"));
  g_autofree char *title = g_strdup_printf ("%s · %s", device->name ? device->name : _("Unknown person"),
                                            device->unit ? device->unit : _("unknown unit"));
  g_autofree char *subtitle = g_strdup_printf (ngettext ("Device %.16s · %u entry waits", "Device %.16s · %u entries wait",
                                                         device->waiting), device->id, device->waiting);
  g_autofree char *name = g_strdup_printf (_("Admit the device of %s"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "touch");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "devices.admit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", device->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaDeviceList) self = data;
  g_autoptr(GPtrArray) devices = hecha_session_run_finish (HECHA_SESSION (source), result, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  for (guint i = 0; devices && i < devices->len; i++)
    {
      const HechaDeviceRow *device = devices->pdata[i];

      if (g_strcmp0 (device->state, "unknown") != 0 || strlen (device->id) < 16)
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (device));
      n++;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Devices That Are Not Admitted"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("What they signed is kept, but does not count until somebody admits them."));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_hand_over_devices (session, error);
}

static void
hecha_device_list_dispose (GObject *object)
{
  HechaDeviceList *self = HECHA_DEVICE_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (hecha_device_list_parent_class)->dispose (object);
}

static void
hecha_device_list_class_init (HechaDeviceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hecha_device_list_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "devices.admit", "s", admit_action);
}

static void
hecha_device_list_init (HechaDeviceList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * hecha_device_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hecha_device_list_new (void)
{
  return g_object_new (HECHA_TYPE_DEVICE_LIST, NULL);
}

/**
 * hecha_device_list_read:
 *
 * Reads the devices again, without waiting.
 */
void
hecha_device_list_read (HechaDeviceList *self,
                        HechaSession    *session)
{
  g_return_if_fail (HECHA_IS_DEVICE_LIST (self) && session);

  g_set_object (&self->session, session);
  hecha_session_run_async (session, read_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, read_cb,
                           g_object_ref (self));
}
