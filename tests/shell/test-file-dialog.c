/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-dialog.h"

#include "checklist-page.h"
#include "filing-desk.h"
#include "filing-files.h"
#include "filing-page.h"
#include "fixture.h"
#include "pdf-view.h"
#include "zoom-view.h"

#include <cairo-pdf.h>
#include <string.h>

/* A PDF of two pages, a picture, and what is neither. */
static GStrv
make_files (void)
{
  char **paths = g_new0 (char *, 4);
  cairo_surface_t *surface;
  cairo_t *cr;

  paths[0] = fixture_file ("定级报告.pdf", "", 0);
  paths[1] = fixture_png ("网络拓扑图.png", 300, 200);
  paths[2] = fixture_file ("资产表.bin", "\001\002\003", 3);
  surface = cairo_pdf_surface_create (paths[0], 595, 842);
  cr = cairo_create (surface);
  for (int i = 0; i < 2; i++)
    {
      cairo_move_to (cr, 100, 100);
      cairo_show_text (cr, "Grading report");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return paths;
}

static gboolean
has_files (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, "资产表.bin") != NULL;
}

static gboolean
is_told (gpointer page)
{
  return fixture_find (page, GTK_TYPE_LABEL, "Attached Documents") != NULL;
}

/* The dialog that opening the row of this file brings. */
static GtkWidget *
open_row (GtkWidget  *root,
          const char *name)
{
  GtkWidget *row = gtk_widget_get_ancestor (fixture_find (root, GTK_TYPE_LABEL, name), ADW_TYPE_ACTION_ROW);
  GListModel *windows = gtk_window_get_toplevels ();

  adw_action_row_activate (ADW_ACTION_ROW (row));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (HECHA_IS_FILE_DIALOG (window))
        return window;
    }
  g_assert_not_reached ();
}

static gboolean
has_pages (gpointer dialog)
{
  GtkWidget *pages = fixture_find (dialog, HECHA_TYPE_PDF_VIEW, NULL);

  return pages && gtk_widget_get_mapped (pages) && hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (pages)) == 2;
}

static gboolean
has_picture (gpointer dialog)
{
  GtkWidget *picture = fixture_find (dialog, HECHA_TYPE_ZOOM_VIEW, NULL);

  return picture && gtk_widget_get_mapped (picture);
}

static gboolean
says_neither (gpointer dialog)
{
  return fixture_find (dialog, GTK_TYPE_LABEL, "No Picture and No Pages") != NULL;
}

static void
check_kinds (GtkWidget *root)
{
  static const struct { const char *name; gboolean (*shown) (gpointer dialog); const char *picture; } rows[] = {
    { "定级报告.pdf", has_pages, "file-pages" }, { "网络拓扑图.png", has_picture, "file-picture" },
    { "资产表.bin", says_neither, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *dialog = open_row (root, rows[i].name);

      fixture_until (rows[i].shown, dialog);
      fixture_settle ();
      if (rows[i].picture)
        fixture_picture (dialog, rows[i].picture);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
}

/* What the enterprise handed in is attached to its filing, listed, and opened there. */
static void
test_filing (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
  g_auto(GStrv) paths = make_files ();
  GtkWidget *page = hecha_filing_page_new (FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED), *window;

  fixture_language ("en");
  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (page, 700, 1600);
  fixture_until (is_told, page);
  g_assert_false (has_files (page));
  hecha_filing_files_attach (HECHA_FILING_FILES (fixture_find (page, HECHA_TYPE_FILING_FILES, NULL)),
                             (const char *const *) paths);
  fixture_until (has_files, page);
  fixture_settle ();
  fixture_picture (window, "filing-files");
  check_kinds (page);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* On site they lie beside the checklist. */
static void
test_on_site (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  g_auto(GStrv) paths = make_files ();
  g_autoptr(GError) error = NULL;
  GtkWidget *page, *window;

  fixture_language ("en");
  hecha_filing_desk_attach (session, FIXTURE_CODE_ONE_TYPE, HECHA_TYPE_CONNECTED, (const char *const *) paths, NULL, &error);
  g_assert_no_error (error);
  page = hecha_checklist_page_new (uuid);
  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (page, 1366, 768);
  fixture_until (has_files, page);
  fixture_settle ();
  fixture_picture (window, "on-site-files");
  check_kinds (page);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/file-dialog/filing", test_filing);
  g_test_add_func ("/file-dialog/on-site", test_on_site);
  return g_test_run ();
}
