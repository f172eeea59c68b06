/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "rules-page.h"
#include "rules.h"

static gboolean
has_table (gpointer data)
{
  return fixture_find (data, GTK_TYPE_LABEL, "2026") != NULL;
}

static gboolean
is_rolling (gpointer data)
{
  g_autoptr(HechaRules) rules = hecha_rules_load (data, NULL);

  return rules->year == HECHA_YEAR_ROLLING;
}

/* The page says what holds, and what is chosen there holds from then on. */
static void
test_choice (void)
{
  static const char *const languages[] = { "en", "zh_CN" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
      g_autofree char *name = g_strdup_printf ("rules-%s", languages[i]);
      GtkWidget *page, *window;

      fixture_language (languages[i]);
      page = hecha_rules_page_new ();
      hecha_place_set_session (HECHA_PLACE (page), session);
      window = fixture_window (page, i ? 360 : 900, 900);
      fixture_until (has_table, page);
      fixture_settle ();
      fixture_picture (window, name);
      adw_combo_row_set_selected (ADW_COMBO_ROW (fixture_find (page, ADW_TYPE_COMBO_ROW, NULL)), HECHA_YEAR_ROLLING);
      fixture_until (is_rolling, session);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/shell/rules-page/choice", test_choice);
  return g_test_run ();
}
