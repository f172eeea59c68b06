/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trust-dialog.h"

#include "anchor-row.h"
#include "refusals.h"
#include "states.h"

#include <glib/gi18n.h>

struct _HechaTrustDialog
{
  HechaDialog parent_instance;

  HechaStates         *states;
  AdwPreferencesGroup *group;
  AdwComboRow         *agency;
  GtkLabel            *problem;

  HechaSession        *session;
  GPtrArray           *anchors;
  GPtrArray           *checks;    /* one for each anchor, NULL where it has a fault */
  gboolean             busy;
};

G_DEFINE_FINAL_TYPE (HechaTrustDialog, hecha_trust_dialog, HECHA_TYPE_DIALOG)

/* What is read in one go. */

typedef struct
{
  GPtrArray *anchors;
  GStrv      agencies;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->anchors, g_ptr_array_unref);
  g_strfreev (found->agencies);
  g_free (found);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
read_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Found) found = g_new0 (Found, 1);

  found->anchors = hecha_trust_list_read (data, error);
  found->agencies = found->anchors ? hecha_trust_list_agencies (session, error) : NULL;
  return found->agencies ? g_steal_pointer (&found) : NULL;
}

static void
update (HechaTrustDialog *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->checks->len; i++)
    any |= self->checks->pdata[i] && gtk_check_button_get_active (self->checks->pdata[i]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.trust", any && !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !self->busy);
}

/* One alone is meant; of several each is chosen. */
static void
add_anchor (HechaTrustDialog       *self,
            const HechaTrustAnchor *anchor)
{
  GtkWidget *row = hecha_anchor_row_new (anchor, hecha_clock_now (hecha_session_get_clock (self->session)));
  GtkWidget *check = NULL;

  if (!anchor->fault)
    {
      g_autofree char *label = g_strdup_printf (_("Trust %s"), anchor->subject);

      check = gtk_check_button_new ();
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->anchors->len == 1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), check);
    }
  g_ptr_array_add (self->checks, check);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), self->anchors->len == 1);
  adw_preferences_group_add (self->group, row);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HechaTrustDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Found) found = hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  if (!found)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  self->anchors = g_steal_pointer (&found->anchors);
  for (guint i = 0; i < self->anchors->len; i++)
    add_anchor (self, self->anchors->pdata[i]);
  gtk_string_list_append (names, _("Everybody"));
  for (guint i = 0; found->agencies[i]; i++)
    gtk_string_list_append (names, found->agencies[i]);
  adw_combo_row_set_model (self->agency, G_LIST_MODEL (names));
  update (self);
  hecha_states_show_content (self->states);
}

/* Saying yes. */

typedef struct
{
  HechaTrustDialog *dialog;    /* held, and with it what was read */
  GPtrArray        *chosen;    /* HechaTrustAnchor of the dialog */
  char             *agency;
} Yes;

static void
yes_free (gpointer data)
{
  Yes *yes = data;

  g_object_unref (yes->dialog);
  g_ptr_array_unref (yes->chosen);
  g_free (yes->agency);
  g_free (yes);
}

static gpointer
trust_job (HechaSession  *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Yes *yes = data;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < yes->chosen->len; i++)
    ok = hecha_trust_list_add (session, yes->chosen->pdata[i], yes->agency, error);
  return NULL;
}

static void
trusted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HechaTrustDialog) self = data;
  g_autoptr(GError) error = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  self->busy = FALSE;
  update (self);
  gtk_label_set_label (self->problem, error ? hecha_refusal_text (error) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (error)
    return;
  g_signal_emit_by_name (self, "trusted");
  gtk_window_close (GTK_WINDOW (self));
}

static void
trust_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HechaTrustDialog *self = HECHA_TRUST_DIALOG (widget);
  GtkStringObject *agency = adw_combo_row_get_selected_item (self->agency);
  Yes *yes = g_new0 (Yes, 1);

  yes->dialog = g_object_ref (self);
  yes->chosen = g_ptr_array_new ();
  for (guint i = 0; i < self->checks->len; i++)
    if (self->checks->pdata[i] && gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (yes->chosen, self->anchors->pdata[i]);
  if (adw_combo_row_get_selected (self->agency) > 0)
    yes->agency = g_strdup (gtk_string_object_get_string (agency));
  self->busy = TRUE;
  update (self);
  hecha_session_edit_async (self->session, trust_job, yes, yes_free, NULL, NULL, trusted_cb, g_object_ref (self));
}

static void
hecha_trust_dialog_finalize (GObject *object)
{
  HechaTrustDialog *self = HECHA_TRUST_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->anchors, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (hecha_trust_dialog_parent_class)->finalize (object);
}

static void
hecha_trust_dialog_class_init (HechaTrustDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hecha_trust_dialog_finalize;
  g_type_ensure (HECHA_TYPE_STATES);
  g_signal_new ("trusted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/trust-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaTrustDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaTrustDialog, group);
  gtk_widget_class_bind_template_child (widget_class, HechaTrustDialog, agency);
  gtk_widget_class_bind_template_child (widget_class, HechaTrustDialog, problem);
  gtk_widget_class_install_action (widget_class, "dialog.trust", NULL, trust_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hecha_trust_dialog_init (HechaTrustDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * hecha_trust_dialog_new:
 * @parent: (nullable): the window that waits
 * @path: a file of certificates, from outside
 *
 * Begins to read it.
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
HechaTrustDialog *
hecha_trust_dialog_new (GtkWindow    *parent,
                        HechaSession *session,
                        const char   *path)
{
  HechaTrustDialog *self = g_object_new (HECHA_TYPE_TRUST_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  hecha_states_show_loading (self->states);
  hecha_session_run_async (session, read_job, g_strdup (path), g_free, found_free, NULL, read_cb, g_object_ref (self));
  return self;
}
