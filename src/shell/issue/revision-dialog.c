/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "revision-dialog.h"

#include "change-words.h"
#include "pdf-view.h"
#include "revision-look.h"
#include "states.h"
#include "width-bin.h"

#include <glib/gi18n.h>

/* The two stand side by side from this width on for each, or where each has this
 * much more than it needs: a box cannot be narrower than what it holds. */
#define WIDE 350
#define ROOM 40

struct _HechaRevisionDialog
{
  HechaDialog parent_instance;

  HechaStates  *states;
  GtkLabel     *what;
  GtkBox       *both;
  HechaPdfView *before;
  HechaPdfView *after;

  HechaSession *session;
  char         *file;
  guint64       covers;
  int           page;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaRevisionDialog, hecha_revision_dialog, HECHA_TYPE_DIALOG)

typedef struct
{
  char   *file;
  guint64 covers;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->file);
  g_free (request);
}

static gpointer
look_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Request *request = data;

  return hecha_revision_look_new (request->file, request->covers, cancellable, error);
}

static void
opened_cb (HechaPdfView        *view,
           HechaRevisionDialog *self)
{
  if (self->page > 0)
    hecha_pdf_view_go (view, MIN ((guint) self->page, hecha_pdf_view_get_n_pages (view) - 1));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaRevisionDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaRevisionLook) look = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autofree char *pages = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  self->page = look->pages->len > 0 ? (int) g_array_index (look->pages, guint, 0) - 1 : -1;
  pages = hecha_different_pages_words (look->pages, look->all);
  gtk_label_set_label (self->what, pages);
  hecha_pdf_view_set_bytes (self->before, look->before, _("As Signed"));
  hecha_pdf_view_set_bytes (self->after, look->after, _("As It Is"));
  hecha_states_show_content (self->states);
}

static void
look (HechaRevisionDialog *self)
{
  Request *request = g_new0 (Request, 1);

  request->file = g_strdup (self->file);
  request->covers = self->covers;
  hecha_states_show_loading (self->states);
  hecha_session_run_async (self->session, look_job, request, request_free,
                           (GDestroyNotify) hecha_revision_look_free, self->cancellable, looked_cb,
                           g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  look (HECHA_REVISION_DIALOG (widget));
}

static void
width_changed_cb (HechaRevisionDialog *self,
                  int                  width)
{
  int least;

  gtk_widget_measure (GTK_WIDGET (self->before), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->both), width < 2 * MAX (WIDE, least + ROOM)
                                  ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
hecha_revision_dialog_dispose (GObject *object)
{
  HechaRevisionDialog *self = HECHA_REVISION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_revision_dialog_parent_class)->dispose (object);
}

static void
hecha_revision_dialog_finalize (GObject *object)
{
  HechaRevisionDialog *self = HECHA_REVISION_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->file);
  G_OBJECT_CLASS (hecha_revision_dialog_parent_class)->finalize (object);
}

static void
hecha_revision_dialog_class_init (HechaRevisionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_revision_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_revision_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  g_type_ensure (HECHA_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/revision-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaRevisionDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaRevisionDialog, what);
  gtk_widget_class_bind_template_child (widget_class, HechaRevisionDialog, both);
  gtk_widget_class_bind_template_child (widget_class, HechaRevisionDialog, before);
  gtk_widget_class_bind_template_child (widget_class, HechaRevisionDialog, after);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.retry", NULL, retry_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_revision_dialog_init (HechaRevisionDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->page = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_revision_dialog_new:
 * @parent: (nullable): the window over which it is shown
 * @file: a PDF that was changed after it was signed
 * @covers: where the signed revision ends
 *
 * Begins to compare.
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaRevisionDialog *
hecha_revision_dialog_new (GtkWindow    *parent,
                           HechaSession *session,
                           const char   *file,
                           guint64       covers)
{
  HechaRevisionDialog *self = g_object_new (HECHA_TYPE_REVISION_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->file = g_strdup (file);
  self->covers = covers;
  look (self);
  return self;
}
