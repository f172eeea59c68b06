/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand-over-ask.h"

#include "hand-over.h"
#include "remote-dialog.h"
#include "window.h"

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef   widget;
  char      *case_uuid;
  char      *remote;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_weak_ref_clear (&asking->widget);
  g_free (asking->case_uuid);
  g_free (asking->remote);
  g_free (asking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static Asking *
asking_new (GtkWidget  *widget,
            const char *case_uuid)
{
  Asking *asking = g_new0 (Asking, 1);

  g_weak_ref_init (&asking->widget, widget);
  asking->case_uuid = g_strdup (case_uuid);
  return asking;
}

static HechaWindow *
window_of (Asking *asking)
{
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&asking->widget);

  return widget ? hecha_window_of (widget) : NULL;
}

/* Into the outbox. */

static gpointer
queue_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Asking *asking = data;

  hecha_hand_over_queue (session, asking->case_uuid, asking->remote, error);
  return NULL;
}

static void
queued_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Asking) asking = data;
  g_autoptr(GError) error = NULL;
  HechaWindow *window = window_of (asking);

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (!window)
    return;
  if (error)
    {
      hecha_window_show_error (window, _("Nothing was put into the outbox"), error);
      return;
    }
  hecha_window_toast (window, _("In the outbox: send it when there is a network"));
  hecha_window_go (window, "hand-over");
}

static void
queue (Asking       *asking,
       HechaSession *session,
       const char   *remote)
{
  Asking *job = g_new0 (Asking, 1);

  g_weak_ref_init (&job->widget, NULL);
  job->case_uuid = g_strdup (asking->case_uuid);
  job->remote = g_strdup (remote);
  hecha_session_edit_async (session, queue_job, job, asking_free, NULL, NULL, queued_cb, asking);
}

/* Where to. */

static void
chosen_cb (AdwMessageDialog *dialog,
           const char       *response,
           Asking           *asking)
{
  GtkDropDown *choice = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  GtkStringObject *remote = gtk_drop_down_get_selected_item (choice);
  HechaSession *session = g_object_get_data (G_OBJECT (dialog), "session");
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&asking->widget);

  if (g_str_equal (response, "yes") && remote && widget)
    queue (asking_new (widget, asking->case_uuid), session, gtk_string_object_get_string (remote));
}

static void
asking_closed (gpointer  data,
               GClosure *closure)
{
  asking_free (data);
}

static void
choose (Asking       *asking,
        HechaSession *session,
        HechaWindow  *window,
        GPtrArray    *remotes)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (window), _("Hand Over"),
                                                                         _("Where is the report to go?")));
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < remotes->len; i++)
    gtk_string_list_append (names, ((HechaRemoteSpec *) remotes->pdata[i])->name);
  choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Destination"), -1);
  adw_message_dialog_set_extra_child (dialog, choice);
  adw_message_dialog_add_responses (dialog, "no", _("_Cancel"), "yes", _("_Hand Over"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "yes");
  adw_message_dialog_set_close_response (dialog, "no");
  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), asking, asking_closed, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The report that asked for a destination goes there. */
static void
added_cb (HechaRemoteDialog *dialog,
          Asking            *asking)
{
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&asking->widget);

  if (widget)
    hecha_hand_over_ask (widget, g_object_get_data (G_OBJECT (dialog), "session"), asking->case_uuid);
}

static void
add_first (Asking       *asking,
           HechaSession *session,
           HechaWindow  *window)
{
  HechaRemoteDialog *dialog = hecha_remote_dialog_new (GTK_WINDOW (window), session);

  hecha_window_go (window, "hand-over");
  hecha_window_toast (window, _("Say first where reports go: add a destination"));
  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_data (dialog, "added", G_CALLBACK (added_cb), asking, asking_closed, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remotes_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(Asking) asking = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) remotes = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = window_of (asking);

  if (!window)
    return;
  if (error)
    hecha_window_show_error (window, _("Nothing was put into the outbox"), error);
  else if (remotes->len == 0)
    add_first (g_steal_pointer (&asking), HECHA_SESSION (source), window);
  else if (remotes->len == 1)
    queue (g_steal_pointer (&asking), HECHA_SESSION (source), ((HechaRemoteSpec *) remotes->pdata[0])->name);
  else
    choose (g_steal_pointer (&asking), HECHA_SESSION (source), window, remotes);
}

static gpointer
remotes_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return hecha_hand_over_remotes (session, error);
}

/**
 * hecha_hand_over_ask:
 * @widget: who asks
 * @case_uuid: whose report
 *
 * Puts a report into the outbox; asks where it goes where there are several
 * destinations, and for the first one where there is none.
 */
void
hecha_hand_over_ask (GtkWidget    *widget,
                     HechaSession *session,
                     const char   *case_uuid)
{
  hecha_session_run_async (session, remotes_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, remotes_cb,
                           asking_new (widget, case_uuid));
}
