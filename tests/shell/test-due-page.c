/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due-page.h"
#include "filing-clocks.h"
#include "filing-page.h"
#include "fixture.h"
#include "intake.h"
#include "overview-page.h"
#include "reminder.h"

#include <glib/gstdio.h>

static void
test_reminder (void)
{
  g_autofree char *none = NULL, *one = NULL, *both = NULL, *many = NULL;

  fixture_language ("en");
  none = hecha_reminder_text (0, 0, FALSE);
  one = hecha_reminder_text (1, 0, FALSE);
  both = hecha_reminder_text (2, 1, FALSE);
  many = hecha_reminder_text (100, 1, TRUE);
  g_assert_null (none);
  g_assert_cmpstr (one, ==, "1 deadline has passed.");
  g_assert_cmpstr (both, ==, "2 deadlines have passed. 1 deadline is near.");
  g_assert_cmpstr (many, ==, "At least 100 deadlines have passed. At least 1 deadline is near.");
}

static gboolean
has_row (gpointer data)
{
  return fixture_find (data, HECHA_TYPE_LINE_ROW, NULL) != NULL;
}

static void
picture (HechaSession *session,
         const char   *language,
         int           width,
         const char   *name)
{
  GtkWidget *page, *window;

  fixture_language (language);
  page = hecha_due_page_new ();
  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (page, width, 720);
  fixture_until (has_row, page);
  fixture_settle ();
  fixture_picture (window, name);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The clocks of the authority are listed with their rule. Pictures for people to look at. */
static void
test_page (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);

  picture (session, "zh_CN", 1000, "due-zh_CN");
  picture (session, "en", 360, "due-en-narrow");
}

static GtkFileChooser *
chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_visible (window))
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

static gboolean
has_chooser (gpointer data)
{
  return chooser () != NULL;
}

static gboolean
may_accept (gpointer data)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (data);

  return file != NULL;
}

static gboolean
is_file (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

/* What is listed goes into the file that was chosen. */
static void
test_save (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
  g_autofree char *folder = g_dir_make_tmp ("hecha-due-XXXXXX", NULL), *path = g_build_filename (folder, "deadlines.ics", NULL);
  g_autofree char *text = NULL;
  GtkWidget *page, *window;

  fixture_language ("en");
  page = hecha_due_page_new ();
  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (page, 1000, 720);
  fixture_until (has_row, page);
  g_chdir (folder);   /* where the chooser begins */
  gtk_widget_activate_action (page, "due.save", NULL);
  fixture_until (has_chooser, NULL);
  fixture_until (may_accept, chooser ());
  fixture_settle ();
  gtk_widget_activate (gtk_dialog_get_widget_for_response (GTK_DIALOG (chooser ()), GTK_RESPONSE_ACCEPT));
  fixture_until (is_file, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR"));
  g_assert_nonnull (strstr (text, "BEGIN:VEVENT"));
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_settle ();
}

static gboolean
has_pill (gpointer data)
{
  return fixture_find (data, ADW_TYPE_ACTION_ROW, NULL) != NULL;
}

static void
test_clocks (void)
{
  static const char *const languages[] = { "zh_CN", "en" };
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("filing-clocks-%s", languages[i]);
      GtkWidget *page, *window;

      fixture_language (languages[i]);
      page = hecha_filing_page_new (FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED);
      hecha_place_set_session (HECHA_PLACE (page), session);
      window = fixture_window (page, 900, 900);
      fixture_until (has_pill, page);
      fixture_settle ();
      fixture_picture (window, name);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* A filing without a date has clocks without a day: they say why. */
static void
test_undated (void)
{
  static const struct { const char *language, *reason; } rows[] = {
    { "en", "No day: no filing date is known to count from" }, { "zh_CN", "无期限：登记日期未填写，无法起算" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GArray) terms = g_array_new (FALSE, FALSE, sizeof (HechaTerm));
      HechaTerm term;
      GtkWidget *window;
      GDate today;

      fixture_language (rows[i].language);
      g_date_set_dmy (&today, 23, 11, 2026);
      hecha_term_init_working_days (&term, HECHA_TERM_VERIFICATION, NULL, NULL, 0);
      g_array_append_val (terms, term);
      window = fixture_window (hecha_filing_clocks_new (terms, &today), 360, 300);
      g_assert_nonnull (fixture_find (window, GTK_TYPE_LABEL, rows[i].reason));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_overview (void)
{
  static const char *const languages[] = { "zh_CN", "en" };
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("overview-due-%s", languages[i]);
      GtkWidget *page, *window;

      fixture_language (languages[i]);
      page = g_object_new (HECHA_TYPE_OVERVIEW_PAGE, NULL);
      hecha_place_set_session (HECHA_PLACE (page), session);
      window = fixture_window (page, 900, 900);
      fixture_until (has_pill, page);
      fixture_settle ();
      fixture_picture (window, name);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/shell/due-page/reminder", test_reminder);
  g_test_add_func ("/shell/due-page/page", test_page);
  g_test_add_func ("/shell/due-page/save", test_save);
  g_test_add_func ("/shell/due-page/clocks", test_clocks);
  g_test_add_func ("/shell/due-page/undated", test_undated);
  g_test_add_func ("/shell/due-page/overview", test_overview);
  return g_test_run ();
}
