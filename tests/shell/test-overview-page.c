/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "overview-page.h"

#include "bar-chart.h"
#include "report-fixture.h"

/* The page of a workspace with a visit that was issued. */

typedef struct
{
  HechaSession *session;
  char         *uuid;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  fixture_language ("en");
  f->session = fixture_session (HECHA_HOLDER_EVALUATION);
  f->uuid = fixture_issued (f->session, NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  fixture_dark (FALSE);
  g_clear_object (&f->session);
  g_free (f->uuid);
}

static gboolean
is_shown (gpointer data)
{
  GtkWidget *chart = fixture_find (data, HECHA_TYPE_BAR_CHART, NULL);

  return chart && gtk_widget_get_mapped (chart) && fixture_find (data, GTK_TYPE_DROP_DOWN, NULL);
}

static GtkWidget *
open_page (Fixture *f,
           int      width,
           int      height)
{
  GtkWidget *page = g_object_new (HECHA_TYPE_OVERVIEW_PAGE, "session", f->session, NULL);
  GtkWidget *window = fixture_window (page, width, height);

  fixture_until (is_shown, page);
  fixture_settle ();
  return window;
}

static guint
n_bars (GtkWidget *window)
{
  GtkWidget *chart = gtk_widget_get_next_sibling (fixture_find (window, GTK_TYPE_DROP_DOWN, NULL));
  guint n = 0;

  g_assert_true (HECHA_IS_BAR_CHART (chart));
  for (GtkWidget *child = gtk_widget_get_first_child (chart); child; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* One month: its rate for all domains, and for one of them. */
static void
test_over_time (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *month = g_date_time_format (now, "%Y-%m");
  GtkWidget *window = open_page (f, 1200, 800);
  GtkDropDown *domain = GTK_DROP_DOWN (fixture_find (window, GTK_TYPE_DROP_DOWN, NULL));

  g_assert_nonnull (fixture_find (window, GTK_TYPE_LABEL, "Conformity Rate over Time"));
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (domain)), ==, "All domains");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (domain)), >, 2);
  g_assert_cmpuint (n_bars (window), ==, 1);
  g_assert_nonnull (fixture_find (gtk_widget_get_parent (GTK_WIDGET (domain)), GTK_TYPE_LABEL, month));
  gtk_drop_down_set_selected (domain, 1);
  fixture_settle ();
  g_assert_cmpuint (n_bars (window), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
scroll_down (GtkWidget *window)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (fixture_find (window, GTK_TYPE_DROP_DOWN, NULL),
                                                  GTK_TYPE_SCROLLED_WINDOW)));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
test_pictures (Fixture       *f,
               gconstpointer  data)
{
  static const struct { const char *language; gboolean dark; int width, height; } looks[] = {
    { "en", FALSE, 1200, 800 }, { "zh_CN", TRUE, 1200, 800 }, { "en", TRUE, 360, 720 }, { "zh_CN", FALSE, 360, 720 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("overview-issued-%s-%s-%d", looks[i].language,
                                               looks[i].dark ? "dark" : "light", looks[i].width);
      GtkWidget *window;

      fixture_language (looks[i].language);
      fixture_dark (looks[i].dark);
      window = open_page (f, looks[i].width, looks[i].height);
      scroll_down (window);
      fixture_picture (window, name);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add ("/overview-page/over-time", Fixture, NULL, set_up, test_over_time, tear_down);
  g_test_add ("/overview-page/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  return g_test_run ();
}
