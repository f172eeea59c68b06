/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "member-row.h"

#include "file-choice.h"
#include "plan.h"
#include "refusals.h"
#include "words.h"

#include <glib/gi18n.h>

struct _HechaMemberRow
{
  AdwExpanderRow parent_instance;

  AdwComboRow  *role;
  AdwComboRow  *whose;
  AdwEntryRow  *name;
  AdwEntryRow  *post;
  AdwEntryRow  *number;
  AdwActionRow *certificate;

  HechaProcedure procedure;
  char          *fingerprint;
  char          *subject;
};

G_DEFINE_FINAL_TYPE (HechaMemberRow, hecha_member_row, ADW_TYPE_EXPANDER_ROW)

/* Who may be of the team, in the order of the drop-down. */
static const struct
{
  HechaRole roles[6];
  guint     n;
} teams[] = {
  [HECHA_PROCEDURE_EVALUATION] = { { HECHA_ROLE_LEAD, HECHA_ROLE_EVALUATOR, HECHA_ROLE_PREPARED, HECHA_ROLE_REVIEWED,
                                     HECHA_ROLE_APPROVED, HECHA_ROLE_ON_SITE_PERSON }, 6 },
  [HECHA_PROCEDURE_INSPECTION] = { { HECHA_ROLE_INSPECTOR, HECHA_ROLE_SUPPORT, HECHA_ROLE_ON_SITE_PERSON,
                                     HECHA_ROLE_APPROVED }, 4 },
};

static HechaRole
role_of (HechaMemberRow *self)
{
  return teams[self->procedure].roles[MIN (adw_combo_row_get_selected (self->role), teams[self->procedure].n - 1)];
}

static void
edited_cb (HechaMemberRow *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  GtkStringObject *whose = gtk_widget_get_visible (GTK_WIDGET (self->whose)) ? adw_combo_row_get_selected_item (self->whose)
                                                                           : NULL;
  g_autofree char *subtitle = g_strconcat (hecha_words (&hecha_role_labels[role_of (self)]), whose ? " · " : NULL,
                                           whose ? gtk_string_object_get_string (whose) : NULL, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *name ? name : _("Nobody yet"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number), role_of (self) == HECHA_ROLE_INSPECTOR
                                 ? _("Law-enforcement certificate number") : _("Certificate number"));
  g_signal_emit_by_name (self, "changed");
}

/* The certificate. */

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr(HechaMember) member = hecha_member_new (HECHA_ROLE_LEAD, "");
  GError *error = NULL;

  if (hecha_plan_read_certificate (member, data, &error))
    g_task_return_pointer (task, g_steal_pointer (&member), (GDestroyNotify) hecha_member_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  HechaMemberRow *self = HECHA_MEMBER_ROW (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaMember) member = g_task_propagate_pointer (G_TASK (result), &error);

  if (!self->certificate)
    return;
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->subject, g_free);
  if (member)
    {
      self->fingerprint = g_steal_pointer (&member->fingerprint);
      self->subject = g_steal_pointer (&member->subject);
      gtk_widget_remove_css_class (GTK_WIDGET (self->certificate), "error");
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->certificate), "error");
  adw_action_row_set_subtitle (self->certificate, member ? self->subject : hecha_refusal_text (error));
  g_signal_emit_by_name (self, "changed");
}

static void
chosen_cb (GtkWidget  *widget,
           char      **paths)
{
  hecha_member_row_set_certificate (HECHA_MEMBER_ROW (widget), paths[0]);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  static const char *const suffixes[] = { "pem", "crt", "cer", "der", NULL };

  hecha_file_choose (widget, _("Signing Certificate"), GTK_FILE_CHOOSER_ACTION_OPEN, FALSE, NULL,
                     _("Certificates (pem, crt, cer, der)"), suffixes, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit_by_name (widget, "removed");
}

static void
hecha_member_row_finalize (GObject *object)
{
  HechaMemberRow *self = HECHA_MEMBER_ROW (object);

  g_free (self->fingerprint);
  g_free (self->subject);
  G_OBJECT_CLASS (hecha_member_row_parent_class)->finalize (object);
}

static void
hecha_member_row_class_init (HechaMemberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_member_row_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaMemberRow, role);
  gtk_widget_class_bind_template_child (widget_class, HechaMemberRow, name);
  gtk_widget_class_bind_template_child (widget_class, HechaMemberRow, whose);
  gtk_widget_class_bind_template_child (widget_class, HechaMemberRow, post);
  gtk_widget_class_bind_template_child (widget_class, HechaMemberRow, number);
  gtk_widget_class_bind_template_child (widget_class, HechaMemberRow, certificate);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_install_action (widget_class, "member.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "member.remove", NULL, remove_action);
}

static void
hecha_member_row_init (HechaMemberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_member_row_new:
 * @procedure: decides which roles there are
 * @role: the role it begins with
 * @name: (nullable): who
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
hecha_member_row_new (HechaProcedure  procedure,
                      HechaRole       role,
                      const char     *name)
{
  HechaMemberRow *self = g_object_new (HECHA_TYPE_MEMBER_ROW, NULL);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < teams[procedure].n; i++)
    {
      gtk_string_list_append (labels, hecha_words (&hecha_role_labels[teams[procedure].roles[i]]));
      if (teams[procedure].roles[i] == role)
        selected = i;
    }
  self->procedure = procedure;
  adw_combo_row_set_model (self->role, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->role, selected);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name ? name : "");
  edited_cb (self);
  return GTK_WIDGET (self);
}

