/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-page-private.h"

#include "documents-dialog.h"
#include "place-read.h"
#include "window.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (HechaDeskPage, hecha_desk_page, HECHA_TYPE_PLACE)

/* Edits. */

static void
edit_free (HechaDeskEdit *self)
{
  g_free (self->code);
  g_free (self->text);
  g_free (self->day);
  g_strfreev (self->faults);
  g_free (self);
}

static gboolean
carry_out (HechaSession         *session,
           const HechaDeskEdit  *edit,
           GError              **error)
{
  g_autofree char *notice = NULL;

  switch (edit->kind)
    {
    case HECHA_DESK_BEGIN:
      return hecha_filing_desk_begin (session, edit->code, edit->type, edit->day, error);
    case HECHA_DESK_JUDGE:
      return hecha_filing_desk_judge (session, edit->code, edit->type, edit->factor, edit->opinion, edit->points,
                                      edit->text, error);
    case HECHA_DESK_FAULTS:
      return hecha_filing_desk_set_faults (session, edit->code, edit->type, (const char *const *) edit->faults, error);
    case HECHA_DESK_DECIDE:
      notice = hecha_filing_desk_decide (session, edit->code, edit->type, edit->decision, edit->text, edit->language, error);
      return notice != NULL;
    case HECHA_DESK_RECEIVED:
      return hecha_filing_desk_received (session, edit->code, edit->type, edit->day, error);
    case HECHA_DESK_CHANGE:
      return hecha_filing_desk_change (session, edit->code, edit->type, edit->day, 1u << edit->factor, edit->text, error);
    case HECHA_DESK_REGRADED:
    default:
      return hecha_filing_desk_regraded (session, edit->code, edit->type, edit->day, error);
    }
}

static gpointer
edit_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return carry_out (session, data, error) ? g_object_ref (session) : NULL;
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaDeskPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (error && gtk_widget_get_root (GTK_WIDGET (self)))
    hecha_window_show_error (hecha_window_of (GTK_WIDGET (self)), _("Not Done"), error);
}

/**
 * hecha_desk_page_edit:
 *
 * Returns: (transfer full): an edit of this filing that says nothing yet
 */
HechaDeskEdit *
hecha_desk_page_edit (HechaDeskPage     *self,
                      HechaDeskEditKind  kind)
{
  HechaDeskEdit *edit = g_new0 (HechaDeskEdit, 1);

  edit->kind = kind;
  edit->code = g_strdup (self->code);
  edit->type = self->type;
  edit->language = hecha_shell_language ();
  return edit;
}

/**
 * hecha_desk_page_run:
 * @edit: (transfer full): what is to be done
 */
void
hecha_desk_page_run (HechaDeskPage *self,
                     HechaDeskEdit *edit)
{
  hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), edit_job, edit, (GDestroyNotify) edit_free,
                            g_object_unref, NULL, edited_cb, g_object_ref (self));
}

/* Showing. */

static char *
shape_of (const HechaFilingSheet *sheet)
{
  const HechaFilingRound *round = hecha_filing_check_round (sheet->check);
  const HechaFactorChange *change = hecha_filing_check_change (sheet->check);

  return g_strdup_printf ("%u/%d/%s/%s/%u/%d/%d/%s", sheet->check->rounds->len, round ? (int) round->decision : -1,
                          round && round->from ? round->from : "", round && round->received_on ? round->received_on : "",
                          sheet->check->changes->len, change && change->regraded_on, sheet->refiled, sheet->digest);
}

static void
enable_actions (HechaDeskPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.accept",
                                 hecha_filing_check_may_decide (self->sheet->check, self->sheet->filing, HECHA_FILING_ACCEPT, NULL));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.correct",
                                 hecha_filing_check_may_decide (self->sheet->check, self->sheet->filing, HECHA_FILING_CORRECT, NULL));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.documents", TRUE);
}

