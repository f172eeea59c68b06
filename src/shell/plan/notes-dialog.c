/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes-dialog.h"

#include "inspect.h"
#include "note-group.h"
#include "plan.h"
#include "refusals.h"
#include "states.h"
#include "visits.h"

#include <glib/gi18n.h>

struct _HechaNotesDialog
{
  HechaDialog parent_instance;

  HechaStates    *states;
  HechaNoteGroup *notes;
  GtkLabel       *problem;

  HechaSession   *session;
  char           *case_uuid;
};

G_DEFINE_FINAL_TYPE (HechaNotesDialog, hecha_notes_dialog, HECHA_TYPE_DIALOG)

static guint saved;

/* Saving. */

typedef struct
{
  char           *case_uuid;
  HechaVisitNote  note;
  char           *text;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->case_uuid);
  g_free (edit->text);
  g_free (edit);
}

static gpointer
save_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Edit *edit = data;
  const char *notes[HECHA_N_VISIT_NOTES] = { NULL };

  notes[edit->note] = edit->text;
  return hecha_plan_set_notes (session, edit->case_uuid, notes, error) ? g_object_ref (session) : NULL;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaNotesDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  gtk_label_set_label (self->problem, error ? hecha_refusal_text (error) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (done)
    g_signal_emit (self, saved, 0);
}

static void
noted_cb (HechaNotesDialog *self,
          int               note,
          const char       *text)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->case_uuid = g_strdup (self->case_uuid);
  edit->note = note;
  edit->text = g_strdup (text ? text : "");
  hecha_session_edit_async (self->session, save_job, edit, edit_free, g_object_unref, NULL, saved_cb, g_object_ref (self));
}

/* Showing. */

typedef struct
{
  HechaCase *content;
  GStrv      inspected;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->content, hecha_case_free);
  g_strfreev (loaded->inspected);
  g_free (loaded);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Loaded) loaded = g_new0 (Loaded, 1);
  g_auto(GStrv) days = NULL;

  loaded->content = hecha_inspect_load (session, data, error);
  if (!loaded->content ||
      !(days = hecha_visits_inspected (session, hecha_visit_code (loaded->content->visit), data, error)))
    return NULL;
  loaded->inspected = hecha_visits_of_year ((const char *const *) days, loaded->content->visit->planned_on);
  return g_steal_pointer (&loaded);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaNotesDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Loaded) loaded = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaCase *content = loaded ? loaded->content : NULL;

  if (!content)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  hecha_note_group_show (self->notes, content->visit->procedure, FALSE);
  hecha_note_group_set (self->notes, content->visit->notes);
  if (content->visit->procedure == HECHA_PROCEDURE_INSPECTION)
    hecha_note_group_set_inspected (self->notes, (const char *const *) loaded->inspected);
  hecha_states_show_content (self->states);
}

static gboolean
hecha_notes_dialog_close_request (GtkWindow *window)
{
  hecha_note_group_flush (HECHA_NOTES_DIALOG (window)->notes);
  return GTK_WINDOW_CLASS (hecha_notes_dialog_parent_class)->close_request (window);
}

static void
hecha_notes_dialog_finalize (GObject *object)
{
  HechaNotesDialog *self = HECHA_NOTES_DIALOG (object);

  g_clear_object (&self->session);
  g_free (self->case_uuid);
  G_OBJECT_CLASS (hecha_notes_dialog_parent_class)->finalize (object);
}

static void
hecha_notes_dialog_class_init (HechaNotesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_notes_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hecha_notes_dialog_close_request;
  saved = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_NOTE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/notes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaNotesDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaNotesDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, HechaNotesDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, noted_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_notes_dialog_init (HechaNotesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_notes_dialog_new:
 * @parent: (nullable): the window over which it is shown
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
GtkWidget *
hecha_notes_dialog_new (GtkWindow    *parent,
                        HechaSession *session,
                        const char   *case_uuid)
{
  HechaNotesDialog *self = g_object_new (HECHA_TYPE_NOTES_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->case_uuid = g_strdup (case_uuid);
  hecha_states_show_loading (self->states);
  hecha_session_run_async (session, load_job, g_strdup (case_uuid), g_free, loaded_free, NULL,
                           loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
