/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust-page.h"

#include "anchor-row.h"
#include "busy-bar.h"
#include "field-row.h"
#include "file-choice.h"
#include "place-read.h"
#include "place-save.h"
#include "refusals.h"
#include "revocations.h"
#include "states.h"
#include "trust-dialog.h"
#include "verification-words.h"
#include "window.h"

#include <glib/gi18n.h>

struct _HechaTrustPage
{
  HechaPlace parent_instance;

  HechaStates         *states;
  HechaBusyBar        *busy;
  AdwPreferencesGroup *anchors;
  AdwPreferencesGroup *revocations;
  GPtrArray           *rows;       /* of both groups; held by them */
  char                *asked;      /* fingerprint of what the dialog asks about */
};

G_DEFINE_FINAL_TYPE (HechaTrustPage, hecha_trust_page, HECHA_TYPE_PLACE)

/* Reading. */

typedef struct
{
  GPtrArray *anchors;
  GPtrArray *revocations;
} Lists;

static void
lists_free (gpointer data)
{
  Lists *lists = data;

  g_clear_pointer (&lists->anchors, g_ptr_array_unref);
  g_clear_pointer (&lists->revocations, g_ptr_array_unref);
  g_free (lists);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lists, lists_free)

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Lists) lists = g_new0 (Lists, 1);

  lists->anchors = hecha_trust_list_load (session, error);
  lists->revocations = lists->anchors ? hecha_revocations_list (session, error) : NULL;
  return lists->revocations ? g_steal_pointer (&lists) : NULL;
}

/* Showing. */

static void
add (HechaTrustPage      *self,
     AdwPreferencesGroup *group,
     GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (HechaTrustPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->rows->pdata[i]);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
remove_button_new (const HechaTrustAnchor *anchor)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_("Trust %s no longer…"), anchor->subject);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "touch");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "trust.remove");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", anchor->fingerprint, anchor->subject);
  return button;
}

static void
show_anchor (HechaTrustPage         *self,
             const HechaTrustAnchor *anchor,
             gint64                  now)
{
  GtkWidget *row = hecha_anchor_row_new (anchor, now);
  g_autofree char *moment = anchor->time ? hecha_moment_words_from_text (anchor->time) : NULL;
  g_autofree char *who = g_strdup_printf ("%s, %s", anchor->author ? anchor->author : "", moment ? moment : "");
  g_autofree char *agency = anchor->agency ? g_strdup_printf (_("For the people of %s alone"), anchor->agency)
                                           : g_strdup (_("For everybody"));
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), agency);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), hecha_field_row_new (_("Trusted by"), who));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove_button_new (anchor));
  add (self, self->anchors, row);
}

static void
show_revocation (HechaTrustPage           *self,
                 const HechaRevocationRow *row,
                 gint64                    now)
{
  g_autofree char *made = hecha_moment_words (row->made), *next = row->next > 0 ? hecha_moment_words (row->next) : NULL;
  g_autofree char *title = g_strdup_printf (row->is_answer ? _("Answer about certificate %s") : _("List of %s"), row->about);
  g_autofree char *count = g_strdup_printf (ngettext ("%u certificate revoked", "%u certificates revoked", row->revoked),
                                            row->revoked);
  g_autofree char *dates = !next ? g_strdup_printf (_("As of %s"), made)
                           : g_strdup_printf (row->next < now ? _("As of %s; overdue since %s") : _("As of %s; the next one by %s"),
                                              made, next);
  g_autofree char *words = g_strdup_printf ("%s\n%s", count, dates);
  GtkWidget *field = hecha_field_row_new (title, words);

  if (next && row->next < now)
    gtk_widget_add_css_class (field, "warning");
  add (self, self->revocations, field);
}

static void
show (HechaPlace   *place,
      gpointer      result,
      const GError *error)
{
  HechaTrustPage *self = HECHA_TRUST_PAGE (place);
  HechaSession *session = hecha_place_get_session (place);
  g_autoptr(Lists) lists = result;
  g_autofree char *title = NULL;
  gint64 now;

  if (!lists)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  now = hecha_clock_now (hecha_session_get_clock (session));
  title = g_strdup_printf (_("Trusted by %s"), hecha_session_get_unit (session));
  adw_preferences_group_set_title (self->anchors, title);
  clear (self);
  for (guint i = 0; i < lists->anchors->len; i++)
    show_anchor (self, lists->anchors->pdata[i], now);
  if (lists->anchors->len == 0)
    add (self, self->anchors, hecha_field_row_new (_("None yet"), _("No signer is proved until an authority is trusted "
                                                                    "that vouches for them.")));
  for (guint i = 0; i < lists->revocations->len; i++)
    show_revocation (self, lists->revocations->pdata[i], now);
  if (lists->revocations->len == 0)
    add (self, self->revocations, hecha_field_row_new (_("None yet"), _("Refresh while there is a network: reports are "
                                                                        "then judged without one.")));
  hecha_states_show_content (self->states);
}

static void
hecha_trust_page_refresh (HechaPlace *place)
{
  hecha_states_show_loading (HECHA_TRUST_PAGE (place)->states);
  hecha_place_read (place, read_job, NULL, NULL, lists_free, show);
}

