/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence-view.h"

#include "fixture.h"
#include "item-chooser.h"
#include "pdf-view.h"
#include "states.h"
#include "text-field.h"
#include "zoom-view.h"

#include <cairo-pdf.h>

typedef struct
{
  HechaOnSite *visit;
  char        *evidence;
  GtkWidget   *page;
} Fixture;

static gboolean
is_read (gpointer data)
{
  return hecha_on_site_get_case (((Fixture *) data)->visit) != NULL;
}

static void
added_cb (Fixture    *f,
          const char *uuid)
{
  f->evidence = g_strdup (uuid);
}

static gboolean
is_added (gpointer data)
{
  return ((Fixture *) data)->evidence != NULL;
}

static gboolean
is_noted (gpointer data)
{
  return fixture_find (((Fixture *) data)->page, GTK_TYPE_LABEL, "Looked at") != NULL;
}

static gboolean
is_captioned (gpointer data)
{
  Fixture *f = data;

  return g_strcmp0 (hecha_on_site_find_evidence (f->visit, f->evidence)->caption, "机柜铭牌") == 0;
}

static void
test_look (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);
  g_autofree char *path = fixture_png ("nameplate.png", 640, 480);
  Fixture f = { hecha_on_site_new (uuid), NULL, NULL };
  GtkWidget *window, *caption, *view, *zoom, *chooser;
  double before;

  hecha_on_site_set_session (f.visit, session);
  hecha_on_site_load (f.visit);
  fixture_until (is_read, &f);
  g_signal_connect_swapped (f.visit, "added", G_CALLBACK (added_cb), &f);
  hecha_on_site_attach_files (f.visit, NULL, NULL, (const char *const[]) { path, NULL });
  fixture_until (is_added, &f);
  f.page = hecha_evidence_view_new (f.visit, f.evidence);
  hecha_place_set_session (HECHA_PLACE (f.page), session);
  window = fixture_window (f.page, 1200, 800);
  fixture_until (is_noted, &f);
  zoom = fixture_find (f.page, HECHA_TYPE_ZOOM_VIEW, NULL);
  gtk_test_accessible_assert_role (zoom, GTK_ACCESSIBLE_ROLE_IMG);
  before = hecha_zoom_view_get_zoom (HECHA_ZOOM_VIEW (zoom));
  gtk_widget_activate_action (f.page, "evidence.zoom-in", NULL);
  g_assert_cmpfloat (hecha_zoom_view_get_zoom (HECHA_ZOOM_VIEW (zoom)), >, before);
  gtk_widget_activate_action (f.page, "evidence.turn", NULL);
  g_assert_cmpint (hecha_zoom_view_get_turn (HECHA_ZOOM_VIEW (zoom)), ==, 1);
  caption = fixture_find (f.page, HECHA_TYPE_TEXT_FIELD, NULL);
  view = fixture_find (caption, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "机柜铭牌", -1);
  hecha_text_field_flush (HECHA_TEXT_FIELD (caption));
  fixture_until (is_captioned, &f);
  chooser = hecha_item_chooser_new (GTK_WINDOW (window), f.visit);
  gtk_window_present (GTK_WINDOW (chooser));
  fixture_settle ();
  g_assert_nonnull (fixture_find (chooser, ADW_TYPE_ACTION_ROW, NULL));
  gtk_window_destroy (GTK_WINDOW (chooser));
  gtk_window_destroy (GTK_WINDOW (window));
  g_free (f.evidence);
  g_object_unref (f.visit);
}

/* A visit with one piece of evidence, and its page open. */
static GtkWidget *
open_evidence (Fixture      *f,
               HechaSession *session,
               const char   *path)
{
  g_autofree char *uuid = fixture_plan (session, FIXTURE_CODE_TWO_TYPES, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_ZH);

  f->visit = hecha_on_site_new (uuid);
  hecha_on_site_set_session (f->visit, session);
  hecha_on_site_load (f->visit);
  fixture_until (is_read, f);
  g_signal_connect_swapped (f->visit, "added", G_CALLBACK (added_cb), f);
  hecha_on_site_attach_files (f->visit, NULL, NULL, (const char *const[]) { path, NULL });
  fixture_until (is_added, f);
  f->page = hecha_evidence_view_new (f->visit, f->evidence);
  hecha_place_set_session (HECHA_PLACE (f->page), session);
  return fixture_window (f->page, 360, 720);
}

