/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review-detail.h"

#include "columns.h"
#include "hand-over-ask.h"
#include "inspect.h"
#include "issue.h"
#include "pdf-view.h"
#include "place-read.h"
#include "reason-dialog.h"
#include "results-view.h"
#include "review.h"
#include "sign-dialog.h"
#include "states.h"
#include "type-results.h"
#include "verification-dialog.h"
#include "verification-words.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaReviewDetail
{
  HechaPlace parent_instance;

  AdwWindowTitle    *title;
  HechaStates       *states;
  AdwLeaflet        *leaflet;
  GtkWidget         *switcher;
  GtkToggleButton   *to_pages;
  GtkToggleButton   *to_results;
  GtkImage          *verdict_icon;
  GtkLabel          *verdict_title;
  GtkLabel          *verdict_sentence;
  GtkLabel          *verdict_proved;
  GtkLabel          *verdict_unproved;
  GtkLabel          *decision;
  GtkWidget         *decide;
  GtkWidget         *hand_over;
  HechaPdfView      *pages;
  HechaResultsView  *results;

  char              *case_uuid;
  HechaCase         *content;
  HechaIssuedReport *report;
  char              *shown;
  GPtrArray         *comments;    /* that wait for the decision */
  char              *commented;   /* the item of which something is being said */
};

G_DEFINE_FINAL_TYPE (HechaReviewDetail, hecha_review_detail, HECHA_TYPE_PLACE)

/* Reading. */

typedef struct
{
  HechaCase         *content;
  HechaIssuedReport *report;
  HechaVerification *verification;
  JsonArray         *results;   /* NULL where the file does not tell */
  GHashTable        *previous;  /* what the last visit came to */
  GPtrArray         *comments;  /* that wait for the decision */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->content, hecha_case_free);
  g_clear_pointer (&reading->report, hecha_issued_report_free);
  g_clear_pointer (&reading->verification, hecha_verification_free);
  g_clear_pointer (&reading->results, json_array_unref);
  g_clear_pointer (&reading->previous, g_hash_table_unref);
  g_clear_pointer (&reading->comments, g_ptr_array_unref);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Reading) reading = g_new0 (Reading, 1);

  reading->content = hecha_inspect_load (session, data, error);
  if (!reading->content)
    return NULL;
  reading->report = hecha_issue_current (session, data, error);
  if (!reading->report)
    return NULL;
  reading->previous = hecha_inspect_previous (session, data, error);
  reading->comments = reading->previous ? hecha_review_comments (session, data, error) : NULL;
  if (!reading->comments)
    return NULL;
  reading->results = hecha_type_results (session, reading->content, NULL);
  reading->verification = hecha_issue_verify (session, reading->report->path, NULL, NULL, cancellable, error);
  return reading->verification ? g_steal_pointer (&reading) : NULL;
}

/* Showing. */

static void
show_lines (GtkLabel   *label,
            const char *heading,
            GPtrArray  *lines)
{
  GString *text = g_string_new (heading);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "\n• %s", (const char *) lines->pdata[i]);
  gtk_label_set_label (label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (label), lines->len > 0);
  g_string_free (text, TRUE);
}

static void
show_verdict (HechaReviewDetail       *self,
              const HechaVerification *verification)
{
  HechaLook look = hecha_file_verdict_look (verification->verdict);
  g_autoptr(GPtrArray) proved = hecha_verification_proved (verification);
  g_autoptr(GPtrArray) unproved = hecha_verification_unproved (verification);

  gtk_image_set_from_icon_name (self->verdict_icon, look.icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict_icon), (const char *[]) { look.css_class, NULL });
  gtk_label_set_label (self->verdict_title, look.title);
  gtk_label_set_label (self->verdict_sentence, hecha_file_verdict_sentence (verification->verdict));
  show_lines (self->verdict_proved, _("Proved:"), proved);
  show_lines (self->verdict_unproved, _("Not proved:"), unproved);
}