static void
hecha_trust_page_changed (HechaPlace *place,
                          const char *scope,
                          const char *subject)
{
  if (g_strcmp0 (subject, "trust") == 0)
    hecha_place_refresh (place);
}

/* Adding and removing. */

static void
file_chosen_cb (GtkWidget  *widget,
                char      **paths)
{
  hecha_trust_page_look (HECHA_TRUST_PAGE (widget), paths[0]);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  hecha_file_choose (widget, _("Certificate of an Authority"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Certificates (PEM, DER)"), (const char *[]) { "pem", "crt", "cer", "der", NULL }, file_chosen_cb);
}

static gpointer
remove_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return hecha_trust_list_remove (session, data, error) ? g_strdup (_("It is trusted no longer")) : NULL;
}

static void
response_cb (HechaTrustPage *self,
             const char     *response)
{
  if (g_str_equal (response, "remove"))
    hecha_place_save (HECHA_PLACE (self), remove_job, g_strdup (self->asked), g_free, _("It is still trusted"));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaTrustPage *self = HECHA_TRUST_PAGE (widget);
  const char *fingerprint, *subject;
  AdwMessageDialog *dialog;

  g_variant_get (parameter, "(&s&s)", &fingerprint, &subject);
  g_free (self->asked);
  self->asked = g_strdup (fingerprint);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                       _("Trust It No Longer?"), NULL));
  adw_message_dialog_format_body (dialog, _("Signers for whom %s alone vouches are not proved from now on."), subject);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What the network says of revoked certificates. */

static gpointer
refresh_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return hecha_revocations_refresh (session, 0, cancellable, error);
}

static char *
outcome_words (const HechaRevocationOutcome *outcome)
{
  g_autofree char *why = outcome->missing ? hecha_refusal_words (outcome->missing) : NULL;

  if (outcome->n_missing)
    return g_strdup_printf (ngettext ("Nothing to be had about %u certificate: %s", "Nothing to be had about %u certificates: %s",
                                      outcome->n_missing), outcome->n_missing, why);
  if (outcome->n_kept)
    return g_strdup_printf (ngettext ("%u list or answer is newer now", "%u lists and answers are newer now", outcome->n_kept),
                            outcome->n_kept);
  return g_strdup (_("Everything at hand is the newest"));
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaTrustPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaRevocationOutcome) outcome = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  HechaWindow *window = hecha_window_of (GTK_WIDGET (self));
  g_autofree char *words = outcome ? outcome_words (outcome) : NULL;

  hecha_busy_bar_end (self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trust.refresh", TRUE);
  if (window && words)
    hecha_window_toast (window, words);
  else if (window && error)
    hecha_window_show_error (window, _("Not Done"), error);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HechaTrustPage *self = HECHA_TRUST_PAGE (widget);
  GCancellable *cancellable = hecha_busy_bar_begin (self->busy, _("Asking what was revoked…"));

  gtk_widget_action_set_enabled (widget, "trust.refresh", FALSE);
  hecha_session_run_async (hecha_place_get_session (HECHA_PLACE (self)), refresh_job, NULL, NULL,
                           (GDestroyNotify) hecha_revocation_outcome_free, cancellable,
                           refreshed_cb, g_object_ref (self));
}

static void
hecha_trust_page_finalize (GObject *object)
{
  g_ptr_array_unref (HECHA_TRUST_PAGE (object)->rows);
  g_free (HECHA_TRUST_PAGE (object)->asked);
  G_OBJECT_CLASS (hecha_trust_page_parent_class)->finalize (object);
}

static void
hecha_trust_page_class_init (HechaTrustPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_trust_page_finalize;
  HECHA_PLACE_CLASS (klass)->refresh = hecha_trust_page_refresh;
  HECHA_PLACE_CLASS (klass)->changed = hecha_trust_page_changed;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_BUSY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/trust-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaTrustPage, states);
  gtk_widget_class_bind_template_child (widget_class, HechaTrustPage, busy);
  gtk_widget_class_bind_template_child (widget_class, HechaTrustPage, anchors);
  gtk_widget_class_bind_template_child (widget_class, HechaTrustPage, revocations);
  gtk_widget_class_install_action (widget_class, "trust.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "trust.remove", "(ss)", remove_action);
  gtk_widget_class_install_action (widget_class, "trust.refresh", NULL, refresh_action);
}

static void
hecha_trust_page_init (HechaTrustPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_trust_page_new:
 *
 * Returns: (transfer floating): a page for hecha_window_push()
 */
GtkWidget *
hecha_trust_page_new (void)
{
  return g_object_new (HECHA_TYPE_TRUST_PAGE, NULL);
}

/**
 * hecha_trust_page_look:
 * @path: a file of certificates, as if it was chosen
 *
 * Shows what is in it, over the page.
 */
void
hecha_trust_page_look (HechaTrustPage *self,
                       const char     *path)
{
  g_return_if_fail (HECHA_IS_TRUST_PAGE (self) && path);

  gtk_window_present (GTK_WINDOW (hecha_trust_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                          hecha_place_get_session (HECHA_PLACE (self)), path)));
}