static void
close_evidence (Fixture   *f,
                GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  g_free (f->evidence);
  g_object_unref (f->visit);
}

static char *
pdf_new (void)
{
  char *path = fixture_file ("drawing.pdf", "", 0);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < 3; i++)
    {
      cairo_move_to (cr, 60, 100);
      cairo_set_font_size (cr, 24);
      cairo_show_text (cr, i == 2 ? "zone border" : "cover");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static gboolean
has_pages (gpointer data)
{
  GtkWidget *view = fixture_find (((Fixture *) data)->page, HECHA_TYPE_PDF_VIEW, NULL);

  return view && hecha_pdf_view_get_n_pages (HECHA_PDF_VIEW (view)) == 3;
}

static gboolean
is_found (gpointer data)
{
  GtkWidget *page = ((Fixture *) data)->page;

  return fixture_find (page, GTK_TYPE_LABEL, "1 / 1") && fixture_find (page, GTK_TYPE_LABEL, "3 / 3");
}

/* Pages, a search that goes to the third, and a look that is noted; what turns pictures is not there. */
static void
test_pdf (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  g_autofree char *path = pdf_new ();
  Fixture f = { NULL };
  GtkWidget *window = open_evidence (&f, session, path);

  fixture_until (has_pages, &f);
  g_assert_null (fixture_find (f.page, GTK_TYPE_BUTTON, "Turn"));
  gtk_widget_activate_action (fixture_find (f.page, HECHA_TYPE_PDF_VIEW, NULL), "pdf.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (f.page, GTK_TYPE_SEARCH_ENTRY, NULL)), "Zone Border");
  fixture_until (is_found, &f);
  fixture_picture (window, "evidence-pdf-en-light-360");
  adw_flap_set_reveal_flap (ADW_FLAP (fixture_find (f.page, ADW_TYPE_FLAP, NULL)), TRUE);
  fixture_until (is_noted, &f);
  close_evidence (&f, window);
}

static gboolean
has_failed (gpointer data)
{
  GtkWidget *states = fixture_find (((Fixture *) data)->page, HECHA_TYPE_STATES, NULL);
  GtkWidget *stack = fixture_find (states, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "error") == 0;
}

/* Damaged and endless pictures are kept as they came; the page says why it shows nothing. */
static void
test_bad_pictures (void)
{
  /* The head of a PNG of 60,000 × 60,000 pixels, 16 bits each; its CRC is right, and nothing follows. */
  static const guint8 huge[] = {
    0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60,
    16, 6, 0, 0, 0, 0xd0, 0x42, 0xa9, 0x01,
  };
  static const struct { const char *name; const guint8 *bytes; gsize size; } table[] = {
    { "damaged.png", huge, 12 }, { "huge.png", huge, sizeof huge },
    { "cut.jpg", (const guint8 *) "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", 12 },
  };
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path = fixture_file (table[i].name, table[i].bytes, table[i].size);
      Fixture f = { NULL };
      GtkWidget *window = open_evidence (&f, session, path);

      fixture_until (has_failed, &f);
      g_assert_null (fixture_find (f.page, GTK_TYPE_LABEL, "Looked at"));
      g_assert_cmpuint (hecha_on_site_find_evidence (f.visit, f.evidence)->size, ==, table[i].size);
      close_evidence (&f, window);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/evidence-view/look", test_look);
  g_test_add_func ("/evidence-view/pdf", test_pdf);
  g_test_add_func ("/evidence-view/bad-pictures", test_bad_pictures);
  return g_test_run ();
}
