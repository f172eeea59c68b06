/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recheck-dialog.h"

#include "field-row.h"
#include "file-choice.h"
#include "refusals.h"

#include <glib/gi18n.h>

struct _HechaRecheckDialog
{
  HechaDialog parent_instance;

  AdwPreferencesGroup *finding;
  GtkCheckButton      *cured;
  GtkCheckButton      *open;
  GtkCheckButton      *accepted;
  AdwEntryRow         *note;
  GtkLabel            *problem;
  GtkListBox          *files;
  AdwPreferencesGroup *before;

  HechaSession *session;
  char         *uuid;
  GPtrArray    *paths;     /* char *: what shows the cure */
};

G_DEFINE_FINAL_TYPE (HechaRecheckDialog, hecha_recheck_dialog, HECHA_TYPE_DIALOG)

typedef struct
{
  char       *uuid;
  const char *state;
  char       *note;
  GStrv       paths;
} Recheck;

static void
recheck_free (gpointer data)
{
  Recheck *recheck = data;

  g_free (recheck->uuid);
  g_free (recheck->note);
  g_strfreev (recheck->paths);
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

  hecha_rectification_recheck (session, recheck->uuid, recheck->state, recheck->note,
                               (const char *const *) recheck->paths, error);
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
  gtk_label_set_label (self->problem, hecha_refusal_text (error));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static GStrv
dup_paths (GPtrArray *paths)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv copy;

  for (guint i = 0; i < paths->len; i++)
    g_strv_builder_add (builder, paths->pdata[i]);
  copy = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return copy;
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
  recheck->paths = dup_paths (self->paths);
  gtk_widget_action_set_enabled (widget, "recheck.record", FALSE);
  hecha_session_edit_async (self->session, recheck_job, recheck, recheck_free, NULL, NULL, rechecked_cb,
                            g_object_ref (self));
}

/* Evidence of the cure. */

static void
show_files (HechaRecheckDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->files, 0)))
    gtk_list_box_remove (self->files, GTK_WIDGET (row));
  for (guint i = 0; i < self->paths->len; i++)
    {
      g_autofree char *base = g_path_get_basename (self->paths->pdata[i]);
      g_autofree char *name = g_filename_display_name (base);
      GtkWidget *line = adw_action_row_new ();
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), name);
      gtk_widget_set_tooltip_text (button, _("Leave Out"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "recheck.drop");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", i);
      adw_action_row_add_suffix (ADW_ACTION_ROW (line), button);
      gtk_list_box_append (self->files, line);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->files), self->paths->len > 0);
}

static void
chosen_cb (GtkWidget  *widget,
           char      **paths)
{
  HechaRecheckDialog *self = HECHA_RECHECK_DIALOG (widget);

  for (; *paths; paths++)
    if (!g_ptr_array_find_with_equal_func (self->paths, *paths, g_str_equal, NULL))
      g_ptr_array_add (self->paths, g_strdup (*paths));
  show_files (self);
}

static void
attach_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hecha_file_choose (widget, _("Evidence of the Cure"), GTK_FILE_CHOOSER_ACTION_OPEN, TRUE, NULL, NULL, NULL, chosen_cb);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaRecheckDialog *self = HECHA_RECHECK_DIALOG (widget);
  guint at = g_variant_get_uint32 (parameter);

  if (at < self->paths->len)
    g_ptr_array_remove_index (self->paths, at);
  show_files (self);
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  if (value && *value)
    adw_preferences_group_add (group, hecha_field_row_new (title, value));
}

/* Who looked at it last, when, what they saw and what shows it. */
static void
show_before (HechaRecheckDialog          *self,
             const HechaRectificationRow *row)
{
  g_autoptr(GDateTime) utc = row->time ? g_date_time_new_from_iso8601 (row->time, NULL) : NULL;
  g_autoptr(GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
  g_autoptr(GString) files = g_string_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->before), when != NULL);
  if (!when)
    return;
  for (guint i = 0; row->evidence && i < row->evidence->len; i++)
    g_string_append_printf (files, "%s%s", files->len ? "\n" : "", ((HechaEvidence *) row->evidence->pdata[i])->name);
  add_row (self->before, _("State"), hecha_recheck_state_label (row->state));
  add_row (self->before, _("By"), row->author);
  add_row (self->before, _("When"), when);
  add_row (self->before, _("Seen"), row->note);
  add_row (self->before, _("Evidence"), files->str);
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
  g_ptr_array_unref (HECHA_RECHECK_DIALOG (object)->paths);
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
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, files);
  gtk_widget_class_bind_template_child (widget_class, HechaRecheckDialog, before);
  gtk_widget_class_install_action (widget_class, "recheck.record", NULL, record_action);
  gtk_widget_class_install_action (widget_class, "recheck.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "recheck.drop", "u", drop_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "recheck.attach", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "recheck.record", NULL);
}

static void
hecha_recheck_dialog_init (HechaRecheckDialog *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
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
  add_row (self->finding, _("Enterprise"), row->enterprise);
  add_row (self->finding, _("Item"), row->item_title);
  add_row (self->finding, _("Found"), row->what);
  add_row (self->finding, _("Risk"), row->risk);
  add_row (self->finding, _("Measure"), row->measure);
  add_row (self->finding, _("Responsible"), row->responsible);
  add_row (self->finding, _("Deadline"), deadline);
  show_before (self, row);
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