static void
show_decision (HechaReviewDetail *self)
{
  const HechaDecision *decision = self->content->decision;
  g_autofree char *moment = decision ? hecha_moment_words_from_text (decision->time) : NULL;
  g_autofree char *text = NULL;

  if (decision)
    text = g_strdup_printf (decision->approve ? _("Approved by %s, %s") : _("Returned by %s, %s"), decision->author, moment);
  if (decision && decision->reason)
    {
      g_autofree char *said = g_steal_pointer (&text);

      text = g_strdup_printf (_("%s: %s"), said, decision->reason);
    }
  gtk_label_set_label (self->decision, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->decision), decision != NULL);
  gtk_widget_set_visible (self->decide, decision == NULL);
  gtk_widget_set_visible (self->hand_over, decision != NULL);
}

static void
show_content (HechaReviewDetail *self,
              GHashTable        *previous,
              JsonArray         *results)
{
  const HechaVisit *visit = self->content->visit;
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", visit->number, visit->unit,
                                               hecha_words (&hecha_visit_state_labels[self->content->state]));

  adw_window_title_set_title (self->title, hecha_visit_enterprise (visit));
  adw_window_title_set_subtitle (self->title, subtitle);
  hecha_results_view_set (self->results, self->content, previous,
                          self->content->decision ? self->content->decision->comments : self->comments, results);
  if (g_strcmp0 (self->shown, self->report->sha256) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (self->report->sha256);
  hecha_pdf_view_set_file (self->pages, self->report->path);
}

static void
update_actions (HechaReviewDetail *self)
{
  gboolean open = self->content && !self->content->decision;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.approve", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.return", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.verify", self->report != NULL);
}

static void
show (HechaPlace   *place,
      gpointer      result,
      const GError *error)
{
  HechaReviewDetail *self = HECHA_REVIEW_DETAIL (place);
  g_autoptr(Reading) reading = result;

  if (!reading)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  g_clear_pointer (&self->content, hecha_case_free);
  g_clear_pointer (&self->report, hecha_issued_report_free);
  self->content = g_steal_pointer (&reading->content);
  self->report = g_steal_pointer (&reading->report);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  self->comments = g_steal_pointer (&reading->comments);
  show_verdict (self, reading->verification);
  show_decision (self);
  show_content (self, reading->previous, reading->results);
  update_actions (self);
  hecha_states_show_content (self->states);
}

static void
hecha_review_detail_refresh (HechaPlace *place)
{
  HechaReviewDetail *self = HECHA_REVIEW_DETAIL (place);

  hecha_states_show_loading (self->states);
  hecha_place_read (place, read_job, g_strdup (self->case_uuid), g_free, reading_free, show);
}

static void
hecha_review_detail_changed (HechaPlace *place,
                             const char *scope,
                             const char *subject)
{
  g_autofree char *own = hecha_scope_of_case (HECHA_REVIEW_DETAIL (place)->case_uuid);

  if (g_str_equal (scope, own))
    hecha_place_refresh (place);
}

/* Saying something: of an item, or why the report is returned. */

typedef struct
{
  char *case_uuid;
  char *item;   /* NULL where it is returned */
  char *text;
} Saying;

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_free (saying->case_uuid);
  g_free (saying->item);
  g_free (saying->text);
  g_free (saying);
}

static gpointer
say_job (HechaSession  *session,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Saying *saying = data;

  if (saying->item)
    hecha_review_comment (session, saying->case_uuid, saying->item, saying->text, error);
  else
    hecha_review_return (session, saying->case_uuid, saying->text, error);
  return NULL;
}

static void
say (HechaReviewDetail   *self,
     const char          *item,
     const char          *text,
     GAsyncReadyCallback  said_cb)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->case_uuid = g_strdup (self->case_uuid);
  saying->item = g_strdup (item);
  saying->text = g_strdup (text);
  hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), say_job, saying, saying_free, NULL, NULL,
                            said_cb, g_object_ref (self));
}

