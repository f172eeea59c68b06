/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reason-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static char *
dup_reason (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static gboolean
is_enough (AdwMessageDialog *dialog,
           const char       *reason)
{
  return *reason || g_object_get_data (G_OBJECT (dialog), "may-be-empty");
}

static void
changed_cb (GtkTextBuffer    *buffer,
            AdwMessageDialog *dialog)
{
  g_autofree char *reason = dup_reason (buffer);

  adw_message_dialog_set_response_enabled (dialog, "yes", is_enough (dialog, reason));
}

static void
response_cb (GtkWidget        *widget,
             const char       *response,
             AdwMessageDialog *dialog)
{
  HechaReasonGiven given = (HechaReasonGiven) g_object_get_data (G_OBJECT (dialog), "given");
  g_autofree char *reason = dup_reason (g_object_get_data (G_OBJECT (dialog), "buffer"));

  if (g_str_equal (response, "yes") && is_enough (dialog, reason))
    given (widget, reason);
}

static GtkWidget *
entry_new (AdwMessageDialog *dialog,
           const char       *name)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  g_object_set (view, "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, "top-margin", 9, "bottom-margin", 9,
                "left-margin", 9, "right-margin", 9, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height", 96, "has-frame", TRUE,
                "child", view, NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), dialog, 0);
  g_object_set_data_full (G_OBJECT (dialog), "buffer", g_object_ref (buffer), g_object_unref);
  return scroller;
}

static AdwMessageDialog *
dialog_new (GtkWidget        *widget,
            const char       *heading,
            const char       *body,
            const char       *name,
            const char       *label,
            HechaReasonGiven  given)
{
  GtkWidget *window = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (window);

  adw_message_dialog_add_responses (dialog, "no", _("_Cancel"), "yes", label, NULL);
  adw_message_dialog_set_close_response (dialog, "no");
  adw_message_dialog_set_extra_child (dialog, entry_new (dialog, name));
  g_object_set_data (G_OBJECT (dialog), "given", (gpointer) given);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, G_CONNECT_SWAPPED);
  return dialog;
}

/**
 * hecha_reason_ask:
 * @widget: who asks
 * @heading: what is to be done
 * @body: what comes of it
 * @label: for the button, with mnemonic
 * @given: called where it is to be done, with the reason
 *
 * Asks for a reason, without which it cannot be done.
 *
 * Returns: (transfer none): the dialog, which is shown already
 */
GtkWidget *
hecha_reason_ask (GtkWidget        *widget,
                  const char       *heading,
                  const char       *body,
                  const char       *label,
                  HechaReasonGiven  given)
{
  AdwMessageDialog *dialog = dialog_new (widget, heading, body, _("Reason"), label, given);

  adw_message_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (dialog, "yes", FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

/**
 * hecha_comment_ask:
 * @widget: who asks
 * @heading: of what something is said
 * @body: who gets it
 * @said: (nullable): what is said of it now
 * @given: called where the user keeps what is written, which may be nothing
 *
 * Asks what is to be said of something.
 *
 * Returns: (transfer none): the dialog, which is shown already
 */
GtkWidget *
hecha_comment_ask (GtkWidget        *widget,
                   const char       *heading,
                   const char       *body,
                   const char       *said,
                   HechaReasonGiven  given)
{
  AdwMessageDialog *dialog = dialog_new (widget, heading, body, _("What is said of it"), _("_Save"), given);

  g_object_set_data (G_OBJECT (dialog), "may-be-empty", GINT_TO_POINTER (TRUE));
  gtk_text_buffer_set_text (g_object_get_data (G_OBJECT (dialog), "buffer"), said ? said : "", -1);
  adw_message_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}
