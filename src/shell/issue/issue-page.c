/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "issue-page-private.h"

#include "checklist-page.h"
#include "inspect.h"
#include "place-read.h"
#include "record.h"
#include "verification-words.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (HechaIssuePage, hecha_issue_page, HECHA_TYPE_PLACE)

/* Reading. */

typedef struct
{
  HechaCase         *content;
  HechaIssuedReport *report;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->content, hecha_case_free);
  g_clear_pointer (&reading->report, hecha_issued_report_free);
  g_free (reading);
}

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  HechaCase *content = hecha_inspect_load (session, data, error);
  g_autofree char *first = NULL;
  Reading *reading;

  /* What is frozen of a joint inspection are its records. */
  if (content && content->frozen && content->visit->partner && !hecha_record_of_id (data))
    {
      first = hecha_record_id (data, 1);
      hecha_case_free (content);
      data = first;
      content = hecha_inspect_load (session, data, error);
    }
  if (!content)
    return NULL;
  reading = g_new0 (Reading, 1);
  reading->content = content;
  if (content->frozen && content->report)
    reading->report = hecha_issue_current (session, data, error);
  return reading;
}

/* The approval may be left to the office that it goes to: it signs there. */
static gboolean
may_hand_over (const HechaCase *content)
{
  const char *const *required = hecha_procedure_required (content->visit->procedure, hecha_case_is_refused (content));

  for (; *required; required++)
    if (!g_str_equal (*required, "approved") && !hecha_case_signing (content, *required))
      return FALSE;
  return content->state == HECHA_VISIT_ISSUED || content->state == HECHA_VISIT_TO_SIGN;
}

/**
 * hecha_issue_page_update:
 * @faults: how many things keep the report from being issued
 *
 * Enables what can be done now.
 */
void
hecha_issue_page_update (HechaIssuePage *self,
                         guint           faults)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean idle = !hecha_busy_bar_is_busy (self->busy);
  gboolean frozen = self->content && self->content->frozen;
  gboolean issued = frozen && self->report;

  gtk_widget_action_set_enabled (widget, "issue.preview", idle && self->content && !issued);
  gtk_widget_action_set_enabled (widget, "issue.freeze", idle && self->content && !issued && (frozen || faults == 0));
  gtk_widget_action_set_enabled (widget, "issue.sign", idle && issued);
  gtk_widget_action_set_enabled (widget, "issue.print", issued);
  gtk_widget_action_set_enabled (widget, "issue.paper", idle && issued);
  gtk_widget_action_set_enabled (widget, "issue.verify", issued);
  gtk_widget_action_set_enabled (widget, "issue.stamp", idle && issued && self->content->signings->len);
  gtk_widget_action_set_enabled (widget, "issue.refuse",
                                 idle && issued && self->content->visit->procedure == HECHA_PROCEDURE_INSPECTION);
  gtk_widget_action_set_enabled (widget, "issue.save-copy", issued);
  gtk_widget_action_set_enabled (widget, "issue.reopen", idle && frozen);
  gtk_widget_set_visible (self->open_buttons, !issued);
  gtk_widget_set_visible (self->issued_buttons, issued);
  gtk_widget_set_visible (self->hand_over, issued && may_hand_over (self->content));
}

static void
show_report (HechaIssuePage *self)
{
  g_autofree char *moment = hecha_moment_words_from_text (self->content->frozen_at);
  g_autofree char *title = NULL, *subtitle = NULL;

  if (self->report)
    {
      g_autofree char *size = g_format_size (self->report->size);

      title = g_strdup_printf (_("Revision %d, issued %s"), self->content->revision, moment);
      subtitle = g_strdup_printf (_("%s · SHA-256 %.16s…"), size, self->report->sha256);
    }
  else if (self->content->frozen)
    {
      title = g_strdup_printf (_("Revision %d is frozen, its report is not written yet"), self->content->revision);
      subtitle = g_strdup (_("Issue the report to write it"));
    }
  else
    {
      title = g_strdup (_("Not issued yet"));
      subtitle = g_strdup (_("Preview it as often as you like; issuing freezes the visit"));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->report_row), title);
  adw_action_row_set_subtitle (self->report_row, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->report_row), self->report ? self->report->sha256 : NULL);
}

/* Why, and what was said of items: a line each. */
static char *
decision_words (const HechaCase *content)
{
  const HechaDecision *decision = content->decision;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (decision->reason)
    g_ptr_array_add (lines, g_strdup (decision->reason));
  for (guint i = 0; decision->comments && i < decision->comments->len; i++)
    {
      const HechaComment *comment = decision->comments->pdata[i];
      const HechaChecklistEntry *entry = hecha_checklist_find (content->checklist, comment->item);

      if (entry)
        g_ptr_array_add (lines, g_strdup_printf (_("%s: %s"), entry->item->label ? entry->item->label : entry->item->id,
                                                 comment->text));
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
show_decision (HechaIssuePage *self)
{
  const HechaDecision *decision = self->content->decision;
  g_autofree char *moment = decision ? hecha_moment_words_from_text (decision->time) : NULL;
  g_autofree char *title = NULL, *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->decision_row), decision != NULL);
  if (!decision)
    return;
  title = g_strdup_printf (decision->approve ? _("Approved by %s, %s") : _("Returned by %s, %s"), decision->author, moment);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->decision_row), title);
  words = decision_words (self->content);
  adw_action_row_set_subtitle (self->decision_row, words);
}

