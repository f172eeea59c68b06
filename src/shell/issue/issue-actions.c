/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done about a report: the actions of issue-page.c. */
#include "issue-page-private.h"

#include "documents-dialog.h"
#include "error.h"
#include "hand-over-ask.h"
#include "file-choice.h"
#include "notes-dialog.h"
#include "reason-dialog.h"
#include "sign-dialog.h"
#include "stamp-dialog.h"
#include "verification-dialog.h"
#include "wet-dialog.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Preview and issue. */

static void
end_work (HechaIssuePage *self,
          const char     *heading,
          const GError   *error)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  hecha_busy_bar_end (self->busy);
  if (error && window)
    hecha_window_show_error (window, heading, error);
  if (hecha_place_get_session (HECHA_PLACE (self)))
    hecha_place_refresh (HECHA_PLACE (self));
}

static void
to_pages (HechaIssuePage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "pages");
}

/* The draft is read into memory, and its file is gone before anybody sees it. */
static gpointer
preview_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(HechaIssuedReport) report = hecha_issue_preview (session, data, cancellable, error);
  g_autoptr(GError) failure = NULL;
  char *text = NULL;
  gsize size;

  if (!report)
    return NULL;
  if (!g_file_get_contents (report->path, &text, &size, &failure))
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
  g_unlink (report->path);
  return text ? g_bytes_new_take (text, size) : NULL;
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (bytes)
    {
      hecha_pdf_view_set_bytes (self->pages, bytes, _("Preview"));
      g_clear_pointer (&self->shown, g_free);
      gtk_widget_set_visible (GTK_WIDGET (self->pages_note), TRUE);
      to_pages (self);
    }
  end_work (self, _("No preview"), error);
}

static void
preview_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  GCancellable *cancellable = hecha_busy_bar_begin (self->busy, _("Preparing the preview…"));

  hecha_issue_page_update (self, 1);
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (self)), preview_job, g_strdup (self->case_uuid), g_free,
                           (GDestroyNotify) g_bytes_unref, cancellable, previewed_cb, g_object_ref (self));
}

typedef struct
{
  char         *case_uuid;
  HechaBusyBar *busy;   /* held */
} Issuing;

static void
issuing_free (gpointer data)
{
  Issuing *issuing = data;

  g_free (issuing->case_uuid);
  g_object_unref (issuing->busy);
  g_free (issuing);
}

static gpointer
issue_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Issuing *issuing = data;

  return hecha_issue_report (session, issuing->case_uuid, NULL, hecha_busy_bar_progress, issuing->busy, cancellable, error);
}

static void
issued_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaIssuedReport) report = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (report && window)
    hecha_window_toast (window, _("The report is issued and waits for its signatures"));
  self->to_signer = report != NULL;
  end_work (self, _("The report was not issued"), error);
}

static void
issue (HechaIssuePage *self)
{
  Issuing *issuing = g_new0 (Issuing, 1);
  GCancellable *cancellable = hecha_busy_bar_begin (self->busy, _("Issuing the report…"));

  issuing->case_uuid = g_strdup (self->case_uuid);
  issuing->busy = g_object_ref (self->busy);
  hecha_issue_page_update (self, 1);
  hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), issue_job, issuing, issuing_free,
                            (GDestroyNotify) hecha_issued_report_free, cancellable, issued_cb, g_object_ref (self));
}

static void
issue_response_cb (HechaIssuePage *self,
                   const char     *response)
{
  if (g_str_equal (response, "issue"))
    issue (self);
  else if (g_str_equal (response, "notes"))
    gtk_window_present (GTK_WINDOW (hecha_notes_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                            hecha_place_get_session (HECHA_PLACE (self)),
                                                            self->content->visit->uuid)));
}

