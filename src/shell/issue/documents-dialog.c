/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents-dialog.h"

#include "documents.h"
#include "error.h"
#include "file-choice.h"
#include "notes-dialog.h"
#include "pdf-view.h"
#include "place.h"
#include "states.h"

#include <glib/gi18n.h>

struct _HechaDocumentsDialog
{
  HechaDialog parent_instance;

  GtkWidget    *notes;
  GtkListBox   *list;
  HechaStates  *states;
  HechaPdfView *pages;
  AdwLeaflet   *leaflet;
  GtkWidget    *back;

  HechaSession *session;
  char         *case_uuid;     /* of a visit, or NULL: */
  char         *code;          /* of the enterprise whose filing it is */
  HechaType     type;
  GPtrArray    *rows;          /* HechaDocumentRow, in the order of the list */
  GBytes       *shown;
  char         *name;          /* of a copy */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaDocumentsDialog, hecha_documents_dialog, HECHA_TYPE_DIALOG)

typedef struct
{
  char          *case_uuid;
  char          *code;
  HechaType      type;
  HechaLanguage  language;
  char          *id;
  char          *sha256;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->case_uuid);
  g_free (request->code);
  g_free (request->id);
  g_free (request->sha256);
  g_free (request);
}

static Request *
begin (HechaDocumentsDialog   *self,
       const HechaDocumentRow *document)
{
  Request *request = g_new0 (Request, 1);

  request->case_uuid = g_strdup (document && document->case_uuid ? document->case_uuid : self->case_uuid);
  request->code = g_strdup (self->code);
  request->type = self->type;
  request->language = hecha_shell_language ();
  request->id = document ? g_strdup (document->id) : NULL;
  request->sha256 = document ? g_strdup (document->sha256) : NULL;
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->shown, g_bytes_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
  hecha_states_show_loading (self->states);
  return request;
}

static gpointer
make_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Request *request = data;
  HechaDocumentOrder order = { request->id, request->case_uuid, request->code, request->type, request->language,
                               !request->case_uuid };

  return request->sha256 ? hecha_documents_issued (session, request->sha256, error)
                         : hecha_documents_preview (session, &order, cancellable, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaDocumentsDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  self->shown = g_steal_pointer (&bytes);
  hecha_pdf_view_set_bytes (self->pages, self->shown, self->name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
  hecha_states_show_content (self->states);
}

static void
row_selected_cb (HechaDocumentsDialog *self,
                 GtkListBoxRow        *row)
{
  const HechaDocumentRow *document;
  Request *request;

  if (!row || !self->rows || !self->session)
    return;
  document = self->rows->pdata[gtk_list_box_row_get_index (row)];
  g_free (self->name);
  self->name = document->number || self->code
               ? g_strdup_printf ("%s-%s.pdf", document->title, document->number ? document->number : self->code)
               : g_strconcat (document->title, ".pdf", NULL);
  request = begin (self, document);
  hecha_session_run_async (self->session, make_job, request, request_free,
                           (GDestroyNotify) g_bytes_unref, self->cancellable, made_cb, g_object_ref (self));
}

/* Which there are */

static gpointer
list_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Request *request = data;

  return request->case_uuid ? hecha_documents_of_visit (session, request->case_uuid, error)
         : hecha_documents_of_filing (session, request->code, request->type, request->language, error);
}

/* What a document is: issued, of a visit, or made as things stand. */
static char *
describe (HechaDocumentsDialog   *self,
          const HechaDocumentRow *document)
{
  const char *form = document->own ? _("Of this workspace") : _("Sample form");

  if (document->fault)
    return g_strdup (document->fault);
  if (document->sha256)
    return g_strdup_printf (_("Issued on %s · %s"), document->on ? document->on : "—", document->number ? document->number : "—");
  if (document->case_uuid)
    return g_strdup_printf (_("Visit %s of %s"), document->number, document->on);
  return self->case_uuid ? g_strdup (form) : g_strdup_printf (_("Draft, as things stand · %s"), form);
}

static void
add_row (HechaDocumentsDialog   *self,
         const HechaDocumentRow *document)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (self, document);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), document->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->list, row);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaDocumentsDialog) self = data;
  g_autoptr(GError) error = NULL;
  GPtrArray *rows = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  self->rows = rows;
  for (guint i = 0; i < rows->len; i++)
    add_row (self, rows->pdata[i]);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

/* Where there is room for one of both, the list and the pages take turns. */