static void
show_verdict (HechaIssuePage *self)
{
  HechaLook look;

  gtk_widget_set_visible (GTK_WIDGET (self->verdict_row), self->verification != NULL);
  if (!self->verification)
    return;
  look = hecha_file_verdict_look (self->verification->verdict);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict_row), look.title);
  adw_action_row_set_subtitle (self->verdict_row, hecha_file_verdict_sentence (self->verification->verdict));
  gtk_image_set_from_icon_name (self->verdict_icon, look.icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->verdict_icon), (const char *[]) { look.css_class, NULL });
}

static gboolean
fold_cb (gpointer data)
{
  HechaIssuePage *self = data;

  gtk_widget_set_visible (self->pages_button, adw_leaflet_get_folded (self->leaflet) &&
                          (self->report || gtk_widget_get_visible (GTK_WIDGET (self->pages_note))));
  return G_SOURCE_REMOVE;
}

/* A leaflet folds while sizes are given out, when nothing may be shown or hidden. */
static void
folded_cb (HechaIssuePage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, fold_cb, g_object_ref (self), g_object_unref);
}

static void
show_pages (HechaIssuePage *self)
{
  if (!self->report)
    {
      if (self->shown)
        hecha_pdf_view_set_file (self->pages, NULL);
      g_clear_pointer (&self->shown, g_free);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pages_note), FALSE);
  if (g_strcmp0 (self->shown, self->report->sha256) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (self->report->sha256);
  hecha_pdf_view_set_file (self->pages, self->report->path);
}

/* Verifying what is shown, so that each signature says what it is worth. */

static gpointer
verify_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return hecha_issue_verify (session, data, NULL, NULL, cancellable, error);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;
  HechaVerification *verification = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->verifying)
    {
      g_clear_pointer (&verification, hecha_verification_free);
      return;
    }
  g_clear_pointer (&self->verification, hecha_verification_free);
  self->verification = verification;
  show_verdict (self);
  hecha_signature_list_set (self->signatures, self->content, self->verification, self->report != NULL);
}

static void
verify (HechaIssuePage *self)
{
  if (self->verifying)
    g_cancellable_cancel (self->verifying);
  g_clear_object (&self->verifying);
  g_clear_pointer (&self->verification, hecha_verification_free);
  if (!self->report)
    return;
  self->verifying = g_cancellable_new ();
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (self)), verify_job, g_strdup (self->report->path),
                           g_free, (GDestroyNotify) hecha_verification_free, self->verifying, verified_cb,
                           g_object_ref (self));
}

/* Whose record it is that is shown. */
static void
show_record (HechaIssuePage *self)
{
  const HechaVisit *visit = self->content->visit;
  guint record = hecha_record_of_id (visit->uuid);
  const char *const names[] = { record == 2 ? visit->partner : visit->unit, record == 2 ? visit->unit : visit->partner, NULL };
  g_autoptr(GtkStringList) model = record ? gtk_string_list_new (names) : NULL;

  self->record = 0;
  adw_combo_row_set_model (self->record_row, G_LIST_MODEL (model));
  if (record)
    adw_combo_row_set_selected (self->record_row, record - 1);
  self->record = record;
  gtk_widget_set_visible (GTK_WIDGET (self->record_row), record != 0);
}

static void
record_selected_cb (HechaIssuePage *self)
{
  guint chosen = adw_combo_row_get_selected (self->record_row) + 1;

  if (self->record == 0 || chosen == self->record || chosen > HECHA_N_RECORDS)
    return;
  self->record = chosen;
  hecha_place_refresh (HECHA_PLACE (self));
}

/* What was worked on was disabled meanwhile, and lost the keyboard. */
static void
take_keyboard (HechaIssuePage *self)
{
  if (!self->to_signer || hecha_busy_bar_is_busy (self->busy))
    return;
  self->to_signer = FALSE;
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->signatures)) &&
      !(gtk_widget_get_visible (self->hand_over) && gtk_widget_grab_focus (self->hand_over)))
    gtk_widget_child_focus (self->issued_buttons, GTK_DIR_TAB_FORWARD);
}

