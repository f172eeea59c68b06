/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include "bar-chart.h"
#include "filing-page.h"
#include "fixture.h"
#include "import-dialog.h"
#include "library.h"
#include "overview.h"
#include "rectification.h"
#include "pack-page.h"
#include "plan-dialog.h"
#include "recheck-dialog.h"
#include "window.h"

/* Whether a screen reader has words for a widget that can be used. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
      gtk_widget_get_tooltip_text (widget))
    return TRUE;
  return fixture_find (widget, GTK_TYPE_LABEL, NULL) || fixture_find (widget, GTK_TYPE_INSCRIPTION, NULL);
}

/* What GTK and libadwaita build inside their own widgets is theirs to name. */
static gboolean
is_whole (GtkWidget *widget)
{
  static const char *const names[] = {
    "AdwComboRow", "AdwEntryRow", "AdwExpanderRow", "GtkSearchEntry", "GtkWindowControls", "GtkCalendar",
    "GtkColumnViewTitle",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_type_is_a (G_OBJECT_TYPE (widget), g_type_from_name (names[i])))
      return TRUE;
  return FALSE;
}

static void
assert_named (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) ||
       GTK_IS_DROP_DOWN (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_LIST_VIEW (widget)) && !is_named (widget))
    g_error ("A %s without a name in %s", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (is_whole (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
check (GtkWidget *window)
{
  fixture_settle ();
  assert_named (window);
}

static gboolean
has_session (gpointer window)
{
  return hecha_window_get_session (window) != NULL;
}

static HechaWindow *
open_window (HechaHolder holder)
{
  HechaSession *session = fixture_session (holder);
  g_autofree char *directory = g_strdup (hecha_session_get_directory (session));
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_TWO_TYPES, 3, HECHA_LANGUAGE_EN);
  HechaWindow *window = hecha_window_new (NULL);

  g_object_unref (session);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  hecha_window_open (window, directory);
  fixture_until (has_session, window);
  return window;
}

static gboolean
has_content (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, NULL) != NULL;
}

/* Each place is made, shown and read without a complaint, and all of it is named. */
static void
test_places (void)
{
  HechaWindow *window = open_window (HECHA_HOLDER_EVALUATION);

  for (const HechaPlaceSpec *spec = hecha_places; spec->id; spec++)
    {
      hecha_window_go (window, spec->id);
      g_assert_true (g_type_is_a (spec->get_type (), HECHA_TYPE_PLACE));
      fixture_until (has_content, hecha_window_get_place (window, spec->id));
      check (GTK_WIDGET (window));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
says_clocks (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, "Clocks") != NULL;
}

/* Article 7, from 2025-02-07, the filing date of row 38 of the samples. */
static void
test_filing (void)
{
  HechaWindow *window = open_window (HECHA_HOLDER_EVALUATION);
  GtkWidget *page = hecha_filing_page_new (FIXTURE_CODE_TWO_TYPES, HECHA_TYPE_PLATFORM);

  hecha_window_push (window, HECHA_PLACE (page));
  fixture_until (says_clocks, page);
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "Platform enterprise"));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "Article 9: Level 3: a conformity evaluation at least once a year."));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "2025-03-20"));
  check (GTK_WIDGET (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
says_steps (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, "Steps") != NULL;
}

static void
test_pack (void)
{
  HechaWindow *window = open_window (HECHA_HOLDER_EVALUATION);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) packs = hecha_library_list (hecha_window_get_session (window), &error);
  GtkWidget *page;

  g_assert_no_error (error);
  page = hecha_pack_page_new (packs->pdata[0]);
  hecha_window_push (window, HECHA_PLACE (page));
  fixture_until (says_steps, page);
  check (GTK_WIDGET (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_dialogs (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
  HechaRectificationRow row = { .enterprise = (char *) "示例", .finding_uuid = (char *) "x", .what = (char *) "what",
    .item_title = (char *) "item", .state = (char *) "open", .days_left = -3, .deadline = (char *) "2026-01-01" };
  GtkWidget *dialogs[] = {
    hecha_import_dialog_new (session), hecha_plan_dialog_new (session, NULL),
    hecha_plan_dialog_new (session, FIXTURE_CODE_ONE_TYPE), hecha_recheck_dialog_new (session, &row),
  };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_window_present (GTK_WINDOW (dialogs[i]));
      check (dialogs[i]);
      if (i == 3)
        g_assert_nonnull (fixture_find (dialogs[i], GTK_TYPE_LABEL, "3 days over"));
      gtk_window_destroy (GTK_WINDOW (dialogs[i]));
    }
}

static void
bar_activated_cb (HechaBarChart *chart,
                  const char    *id,
                  const char    *label,
                  GString       *log)
{
  g_string_append_printf (log, "%s=%s ", id, label);
}

/* A bar says its figure, and opens what it names. */
static void
test_bars (void)
{
  HechaCount counts[] = { { (char *) "a", (char *) "Accounts", 12345 }, { (char *) "b", (char *) "Backups", 500 } };
  g_autoptr(GPtrArray) array = g_ptr_array_new ();
  g_autoptr(GString) log = g_string_new (NULL);
  GtkWidget *chart = g_object_new (HECHA_TYPE_BAR_CHART, "is-rate", TRUE, NULL), *window, *bar;

  g_ptr_array_add (array, &counts[1]);
  g_ptr_array_add (array, &counts[0]);
  hecha_bar_chart_set (HECHA_BAR_CHART (chart), array);
  hecha_bar_chart_set (HECHA_BAR_CHART (chart), array);
  g_signal_connect (chart, "activated", G_CALLBACK (bar_activated_cb), log);
  window = fixture_window (chart, 400, 200);
  bar = gtk_widget_get_first_child (chart);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                     "Backups: 5.00 %"));
  g_signal_emit_by_name (bar, "clicked");
  g_signal_emit_by_name (gtk_widget_get_next_sibling (bar), "clicked");
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (bar)));
  g_assert_cmpstr (log->str, ==, "b=Backups a=Accounts ");
  check (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
says_article (gpointer window)
{
  return fixture_find (window, GTK_TYPE_LABEL, "Article 20 · ") != NULL;
}

/* The rules are a step away from every place. */
static void
test_rules (void)
{
  HechaWindow *window = open_window (HECHA_HOLDER_EVALUATION);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.rules", NULL);
  fixture_until (says_article, window);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A figure of the overview opens the filings that it counts; 11 of the samples
 * are connected, of level 3 and in force. */
static gboolean
says_figure (gpointer window)
{
  return fixture_find (hecha_window_get_place (window, "overview"), GTK_TYPE_LABEL, "Evaluations Due") != NULL &&
         fixture_find (hecha_window_get_place (window, "overview"), GTK_TYPE_BUTTON, "11") != NULL;
}

static gboolean
says_filings (gpointer window)
{
  return fixture_find (hecha_window_get_place (window, "filings"), GTK_TYPE_LABEL, "11 filings") != NULL;
}

static void
test_figures (void)
{
  HechaWindow *window = open_window (HECHA_HOLDER_EVALUATION);

  fixture_until (says_figure, window);
  g_signal_emit_by_name (fixture_find (hecha_window_get_place (window, "overview"), GTK_TYPE_BUTTON, "11"), "clicked");
  fixture_until (says_filings, window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
says_planned (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, "2026-0001") != NULL;
}

static gboolean
says_nothing (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, "Nothing Matches") != NULL;
}

/* The list of visits narrows as one types. */
static void
test_visits (void)
{
  HechaWindow *window = open_window (HECHA_HOLDER_EVALUATION);
  GtkWidget *page = hecha_window_get_place (window, "visits");

  hecha_window_go (window, "visits");
  fixture_until (says_planned, page);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL)), "no such visit");
  fixture_until (says_nothing, page);
  gtk_widget_activate_action (fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL), "pane.clear", NULL);
  fixture_until (says_planned, page);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/places/places", test_places);
  g_test_add_func ("/places/filing", test_filing);
  g_test_add_func ("/places/pack", test_pack);
  g_test_add_func ("/places/dialogs", test_dialogs);
  g_test_add_func ("/places/bars", test_bars);
  g_test_add_func ("/places/rules", test_rules);
  g_test_add_func ("/places/figures", test_figures);
  g_test_add_func ("/places/visits", test_visits);
  return g_test_run ();
}