/* What an on-site record says of the visit and nobody wrote down yet, in a line; NULL for nothing. */
static char *
dup_blanks (const HechaVisit *visit)
{
  static const HechaVisitNote notes[] = { HECHA_VISIT_NOTE_ARRIVED, HECHA_VISIT_NOTE_LEFT, HECHA_VISIT_NOTE_PRESENT };
  g_autoptr(GString) blanks = g_string_new (NULL);

  for (guint i = 0; visit->procedure == HECHA_PROCEDURE_INSPECTION && i < G_N_ELEMENTS (notes); i++)
    if (!visit->notes[notes[i]])
      g_string_append_printf (blanks, "%s%s", blanks->len ? C_("between names in a list", ", ") : "",
                              hecha_words (&hecha_visit_note_labels[notes[i]]));
  return blanks->len ? g_strdup (blanks->str) : NULL;
}

static void
freeze_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const char *meaning = _("The visit is frozen: answers, findings and evidence cannot be changed "
                          "any more. Reopening it later begins a new revision, with a reason.");
  g_autofree char *blanks = dup_blanks (HECHA_ISSUE_PAGE (widget)->content->visit);
  g_autofree char *warning = blanks ? g_strdup_printf (_("Still blank, to be written by hand: %s."), blanks) : NULL;
  g_autofree char *body = warning ? g_strdup_printf ("%s\n\n%s", meaning, warning) : g_strdup (meaning);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Issue the Report?"), body));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), NULL);
  if (blanks)
    adw_message_dialog_add_response (dialog, "notes", _("_Fill In…"));
  adw_message_dialog_add_response (dialog, "issue", _("_Issue Report"));
  adw_message_dialog_set_response_appearance (dialog, "issue", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "issue");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (issue_response_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Signing. */

typedef struct
{
  char *file;
  char *field;
  char *refusal;
  char *picture;   /* of the dialog, while it does not work */
} Signing;

static void
signing_free (gpointer data)
{
  Signing *signing = data;

  g_free (signing->file);
  g_free (signing->field);
  g_free (signing->refusal);
  g_free (signing->picture);
  g_free (signing);
}

static gboolean
sign_work (HechaSession  *session,
           const char    *key,
           const char    *password,
           gpointer       data,
           GError       **error)
{
  Signing *signing = data;

  return hecha_issue_sign (session, signing->file, signing->field, key, password, signing->refusal, signing->picture, error);
}

static void
signed_cb (HechaIssuePage *self)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (window)
    hecha_window_toast (window, _("Signed"));
  self->to_signer = TRUE;
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
ask_signature (HechaIssuePage *self,
               const char     *name,
               const char     *refusal)
{
  const HechaSignatureField *field = hecha_procedure_field (self->content->visit->procedure, name);
  const HechaMember *member = field ? hecha_field_signer (field, self->content->visit->members) : NULL;
  HechaSignDialog *dialog;
  Signing *signing;

  if (!field || !self->report)
    return;
  signing = g_new0 (Signing, 1);
  signing->file = g_strdup (self->report->path);
  signing->field = g_strdup (field->name);
  signing->refusal = g_strdup (refusal);
  dialog = hecha_sign_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  hecha_place_get_session (HECHA_PLACE (self)), sign_work, signing, signing_free);
  hecha_sign_dialog_say (dialog, hecha_words (&field->label), member ? member->name : NULL);
  hecha_sign_dialog_offer_picture (dialog, &signing->picture);
  g_signal_connect_object (dialog, "signed", G_CALLBACK (signed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sign_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ask_signature (HECHA_ISSUE_PAGE (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
refusal_given_cb (GtkWidget  *widget,
                  const char *words)
{
  ask_signature (HECHA_ISSUE_PAGE (widget), HECHA_FIELD_REFUSAL_OFFICER "1", words);
}

/* The first officer writes what happened, the second one signs the same words. */
static void
refuse_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);

  if (hecha_case_is_refused (self->content))
    ask_signature (self, HECHA_FIELD_REFUSAL_OFFICER "2", NULL);
  else
    hecha_reason_ask (widget, _("Record a Refusal?"),
                      _("The on-site person refuses to sign, or is absent. Write what happened: two officers sign it, "
                        "and the place of the on-site person is locked."),
                      _("_Sign"), refusal_given_cb);
}

/* On paper. */

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && window)
    hecha_window_show_error (window, _("No program shows the report: save a copy and print that"), error);
}

/* In whatever shows PDFs here, which knows the printers. */
static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  g_autofree char *uri = self->report ? g_filename_to_uri (self->report->path, NULL, NULL) : NULL;

  if (uri)
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME, NULL, shown_cb,
                       g_object_ref (self));
}