/**
 * hecha_member_row_dup_member:
 *
 * Returns: (transfer full) (nullable): the member; %NULL while there is no name
 */
HechaMember *
hecha_member_row_dup_member (HechaMemberRow *self)
{
  g_autofree char *name = NULL;
  HechaMember *member;
  const char *post, *number;

  g_return_val_if_fail (HECHA_IS_MEMBER_ROW (self), NULL);
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  if (!*name)
    return NULL;
  post = gtk_editable_get_text (GTK_EDITABLE (self->post));
  number = gtk_editable_get_text (GTK_EDITABLE (self->number));
  member = hecha_member_new (role_of (self), name);
  member->post = *post ? g_strdup (post) : NULL;
  member->number = *number ? g_strdup (number) : NULL;
  member->fingerprint = g_strdup (self->fingerprint);
  member->subject = g_strdup (self->subject);
  member->partner = hecha_member_row_is_partner (self);
  return member;
}

/**
 * hecha_member_row_set_member:
 *
 * Shows somebody who is of the team already.
 */
void
hecha_member_row_set_member (HechaMemberRow    *self,
                             const HechaMember *member)
{
  g_return_if_fail (HECHA_IS_MEMBER_ROW (self) && member);

  gtk_editable_set_text (GTK_EDITABLE (self->post), member->post ? member->post : "");
  gtk_editable_set_text (GTK_EDITABLE (self->number), member->number ? member->number : "");
  hecha_member_row_set_partner (self, member->partner);
  g_free (self->fingerprint);
  g_free (self->subject);
  self->fingerprint = g_strdup (member->fingerprint);
  self->subject = g_strdup (member->subject);
  if (member->subject)
    adw_action_row_set_subtitle (self->certificate, member->subject);
}

/**
 * hecha_member_row_set_authorities:
 * @unit: the authority that plans
 * @partner: (nullable): the second authority of a joint inspection; %NULL where
 *   there is none
 *
 * Lets one choose whose the member is.
 */
void
hecha_member_row_set_authorities (HechaMemberRow *self,
                                  const char     *unit,
                                  const char     *partner)
{
  const char *const names[] = { unit, partner, NULL };
  g_autoptr(GtkStringList) model = gtk_string_list_new (names);
  guint selected = adw_combo_row_get_selected (self->whose);

  g_return_if_fail (HECHA_IS_MEMBER_ROW (self) && unit);

  adw_combo_row_set_model (self->whose, G_LIST_MODEL (model));
  adw_combo_row_set_selected (self->whose, partner && selected == 1 ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->whose), partner != NULL);
  edited_cb (self);
}

void
hecha_member_row_set_partner (HechaMemberRow *self,
                              gboolean        partner)
{
  g_return_if_fail (HECHA_IS_MEMBER_ROW (self));

  adw_combo_row_set_selected (self->whose, partner ? 1 : 0);
}

gboolean
hecha_member_row_is_partner (HechaMemberRow *self)
{
  g_return_val_if_fail (HECHA_IS_MEMBER_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->whose)) && adw_combo_row_get_selected (self->whose) == 1;
}

/**
 * hecha_member_row_set_certificate:
 * @path: a certificate, PEM or DER
 *
 * Reads the certificate that will sign; what is wrong with it is said in the row.
 */
void
hecha_member_row_set_certificate (HechaMemberRow *self,
                                  const char     *path)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (HECHA_IS_MEMBER_ROW (self) && path);
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}
