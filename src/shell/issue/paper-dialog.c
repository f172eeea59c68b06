/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper-dialog.h"

#include "inspect.h"
#include "pdf-view.h"
#include "states.h"
#include "thumbnail.h"
#include "zoom-view.h"

#include <string.h>

#define PICTURE_MAX 4096

struct _HechaPaperDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  HechaStates    *states;
  GtkStack       *kinds;
  HechaPdfView   *pages;
  GtkWidget      *picture;
  HechaZoomView  *zoom;

  HechaSession   *session;
  HechaEvidence  *scan;
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaPaperDialog, hecha_paper_dialog, ADW_TYPE_WINDOW)

/* One of the two. */
typedef struct
{
  GBytes      *pages;
  HechaPixels *pixels;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_clear_pointer (&seen->pages, g_bytes_unref);
  g_clear_pointer (&seen->pixels, hecha_pixels_free);
  g_free (seen);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Seen, seen_free)

static gboolean
is_pdf (GBytes *bytes)
{
  return g_bytes_get_size (bytes) > 5 && memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5) == 0;
}

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Seen) seen = g_new0 (Seen, 1);

  seen->pages = hecha_inspect_bytes (session, data, error);
  if (!seen->pages)
    return NULL;
  if (is_pdf (seen->pages))
    return g_steal_pointer (&seen);
  g_clear_pointer (&seen->pages, g_bytes_unref);
  seen->pixels = hecha_inspect_picture (session, data, PICTURE_MAX, PICTURE_MAX, error);
  return seen->pixels ? g_steal_pointer (&seen) : NULL;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaPaperDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Seen) seen = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autoptr(GdkTexture) texture = seen && seen->pixels ? hecha_texture_from_pixels (seen->pixels) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!seen)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  gtk_stack_set_visible_child (self->kinds, texture ? self->picture : GTK_WIDGET (self->pages));
  if (texture)
    hecha_zoom_view_set_texture (self->zoom, texture);
  else
    hecha_pdf_view_set_bytes (self->pages, seen->pages, self->scan->name);
  hecha_states_show_content (self->states);
}

static void
load (HechaPaperDialog *self)
{
  hecha_states_show_loading (self->states);
  hecha_session_run_async (self->session, load_job, hecha_evidence_copy (self->scan), (GDestroyNotify) hecha_evidence_free,
                           seen_free, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  load (HECHA_PAPER_DIALOG (widget));
}

static void
hecha_paper_dialog_dispose (GObject *object)
{
  HechaPaperDialog *self = HECHA_PAPER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_paper_dialog_parent_class)->dispose (object);
}

static void
hecha_paper_dialog_finalize (GObject *object)
{
  HechaPaperDialog *self = HECHA_PAPER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scan, hecha_evidence_free);
  G_OBJECT_CLASS (hecha_paper_dialog_parent_class)->finalize (object);
}

static void
hecha_paper_dialog_class_init (HechaPaperDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_paper_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_paper_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  g_type_ensure (HECHA_TYPE_ZOOM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/paper-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaPaperDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HechaPaperDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaPaperDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, HechaPaperDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, HechaPaperDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, HechaPaperDialog, zoom);
  gtk_widget_class_install_action (widget_class, "dialog.retry", NULL, retry_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_paper_dialog_init (HechaPaperDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_paper_dialog_new:
 * @parent: (nullable): the window over which it is shown
 * @sha256: of the scan, which lies in the vault
 * @name: of the file, for people
 *
 * Begins to load.
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaPaperDialog *
hecha_paper_dialog_new (GtkWindow    *parent,
                       HechaSession *session,
                       const char   *sha256,
                       const char   *name)
{
  HechaPaperDialog *self = g_object_new (HECHA_TYPE_PAPER_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->scan = hecha_evidence_new (sha256, 0, name);
  adw_window_title_set_subtitle (self->title, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  load (self);
  return self;
}