static void
recorded_cb (HechaIssuePage *self)
{
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  if (window)
    hecha_window_toast (window, _("Recorded as signed on paper"));
  hecha_place_refresh (HECHA_PLACE (self));
}

static void
paper_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  HechaWetDialog *dialog = hecha_wet_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                 hecha_place_get_session (HECHA_PLACE (self)), self->content);

  g_signal_connect_object (dialog, "recorded", G_CALLBACK (recorded_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Proving the time. */

typedef struct
{
  char    *file;
  char    *address;   /* of an authority that was typed just now */
  gboolean ask;       /* the one that is known did not answer well last time */
} Stamping;

static void
stamping_free (gpointer data)
{
  Stamping *stamping = data;

  g_free (stamping->file);
  g_free (stamping->address);
  g_free (stamping);
}

typedef struct
{
  gboolean unknown;     /* which authority; nothing was asked for */
  char    *address;     /* that is known */
  guint    n_missing;   /* certificates about which nothing was to be had */
} Stamped;

static void
stamped_free (gpointer data)
{
  Stamped *stamped = data;

  g_free (stamped->address);
  g_free (stamped);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stamped, stamped_free)

/* An address is kept once it was good for something. */
static gpointer
stamp_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Stamping *stamping = data;
  g_autoptr(Stamped) stamped = g_new0 (Stamped, 1);
  HechaStampOutcome outcome = { 0 };
  const char *tsa;

  stamped->address = hecha_issue_get_tsa (session);
  tsa = stamping->address ? stamping->address : stamped->address;
  stamped->unknown = !tsa || stamping->ask;
  if (stamped->unknown)
    return g_steal_pointer (&stamped);
  if (!hecha_issue_stamp (session, stamping->file, &(HechaStampOptions) { .tsa = tsa }, &outcome, cancellable, error)
      || (stamping->address && !hecha_issue_set_tsa (session, stamping->address, error)))
    {
      g_free (outcome.missing);
      return NULL;
    }
  stamped->n_missing = outcome.n_missing;
  g_free (outcome.missing);
  return g_steal_pointer (&stamped);
}

static void stamp (HechaIssuePage *self, const char *address, gboolean ask);

static void
address_given_cb (GtkWidget  *widget,
                  const char *address)
{
  stamp (HECHA_ISSUE_PAGE (widget), address, FALSE);
}

static void
say_stamped (HechaWindow   *window,
             const Stamped *stamped)
{
  g_autofree char *missing = g_strdup_printf (ngettext ("The time is proven; about %u certificate nothing was to be had",
                                                        "The time is proven; about %u certificates nothing was to be had",
                                                        stamped->n_missing), stamped->n_missing);

  hecha_window_toast (window, stamped->n_missing ? missing : _("A time stamp proves when the report was there"));
}

static void
stamped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Stamped) stamped = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  self->ask_stamper = error != NULL;
  if (stamped && stamped->unknown && gtk_widget_get_root (GTK_WIDGET (self)))
    hecha_stamp_ask (GTK_WIDGET (self), stamped->address, address_given_cb);
  else if (stamped && !stamped->unknown && window)
    say_stamped (window, stamped);
  end_work (self, _("The time was not proven"), error);
}

static void
stamp (HechaIssuePage *self,
       const char     *address,
       gboolean        ask)
{
  GCancellable *cancellable = hecha_busy_bar_begin (self->busy, _("Asking for a time stamp…"));
  Stamping *stamping = g_new0 (Stamping, 1);

  stamping->file = g_strdup (self->report->path);
  stamping->address = g_strdup (address);
  stamping->ask = ask;
  hecha_issue_page_update (self, 1);
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (self)), stamp_job, stamping, stamping_free, stamped_free,
                           cancellable, stamped_cb, g_object_ref (self));
}

static void
stamp_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  stamp (HECHA_ISSUE_PAGE (widget), NULL, HECHA_ISSUE_PAGE (widget)->ask_stamper);
}

