/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window.h"

#include "error.h"
#include "import-dialog.h"
#include "places.h"
#include "plan-dialog.h"
#include "refusals.h"
#include "reminder.h"
#include "rules-page.h"
#include "states.h"
#include "trust-page.h"
#include "visit-open.h"
#include "welcome-page.h"

#include <glib/gi18n.h>

struct _HechaWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay  *toasts;
  GtkStack         *depth;
  HechaStates      *starting;
  HechaWelcomePage *welcome;
  AdwLeaflet       *leaflet;
  GtkListBox       *sidebar;
  GtkStack         *pages;
  GtkLabel         *unit;
  GtkLabel         *saved;

  GSettings        *settings;
  HechaSession     *session;
  GQueue            pushed;   /* HechaPlace, the top last */
};

G_DEFINE_FINAL_TYPE (HechaWindow, hecha_window, ADW_TYPE_APPLICATION_WINDOW)

/* The places. */

static const HechaPlaceSpec *
find_place (const char *id)
{
  for (const HechaPlaceSpec *spec = hecha_places; spec->id; spec++)
    if (g_strcmp0 (spec->id, id) == 0)
      return spec;
  return NULL;
}

static GtkWidget *
sidebar_row_new (const HechaPlaceSpec *spec)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (spec->icon);
  GtkWidget *label = gtk_label_new (_(spec->title));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(spec->title), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "place", (gpointer) spec->id);
  return row;
}

/* A page is made when it is first looked at. */
static GtkWidget *
ensure_page (HechaWindow          *self,
             const HechaPlaceSpec *spec)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, spec->id);

  if (page)
    return page;
  page = g_object_new (spec->get_type (), NULL);
  gtk_stack_add_named (self->pages, page, spec->id);
  hecha_place_set_session (HECHA_PLACE (page), self->session);
  return page;
}

static void
select_row (HechaWindow *self,
            const char  *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "place"), id) == 0)
      gtk_list_box_select_row (self->sidebar, row);
}

static void
row_activated_cb (HechaWindow   *self,
                  GtkListBoxRow *row)
{
  hecha_window_go (self, g_object_get_data (G_OBJECT (row), "place"));
}

static void
leaflet_folded_cb (HechaWindow *self)
{
  gtk_list_box_set_selection_mode (self->sidebar, adw_leaflet_get_folded (self->leaflet)
                                   ? GTK_SELECTION_NONE : GTK_SELECTION_SINGLE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sidebar", adw_leaflet_get_folded (self->leaflet));
  if (!adw_leaflet_get_folded (self->leaflet))
    select_row (self, gtk_stack_get_visible_child_name (self->pages));
}

/* The session. */

static void
session_changed_cb (HechaWindow *self,
                    const char  *scope,
                    const char  *subject)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  /* TRANSLATORS: %s is a time of day */
  g_autofree char *text = g_strdup_printf (_("Saved %s"), time);

  gtk_label_set_label (self->saved, text);
}

static void
take_session (HechaWindow  *self,
              HechaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_label (self->unit, hecha_session_get_unit (session));
  for (const HechaPlaceSpec *spec = hecha_places; spec->id; spec++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->pages, spec->id);

      if (page)
        hecha_place_set_session (HECHA_PLACE (page), session);
    }
  gtk_stack_set_visible_child_name (self->depth, "places");
  hecha_window_go (self, hecha_places[0].id);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const char *directory = data;
  g_autoptr(GError) error = NULL;
  HechaSession *session = hecha_session_open (directory, hecha_clock_system (), &error);
  if (session)
    g_task_return_pointer (task, session, g_object_unref);
  else if (g_error_matches (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HechaWindow *self = HECHA_WINDOW (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaSession) session = g_task_propagate_pointer (G_TASK (result), &error);
  const char *directory = g_task_get_task_data (G_TASK (result));

  if (error)
    hecha_states_show_error (self->starting, error);
  else if (session)
    {
      g_settings_set_string (self->settings, "last-workspace", directory);
      take_session (self, session);
      if (gtk_window_get_application (GTK_WINDOW (self)))
        hecha_reminder_send (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), session);
    }
  else
    {
      hecha_welcome_page_set_directory (self->welcome, directory);
      gtk_stack_set_visible_child_name (self->depth, "welcome");
    }
}

