/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-files.h"

#include "file-choice.h"
#include "file-dialog.h"
#include "filing-desk.h"
#include "window.h"

#include <glib/gi18n.h>

struct _HechaFilingFiles
{
  AdwPreferencesGroup parent_instance;

  HechaSession *session;
  char         *code;
  HechaType     type;
  char         *asked;   /* the file of which it is asked whether it goes */
};

G_DEFINE_FINAL_TYPE (HechaFilingFiles, hecha_filing_files, ADW_TYPE_PREFERENCES_GROUP)

/* What changes them. */

typedef struct
{
  char      *code;
  HechaType  type;
  GStrv      paths;   /* to attach, or */
  char      *uuid;    /* to remove */
} Handed;

static Handed *
handed_new (HechaFilingFiles *self)
{
  Handed *handed = g_new0 (Handed, 1);

  handed->code = g_strdup (self->code);
  handed->type = self->type;
  return handed;
}

static void
handed_free (gpointer data)
{
  Handed *handed = data;

  g_free (handed->code);
  g_strfreev (handed->paths);
  g_free (handed->uuid);
  g_free (handed);
}

static gpointer
attach_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Handed *handed = data;

  return hecha_filing_desk_attach (session, handed->code, handed->type, (const char *const *) handed->paths, cancellable,
                                   error) ? g_object_ref (session) : NULL;
}

static gpointer
remove_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Handed *handed = data;

  return hecha_filing_desk_detach (session, handed->code, handed->type, handed->uuid, error) ? g_object_ref (session) : NULL;
}

static void
show_failure (HechaFilingFiles *self,
              GAsyncResult     *result,
              const char       *heading)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (self->session, result, &error);

  if (error && gtk_widget_get_root (GTK_WIDGET (self)))
    hecha_window_show_error (hecha_window_of (GTK_WIDGET (self)), heading, error);
}

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaFilingFiles) self = data;

  show_failure (self, result, _("Not Attached"));
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaFilingFiles) self = data;

  show_failure (self, result, _("Not Removed"));
}

static void
removal_cb (HechaFilingFiles *self)
{
  Handed *handed = handed_new (self);

  handed->uuid = g_strdup (self->asked);
  hecha_session_edit_async (self->session, remove_job, handed, handed_free, g_object_unref, NULL, removed_cb,
                            g_object_ref (self));
}

/* Actions. */

static void
files_chosen_cb (GtkWidget  *widget,
                 char      **paths)
{
  hecha_filing_files_attach (HECHA_FILING_FILES (widget), (const char *const *) paths);
}

static void
attach_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_file_choose (widget, _("Attach Documents"), GTK_FILE_CHOOSER_ACTION_OPEN, TRUE, NULL, NULL, NULL, files_chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaFilingFiles *self = HECHA_FILING_FILES (widget);
  g_autofree char *heading = NULL;
  const char *uuid, *file;
  GtkWidget *dialog;

  g_variant_get (parameter, "(&s&s)", &uuid, &file);
  g_free (self->asked);
  self->asked = g_strdup (uuid);
  heading = g_strdup_printf (_("Remove %s?"), file);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading,
                                   _("It no longer stands with this filing. The journal keeps that it was there."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response::remove", G_CALLBACK (removal_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Building. */

static GtkWidget *
remove_button_new (const HechaEvidence *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *name = file->name ? file->name : file->sha256;
  g_autofree char *label = g_strdup_printf (_("Remove %s…"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "touch");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "files.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", file->uuid, name);
  return button;
}

static void
add_attach_button (HechaFilingFiles *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Attach…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "files.attach");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), button);
}

static void
hecha_filing_files_finalize (GObject *object)
{
  HechaFilingFiles *self = HECHA_FILING_FILES (object);

  g_clear_object (&self->session);
  g_free (self->code);
  g_free (self->asked);
  G_OBJECT_CLASS (hecha_filing_files_parent_class)->finalize (object);
}

static void
hecha_filing_files_class_init (HechaFilingFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_filing_files_finalize;
  gtk_widget_class_install_action (widget_class, "files.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "files.remove", "(ss)", remove_action);
}

static void
hecha_filing_files_init (HechaFilingFiles *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Attached Documents"));
  add_attach_button (self);
}

/**
 * hecha_filing_files_new:
 * @code: the enterprise's credit code
 * @type: which of its filings
 * @files: (element-type HechaEvidence): what is kept with it now
 *
 * Returns: (transfer floating): a group for the page of the filing
 */
GtkWidget *
hecha_filing_files_new (HechaSession *session,
                        const char   *code,
                        HechaType     type,
                        GPtrArray    *files)
{
  HechaFilingFiles *self = g_object_new (HECHA_TYPE_FILING_FILES, NULL);

  self->session = g_object_ref (session);
  self->code = g_strdup (code);
  self->type = type;
  for (guint i = 0; i < files->len; i++)
    {
      GtkWidget *row = hecha_file_row_new (session, files->pdata[i]);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove_button_new (files->pdata[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  if (files->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                           _("Nothing that the enterprise handed in with this filing is kept here."));
  return GTK_WIDGET (self);
}

/**
 * hecha_filing_files_attach:
 * @paths: (array zero-terminated=1): files that the enterprise handed in
 *
 * Keeps them with the filing, without waiting; the page shows them once they are saved.
 */
void
hecha_filing_files_attach (HechaFilingFiles  *self,
                           const char *const *paths)
{
  Handed *handed = handed_new (self);

  handed->paths = g_strdupv ((GStrv) paths);
  hecha_session_edit_async (self->session, attach_job, handed, handed_free, g_object_unref, NULL, attached_cb,
                            g_object_ref (self));
}
