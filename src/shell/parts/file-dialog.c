/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-dialog.h"

#include "file-choice.h"
#include "filing-desk.h"
#include "inspect.h"
#include "pdf-view.h"
#include "refusals.h"
#include "states.h"
#include "thumbnail.h"
#include "zoom-view.h"

#include <glib/gi18n.h>

/* Larger than any screen, in pixels. */
#define PICTURE_MAX 4096

struct _HechaFileDialog
{
  HechaDialog parent_instance;

  AdwWindowTitle *title;
  HechaStates    *states;
  GtkStack       *kinds;
  HechaZoomView  *picture;
  HechaPdfView   *pages;
  GtkLabel       *problem;

  HechaSession   *session;
  HechaEvidence  *file;
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaFileDialog, hecha_file_dialog, HECHA_TYPE_DIALOG)

/* Showing. */

static gpointer
picture_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return hecha_inspect_picture (session, data, PICTURE_MAX, PICTURE_MAX, error);
}

static gpointer
bytes_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return hecha_inspect_bytes (session, data, error);
}

/* Returns: whether there is something to show. */
static gboolean
take (HechaFileDialog *self,
      const GError    *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return FALSE;
  if (error)
    hecha_states_show_error (self->states, error);
  else
    hecha_states_show_content (self->states);
  return error == NULL;
}

static void
picture_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaFileDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaPixels) pixels = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autoptr(GdkTexture) texture = pixels ? hecha_texture_from_pixels (pixels) : NULL;

  if (take (self, error))
    hecha_zoom_view_set_texture (self->picture, texture);
}

static void
bytes_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaFileDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!take (self, error))
    return;
  gtk_stack_set_visible_child (self->kinds, GTK_WIDGET (self->pages));
  hecha_pdf_view_set_bytes (self->pages, bytes, self->file->name);
}

static void
load (HechaFileDialog *self)
{
  gboolean is_picture = hecha_evidence_is_picture (self->file);

  if (!is_picture && g_strcmp0 (self->file->media_type, "application/pdf") != 0)
    {
      hecha_states_show_empty (self->states);
      return;
    }
  hecha_states_show_loading (self->states);
  hecha_session_run_async (self->session, is_picture ? picture_job : bytes_job, hecha_evidence_copy (self->file),
                           (GDestroyNotify) hecha_evidence_free,
                           is_picture ? (GDestroyNotify) hecha_pixels_free : (GDestroyNotify) g_bytes_unref,
                           self->cancellable, is_picture ? picture_cb : bytes_cb, g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  load (HECHA_FILE_DIALOG (widget));
}

/* Saving a copy. */

typedef struct
{
  char *sha256;
  char *path;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->sha256);
  g_free (copy->path);
  g_free (copy);
}

static gpointer
save_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Copy *copy = data;

  return hecha_filing_desk_save (session, copy->sha256, copy->path, error) ? g_object_ref (session) : NULL;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaFileDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!self->session)
    return;
  gtk_label_set_label (self->problem, error ? hecha_refusal_text (error) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
chosen_cb (GtkWidget  *widget,
           char      **paths)
{
  HechaFileDialog *self = HECHA_FILE_DIALOG (widget);
  Copy *copy = g_new0 (Copy, 1);

  copy->sha256 = g_strdup (self->file->sha256);
  copy->path = g_strdup (paths[0]);
  hecha_session_run_async (self->session, save_job, copy, copy_free, g_object_unref, NULL, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hecha_file_choose (widget, _("Save a Copy"), GTK_FILE_CHOOSER_ACTION_SAVE, FALSE, HECHA_FILE_DIALOG (widget)->file->name, NULL,
                     NULL, chosen_cb);
}

static void
hecha_file_dialog_dispose (GObject *object)
{
  HechaFileDialog *self = HECHA_FILE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_file_dialog_parent_class)->dispose (object);
}

static void
hecha_file_dialog_finalize (GObject *object)
{
  HechaFileDialog *self = HECHA_FILE_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->file, hecha_evidence_free);
  G_OBJECT_CLASS (hecha_file_dialog_parent_class)->finalize (object);
}

static void
hecha_file_dialog_class_init (HechaFileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_file_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_file_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_ZOOM_VIEW);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/file-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaFileDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HechaFileDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaFileDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, HechaFileDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, HechaFileDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, HechaFileDialog, problem);
  gtk_widget_class_install_action (widget_class, "file.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "file.retry", NULL, retry_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_file_dialog_init (HechaFileDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_file_dialog_new:
 * @parent: (nullable): the window over which it is shown
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
GtkWidget *
hecha_file_dialog_new (GtkWindow           *parent,
                       HechaSession        *session,
                       const HechaEvidence *file)
{
  HechaFileDialog *self = g_object_new (HECHA_TYPE_FILE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *size = g_format_size (file->size);

  self->session = g_object_ref (session);
  self->file = hecha_evidence_copy (file);
  adw_window_title_set_title (self->title, file->name ? file->name : file->sha256);
  adw_window_title_set_subtitle (self->title, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  file->name ? file->name : file->sha256, -1);
  load (self);
  return GTK_WIDGET (self);
}

/* A row for it. */

typedef struct
{
  HechaSession  *session;
  HechaEvidence *file;
} Shown;

static void
shown_free (gpointer  data,
            GClosure *closure)
{
  Shown *shown = data;

  g_object_unref (shown->session);
  hecha_evidence_free (shown->file);
  g_free (shown);
}

static void
activated_cb (GtkWidget   *row,
              const Shown *shown)
{
  GtkRoot *root = gtk_widget_get_root (row);

  gtk_window_present (GTK_WINDOW (hecha_file_dialog_new (root ? GTK_WINDOW (root) : NULL, shown->session, shown->file)));
}

/**
 * hecha_file_row_new:
 *
 * Returns: (transfer floating): a row that names the file and opens it
 */
GtkWidget *
hecha_file_row_new (HechaSession        *session,
                    const HechaEvidence *file)
{
  GtkWidget *row = adw_action_row_new ();
  Shown *shown = g_new0 (Shown, 1);
  g_autofree char *size = g_format_size (file->size);
  g_autofree char *subtitle = g_strdup_printf ("%s · %.10s · %s", size, file->time ? file->time : "",
                                               file->author ? file->author : "");

  shown->session = g_object_ref (session);
  shown->file = hecha_evidence_copy (file);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file->name ? file->name : file->sha256);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (activated_cb), shown, shown_free, 0);
  return row;
}
