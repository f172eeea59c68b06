/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filings-page.h"

#include "fixture.h"

static GtkWidget *page;

static GtkWidget *
open_page (HechaSession *session,
           int           width)
{
  page = g_object_new (HECHA_TYPE_FILINGS_PAGE, "session", session, NULL);
  return fixture_window (page, width, 700);
}

static gboolean
says (gpointer text)
{
  return fixture_find (page, GTK_TYPE_LABEL, text) != NULL;
}

/* The counts are those of data/samples/README.md. */
static void
test_search (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *window = open_page (session, 1000);
  const HechaFilingQuery hubei = { .search = "示例", .region = "42" }, nothing = { .search = "没有这样的企业" };
  const HechaFilingQuery all = { NULL };

  fixture_until (says, (gpointer) "44 filings");
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL)), FIXTURE_CODE_TWO_TYPES);
  fixture_until (says, (gpointer) "2 filings");
  hecha_filings_page_show (HECHA_FILINGS_PAGE (page), &nothing);
  fixture_until (says, (gpointer) "0 filings");
  fixture_until (says, (gpointer) "Nothing Matches");
  hecha_filings_page_show (HECHA_FILINGS_PAGE (page), &hubei);
  fixture_until (says, (gpointer) "Hubei");
  g_assert_false (says ((gpointer) "44 filings"));
  gtk_widget_activate_action (page, "filings.clear", NULL);
  fixture_until (says, (gpointer) "44 filings");
  hecha_filings_page_show (HECHA_FILINGS_PAGE (page), &all);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Of just this type: a column view has a list view inside. */
static GtkWidget *
find_mapped (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (G_OBJECT_TYPE (root) == type)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_mapped (child, type);
  return found;
}

static gboolean
has_lines (gpointer data)
{
  GtkWidget *view = find_mapped (page, GTK_TYPE_LIST_VIEW);

  return view && gtk_list_view_get_model (GTK_LIST_VIEW (view)) != NULL;
}

static gboolean
has_columns (gpointer data)
{
  GtkWidget *view = find_mapped (page, GTK_TYPE_COLUMN_VIEW);

  return view && gtk_column_view_get_model (GTK_COLUMN_VIEW (view)) != NULL;
}

/* Below 700 px the same rows are two lines each. */
static void
test_widths (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *window = open_page (session, 1000);

  fixture_until (has_columns, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  window = open_page (session, 360);
  fixture_until (has_lines, NULL);
  g_assert_false (has_columns (NULL));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/filings-page/search", test_search);
  g_test_add_func ("/filings-page/widths", test_widths);
  return g_test_run ();
}
