/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-choice.h"

#include <glib/gi18n.h>

static char **
paths_of (GtkFileChooser *chooser)
{
  g_autoptr(GListModel) files = gtk_file_chooser_get_files (chooser);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **paths;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file))
        g_strv_builder_add (builder, g_file_peek_path (file));
    }
  paths = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return paths;
}

static void
response_cb (GtkWidget            *widget,
             int                   response,
             GtkFileChooserNative *chooser)
{
  HechaFileChosen chosen = (HechaFileChosen) g_object_get_data (G_OBJECT (chooser), "chosen");
  g_auto(GStrv) paths = response == GTK_RESPONSE_ACCEPT ? paths_of (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (paths && paths[0])
    chosen (widget, paths);
  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooser    *chooser,
            const char        *name,
            const char *const *suffixes)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *suffixes; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * hecha_file_choose:
 * @widget: who asks; the window over which the desktop's chooser is shown
 * @title: what for
 * @several: whether more than one may be chosen
 * @name: (nullable): proposed for a file to be saved; what no system takes in a name is changed
 * @filter_name: (nullable): what the files are
 * @suffixes: (nullable) (array zero-terminated=1): theirs, without the dot
 * @chosen: called once where something was chosen
 *
 * Lets the user choose files.
 */
void
hecha_file_choose (GtkWidget            *widget,
                   const char           *title,
                   GtkFileChooserAction  action,
                   gboolean              several,
                   const char           *name,
                   const char           *filter_name,
                   const char *const    *suffixes,
                   HechaFileChosen       chosen)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)), action,
                                 action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), several);
  if (name)
    {
      g_autofree char *valid = g_strdelimit (g_strdup (name), "/\\:*?\"<>|\n\t", '_');

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), valid);
    }
  if (filter_name)
    add_filter (GTK_FILE_CHOOSER (chooser), filter_name, suffixes);
  g_object_set_data (G_OBJECT (chooser), "chosen", (gpointer) chosen);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