static void
show (HechaPlace   *place,
      gpointer      result,
      const GError *error)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (place);
  Reading *reading = result;
  g_autofree char *subtitle = NULL;
  guint faults = 0;

  if (!reading)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  g_clear_pointer (&self->content, hecha_case_free);
  g_clear_pointer (&self->report, hecha_issued_report_free);
  self->content = g_steal_pointer (&reading->content);
  self->report = g_steal_pointer (&reading->report);
  reading_free (reading);
  subtitle = g_strdup_printf ("%s · %s", self->content->visit->number,
                              hecha_words (&hecha_visit_state_labels[self->content->state]));
  adw_window_title_set_title (self->title, hecha_visit_enterprise (self->content->visit));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->faults), !self->content->frozen);
  if (!self->content->frozen)
    faults = hecha_fault_list_set (self->faults, self->content);
  verify (self);
  show_record (self);
  show_report (self);
  show_decision (self);
  show_verdict (self);
  show_pages (self);
  folded_cb (self);
  hecha_signature_list_set (self->signatures, self->content, NULL, self->report != NULL);
  hecha_issue_page_update (self, faults);
  hecha_states_show_content (self->states);
  take_keyboard (self);
}

static void
hecha_issue_page_refresh (HechaPlace *place)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (place);

  hecha_states_show_loading (self->states);
  hecha_place_read (place, read_job, hecha_record_id (self->case_uuid, self->record), g_free, reading_free, show);
}

static void
hecha_issue_page_changed (HechaPlace *place,
                          const char *scope,
                          const char *subject)
{
  /* Only this visit's case and the outbox of all of them matter here. */
  if (g_str_has_suffix (scope, HECHA_ISSUE_PAGE (place)->case_uuid))
    hecha_place_refresh (place);
}

/* Moving about. */

static void
show_item_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  HechaWindow *window = hecha_window_of (widget);
  GtkWidget *checklist;

  if (!window)
    return;
  checklist = hecha_checklist_page_new (self->case_uuid);
  hecha_window_push (window, HECHA_PLACE (checklist));
  hecha_checklist_page_go (HECHA_CHECKLIST_PAGE (checklist), g_variant_get_string (parameter, NULL), NULL);
}

static void
show_pages_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (HECHA_ISSUE_PAGE (widget)->leaflet, "pages");
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);

  if (adw_leaflet_get_folded (self->leaflet) && adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK))
    return;
  gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
hecha_issue_page_dispose (GObject *object)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (object);

  if (self->verifying)
    g_cancellable_cancel (self->verifying);
  g_clear_object (&self->verifying);
  G_OBJECT_CLASS (hecha_issue_page_parent_class)->dispose (object);
}

static void
hecha_issue_page_finalize (GObject *object)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (object);

  g_clear_pointer (&self->content, hecha_case_free);
  g_clear_pointer (&self->report, hecha_issued_report_free);
  g_clear_pointer (&self->verification, hecha_verification_free);
  g_free (self->case_uuid);
  g_free (self->shown);
  G_OBJECT_CLASS (hecha_issue_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, title);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, faults);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, report_row);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, record_row);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, decision_row);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, open_buttons);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, issued_buttons);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, hand_over);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, pages_button);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, signatures);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, pages);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, pages_note);
  gtk_widget_class_bind_template_child (widget_class, HechaIssuePage, busy);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_selected_cb);
}

static void
hecha_issue_page_class_init (HechaIssuePageClass *klass)
{
  static const struct { const char *name, *type; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "issue.show-item", "s", show_item_action },
    { "issue.show-pages", NULL, show_pages_action },
    { "issue.back", NULL, back_action },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_issue_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_issue_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_issue_page_refresh;
  HECHA_PLACE_CLASS (klass)->changed = hecha_issue_page_changed;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_FAULT_LIST);
  g_type_ensure (HECHA_TYPE_SIGNATURE_LIST);
  g_type_ensure (HECHA_TYPE_PDF_VIEW);
  g_type_ensure (HECHA_TYPE_BUSY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/issue-page.ui");
  bind_children (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].activate);
  hecha_issue_page_install_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "issue.back", NULL);
}

static void
hecha_issue_page_init (HechaIssuePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hecha_issue_page_update (self, 1);
  folded_cb (self);
}

/**
 * hecha_issue_page_new:
 * @case_uuid: a visit, or a record of a joint inspection
 *
 * Returns: (transfer floating): its page, for hecha_window_push()
 */
GtkWidget *
hecha_issue_page_new (const char *case_uuid)
{
  HechaIssuePage *self = g_object_new (HECHA_TYPE_ISSUE_PAGE, NULL);

  self->case_uuid = hecha_record_case (case_uuid);
  self->record = hecha_record_of_id (case_uuid);
  return GTK_WIDGET (self);
}

/**
 * hecha_issue_page_get_case:
 *
 * Returns: (transfer none): UUID of the visit
 */
const char *
hecha_issue_page_get_case (HechaIssuePage *self)
{
  return self->case_uuid;
}