/* After an edit: what it came to, where there is still a window to say it in. @done: (nullable) */
static void
tell (HechaReviewDetail *self,
      GObject           *session,
      GAsyncResult      *result,
      const char        *failed,
      const char        *done)
{
  g_autoptr(GError) error = NULL;
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_session_run_finish (HECHA_SESSION (session), result, &error);
  if (!window)
    return;
  if (error)
    hecha_window_show_error (window, failed, error);
  else if (done)
    hecha_window_toast (window, done);
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
commented_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaReviewDetail) self = data;

  tell (self, source, result, _("The comment was not kept"), NULL);
}

static void
comment_given_cb (GtkWidget  *widget,
                  const char *text)
{
  HechaReviewDetail *self = HECHA_REVIEW_DETAIL (widget);

  say (self, self->commented, text, commented_cb);
}

static void
comment_cb (HechaReviewDetail *self,
            const char        *item)
{
  const HechaChecklistEntry *entry = hecha_checklist_find (self->content->checklist, item);
  g_autofree char *title = NULL;

  if (!entry)
    return;
  g_free (self->commented);
  self->commented = g_strdup (item);
  title = g_strdup_printf ("%s  %s", entry->item->label ? entry->item->label : entry->item->id,
                           hecha_words (&entry->item->title));
  hecha_comment_ask (GTK_WIDGET (self), title, _("What you say of this item goes to the inspector with the decision."),
                     hecha_comments_get (self->comments, item), comment_given_cb);
}

/* Deciding. */

static gboolean
approve_work (HechaSession  *session,
              const char    *key,
              const char    *password,
              gpointer       data,
              GError       **error)
{
  return hecha_review_approve (session, data, key, password, NULL, error);
}

static void
approved_cb (HechaReviewDetail *self)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (window)
    hecha_window_toast (window, _("Approved. Hand the decision over, so that it gets to the inspector"));
  hecha_place_refresh (HECHA_PLACE (self));
}

/* Who is to sign; where somebody has, that the key only shows that it is the same person who decides. */
static char *
approver_words (const HechaCase *content)
{
  const HechaSignatureField *field = hecha_procedure_field (content->visit->procedure, "approved");
  const HechaMember *member = field ? hecha_field_signer (field, content->visit->members) : NULL;

  for (guint i = 0; i < content->signings->len; i++)
    {
      const HechaSigning *signing = content->signings->pdata[i];

      if (g_strcmp0 (signing->field, "approved") == 0)
        return g_strdup_printf (_("The report carries the signature of %s already. The same key confirms the approval; "
                                  "nothing is signed again."), signing->signer);
    }
  return member ? g_strdup (member->name) : NULL;
}

static gpointer
approve_paper_job (HechaSession  *session,
                   gpointer       data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  hecha_review_approve (session, data, NULL, NULL, NULL, error);
  return NULL;
}

static void
approved_paper_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(HechaReviewDetail) self = data;

  tell (self, source, result, _("The report was not approved"),
        _("Approved. Hand the decision over, so that it gets to the inspector"));
}

static void
paper_response_cb (HechaReviewDetail *self,
                   const char        *response)
{
  if (g_str_equal (response, "approve"))
    hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), approve_paper_job, g_strdup (self->case_uuid),
                              g_free, NULL, NULL, approved_paper_cb, g_object_ref (self));
}

/* There is no key of a signature on paper: the decision is this device's word alone. */
static void
ask_paper_approval (HechaReviewDetail  *self,
                    const HechaSigning *signing)
{
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                _("Approve the Report?"), NULL));

  adw_message_dialog_format_body (dialog, _("%s signed as approved on paper, which no cryptography verifies. Look at the "
                                            "scan first: the approval is recorded as your word."), signing->signer);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "approve", _("_Approve"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "approve", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (paper_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
approve_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HechaReviewDetail *self = HECHA_REVIEW_DETAIL (widget);
  const HechaSigning *signing = hecha_case_signing (self->content, "approved");
  g_autofree char *whose = approver_words (self->content);
  HechaSignDialog *dialog;

  if (signing && signing->scans)
    {
      ask_paper_approval (self, signing);
      return;
    }
  dialog = hecha_sign_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), hecha_place_get_session (HECHA_PLACE (self)),
                                  approve_work, g_strdup (self->case_uuid), g_free);
  hecha_sign_dialog_say (dialog, _("Approve the Report"), whose);
  g_signal_connect_object (dialog, "signed", G_CALLBACK (approved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
returned_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaReviewDetail) self = data;

  tell (self, source, result, _("The report was not returned"),
        _("Returned. Hand the decision over, so that it gets to the inspector"));
}