static void
welcome_done_cb (HechaWindow *self)
{
  hecha_window_open (self, hecha_welcome_page_get_directory (self->welcome));
}

/* Actions. */

static void
folder_chosen_cb (HechaWindow          *self,
                  int                   response,
                  GtkFileChooserNative *chooser)
{
  g_autoptr(GFile) folder = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (folder)
    hecha_window_open (self, g_file_peek_path (folder));
  g_object_unref (chooser);
}

static void
open_workspace_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open Workspace"), GTK_WINDOW (widget),
                                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                               _("_Open"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (folder_chosen_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  hecha_window_go (HECHA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hecha_window_pop (HECHA_WINDOW (widget));
}

static void
sidebar_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  adw_leaflet_navigate (HECHA_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HechaWindow *self = HECHA_WINDOW (widget);
  GtkWidget *dialog;

  if (!self->session)
    return;
  dialog = hecha_import_dialog_new (self->session);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
planned_cb (HechaWindow *self,
            const char  *case_uuid)
{
  hecha_window_go (self, "visits");
  hecha_visit_open (GTK_WIDGET (self), case_uuid, HECHA_VISIT_PLANNED);
}

static void
plan_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HechaWindow *self = HECHA_WINDOW (widget);
  GtkWidget *dialog;

  if (!self->session)
    return;
  dialog = hecha_plan_dialog_new (self->session, parameter ? g_variant_get_string (parameter, NULL) : NULL);
  g_signal_connect_object (dialog, "planned", G_CALLBACK (planned_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
rules_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  if (HECHA_WINDOW (widget)->session)
    hecha_window_push (HECHA_WINDOW (widget), HECHA_PLACE (hecha_rules_page_new ()));
}

static void
trust_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  if (HECHA_WINDOW (widget)->session)
    hecha_window_push (HECHA_WINDOW (widget), HECHA_PLACE (hecha_trust_page_new ()));
}

static gboolean
hecha_window_close_request (GtkWindow *window)
{
  HechaWindow *self = HECHA_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 294));
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (hecha_window_parent_class)->close_request (window);
}

static void
hecha_window_dispose (GObject *object)
{
  HechaWindow *self = HECHA_WINDOW (object);

  g_queue_clear (&self->pushed);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (hecha_window_parent_class)->dispose (object);
}

static void
hecha_window_class_init (HechaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hecha_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hecha_window_close_request;
  g_type_ensure (HECHA_TYPE_STATES);
  g_type_ensure (HECHA_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hecha/Hecha/window.ui");
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, depth);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, starting);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, unit);
  gtk_widget_class_bind_template_child (widget_class, HechaWindow, saved);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaflet_folded_cb);
  gtk_widget_class_install_action (widget_class, "win.open-workspace", NULL, open_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.go", "s", go_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.plan", "s", plan_action);
  gtk_widget_class_install_action (widget_class, "win.plan-any", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "win.rules", NULL, rules_action);
  gtk_widget_class_install_action (widget_class, "win.trust", NULL, trust_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK, "win.back", NULL);
  /* A binding, not an accelerator: entries, popovers and lists take Escape first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
}

static void
hecha_window_init (HechaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->pushed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", FALSE);
  self->settings = g_settings_new (HECHA_APP_ID);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_window_set_icon_name (GTK_WINDOW (self), HECHA_APP_ID);
  for (const HechaPlaceSpec *spec = hecha_places; spec->id; spec++)
    gtk_list_box_append (self->sidebar, sidebar_row_new (spec));
  g_signal_connect_object (self->welcome, "done", G_CALLBACK (welcome_done_cb), self, G_CONNECT_SWAPPED);
  leaflet_folded_cb (self);
}

/**
 * hecha_window_new:
 *
 * Returns: (transfer none): a window without a workspace
 */
HechaWindow *
hecha_window_new (AdwApplication *application)
{
  return g_object_new (HECHA_TYPE_WINDOW, "application", application, NULL);
}

/**
 * hecha_window_of:
 * @widget: any widget inside a window, or a dialog over it
 *
 * Returns: (transfer none) (nullable): the window
 */