static void
show_sheet (HechaPlace   *place,
            gpointer      result,
            const GError *error)
{
  HechaDeskPage *self = HECHA_DESK_PAGE (place);
  g_autofree char *shape = result ? shape_of (result) : NULL;

  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  g_clear_pointer (&self->sheet, hecha_filing_sheet_free);
  self->sheet = result;
  adw_window_title_set_subtitle (self->title, hecha_filing_get (self->sheet->filing, HECHA_FIELD_NAME));
  if (g_strcmp0 (shape, self->shape) != 0)
    hecha_desk_page_build (self);
  else
    hecha_desk_page_show_faults (self);
  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  enable_actions (self);
  hecha_states_show_content (self->states);
}

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const HechaDeskEdit *asked = data;

  return hecha_filing_desk_load (session, asked->code, asked->type, asked->language, error);
}

static void
hecha_desk_page_refresh (HechaPlace *place)
{
  HechaDeskPage *self = HECHA_DESK_PAGE (place);

  hecha_states_show_loading (self->states);
  hecha_place_read (place, load_job, hecha_desk_page_edit (self, HECHA_DESK_BEGIN), (GDestroyNotify) edit_free,
                    (GDestroyNotify) hecha_filing_sheet_free, show_sheet);
}

/* Deciding. */

static void
decision_cb (HechaDeskPage *self,
             const char    *response,
             GtkWidget     *dialog)
{
  HechaDeskEdit *edit;

  if (!g_str_equal (response, "accept") && !g_str_equal (response, "correct"))
    return;
  edit = hecha_desk_page_edit (self, HECHA_DESK_DECIDE);
  edit->decision = g_str_equal (response, "accept") ? HECHA_FILING_ACCEPT : HECHA_FILING_CORRECT;
  edit->text = self->number ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->number)))) : NULL;
  hecha_desk_page_run (self, edit);
}

static void
ask (HechaDeskPage *self,
     const char    *response,
     const char    *heading,
     const char    *body,
     const char    *label)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), response, label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), response, ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (decision_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ask (HECHA_DESK_PAGE (widget), "accept", _("Accept the Filing?"),
       _("The notice is made, and the decision is recorded with your name."), _("_Accept"));
}

static void
correct_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ask (HECHA_DESK_PAGE (widget), "correct", _("Make the Correction Notice?"),
       _("It lists what is to be corrected within 20 working days, and is recorded with your name."), _("_Make the Notice"));
}

static void
documents_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HechaDeskPage *self = HECHA_DESK_PAGE (widget);

  gtk_window_present (GTK_WINDOW (hecha_documents_dialog_new_for_filing (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                                         hecha_place_get_session (HECHA_PLACE (self)),
                                                                         self->code, self->type)));
}

static void
hecha_desk_page_finalize (GObject *object)
{
  HechaDeskPage *self = HECHA_DESK_PAGE (object);

  g_free (self->code);
  g_free (self->shape);
  g_clear_pointer (&self->sheet, hecha_filing_sheet_free);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->fault_rows);
  G_OBJECT_CLASS (hecha_desk_page_parent_class)->finalize (object);
}

static void
hecha_desk_page_class_init (HechaDeskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_desk_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_desk_page_refresh;
  g_type_ensure (HECHA_TYPE_STATES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaDeskPage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaDeskPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaDeskPage, page);
  gtk_widget_class_install_action (widget_class, "desk.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "desk.correct", NULL, correct_action);
  gtk_widget_class_install_action (widget_class, "desk.documents", NULL, documents_action);
}

static void
hecha_desk_page_init (HechaDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
  self->fault_rows = g_ptr_array_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.accept", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.correct", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.documents", FALSE);
}

/**
 * hecha_desk_page_new:
 * @code: the enterprise's credit code
 * @type: which of its filings
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_desk_page_new (const char *code,
                     HechaType   type)
{
  HechaDeskPage *self = g_object_new (HECHA_TYPE_DESK_PAGE, NULL);

  self->code = g_strdup (code);
  self->type = type;
  return GTK_WIDGET (self);
}
