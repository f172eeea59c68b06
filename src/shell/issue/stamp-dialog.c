/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stamp-dialog.h"

#include <glib/gi18n.h>

static char *
dup_address (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
changed_cb (GtkWidget        *entry,
            AdwMessageDialog *dialog)
{
  g_autofree char *address = dup_address (entry);

  adw_message_dialog_set_response_enabled (dialog, "stamp", *address != '\0');
}

static void
activated_cb (GtkWidget        *entry,
              AdwMessageDialog *dialog)
{
  if (!adw_message_dialog_get_response_enabled (dialog, "stamp"))
    return;
  adw_message_dialog_response (dialog, "stamp");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
response_cb (GtkWidget        *widget,
             const char       *response,
             AdwMessageDialog *dialog)
{
  HechaStampGiven given = (HechaStampGiven) g_object_get_data (G_OBJECT (dialog), "given");
  g_autofree char *address = dup_address (g_object_get_data (G_OBJECT (dialog), "entry"));

  if (g_str_equal (response, "stamp") && *address)
    given (widget, address);
}

static GtkWidget *
entry_new (AdwMessageDialog *dialog,
           const char       *address)
{
  GtkWidget *group = adw_preferences_group_new (), *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Address (http://…)"));
  gtk_editable_set_text (GTK_EDITABLE (entry), address ? address : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), dialog, 0);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (activated_cb), dialog, 0);
  g_object_set_data_full (G_OBJECT (dialog), "entry", g_object_ref (entry), g_object_unref);
  return group;
}

/**
 * hecha_stamp_ask:
 * @widget: who asks
 * @address: (nullable): that is offered
 * @given: called where a time stamp is wanted, with the address
 *
 * Asks for the time-stamping authority.
 *
 * Returns: (transfer none): the dialog, which is shown already
 */
GtkWidget *
hecha_stamp_ask (GtkWidget       *widget,
                 const char      *address,
                 HechaStampGiven  given)
{
  const char *body = _("A time-stamping authority proves that the report was there today. This needs the network; "
                       "nothing of the report but a digest goes there.");
  GtkWidget *window = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Prove the Time?"), body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (window);

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "stamp", _("_Stamp"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "stamp", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "stamp", address && *address);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, entry_new (dialog, address));
  g_object_set_data (G_OBJECT (dialog), "given", (gpointer) given);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return window;
}
