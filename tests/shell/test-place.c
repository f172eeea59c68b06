/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place.h"

#include "fixture.h"
#include "states.h"

/* A page that counts how often it is read, and never succeeds. */
typedef struct
{
  HechaPlace parent_instance;

  HechaStates *states;
  guint        readings;
} TestPage;

typedef struct
{
  HechaPlaceClass parent_class;
} TestPageClass;

GType test_page_get_type (void);
G_DEFINE_TYPE (TestPage, test_page, HECHA_TYPE_PLACE)

static void
test_page_refresh (HechaPlace *place)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is tired");
  TestPage *self = (TestPage *) place;

  self->readings++;
  hecha_states_show_error (self->states, error);
}

static void
test_page_class_init (TestPageClass *klass)
{
  HECHA_PLACE_CLASS (klass)->refresh = test_page_refresh;
}

static void
test_page_init (TestPage *self)
{
  self->states = g_object_new (HECHA_TYPE_STATES, "retry-action", "place.refresh", NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->states));
}

static TestPage *
new_page (void)
{
  return g_object_new (test_page_get_type (), NULL);
}

/* Read when it is seen, not before; what was hidden meanwhile is read when it comes back. */
static void
test_seen (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  TestPage *page = new_page ();
  GtkWidget *window;

  hecha_place_set_session (HECHA_PLACE (page), session);
  g_assert_cmpuint (page->readings, ==, 0);
  window = fixture_window (GTK_WIDGET (page), 400, 300);
  g_assert_cmpuint (page->readings, ==, 1);
  g_signal_emit_by_name (session, "changed", "workspace", "remote/a");
  g_assert_cmpuint (page->readings, ==, 2);
  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  g_signal_emit_by_name (session, "changed", "workspace", "remote/a");
  g_signal_emit_by_name (session, "changed", "workspace", "remote/b");
  g_assert_cmpuint (page->readings, ==, 2);
  gtk_widget_set_visible (GTK_WIDGET (page), TRUE);
  g_assert_cmpuint (page->readings, ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A page that could not be read is no dead end. */
static void
test_again (void)
{
  g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_EVALUATION);
  TestPage *page = new_page ();
  GtkWidget *window, *again;

  hecha_place_set_session (HECHA_PLACE (page), session);
  window = fixture_window (GTK_WIDGET (page), 400, 300);
  fixture_settle ();
  again = fixture_find (window, GTK_TYPE_BUTTON, "Again");
  g_assert_true (again && gtk_widget_get_mapped (again) && gtk_widget_is_sensitive (again));
  g_signal_emit_by_name (again, "clicked");
  fixture_settle ();
  g_assert_cmpuint (page->readings, ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/place/seen", test_seen);
  g_test_add_func ("/place/again", test_again);
  return g_test_run ();
}