/* Reopening, copying, verifying. */

typedef struct
{
  char *case_uuid;
  char *reason;
} Reopening;

static void
reopening_free (gpointer data)
{
  Reopening *reopening = data;

  g_free (reopening->case_uuid);
  g_free (reopening->reason);
  g_free (reopening);
}

static gpointer
reopen_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Reopening *reopening = data;

  hecha_issue_reopen (session, reopening->case_uuid, reopening->reason, error);
  return NULL;
}

static void
reopened_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  end_work (self, _("The visit was not reopened"), error);
}

static void
reason_given_cb (GtkWidget  *widget,
                 const char *reason)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  Reopening *reopening = g_new0 (Reopening, 1);

  reopening->case_uuid = g_strdup (self->case_uuid);
  reopening->reason = g_strdup (reason);
  hecha_session_edit_async (hecha_place_get_session (HECHA_PLACE (self)), reopen_job, reopening, reopening_free, NULL,
                            NULL, reopened_cb, g_object_ref (self));
}

static void
reopen_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_reason_ask (widget, _("Reopen the Visit?"),
                    _("Its next revision begins, which has to be issued and signed again. This report stays as it is, "
                      "and the next one names it. Say why."),
                    _("_Reopen"), reason_given_cb);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaIssuePage) self = data;
  g_autoptr(GError) error = NULL;
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));

  g_file_copy_finish (G_FILE (source), result, &error);
  if (window && error)
    hecha_window_show_error (window, _("No copy was saved"), error);
  else if (window)
    hecha_window_toast (window, _("A copy was saved"));
}

static void
copy_chosen_cb (GtkWidget  *widget,
                char      **paths)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  g_autoptr(GFile) from = self->report ? g_file_new_for_path (self->report->path) : NULL;
  g_autoptr(GFile) to = g_file_new_for_path (paths[0]);

  if (from)
    g_file_copy_async (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, G_PRIORITY_DEFAULT, NULL,
                       NULL, NULL, copied_cb, g_object_ref (self));
}

static void
save_copy_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);
  const HechaVisit *visit = self->content->visit;
  g_autofree char *proposed = g_strdup_printf ("%s-%s-%d.pdf", hecha_text_get (&hecha_procedure_reports[visit->procedure],
                                                                               visit->language),
                                               visit->number, self->content->revision);

  hecha_file_choose (widget, _("Save a Copy"), GTK_FILE_CHOOSER_ACTION_SAVE, FALSE, proposed, _("Reports (PDF)"),
                     (const char *[]) { "pdf", NULL }, copy_chosen_cb);
}

static void
verify_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);

  if (self->report)
    gtk_window_present (GTK_WINDOW (hecha_verification_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                                   hecha_place_get_session (HECHA_PLACE (self)),
                                                                   self->report->path)));
}

static void
documents_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HechaIssuePage *self = HECHA_ISSUE_PAGE (widget);

  gtk_window_present (GTK_WINDOW (hecha_documents_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                              hecha_place_get_session (HECHA_PLACE (self)),
                                                              self->case_uuid)));
}

static void
hand_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  hecha_hand_over_ask (widget, hecha_place_get_session (HECHA_PLACE (widget)), HECHA_ISSUE_PAGE (widget)->case_uuid);
}

/**
 * hecha_issue_page_install_actions:
 * @widget_class: of #HechaIssuePage
 */
void
hecha_issue_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "issue.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "issue.freeze", NULL, freeze_action);
  gtk_widget_class_install_action (widget_class, "issue.sign", "s", sign_action);
  gtk_widget_class_install_action (widget_class, "issue.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "issue.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "issue.paper", NULL, paper_action);
  gtk_widget_class_install_action (widget_class, "issue.stamp", NULL, stamp_action);
  gtk_widget_class_install_action (widget_class, "issue.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "issue.save-copy", NULL, save_copy_action);
  gtk_widget_class_install_action (widget_class, "issue.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "issue.documents", NULL, documents_action);
  gtk_widget_class_install_action (widget_class, "issue.hand-over", NULL, hand_over_action);
}
