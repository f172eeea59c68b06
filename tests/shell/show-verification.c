/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "states.h"
#include "verification-dialog.h"
#include "verification-view.h"

#include <json-glib/json-glib.h>

/* Shows the verification of a file in the window and says what is to be read there, for
 * test-same-verdict.py: labels of the head, then each group with its rows as they stand.
 *
 * usage: show-verification WORKSPACE FILE [PICTURE] */

static gboolean
shows_view (gpointer data)
{
  GtkWidget *states = fixture_find (data, HECHA_TYPE_STATES, NULL), *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

/* The icon that a row begins with. */
static const char *
icon_of (GtkWidget *row)
{
  GtkWidget *icon = fixture_find (row, GTK_TYPE_IMAGE, NULL);

  return icon ? gtk_image_get_icon_name (GTK_IMAGE (icon)) : NULL;
}

static JsonObject *
row_new (GtkWidget  *row,
         const char *subtitle)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "title", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  json_object_set_string_member (object, "subtitle", subtitle ? subtitle : "");
  json_object_set_string_member (object, "icon", icon_of (row) ? icon_of (row) : "");
  return object;
}

/* The rows within an expander; what shows the expander itself is a row as well, its first. */
static void
add_inner (GtkWidget *widget,
           gboolean  *head,
           JsonArray *rows)
{
  if (ADW_IS_ACTION_ROW (widget))
    {
      if (!*head)
        json_array_add_object_element (rows, row_new (widget, adw_action_row_get_subtitle (ADW_ACTION_ROW (widget))));
      *head = FALSE;
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    add_inner (child, head, rows);
}

static void
add_rows (GtkWidget *widget,
          JsonArray *rows)
{
  JsonArray *inner;
  JsonObject *object;
  gboolean head = TRUE;

  if (ADW_IS_EXPANDER_ROW (widget))
    {
      object = row_new (widget, adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (widget)));
      inner = json_array_new ();
      add_inner (widget, &head, inner);
      json_object_set_array_member (object, "rows", inner);
      json_array_add_object_element (rows, object);
      return;
    }
  if (ADW_IS_ACTION_ROW (widget))
    {
      json_array_add_object_element (rows, row_new (widget, adw_action_row_get_subtitle (ADW_ACTION_ROW (widget))));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    add_rows (child, rows);
}

static void
add_group (GtkWidget *widget,
           JsonArray *head,
           JsonArray *groups)
{
  JsonObject *group;
  JsonArray *rows;

  if (!gtk_widget_get_visible (widget))
    return;
  if (ADW_IS_PREFERENCES_GROUP (widget))
    {
      group = json_object_new ();
      rows = json_array_new ();
      add_rows (widget, rows);
      json_object_set_string_member (group, "title", adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)));
      json_object_set_array_member (group, "rows", rows);
      json_array_add_object_element (groups, group);
      return;
    }
  if (GTK_IS_LABEL (widget))
    json_array_add_string_element (head, gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    add_group (child, head, groups);
}

static void
say (GtkWidget *view)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *head = json_array_new (), *groups = json_array_new ();
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  add_group (view, head, groups);
  json_object_set_array_member (object, "head", head);
  json_object_set_array_member (object, "groups", groups);
  json_node_take_object (node, object);
  text = json_to_string (node, TRUE);
  g_print ("%s\n", text);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *config = g_strdup (g_getenv ("XDG_CONFIG_HOME")), *language = g_strdup (g_getenv ("LANGUAGE"));
  g_autoptr(HechaSession) session = NULL;
  g_autoptr(GError) error = NULL;
  HechaVerificationDialog *dialog;

  g_assert_cmpint (argc, >=, 3);
  fixture_init (&argc, &argv);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  fixture_language (language && g_str_has_prefix (language, "zh") ? "zh_CN" : "en");
  session = hecha_session_open (argv[1], hecha_clock_system (), &error);
  g_assert_no_error (error);
  dialog = hecha_verification_dialog_new (NULL, session, argv[2]);
  gtk_window_present (GTK_WINDOW (dialog));
  fixture_until (shows_view, dialog);
  fixture_settle ();
  say (fixture_find (GTK_WIDGET (dialog), HECHA_TYPE_VERIFICATION_VIEW, NULL));
  if (argc > 3)
    fixture_picture (GTK_WIDGET (dialog), argv[3]);
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture_settle ();
  return 0;
}
