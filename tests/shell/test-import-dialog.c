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
      fixture_settle ();
      g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "· article 7"));
      g_assert_null (fixture_find (dialog, GTK_TYPE_LABEL, "name-missing"));
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
  g_assert_nonnull (fixture_find (dialog, GTK_TYPE_LABEL, "old.xls: an old Excel workbook (.xls); save it as .xlsx"));
  g_assert_false (may_go_on (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpuint (count_filings (session), ==, 0);
}

/* What is said above the columns, and can be read there: NULL where nothing is missing. */
static const char *
warning_of (GtkWidget *columns)
{
  g_autofree char *missing = NULL;
  GtkWidget *label;

  g_object_get (columns, "missing", &missing, NULL);
  if (!missing)
    return NULL;
  label = fixture_find (GTK_WIDGET (gtk_widget_get_root (columns)), GTK_TYPE_LABEL, missing);
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_parent (label), "warning"));
  return gtk_label_get_label (GTK_LABEL (label));
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
  g_assert_null (warning_of (columns));
  adw_combo_row_set_selected (ADW_COMBO_ROW (fixture_find (columns, ADW_TYPE_COMBO_ROW, NULL)), 0);
  changed = hecha_import_columns_dup_targets (HECHA_IMPORT_COLUMNS (columns));
  g_assert_cmpstr (changed[0], ==, "");
  g_assert_cmpstr (warning_of (columns), ==, "No column is taken for: Enterprise. Rows without it are refused.");
  gtk_widget_activate_action (dialog, "import.cancel", NULL);
  g_assert_cmpstr (step_of (dialog), ==, "Step 1 of 3: the file");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpuint (count_filings (session), ==, 0);
}

/* A code whose check character holds (GB 32100-2015). */
static void
append_code (GString *text,
             guint    number)
{
  static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static const int weights[] = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
  g_autofree char *body = g_strdup_printf ("91110105%09u", number);
  int sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += weights[i] * (body[i] - '0');
  g_string_append_printf (text, "%s%c", body, letters[(31 - sum % 31) % 31]);
}

static char *
large_file (guint rows)
{
  g_autoptr(GString) text = g_string_new ("甲,乙,丙,丁,戊,己\n");

  for (guint i = 0; i < rows; i++)
    {
      g_string_append_printf (text, "示例%u厂,", i);
      append_code (text, i);
      g_string_append (text, ",联网工业企业,二级,张示例,13900000040\n");
    }
  return fixture_file ("large.csv", text->str, text->len);
}

static void
choose (GtkWidget  *dialog,
        const char *header,
        const char *target)
{
  GtkWidget *columns = fixture_find (dialog, HECHA_TYPE_IMPORT_COLUMNS, NULL);
  GtkWidget *row = gtk_widget_get_ancestor (fixture_find (columns, GTK_TYPE_LABEL, header), ADW_TYPE_COMBO_ROW);
  GListModel *labels = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr(GtkStringObject) label = g_list_model_get_item (labels, i);

      if (g_str_equal (gtk_string_object_get_string (label), target))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
    }
}

static void
choose_all (GtkWidget *dialog)
{
  choose (dialog, "甲", "Enterprise");
  choose (dialog, "乙", "Unified social credit code");
  choose (dialog, "丙", "Type");
  choose (dialog, "丁", "Level");
  choose (dialog, "戊", "Cybersecurity officer");
  choose (dialog, "己", "Phone");
}

static gboolean
is_storing (gpointer dialog)
{
  GtkWidget *bar = fixture_find (dialog, GTK_TYPE_PROGRESS_BAR, NULL);

  return gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)) > 0.5;
}

static gboolean
is_back (gpointer dialog)
{
  return g_str_equal (step_of (dialog), "Step 2 of 3: the columns");
}

/* Cancelled as it begins, and while it stores: the columns are there again, and
 * nothing else, neither filings nor what the columns were said to be. */
static void
test_cancel (void)
{
  g_autoptr(HechaSession) session = empty_session ();
  g_autofree char *path = large_file (20000);

  for (guint late = 0; late < 2; late++)
    {
      GtkWidget *dialog = dialog_new (session);
      g_autoptr(HechaIntakePreview) preview = NULL;

      hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
      fixture_until (may_go_on, dialog);
      gtk_widget_activate_action (dialog, "import.next", NULL);
      choose_all (dialog);
      gtk_widget_activate_action (dialog, "import.next", NULL);
      g_assert_cmpstr (step_of (dialog), ==, "Step 3 of 3: the rows");
      if (late)
        fixture_until (is_storing, dialog);
      gtk_widget_activate_action (dialog, "import.cancel", NULL);
      fixture_until (is_back, dialog);
      g_assert_cmpuint (count_filings (session), ==, 0);
      preview = hecha_intake_preview (session, path, NULL, NULL);
      g_assert_cmpstr (preview->targets[0], ==, "");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

/* No word of the header is known: the user says what each column is, and that
 * is remembered. A field is of one column only. */
static void
test_told (void)
{
  g_autoptr(HechaSession) session = empty_session ();
  g_autofree char *path = large_file (3);

  for (guint round = 0; round < 2; round++)
    {
      GtkWidget *dialog = dialog_new (session), *columns;
      g_auto(GStrv) targets = NULL;

      hecha_import_dialog_open (HECHA_IMPORT_DIALOG (dialog), path);
      fixture_until (may_go_on, dialog);
      gtk_widget_activate_action (dialog, "import.next", NULL);
      columns = fixture_find (dialog, HECHA_TYPE_IMPORT_COLUMNS, NULL);
      if (!round)
        {
          g_assert_nonnull (warning_of (columns));
          choose (dialog, "丙", "Enterprise");
          choose_all (dialog);
        }
      targets = hecha_import_columns_dup_targets (HECHA_IMPORT_COLUMNS (columns));
      g_assert_cmpstr (targets[0], ==, "name");
      g_assert_cmpstr (targets[2], ==, "type");
      gtk_widget_activate_action (dialog, "import.next", NULL);
      fixture_until (is_done, dialog);
      assert_tile (dialog, round ? "Unchanged: 3" : "Accepted: 3");
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/import-dialog/through", test_through);
  g_test_add_func ("/import-dialog/bad-file", test_bad_file);
  g_test_add_func ("/import-dialog/columns", test_columns);
  g_test_add_func ("/import-dialog/cancel", test_cancel);
  g_test_add_func ("/import-dialog/told", test_told);
  return g_test_run ();
}