static void
reason_given_cb (GtkWidget  *widget,
                 const char *reason)
{
  say (HECHA_REVIEW_DETAIL (widget), NULL, reason, returned_cb);
}

static void
return_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_reason_ask (widget, _("Return the Report?"), _("It goes back to those who wrote it. Say what is to be mended."),
                    _("_Return"), reason_given_cb);
}

static void
verify_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaReviewDetail *self = HECHA_REVIEW_DETAIL (widget);

  if (self->report)
    gtk_window_present (GTK_WINDOW (hecha_verification_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                                   hecha_place_get_session (HECHA_PLACE (self)),
                                                                   self->report->path)));
}

/* Narrow: one of the two at a time. */

static gboolean
fold_cb (gpointer data)
{
  HechaReviewDetail *self = data;

  gtk_widget_set_visible (self->switcher, adw_leaflet_get_folded (self->leaflet));
  return G_SOURCE_REMOVE;
}

/* A leaflet folds while sizes are given out, when nothing may be shown or hidden. */
static void
folded_cb (HechaReviewDetail *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, fold_cb, g_object_ref (self), g_object_unref);
}

static void
child_cb (HechaReviewDetail *self)
{
  gboolean pages = g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "pages") == 0;

  gtk_toggle_button_set_active (pages ? self->to_pages : self->to_results, TRUE);
}

static void
toggled_cb (HechaReviewDetail *self)
{
  gboolean pages = gtk_toggle_button_get_active (self->to_pages);

  adw_leaflet_set_visible_child_name (self->leaflet, pages ? "pages" : "results");
}

static void
hand_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  hecha_hand_over_ask (widget, hecha_place_get_session (HECHA_PLACE (widget)), HECHA_REVIEW_DETAIL (widget)->case_uuid);
}

static void
hecha_review_detail_finalize (GObject *object)
{
  HechaReviewDetail *self = HECHA_REVIEW_DETAIL (object);

  g_clear_pointer (&self->content, hecha_case_free);
  g_clear_pointer (&self->report, hecha_issued_report_free);
  g_free (self->case_uuid);
  g_free (self->shown);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_free (self->commented);
  G_OBJECT_CLASS (hecha_review_detail_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, title);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, states);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, switcher);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, to_pages);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, to_results);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, verdict_title);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, verdict_sentence);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, verdict_proved);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, verdict_unproved);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, decision);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, decide);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, hand_over);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, pages);
  gtk_widget_class_bind_template_child (widget_class, HechaReviewDetail, results);
  gtk_widget_class_bind_template_callback (widget_class, comment_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, child_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
hecha_review_detail_class_init (HechaReviewDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_review_detail_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_review_detail_refresh;
  HECHA_PLACE_CLASS (klass)->changed = hecha_review_detail_changed;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_COLUMNS);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  g_type_ensure (HECHA_TYPE_RESULTS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/review-detail.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "review.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "review.return", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "review.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "review.hand-over", NULL, hand_over_action);
}

static void
hecha_review_detail_init (HechaReviewDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
  folded_cb (self);
}

/**
 * hecha_review_detail_new:
 * @case_uuid: a visit, or a record of one, whose report arrived
 *
 * Returns: (transfer floating): its page, for hecha_window_push()
 */
GtkWidget *
hecha_review_detail_new (const char *case_uuid)
{
  HechaReviewDetail *self = g_object_new (HECHA_TYPE_REVIEW_DETAIL, NULL);

  self->case_uuid = g_strdup (case_uuid);
  return GTK_WIDGET (self);
}
