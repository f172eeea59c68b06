/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "team-dialog.h"

#include "inspect.h"
#include "plan.h"
#include "refusals.h"
#include "states.h"
#include "team-group.h"

#include <glib/gi18n.h>

struct _HechaTeamDialog
{
  HechaDialog parent_instance;

  HechaStates    *states;
  AdwPreferencesGroup *fixed;
  HechaTeamGroup *team;
  GtkLabel       *unnamed;
  GtkLabel       *problem;

  HechaSession   *session;
  char           *case_uuid;
};

G_DEFINE_FINAL_TYPE (HechaTeamDialog, hecha_team_dialog, HECHA_TYPE_DIALOG)

static guint changed;

static void
say (HechaTeamDialog *self,
     const char      *problem)
{
  gtk_label_set_label (self->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

/* Changing. */

typedef struct
{
  char      *case_uuid;
  GPtrArray *members;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->case_uuid);
  g_ptr_array_unref (change->members);
  g_free (change);
}

static gpointer
change_job (HechaSession  *session,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Change *change = data;

  return hecha_plan_set_members (session, change->case_uuid, change->members, error) ? g_object_ref (session) : NULL;
}

static void
change_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaTeamDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GObject) done = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!self->problem)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "team.change", TRUE);
  if (!done)
    {
      say (self, hecha_refusal_text (error));
      return;
    }
  g_signal_emit (self, changed, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
change_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaTeamDialog *self = HECHA_TEAM_DIALOG (widget);
  Change *change = g_new0 (Change, 1);

  change->case_uuid = g_strdup (self->case_uuid);
  change->members = hecha_team_group_dup_members (self->team);
  gtk_widget_action_set_enabled (widget, "team.change", FALSE);
  hecha_session_edit_async (self->session, change_job, change, change_free, g_object_unref, NULL, change_cb,
                            g_object_ref (self));
}

/* Showing. */

static void
team_changed_cb (HechaTeamDialog *self)
{
  g_autofree char *unnamed = hecha_team_group_dup_unnamed (self->team);
  g_autofree char *text = unnamed ? g_strdup_printf (_("Nobody is named for: %s."), unnamed) : NULL;

  gtk_label_set_label (self->unnamed, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unnamed), text != NULL);
}

static gpointer
load_job (HechaSession  *session,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return hecha_inspect_load (session, data, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HechaTeamDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaCase) content = hecha_session_run_finish (HECHA_SESSION (source), result, &error);

  if (!self->problem)
    return;
  if (!content)
    {
      hecha_states_show_error (self->states, error);
      return;
    }
  hecha_team_group_show (self->team, self->session, content->visit->procedure, content->visit->partner,
                         content->visit->members);
  gtk_widget_set_sensitive (GTK_WIDGET (self->team), !content->frozen);
  gtk_widget_set_visible (GTK_WIDGET (self->fixed), content->frozen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "team.change", !content->frozen);
  hecha_states_show_content (self->states);
}

static void
load (HechaTeamDialog *self)
{
  hecha_states_show_loading (self->states);
  hecha_session_run_async (self->session, load_job, g_strdup (self->case_uuid), g_free, (GDestroyNotify) hecha_case_free,
                           NULL, loaded_cb, g_object_ref (self));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  load (HECHA_TEAM_DIALOG (widget));
}

static void
hecha_team_dialog_dispose (GObject *object)
{
  HechaTeamDialog *self = HECHA_TEAM_DIALOG (object);

  self->problem = NULL;
  G_OBJECT_CLASS (hecha_team_dialog_parent_class)->dispose (object);
}

static void
hecha_team_dialog_finalize (GObject *object)
{
  HechaTeamDialog *self = HECHA_TEAM_DIALOG (object);

  g_clear_object (&self->session);
  g_free (self->case_uuid);
  G_OBJECT_CLASS (hecha_team_dialog_parent_class)->finalize (object);
}

static void
hecha_team_dialog_class_init (HechaTeamDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_team_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hecha_team_dialog_finalize;
  changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_TEAM_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/team-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaTeamDialog, states);
  gtk_widget_class_bind_template_child (widget_class, HechaTeamDialog, fixed);
  gtk_widget_class_bind_template_child (widget_class, HechaTeamDialog, team);
  gtk_widget_class_bind_template_child (widget_class, HechaTeamDialog, unnamed);
  gtk_widget_class_bind_template_child (widget_class, HechaTeamDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, team_changed_cb);
  gtk_widget_class_install_action (widget_class, "team.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "team.retry", NULL, retry_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "team.change", NULL);
}

static void
hecha_team_dialog_init (HechaTeamDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "team.change", FALSE);
}

/**
 * hecha_team_dialog_new:
 * @parent: (nullable): the window over which it is shown
 * @case_uuid: the visit, of a joint inspection the whole one
 *
 * Returns: (transfer none): the dialog, for gtk_window_present()
 */
GtkWidget *
hecha_team_dialog_new (GtkWindow    *parent,
                       HechaSession *session,
                       const char   *case_uuid)
{
  HechaTeamDialog *self = g_object_new (HECHA_TYPE_TEAM_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->case_uuid = g_strdup (case_uuid);
  load (self);
  return GTK_WIDGET (self);
}
