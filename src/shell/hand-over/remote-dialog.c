/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote-dialog.h"

#include "file-choice.h"
#include "hand-over.h"
#include "refusals.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaRemoteDialog
{
  HechaDialog parent_instance;

  GtkWidget           *fields;
  AdwEntryRow         *name;
  AdwEntryRow         *url;
  GtkWidget           *server;
  AdwEntryRow         *user;
  AdwPasswordEntryRow *password;
  AdwActionRow        *ca_row;
  GtkLabel            *problem;
  GtkSpinner          *spinner;

  HechaSession        *session;
  char                *ca;
  gboolean             busy;
};

G_DEFINE_FINAL_TYPE (HechaRemoteDialog, hecha_remote_dialog, HECHA_TYPE_DIALOG)

typedef struct
{
  HechaRemoteSpec *spec;
  char            *password;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  explicit_bzero (request->password, strlen (request->password));
  g_free (request->password);
  hecha_remote_spec_free (request->spec);
  g_free (request);
}

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
is_folder (const char *url)
{
  return g_str_has_prefix (url, "file:///");
}

static void
changed_cb (HechaRemoteDialog *self)
{
  g_autofree char *name = dup_text (self->name), *url = dup_text (self->url);
  gboolean good = (g_str_has_prefix (url, "https://") || is_folder (url)) && strlen (url) > 8;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (self->server, !is_folder (url));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", !self->busy && *name && good);
  gtk_widget_set_sensitive (self->fields, !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
}

static void
activated_cb (HechaRemoteDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.add", NULL);
}

static gpointer
add_job (HechaSession  *session,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Request *request = data;

  hecha_hand_over_add_remote (session, request->spec, *request->password ? request->password : NULL, error);
  return NULL;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaRemoteDialog) self = data;
  g_autoptr(GError) error = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  self->busy = FALSE;
  changed_cb (self);
  if (!error)
    {
      g_signal_emit_by_name (self, "added");
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, hecha_refusal_text (error));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HechaRemoteDialog *self = HECHA_REMOTE_DIALOG (widget);
  Request *request = g_new0 (Request, 1);
  g_autofree char *user = dup_text (self->user);
  gboolean server;

  request->spec = g_new0 (HechaRemoteSpec, 1);
  request->spec->name = dup_text (self->name);
  request->spec->url = dup_text (self->url);
  server = !is_folder (request->spec->url);
  request->spec->user = server && *user ? g_steal_pointer (&user) : NULL;
  request->spec->ca = server ? g_strdup (self->ca) : NULL;
  request->password = g_strdup (server ? gtk_editable_get_text (GTK_EDITABLE (self->password)) : "");
  self->busy = TRUE;
  changed_cb (self);
  hecha_session_run_async (self->session, add_job, request, request_free, NULL, NULL, added_cb, g_object_ref (self));
}

static void
ca_chosen_cb (GtkWidget  *widget,
              char      **paths)
{
  hecha_remote_dialog_set_authority (HECHA_REMOTE_DIALOG (widget), paths[0]);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_file_choose (widget, _("Certificate of an Authority"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Certificates (PEM)"), (const char *[]) { "pem", "crt", "cer", NULL }, ca_chosen_cb);
}

static void
folder_chosen_cb (GtkWidget  *widget,
                  char      **paths)
{
  hecha_remote_dialog_set_folder (HECHA_REMOTE_DIALOG (widget), paths[0]);
}

static void
choose_folder_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  hecha_file_choose (widget, _("Folder to Hand Over To"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE, NULL, NULL, NULL,
                     folder_chosen_cb);
}

static void
hecha_remote_dialog_finalize (GObject *object)
{
  HechaRemoteDialog *self = HECHA_REMOTE_DIALOG (object);

  g_clear_object (&self->session);
  g_free (self->ca);
  G_OBJECT_CLASS (hecha_remote_dialog_parent_class)->finalize (object);
}

static void
hecha_remote_dialog_class_init (HechaRemoteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_remote_dialog_finalize;
  g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/remote-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, url);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, server);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, user);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, password);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, ca_row);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HechaRemoteDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_remote_dialog_init (HechaRemoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self);
}

/**
 * hecha_remote_dialog_new:
 * @parent: (nullable): the window that waits
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaRemoteDialog *
hecha_remote_dialog_new (GtkWindow    *parent,
                         HechaSession *session)
{
  HechaRemoteDialog *self = g_object_new (HECHA_TYPE_REMOTE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return self;
}

/**
 * hecha_remote_dialog_set_authority:
 * @path: a PEM file; what the server shows must come from it
 */
void
hecha_remote_dialog_set_authority (HechaRemoteDialog *self,
                                   const char        *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_return_if_fail (HECHA_IS_REMOTE_DIALOG (self));

  g_free (self->ca);
  self->ca = g_strdup (path);
  adw_action_row_set_subtitle (self->ca_row, name);
}

/**
 * hecha_remote_dialog_set_folder:
 * @path: of a folder, on a stick or a disk; a destination without a name is called as it is
 */
void
hecha_remote_dialog_set_folder (HechaRemoteDialog *self,
                                const char        *path)
{
  g_autofree char *url = g_filename_to_uri (path, NULL, NULL), *name = dup_text (self->name);
  g_autofree char *own = g_filename_display_basename (path);

  g_return_if_fail (HECHA_IS_REMOTE_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->url), url);
  if (!*name)
    gtk_editable_set_text (GTK_EDITABLE (self->name), own);
}
