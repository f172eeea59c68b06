/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-canvas.h"
#include "pdf-search.h"
#include "pdf-view.h"
#include "report-fixture.h"
#include "states.h"

#include <cairo-pdf.h>

#define PAGES 40

static char *
pdf_new (void)
{
  char *path = fixture_file ("pages.pdf", "", 0);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < PAGES; i++)
    {
      cairo_set_source_rgb (cr, 0.8, 0.1, 0.1);
      cairo_rectangle (cr, 50, 50, 400, 400);
      cairo_fill (cr);
      cairo_move_to (cr, 60, 600);
      cairo_set_font_size (cr, 20);
      cairo_show_text (cr, i == 4 || i == 30 ? "second factor" : "plain");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static gboolean
has_pages (gpointer data)
{
  return hecha_pdf_view_get_n_pages (data) == PAGES;
}

static gboolean
shows (gpointer data)
{
  gpointer *wanted = data;

  return fixture_find (wanted[0], GTK_TYPE_LABEL, wanted[1]) != NULL;
}

static void
until_page (GtkWidget  *view,
            const char *page)
{
  gpointer wanted[] = { view, (gpointer) page };

  fixture_until (shows, wanted);
}

static void
test_keys (void)
{
  g_autofree char *path = pdf_new ();
  GtkWidget *view = hecha_pdf_view_new (), *window, *canvas;

  fixture_language ("en");
  window = fixture_window (view, 500, 600);
  hecha_pdf_view_set_file (HECHA_PDF_VIEW (view), path);
  fixture_until (has_pages, view);
  fixture_settle ();
  until_page (view, "1 / 40");
  canvas = fixture_find (fixture_find (view, HECHA_TYPE_STATES, NULL), HECHA_TYPE_PDF_CANVAS, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 1 of 40");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_ROLE_IMG);
  fixture_key (canvas, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  until_page (view, "2 / 40");
  fixture_key (canvas, GDK_KEY_End, 0);
  until_page (view, "40 / 40");
  fixture_key (canvas, GDK_KEY_Page_Up, GDK_CONTROL_MASK);
  until_page (view, "39 / 40");
  fixture_key (canvas, GDK_KEY_Home, 0);
  until_page (view, "1 / 40");
  hecha_pdf_view_go (HECHA_PDF_VIEW (view), 20);
  until_page (view, "21 / 40");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Another zoom and another width leave the same page in sight. */
static void
test_zoom (void)
{
  g_autofree char *path = pdf_new ();
  GtkWidget *view = hecha_pdf_view_new (), *window, *canvas;
  double before;

  window = fixture_window (view, 500, 600);
  hecha_pdf_view_set_file (HECHA_PDF_VIEW (view), path);
  fixture_until (has_pages, view);
  fixture_settle ();
  canvas = fixture_find (fixture_find (view, HECHA_TYPE_STATES, NULL), HECHA_TYPE_PDF_CANVAS, NULL);
  hecha_pdf_view_go (HECHA_PDF_VIEW (view), 20);
  until_page (view, "21 / 40");
  before = hecha_pdf_canvas_get_scale (HECHA_PDF_CANVAS (canvas));
  fixture_key (canvas, GDK_KEY_plus, GDK_CONTROL_MASK);
  fixture_settle ();
  g_assert_cmpfloat_with_epsilon (hecha_pdf_canvas_get_scale (HECHA_PDF_CANVAS (canvas)), before * 1.25, 0.001);
  until_page (view, "21 / 40");
  fixture_key (canvas, GDK_KEY_0, GDK_CONTROL_MASK);
  fixture_settle ();
  g_assert_cmpfloat_with_epsilon (hecha_pdf_canvas_get_scale (HECHA_PDF_CANVAS (canvas)), before, 0.001);
  until_page (view, "21 / 40");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Opened with Ctrl+F; each match is gone to, round and round; another word shows others. */
static void
test_search (void)
{
  g_autofree char *path = pdf_new ();
  GtkWidget *view = hecha_pdf_view_new (), *window, *search, *entry;
  const HechaPageMatch *match;

  fixture_language ("en");
  window = fixture_window (view, 360, 600);
  hecha_pdf_view_set_file (HECHA_PDF_VIEW (view), path);
  fixture_until (has_pages, view);
  fixture_settle ();
  g_assert_cmpint (gtk_widget_get_width (view), <=, 360);
  search = fixture_find (view, HECHA_TYPE_PDF_SEARCH, NULL);
  gtk_widget_activate_action (view, "pdf.find", NULL);
  entry = fixture_find (search, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Second Factor");
  until_page (search, "1 / 2");
  until_page (view, "5 / 40");
  match = hecha_pdf_search_get_current (HECHA_PDF_SEARCH (search));
  g_assert_cmpuint (match->page, ==, 4);
  fixture_picture (window, "pdf-search-en-light-360");
  g_signal_emit_by_name (entry, "activate");
  until_page (search, "2 / 2");
  until_page (view, "31 / 40");
  g_signal_emit_by_name (entry, "next-match");
  until_page (search, "1 / 2");
  g_signal_emit_by_name (entry, "previous-match");
  until_page (search, "2 / 2");
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such words");
  until_page (search, "Not found");
  g_assert_null (hecha_pdf_search_get_current (HECHA_PDF_SEARCH (search)));
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_null (hecha_pdf_search_get_matches (HECHA_PDF_SEARCH (search)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_failed (gpointer data)
{
  GtkWidget *stack = fixture_find (data, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "error") == 0;
}

static void
test_no_pdf (void)
{
  GtkWidget *view = hecha_pdf_view_new (), *window = fixture_window (view, 500, 600);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("no pdf", 6);

  hecha_pdf_view_set_bytes (HECHA_PDF_VIEW (view), bytes, "nothing");
  fixture_until (has_failed, view);
  g_assert_cmpuint (hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (view)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/pdf-view/keys", test_keys);
  g_test_add_func ("/pdf-view/zoom", test_zoom);
  g_test_add_func ("/pdf-view/search", test_search);
  g_test_add_func ("/pdf-view/no-pdf", test_no_pdf);
  return g_test_run ();
}