HechaWindow *
hecha_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  while (root && !HECHA_IS_WINDOW (root) && GTK_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  return root ? HECHA_WINDOW (root) : NULL;
}

/**
 * hecha_window_open:
 * @directory: a workspace; where there is none yet, the welcome page offers to
 *   make one
 *
 * Opens the workspace without waiting.
 */
void
hecha_window_open (HechaWindow *self,
                   const char  *directory)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, opened_cb, NULL);

  g_return_if_fail (HECHA_IS_WINDOW (self) && directory);
  gtk_stack_set_visible_child_name (self->depth, "starting");
  hecha_states_show_loading (self->starting);
  g_task_set_task_data (task, g_strdup (directory), g_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * hecha_window_get_session:
 *
 * Returns: (transfer none) (nullable): the open workspace
 */
HechaSession *
hecha_window_get_session (HechaWindow *self)
{
  return self->session;
}

/**
 * hecha_window_go:
 * @place: id of a place; anything else is left alone
 *
 * Shows a place; pages that were pushed over the places are closed.
 */
void
hecha_window_go (HechaWindow *self,
                 const char  *place)
{
  const HechaPlaceSpec *spec = find_place (place);

  if (!spec)
    return;
  while (!g_queue_is_empty (&self->pushed))
    hecha_window_pop (self);
  ensure_page (self, spec);
  gtk_stack_set_visible_child_name (self->pages, spec->id);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  if (!adw_leaflet_get_folded (self->leaflet))
    select_row (self, spec->id);
  hecha_place_take_keyboard (HECHA_PLACE (gtk_stack_get_visible_child (self->pages)));
}

/**
 * hecha_window_get_place:
 *
 * Returns: (transfer none) (nullable): the page of @place
 */
GtkWidget *
hecha_window_get_place (HechaWindow *self,
                        const char  *place)
{
  const HechaPlaceSpec *spec = find_place (place);

  return spec ? ensure_page (self, spec) : NULL;
}

/**
 * hecha_window_push:
 * @page: (transfer floating): a page that takes the whole window until win.back
 */
void
hecha_window_push (HechaWindow *self,
                   HechaPlace  *page)
{
  g_return_if_fail (HECHA_IS_WINDOW (self) && HECHA_IS_PLACE (page));

  hecha_place_set_session (page, self->session);
  gtk_stack_add_child (self->depth, GTK_WIDGET (page));
  gtk_stack_set_visible_child (self->depth, GTK_WIDGET (page));
  g_queue_push_tail (&self->pushed, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", TRUE);
}

/* A menu that led to the page may have had the keyboard last; hidden, it would swallow every key. */
static void
keep_keyboard (HechaWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *page = g_queue_is_empty (&self->pushed) ? gtk_stack_get_visible_child (self->pages)
                                                     : GTK_WIDGET (g_queue_peek_tail (&self->pushed));

  if (page && !(focus && gtk_widget_get_mapped (focus)))
    hecha_place_take_keyboard (HECHA_PLACE (page));
}

/**
 * hecha_window_pop:
 *
 * Closes the page that was pushed last.
 */
void
hecha_window_pop (HechaWindow *self)
{
  HechaPlace *page = g_queue_peek_tail (&self->pushed);

  if (!page)
    return;
  g_queue_pop_tail (&self->pushed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", !g_queue_is_empty (&self->pushed));
  if (g_queue_is_empty (&self->pushed))
    gtk_stack_set_visible_child_name (self->depth, "places");
  else
    gtk_stack_set_visible_child (self->depth, g_queue_peek_tail (&self->pushed));
  gtk_stack_remove (self->depth, GTK_WIDGET (page));
  keep_keyboard (self);
}

/**
 * hecha_window_toast:
 * @message: plain text, without markup
 */
void
hecha_window_toast (HechaWindow *self,
                    const char  *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/**
 * hecha_window_show_error:
 * @heading: what did not work
 * @error: why; nothing is shown for a cancelled action
 */
void
hecha_window_show_error (HechaWindow  *self,
                         const char   *heading,
                         const GError *error)
{
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, hecha_refusal_text (error));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
