/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filings-page.h"

#include "filing-item.h"
#include "fixture.h"

#include <string.h>

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

static gpointer
first_field (gpointer data)
{
  GtkWidget *view = find_mapped (page, GTK_TYPE_COLUMN_VIEW);
  GListModel *model = view ? G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))) : NULL;
  g_autoptr(HechaFilingItem) item = model ? g_list_model_get_item (model, 0) : NULL;
  const HechaFilingRow *row = item ? hecha_filing_item_get_row (item) : NULL;

  return row ? (gpointer) hecha_filing_get (row->filing, GPOINTER_TO_INT (data)) : NULL;
}

static gboolean
begins_high (gpointer data)
{
  return g_strcmp0 (first_field (GINT_TO_POINTER (HECHA_FIELD_CODE)), "91500") > 0;
}

static gboolean
begins_low (gpointer data)
{
  const char *code = first_field (GINT_TO_POINTER (HECHA_FIELD_CODE));

  return code && strcmp (code, "91130") < 0;
}

/* By the menu, which the keyboard reaches, and by the header: one state. */
static void
test_sort (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  GtkWidget *window = open_page (session, 1000), *view;
  GListModel *columns;
  g_autofree char *sort = NULL, *by_header = NULL;
  gboolean descending;

  fixture_until (has_columns, NULL);
  view = find_mapped (page, GTK_TYPE_COLUMN_VIEW);
  columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  gtk_widget_activate_action (page, "filings.sort", "s", "code");
  fixture_until (begins_low, NULL);
  gtk_widget_activate_action (page, "filings.descending", NULL);
  fixture_until (begins_high, NULL);
  g_object_get (page, "sort", &sort, "descending", &descending, NULL);
  g_assert_cmpstr (sort, ==, "code");
  g_assert_true (descending);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), "Next due") == 0)
        gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), column, GTK_SORT_ASCENDING);
    }
  g_object_get (page, "sort", &by_header, "descending", &descending, NULL);
  g_assert_cmpstr (by_header, ==, "due");
  g_assert_false (descending);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/filings-page/search", test_search);
  g_test_add_func ("/filings-page/widths", test_widths);
  g_test_add_func ("/filings-page/sort", test_sort);
  return g_test_run ();
}
