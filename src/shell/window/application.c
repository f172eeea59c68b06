/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"

#include "session.h"
#include "window.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HechaApplication
{
  AdwApplication parent_instance;

  char     *workspace;
  gboolean  exit_after_startup;
};

G_DEFINE_FINAL_TYPE (HechaApplication, hecha_application, ADW_TYPE_APPLICATION)

static void
about_activated_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "application-name", _("Hecha"),
                         "application-icon", HECHA_APP_ID,
                         "version", HECHA_VERSION,
                         "developer-name", _("The Hecha developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Checks industrial-internet enterprises under the classification-and-grading "
                                       "Measures: filings, visits, evidence and signed reports, offline."),
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
quit_activated_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (data))))
    {
      gtk_window_close (window);
      if (gtk_application_get_active_window (GTK_APPLICATION (data)) == window)
        return;
    }
}

static const GActionEntry actions[] = {
  { "about", about_activated_cb },
  { "quit", quit_activated_cb },
};

static void
set_accels (GtkApplication *application)
{
  static const struct { const char *action, *accels[3]; } table[] = {
    { "app.quit", { "<Control>q" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "win.go('overview')", { "<Alt>1" } },
    { "win.go('filings')", { "<Alt>2" } },
    { "win.go('visits')", { "<Alt>3" } },
    { "win.go('rectification')", { "<Alt>4" } },
    { "win.go('reports')", { "<Alt>5" } },
    { "win.go('review')", { "<Alt>6" } },
    { "win.go('hand-over')", { "<Alt>7" } },
    { "win.go('library')", { "<Alt>8" } },
    { "win.import", { "<Control>i" } },
    { "win.plan-any", { "<Control>n" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
}

/* Before a tooltip is shown for the first time it gets the room that its words take. */
static gboolean
tooltip_hook (GSignalInvocationHint *hint,
              guint                  n_values,
              const GValue          *values,
              gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  const char *text = gtk_widget_get_tooltip_text (widget);
  g_autofree char *roomy = text ? hecha_words_tooltip (text) : NULL;

  if (roomy && strcmp (roomy, text) != 0)
    gtk_widget_set_tooltip_text (widget, roomy);
  return TRUE;
}

static void
hecha_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (hecha_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  set_accels (GTK_APPLICATION (application));
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0, tooltip_hook, NULL, NULL);
}

static gboolean
startup_over_cb (gpointer data)
{
  g_application_quit (G_APPLICATION (data));
  return G_SOURCE_REMOVE;
}

static void
first_frame_cb (GdkFrameClock    *clock,
                HechaApplication *self)
{
  g_idle_add (startup_over_cb, self);
}

static void
realized_cb (GtkWidget        *window,
             HechaApplication *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (first_frame_cb), self, 0);
}

static char *
workspace_of (HechaApplication *self)
{
  g_autoptr(GSettings) settings = g_settings_new (HECHA_APP_ID);
  g_autofree char *last = g_settings_get_string (settings, "last-workspace");

  if (self->workspace)
    return g_strdup (self->workspace);
  if (*last && hecha_session_exists (last))
    return g_steal_pointer (&last);
  return hecha_session_default_directory ();
}

static void
hecha_application_activate (GApplication *application)
{
  HechaApplication *self = HECHA_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *workspace = NULL;

  if (!window)
    {
      window = GTK_WINDOW (hecha_window_new (ADW_APPLICATION (self)));
      if (self->exit_after_startup)
        g_signal_connect (window, "realize", G_CALLBACK (realized_cb), self);
      workspace = workspace_of (self);
      hecha_window_open (HECHA_WINDOW (window), workspace);
    }
  gtk_window_present (window);
}

static int
hecha_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  HechaApplication *self = HECHA_APPLICATION (application);
  g_autofree char *directory = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("hecha %s\n", HECHA_VERSION);
      return 0;
    }
  self->exit_after_startup = g_variant_dict_contains (options, "exit-after-startup");
  if (g_variant_dict_lookup (options, "workspace", "^ay", &directory))
    {
      g_autoptr(GFile) folder = g_file_new_for_commandline_arg (directory);

      self->workspace = g_file_get_path (folder);
      /* A workspace of one's own is a window of one's own. */
      g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static void
hecha_application_finalize (GObject *object)
{
  g_free (HECHA_APPLICATION (object)->workspace);
  G_OBJECT_CLASS (hecha_application_parent_class)->finalize (object);
}

static void
hecha_application_class_init (HechaApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hecha_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = hecha_application_startup;
  G_APPLICATION_CLASS (klass)->activate = hecha_application_activate;
  G_APPLICATION_CLASS (klass)->handle_local_options = hecha_application_handle_local_options;
}

static void
hecha_application_init (HechaApplication *self)
{
  static const GOptionEntry options[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this workspace"), N_("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { "exit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * hecha_application_new:
 *
 * Returns: (transfer full): the application
 */
HechaApplication *
hecha_application_new (void)
{
  return g_object_new (HECHA_TYPE_APPLICATION,
                       "application-id", HECHA_APP_ID,
                       "resource-base-path", "/org/hecha/Hecha",
                       NULL);
}
