/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "rules-page.h"
#include "rules.h"

#include <string.h>

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

static gboolean
is_limited (gpointer data)
{
  g_autoptr(HechaRules) rules = hecha_rules_load (data, NULL);

  return g_strcmp0 (rules->ceiling, "2") == 0;
}

/* Each article that binds somebody is there, with where in the product it is. */
static void
check_articles (GtkWidget  *page,
                const char *language)
{
  static const struct { int en; const char *zh; } articles[] = {
    { 3, "三" }, { 5, "五" }, { 6, "六" }, { 7, "七" }, { 8, "八" }, { 9, "九" }, { 10, "十" }, { 11, "十一" }, { 12, "十二" },
    { 13, "十三" }, { 14, "十四" }, { 17, "十七" }, { 20, "二十" }, { 21, "二十一" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autofree char *title = g_str_equal (language, "en") ? g_strdup_printf ("Article %d · ", articles[i].en)
                                                            : g_strdup_printf ("第%s条 · ", articles[i].zh);
      GtkWidget *label = fixture_find (page, GTK_TYPE_LABEL, title);

      g_assert_nonnull (label);
      g_assert_cmpuint (strlen (gtk_label_get_label (GTK_LABEL (label))), >, strlen (title));
    }
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
      GtkWidget *page, *window, *ceiling;

      fixture_language (languages[i]);
      page = hecha_rules_page_new ();
      hecha_place_set_session (HECHA_PLACE (page), session);
      window = fixture_window (page, i ? 360 : 900, 900);
      fixture_until (has_table, page);
      check_articles (page, languages[i]);
      fixture_settle ();
      /* What the rule's sources leave open is said with the rule. */
      g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, i ? "· 符合率恰为90%：模板未规定" : "· A rate of just 90 %: the template does not say"));
      fixture_picture (window, name);
      adw_combo_row_set_selected (ADW_COMBO_ROW (fixture_find (page, ADW_TYPE_COMBO_ROW, NULL)), HECHA_YEAR_ROLLING);
      fixture_until (is_rolling, session);
      ceiling = gtk_widget_get_ancestor (fixture_find (page, GTK_TYPE_LABEL, i ? "年度检查次数上限" : "Ceiling of inspections"),
                                         ADW_TYPE_ENTRY_ROW);
      gtk_editable_set_text (GTK_EDITABLE (ceiling), "2");
      g_signal_emit_by_name (ceiling, "apply");
      fixture_until (is_limited, session);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static gboolean
says_files (gpointer data)
{
  return (fixture_find (data, GTK_TYPE_LABEL, "Provincial rule · provincial, version 3 · official") &&
          fixture_find (data, GTK_TYPE_LABEL, "A table · scored, version 1 · not official") &&
          fixture_find (data, GTK_TYPE_LABEL, "Up to 70 points; level 2 from 20, level 3 from 50")) ||
         (fixture_find (data, GTK_TYPE_LABEL, "某省规则 · provincial，版本 3 · 官方") &&
          fixture_find (data, GTK_TYPE_LABEL, "评分表 · scored，版本 1 · 非官方"));
}

/* A rule and a scheme are added here, and it is said what they are, whose, and on what they rest. */
static void
test_files (void)
{
  static const char scheme[] =
    "{\"id\":\"scored\",\"version\":\"1\",\"title\":{\"zh\":\"评分表\",\"en\":\"A table\"},\"official\":false,"
    "\"factors\":{\"size\":10,\"business-scope\":10,\"internet-use\":10,\"important-systems\":10,\"important-data\":10,"
    "\"importance\":10,\"consequences\":10},\"level-2-from\":20,\"level-3-from\":50}";
  static const char rule[] =
    "{\"id\":\"provincial\",\"version\":\"3\",\"title\":{\"zh\":\"某省规则\",\"en\":\"Provincial rule\"},\"official\":true,"
    "\"basis\":{\"zh\":\"某省某号文\",\"en\":\"Document of the province\"},"
    "\"formula\":{\"zh\":\"符合项数÷适用项数\",\"en\":\"conforming / applicable\"},\"cured-hazard-counts\":true,\"corners\":[],"
    "\"grades\":[{\"id\":\"conforming\",\"label\":{\"zh\":\"符合\",\"en\":\"Conforming\"},\"from\":8000,"
    "\"inclusive\":true,\"with-hazard\":false},{\"id\":\"nonconforming\",\"label\":{\"zh\":\"不符合\",\"en\":\"Not\"},"
    "\"from\":0,\"inclusive\":true,\"with-hazard\":true}]}";
  static const char *const languages[] = { "en", "zh_CN" };
  g_autofree char *scheme_path = fixture_file ("scheme.json", scheme, -1), *rule_path = fixture_file ("rule.json", rule, -1);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr(HechaSession) session = fixture_session (HECHA_HOLDER_INDUSTRY);
      g_autofree char *name = g_strdup_printf ("rules-files-%s", languages[i]);
      GtkWidget *page, *window;

      fixture_language (languages[i]);
      page = hecha_rules_page_new ();
      hecha_place_set_session (HECHA_PLACE (page), session);
      window = fixture_window (page, i ? 700 : 900, 1400);
      fixture_until (has_table, page);
      if (i == 0)
        g_assert_nonnull (fixture_find (page, GTK_TYPE_LABEL, "None imported"));
      hecha_rules_page_add (HECHA_RULES_PAGE (page), HECHA_RULES_SCHEME, scheme_path);
      hecha_rules_page_add (HECHA_RULES_PAGE (page), HECHA_RULES_CONCLUSION, rule_path);
      fixture_until (says_files, page);
      fixture_settle ();
      fixture_picture (window, name);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/shell/rules-page/choice", test_choice);
  g_test_add_func ("/shell/rules-page/files", test_files);
  return g_test_run ();
}
