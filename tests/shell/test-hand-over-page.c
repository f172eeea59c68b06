/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "busy-bar.h"
#include "hand-over-page.h"
#include "hand-over.h"
#include "remote-dialog.h"
#include "report-fixture.h"
#include "states.h"

#include <glib/gstdio.h>

static gboolean
is_empty (gpointer data)
{
  GtkWidget *stack = fixture_find (fixture_find (data, HECHA_TYPE_STATES, NULL), GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "empty") == 0;
}

static GtkWidget *
dialog_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return GTK_WIDGET (other);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_over (data) != NULL;
}

static GtkWidget *
row_called (GtkWidget  *root,
            const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = row_called (child, title);
  return found;
}

static gboolean
says_problem (gpointer data)
{
  GtkWidget *fields = fixture_find (data, GTK_TYPE_LABEL, "127.0.0.1");

  return fields != NULL;
}

static void
test_empty_and_add (void)
{
  g_autoptr(HechaSession) session = NULL;
  GtkWidget *page, *window, *dialog, *add;
  g_autoptr(GPtrArray) remotes = NULL;

  fixture_language ("en");
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  page = g_object_new (HECHA_TYPE_HAND_OVER_PAGE, NULL);
  window = fixture_window (page, 1200, 800);
  hecha_place_set_session (HECHA_PLACE (page), session);
  fixture_until (is_empty, page);
  gtk_widget_activate (fixture_find (page, GTK_TYPE_BUTTON, "_Add a Destination…"));
  fixture_until (has_dialog, window);
  dialog = dialog_over (window);
  g_assert_true (HECHA_IS_REMOTE_DIALOG (dialog));
  add = fixture_find (dialog, GTK_TYPE_BUTTON, "_Add");
  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Name")), "office");
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Address")), "http://127.0.0.1/dav/");
  g_assert_false (gtk_widget_get_sensitive (add));
  /* Nobody listens there: it says so, and keeps nothing. */
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "Address")), "https://127.0.0.1:1/dav/");
  g_assert_true (gtk_widget_get_sensitive (add));
  gtk_widget_activate (add);
  fixture_until (says_problem, dialog);
  remotes = hecha_hand_over_remotes (session, NULL);
  g_assert_cmpuint (remotes->len, ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

static gboolean
has_one (gpointer data)
{
  g_autoptr(GPtrArray) remotes = hecha_hand_over_remotes (data, NULL);

  return remotes->len == 1;
}

static gboolean
says_folder (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "/示例 U盘") != NULL;
}

/* A folder is chosen: it names itself, a server is not asked about, and its path can be read. */
static void
test_stick (void)
{
  g_autoptr(HechaSession) session = NULL;
  GtkWidget *page, *window, *dialog;
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "示例 U盘", NULL);
  g_autoptr(GPtrArray) remotes = NULL;

  fixture_language ("zh_CN");
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  session = fixture_session (HECHA_HOLDER_EVALUATION);
  page = g_object_new (HECHA_TYPE_HAND_OVER_PAGE, NULL);
  window = fixture_window (page, 360, 720);
  hecha_place_set_session (HECHA_PLACE (page), session);
  fixture_until (is_empty, page);
  gtk_widget_activate_action (page, "hand-over.add", NULL);
  fixture_until (has_dialog, window);
  dialog = dialog_over (window);
  gtk_editable_set_text (GTK_EDITABLE (row_called (dialog, "用户名")), "somebody");
  hecha_remote_dialog_set_folder (HECHA_REMOTE_DIALOG (dialog), path);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row_called (dialog, "名称"))), ==, "示例 U盘");
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_ancestor (row_called (dialog, "用户名"), ADW_TYPE_PREFERENCES_GROUP)));
  fixture_settle ();
  fixture_picture (dialog, "remote-dialog-folder");
  gtk_widget_activate_action (dialog, "dialog.add", NULL);
  fixture_until (has_one, session);
  remotes = hecha_hand_over_remotes (session, NULL);
  g_assert_null (((HechaRemoteSpec *) remotes->pdata[0])->user);
  fixture_until (says_folder, page);
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
test_busy (void)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (HECHA_TYPE_BUSY_BAR, NULL));
  GtkWidget *window = fixture_window (bar, 400, 100);
  GCancellable *cancellable;

  g_assert_false (gtk_widget_get_visible (bar));
  cancellable = g_object_ref (hecha_busy_bar_begin (HECHA_BUSY_BAR (bar), "Sending"));
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_true (hecha_busy_bar_is_busy (HECHA_BUSY_BAR (bar)));
  hecha_busy_bar_progress (107, 214, bar);
  while (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (fixture_find (bar, GTK_TYPE_PROGRESS_BAR, NULL))) != 0.5)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (bar, "busy.cancel", NULL);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  hecha_busy_bar_end (HECHA_BUSY_BAR (bar));
  g_assert_false (gtk_widget_get_visible (bar));
  g_object_unref (cancellable);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (bar);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/hand-over-page/empty-and-add", test_empty_and_add);
  g_test_add_func ("/hand-over-page/stick", test_stick);
  g_test_add_func ("/hand-over-page/busy", test_busy);
  return g_test_run ();
}
