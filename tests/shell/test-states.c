/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "states.h"

/* A quarter of a second, in which anything that moves draws some fifteen frames. */
#define REST 250

typedef struct
{
  HechaStates *states;
  GtkWidget   *window;
  GtkWidget   *content;
} Shown;

static Shown
show (void)
{
  Shown shown;

  shown.content = gtk_label_new ("content");
  shown.states = g_object_new (HECHA_TYPE_STATES, "content", shown.content, "empty-title", "Nothing",
                               "empty-label", "_Begin", "empty-action", "window.close", "retry-action", "window.close",
                               NULL);
  shown.window = fixture_window (GTK_WIDGET (shown.states), 400, 300);
  return shown;
}

static void
count_cb (GdkFrameClock *clock,
          guint         *frames)
{
  (void) clock;
  (*frames)++;
}

static gboolean
rested_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static guint
frames_at_rest (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean rested = FALSE;
  guint frames = 0;
  gulong id;

  fixture_settle ();
  id = g_signal_connect (clock, "update", G_CALLBACK (count_cb), &frames);
  g_timeout_add (REST, rested_cb, &rested);
  fixture_until (is_set, &rested);
  g_signal_handler_disconnect (clock, id);
  return frames;
}

static gboolean
is_spinning (gpointer data)
{
  GtkWidget *spinner = fixture_find (data, GTK_TYPE_SPINNER, NULL);

  return gtk_widget_get_mapped (spinner) && gtk_spinner_get_spinning (GTK_SPINNER (spinner));
}

/* A page at rest draws nothing: not even a spinner that nobody sees. */
static void
test_rest (void)
{
  Shown shown = show ();
  GtkWidget *spinner = fixture_find (GTK_WIDGET (shown.states), GTK_TYPE_SPINNER, NULL);

  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  hecha_states_show_loading (shown.states);
  fixture_until (is_spinning, shown.states);
  g_assert_cmpuint (frames_at_rest (shown.window), >, 1);

  hecha_states_show_content (shown.states);
  fixture_settle ();
  g_assert_true (gtk_widget_get_mapped (shown.content));
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_cmpuint (frames_at_rest (shown.window), <=, 1);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

/* What is there stays while it is read again. */
static void
test_content_stays (void)
{
  Shown shown = show ();

  hecha_states_show_content (shown.states);
  hecha_states_show_loading (shown.states);
  frames_at_rest (shown.window);
  g_assert_true (gtk_widget_get_mapped (shown.content));
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

static void
test_ways_on (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_IO, "filings.xlsx & others are gone");
  Shown shown = show ();
  GtkWidget *label;

  hecha_states_show_empty (shown.states);
  fixture_settle ();
  g_assert_true (gtk_widget_get_mapped (fixture_find (shown.window, GTK_TYPE_BUTTON, "Begin")));
  hecha_states_show_error (shown.states, error);
  fixture_settle ();
  label = fixture_find (shown.window, GTK_TYPE_LABEL, "others are gone");
  g_assert_true (gtk_widget_get_mapped (label));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "filings.xlsx & others are gone");
  g_assert_true (gtk_widget_get_mapped (fixture_find (shown.window, GTK_TYPE_BUTTON, "Again")));
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  g_test_add_func ("/states/rest", test_rest);
  g_test_add_func ("/states/content-stays", test_content_stays);
  g_test_add_func ("/states/ways-on", test_ways_on);
  return g_test_run ();
}
