/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence-view.h"

#include "fixture.h"
#include "item-chooser.h"
#include "text-field.h"
#include "zoom-view.h"

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

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/evidence-view/look", test_look);
  return g_test_run ();
}