static gboolean
turn_cb (gpointer data)
{
  HechaDocumentsDialog *self = data;
  gboolean pages_alone = adw_leaflet_get_folded (self->leaflet) &&
                         g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "pages") == 0;

  gtk_widget_set_visible (self->back, pages_alone);
  gtk_widget_set_visible (self->notes, self->case_uuid && !pages_alone);
  return G_SOURCE_REMOVE;
}

/* A leaflet folds while sizes are given out, when nothing may be shown or hidden. */
static void
turned_cb (HechaDocumentsDialog *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, turn_cb, g_object_ref (self), g_object_unref);
}

static void
row_activated_cb (HechaDocumentsDialog *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "pages");
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (HECHA_DOCUMENTS_DIALOG (widget)->leaflet, "list");
}

/* A copy */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaDocumentsDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    hecha_states_show_error (self->states, error);
}

static void
save_chosen_cb (GtkWidget  *widget,
                char      **paths)
{
  HechaDocumentsDialog *self = HECHA_DOCUMENTS_DIALOG (widget);
  g_autoptr(GFile) file = g_file_new_for_path (paths[0]);

  if (self->shown)
    g_file_replace_contents_bytes_async (file, self->shown, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                         g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaDocumentsDialog *self = HECHA_DOCUMENTS_DIALOG (widget);

  hecha_file_choose (widget, _("Save the Document"), GTK_FILE_CHOOSER_ACTION_SAVE, FALSE, self->name, "PDF",
                     (const char *[]) { "pdf", NULL }, save_chosen_cb);
}

static void
make_again (HechaDocumentsDialog *self)
{
  row_selected_cb (self, gtk_list_box_get_selected_row (self->list));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  make_again (HECHA_DOCUMENTS_DIALOG (widget));
}

/* What is noted is in the document at once. */
static void
notes_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaDocumentsDialog *self = HECHA_DOCUMENTS_DIALOG (widget);
  GtkWidget *dialog = hecha_notes_dialog_new (GTK_WINDOW (self), self->session, self->case_uuid);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (make_again), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
hecha_documents_dialog_dispose (GObject *object)
{
  HechaDocumentsDialog *self = HECHA_DOCUMENTS_DIALOG (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hecha_documents_dialog_parent_class)->dispose (object);
}

static void
hecha_documents_dialog_finalize (GObject *object)
{
  HechaDocumentsDialog *self = HECHA_DOCUMENTS_DIALOG (object);

  g_free (self->case_uuid);
  g_free (self->code);
  g_free (self->name);
  g_clear_pointer (&self->shown, g_bytes_unref);
  G_OBJECT_CLASS (hecha_documents_dialog_parent_class)->finalize (object);
}

static void
hecha_documents_dialog_class_init (HechaDocumentsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_documents_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_documents_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/documents-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaDocumentsDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, HechaDocumentsDialog, back);
  gtk_widget_class_bind_template_child (widget_class, HechaDocumentsDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaDocumentsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, HechaDocumentsDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaDocumentsDialog, pages);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "dialog.notes", NULL, notes_action);
  gtk_widget_class_install_action (widget_class, "dialog.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_documents_dialog_init (HechaDocumentsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static HechaDocumentsDialog *
dialog_new (GtkWindow    *parent,
            HechaSession *session,
            const char   *case_uuid,
            const char   *code,
            HechaType     type)
{
  HechaDocumentsDialog *self = g_object_new (HECHA_TYPE_DOCUMENTS_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->case_uuid = g_strdup (case_uuid);
  self->code = g_strdup (code);
  self->type = type;
  gtk_widget_set_visible (self->notes, case_uuid != NULL);
  hecha_session_run_async (session, list_job, begin (self, NULL), request_free, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, listed_cb, g_object_ref (self));
  return self;
}

/**
 * hecha_documents_dialog_new:
 * @parent: (nullable): the window over which it is shown
 *
 * Lists the documents of a visit and makes the first one.
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaDocumentsDialog *
hecha_documents_dialog_new (GtkWindow    *parent,
                            HechaSession *session,
                            const char   *case_uuid)
{
  return dialog_new (parent, session, case_uuid, NULL, 0);
}

/**
 * hecha_documents_dialog_new_for_filing:
 * @parent: (nullable): the window over which it is shown
 * @code: the enterprise's credit code
 * @type: which of its filings
 *
 * Lists what was issued for a filing, the rectification notices of its visits and
 * what can be made of it, and shows the first.
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaDocumentsDialog *
hecha_documents_dialog_new_for_filing (GtkWindow    *parent,
                                       HechaSession *session,
                                       const char   *code,
                                       HechaType     type)
{
  return dialog_new (parent, session, NULL, code, type);
}
