/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verification-dialog.h"

#include "file-choice.h"
#include "file-dialog.h"
#include "issue.h"
#include "revision-dialog.h"
#include "states.h"
#include "trust-list.h"
#include "verification-view.h"

#include <glib/gi18n.h>

struct _HechaVerificationDialog
{
  HechaDialog parent_instance;

  HechaStates           *states;
  HechaVerificationView *view;
  GtkLabel              *trust_label;
  GtkWidget             *look;

  HechaSession          *session;
  char                  *file;
  char                  *trust;
  guint64                covers;
  GCancellable          *cancellable;
};

G_DEFINE_FINAL_TYPE (HechaVerificationDialog, hecha_verification_dialog, HECHA_TYPE_DIALOG)

typedef struct
{
  char *file;
  char *trust;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->file);
  g_free (request->trust);
  g_free (request);
}

typedef struct
{
  HechaVerification *verification;
  guint              n_trusted;      /* of the unit's own list */
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->verification, hecha_verification_free);
  g_free (outcome);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gpointer
verify_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Request *request = data;
  g_autoptr(GPtrArray) trusted = hecha_trust_list_load (session, NULL);
  g_autoptr(Outcome) outcome = g_new0 (Outcome, 1);

  outcome->n_trusted = trusted ? trusted->len : 0;
  outcome->verification = hecha_issue_verify (session, request->file, request->trust, NULL, cancellable, error);
  return outcome->verification ? g_steal_pointer (&outcome) : NULL;
}

/* By whose word the signers are proved, unless a file was chosen for it. */
static void
say_trust (HechaVerificationDialog *self,
           guint                    n_trusted)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Judged by the %u authority that this unit trusts.",
                                                     "Judged by the %u authorities that this unit trusts.", n_trusted),
                                           n_trusted);

  if (n_trusted && !self->trust)
    gtk_label_set_label (self->trust_label, text);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HechaVerificationDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Outcome) outcome = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.trust", TRUE);
  if (error)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  say_trust (self, outcome->n_trusted);
  self->covers = hecha_verification_unchanged_to (outcome->verification);
  gtk_widget_set_visible (self->look, self->covers > 0);
  hecha_verification_view_set (self->view, outcome->verification);
  hecha_states_show_content (self->states);
}

static void
verify (HechaVerificationDialog *self)
{
  Request *request = g_new0 (Request, 1);

  request->file = g_strdup (self->file);
  request->trust = g_strdup (self->trust);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.trust", FALSE);
  hecha_states_show_loading (self->states);
  hecha_session_run_async (self->session, verify_job, request, request_free,
                           outcome_free, self->cancellable, verified_cb, g_object_ref (self));
}

static void
trust_chosen_cb (GtkWidget  *widget,
                 char      **paths)
{
  HechaVerificationDialog *self = HECHA_VERIFICATION_DIALOG (widget);
  g_autofree char *name = g_filename_display_basename (paths[0]);
  /* TRANSLATORS: %s is a file with an authority's certificate */
  g_autofree char *text = g_strdup_printf (_("Trusted for this check: %s"), name);

  g_free (self->trust);
  self->trust = g_strdup (paths[0]);
  gtk_label_set_label (self->trust_label, text);
  verify (self);
}

static void
trust_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  hecha_file_choose (widget, _("Certificate of an Authority"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Certificates (PEM)"), (const char *[]) { "pem", "crt", "cer", NULL }, trust_chosen_cb);
}

static void
look_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaVerificationDialog *self = HECHA_VERIFICATION_DIALOG (widget);

  gtk_window_present (GTK_WINDOW (hecha_revision_dialog_new (GTK_WINDOW (self), self->session, self->file, self->covers)));
}

static void
scan_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaVerificationDialog *self = HECHA_VERIFICATION_DIALOG (widget);
  g_autoptr(HechaEvidence) scan = NULL;
  const char *sha256, *title, *type;
  guint64 size;

  g_variant_get (parameter, "(&s&s&st)", &sha256, &title, &type, &size);
  scan = hecha_evidence_new (sha256, size, title);
  scan->media_type = g_strdup (type);
  gtk_window_present (GTK_WINDOW (hecha_file_dialog_new (GTK_WINDOW (self), self->session, scan)));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  verify (HECHA_VERIFICATION_DIALOG (widget));
}

static void
hecha_verification_dialog_dispose (GObject *object)
{
  HechaVerificationDialog *self = HECHA_VERIFICATION_DIALOG (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hecha_verification_dialog_parent_class)->dispose (object);
}

static void
hecha_verification_dialog_finalize (GObject *object)
{
  HechaVerificationDialog *self = HECHA_VERIFICATION_DIALOG (object);

  g_free (self->file);
  g_free (self->trust);
  G_OBJECT_CLASS (hecha_verification_dialog_parent_class)->finalize (object);
}

static void
hecha_verification_dialog_class_init (HechaVerificationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_verification_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_verification_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_VERIFICATION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/verification-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationDialog, view);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationDialog, trust_label);
  gtk_widget_class_bind_template_child (widget_class, HechaVerificationDialog, look);
  gtk_widget_class_install_action (widget_class, "dialog.trust", NULL, trust_action);
  gtk_widget_class_install_action (widget_class, "dialog.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "dialog.scan", "(ssst)", scan_action);
  gtk_widget_class_install_action (widget_class, "dialog.retry", NULL, retry_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_verification_dialog_init (HechaVerificationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_verification_dialog_new:
 * @parent: (nullable): the window over which it is shown
 * @file: a report
 *
 * Begins to verify.
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaVerificationDialog *
hecha_verification_dialog_new (GtkWindow    *parent,
                               HechaSession *session,
                               const char   *file)
{
  HechaVerificationDialog *self = g_object_new (HECHA_TYPE_VERIFICATION_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->file = g_strdup (file);
  verify (self);
  return self;
}
