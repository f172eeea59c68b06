/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-dialog.h"

#include "fixture.h"
#include "import-columns.h"
#include "intake.h"

#include <string.h>

static HechaSession *
empty_session (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("hecha-shell-XXXXXX", &error);
  g_autofree char *directory = g_build_filename (parent, "workspace", NULL);
  HechaSession *session;

  hecha_session_create (directory, HECHA_HOLDER_INDUSTRY, "示例市工业和信息化局", "李示例", &error);
  g_assert_no_error (error);
  session = hecha_session_open (directory, hecha_clock_system (), &error);
  g_assert_no_error (error);
  return session;
}

static GtkWidget *
dialog_new (HechaSession *session)
{
  GtkWidget *dialog = hecha_import_dialog_new (session);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static const char *
step_of (GtkWidget *dialog)
{
  return adw_window_title_get_subtitle (ADW_WINDOW_TITLE (fixture_find (dialog, ADW_TYPE_WINDOW_TITLE, NULL)));
}

static GtkWidget *
button_of (GtkWidget  *dialog,
           const char *label)
{
  return fixture_find (dialog, GTK_TYPE_BUTTON, label);
}

static gboolean
may_go_on (gpointer dialog)
{
  GtkWidget *next = button_of (dialog, "_Next");

  return next && gtk_widget_is_sensitive (next);
}

static gboolean
is_done (gpointer dialog)
{
  return button_of (dialog, "_Done") != NULL;
}

static guint
count_filings (HechaSession *session)
{
  HechaFilingQuery query = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = hecha_intake_query (session, &query, &error);

  g_assert_no_error (error);
  return ids->len;
}

static char *
sample (const char *name)
{
  return g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", name, NULL);
}

static void
assert_tile (GtkWidget  *dialog,
             const char *name)
{
  GtkWidget *tile = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_parent (fixture_find (dialog, GTK_TYPE_TOGGLE_BUTTON, NULL)));
       child; child = gtk_widget_get_next_sibling (child))
    if (!gtk_test_accessible_check_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name))
      tile = child;
  g_assert_nonnull (tile);
}

/* The figures are those of data/samples/README.md: 48 rows and one more in the
 * xlsx under a title, of which 8 are refused and one warned of. */
static void
test_through (void)
{
  g_autoptr(HechaSession) session = empty_session ();
  g_autofree char *path = sample ("filings.xlsx");

  for (guint round = 0; round < 2; round++)
    {
      GtkWidget *dialog = dialog_new (session);

      g_assert_false (may_go_on (dialog));
      hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
      fixture_until (may_go_on, dialog);
      g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "企业名称"));
      gtk_widget_activate_action (dialog, "import.next", NULL);
      g_assert_cmpstr (step_of (dialog), ==, "Step 2 of 3: the columns");
      gtk_widget_activate_action (dialog, "import.next", NULL);
      fixture_until (is_done, dialog);
      assert_tile (dialog, "Refused: 8");
      assert_tile (dialog, round ? "Accepted: 0" : "Accepted: 42");
      assert_tile (dialog, round ? "Unchanged: 42" : "Unchanged: 0");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  g_assert_cmpuint (count_filings (session), ==, 44);
}

static gboolean
shows_error (gpointer dialog)
{
  return fixture_find (dialog, ADW_TYPE_STATUS_PAGE, NULL) && fixture_find (dialog, GTK_TYPE_LABEL, "This Did Not Work") &&
         gtk_widget_get_mapped (fixture_find (dialog, GTK_TYPE_LABEL, "This Did Not Work"));
}

static void
test_bad_file (void)
{
  g_autoptr(HechaSession) session = empty_session ();
  g_autofree char *path = fixture_file ("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not read any more", 32);
  GtkWidget *dialog = dialog_new (session);

  hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
  fixture_until (shows_error, dialog);
  g_assert_false (may_go_on (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpuint (count_filings (session), ==, 0);
}

/* A column that is taken back is missed, and said to be. */
static void
test_columns (void)
{
  g_autoptr(HechaSession) session = empty_session ();
  g_autofree char *path = sample ("filings.csv");
  GtkWidget *dialog = dialog_new (session), *columns;
  g_auto(GStrv) targets = NULL, changed = NULL;

  hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
  fixture_until (may_go_on, dialog);
  gtk_widget_activate_action (dialog, "import.next", NULL);
  columns = fixture_find (dialog, HECHA_TYPE_IMPORT_COLUMNS, NULL);
  targets = hecha_import_columns_dup_targets (HECHA_IMPORT_COLUMNS (columns));
  g_assert_cmpuint (g_strv_length (targets), ==, 14);
  g_assert_cmpstr (targets[2], ==, "type");
  g_assert_cmpstr (targets[13], ==, "");
  g_assert_null (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (columns)), "refused"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (fixture_find (columns, ADW_TYPE_COMBO_ROW, NULL)), 0);
  changed = hecha_import_columns_dup_targets (HECHA_IMPORT_COLUMNS (columns));
  g_assert_cmpstr (changed[0], ==, "");
  g_assert_nonnull (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (columns)), "Enterprise"));
  gtk_widget_activate_action (dialog, "import.cancel", NULL);
  g_assert_cmpstr (step_of (dialog), ==, "Step 1 of 3: the file");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpuint (count_filings (session), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/import-dialog/through", test_through);
  g_test_add_func ("/import-dialog/bad-file", test_bad_file);
  g_test_add_func ("/import-dialog/columns", test_columns);
  return g_test_run ();
}
