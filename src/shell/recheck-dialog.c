/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recheck-dialog.h"

#include "field-row.h"

#include <glib/gi18n.h>

struct _HechaRecheckDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *finding;
  GtkCheckButton      *cured;
  GtkCheckButton      *open;
  GtkCheckButton      *accepted;
  AdwEntryRow         *note;
  GtkLabel            *problem;

  HechaSession *session;
  char         *uuid;
};

G_DEFINE_FINAL_TYPE (HechaRecheckDialog, hecha_recheck_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  char       *uuid;
  const char *state;
  char       *note;
} Recheck;

static void
recheck_free (gpointer data)
{
  Recheck *recheck = data;

  g_free (recheck->uuid);
  g_free (recheck->note);
  g_free (recheck);
}

static const char *
state_of (HechaRecheckDialog *self)
{
  if (gtk_check_button_get_active (self->cured))
    return "cured";
  return gtk_check_button_get_active (self->accepted) ? "accepted" : "open";
}

static gpointer
recheck_job (HechaSession  *session,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Recheck *recheck = data;

  hecha_overview_recheck (session, recheck->uuid, recheck->state, recheck->note, error);
  return NULL;
}

static void
rechecked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HechaRecheckDialog) self = data;
  g_autoptr(GError) error = NULL;

  hecha_session_run_finish (HECHA_SESSION (source), result, &error);
  if (!self->session)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recheck.record", TRUE);
  if (!error)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
record_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaRecheckDialog *self = HECHA_RECHECK_DIALOG (widget);
  Recheck *recheck = g_new0 (Recheck, 1);

  recheck->uuid = g_strdup (self->uuid);
  recheck->state = state_of (self);
  recheck->note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  gtk_widget_action_set_enabled (widget, "recheck.record", FALSE);
  hecha_session_edit_async (self->session, recheck_job, recheck, recheck_free, NULL, NULL, rechecked_cb,
                            g_object_ref (self));
}

static void
add_row (HechaRecheckDialog *self,
         const char         *title,
         const char         *value)
{
  if (value && *value)
    adw_preferences_group_add (self->finding, hecha_field_row_new (title, value));
}

static void
hecha_recheck_dialog_dispose (GObject *object)
{
  g_clear_object (&HECHA_RECHECK_DIALOG (object)->session);
  G_OBJECT_CLASS (hecha_recheck_dialog_parent_class)->dispose (object);
}

static void
hecha_recheck_dialog_finalize (GObject *object)
{
  g_free (HECHA_RECHECK_DIALOG (object)->uuid);
  G_OBJECT_CLASS (hecha_recheck_dialog_parent_class)->finalize (object);
}

static void
hecha_recheck_dialog_class_init (HechaRecheckDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_recheck_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_recheck_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/recheck-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, finding);
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, cured);
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, open);
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, accepted);
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, note);
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, problem);
  gtk_widget_class_install_action (widget_class, "recheck.record", NULL, record_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "recheck.record", NULL);
}

static void
hecha_recheck_dialog_init (HechaRecheckDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hecha_recheck_dialog_new:
 * @session: where to
 * @row: the finding
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GtkWidget *
hecha_recheck_dialog_new (HechaSession                *session,
                          const HechaRectificationRow *row)
{
  HechaRecheckDialog *self = g_object_new (HECHA_TYPE_RECHECK_DIALOG, NULL);
  g_autofree char *left = row->deadline ? hecha_recheck_days_text (row->days_left) : NULL;
  g_autofree char *deadline = row->deadline ? g_strdup_printf ("%s (%s)", row->deadline, left) : NULL;

  self->session = g_object_ref (session);
  self->uuid = g_strdup (row->finding_uuid);
  add_row (self, _("Enterprise"), row->enterprise);
  add_row (self, _("Item"), row->item_title);
  add_row (self, _("Found"), row->what);
  add_row (self, _("Risk"), row->risk);
  add_row (self, _("Measure"), row->measure);
  add_row (self, _("Responsible"), row->responsible);
  add_row (self, _("Deadline"), deadline);
  gtk_check_button_set_active (g_str_equal (row->state, "open") ? self->cured : g_str_equal (row->state, "cured")
                               ? self->cured : self->accepted, TRUE);
  return GTK_WIDGET (self);
}

/**
 * hecha_recheck_state_label:
 * @state: open, cured or accepted
 *
 * Returns: (transfer none): what it is called
 */
const char *
hecha_recheck_state_label (const char *state)
{
  if (g_str_equal (state, "cured"))
    return _("Cured");
  return g_str_equal (state, "accepted") ? _("Accepted as a risk") : _("Open");
}

/**
 * hecha_recheck_days_text:
 * @days_left: until the deadline; %G_MAXINT without one
 *
 * Returns: (transfer full): how long is left, or how long it is over
 */
char *
hecha_recheck_days_text (int days_left)
{
  if (days_left == G_MAXINT)
    return g_strdup (_("no deadline"));
  if (days_left < 0)
    return g_strdup_printf (ngettext ("%d day over", "%d days over", -days_left), -days_left);
  return g_strdup_printf (ngettext ("%d day left", "%d days left", days_left), days_left);
}
