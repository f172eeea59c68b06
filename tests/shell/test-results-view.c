/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results-view.h"

#include "fixture.h"
#include "inspect.h"

#define SHARED "11111111-0000-4000-8000-000000000001"
#define FIRST  "11111111-0000-4000-8000-000000000002"
#define SECOND "11111111-0000-4000-8000-000000000003"

static HechaItem *
make_item (const char *uuid)
{
  HechaItem *item = hecha_item_new ();

  item->uuid = g_strdup (uuid);
  item->id = g_strdup (uuid + 34);
  item->label = g_strdup (uuid + 34);
  item->group = g_strdup ("g");
  item->title = (HechaText) { g_strdup ("标题"), g_strdup ("Title") };
  g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
  hecha_item_seal (item);
  return item;
}

static void
add_type (HechaCase  *self,
          HechaType   type,
          int         level,
          const char *own)
{
  const HechaText title = { (char *) "领域", (char *) "Domain" };
  g_autoptr(HechaPack) pack = hecha_pack_new (hecha_nick_text (hecha_type_nicks, type), "1");
  HechaFiling *filing = hecha_filing_new (type, level);

  g_ptr_array_add (pack->groups, hecha_group_new ("g", &title));
  g_ptr_array_add (pack->items, make_item (SHARED));
  g_ptr_array_add (pack->items, make_item (own));
  g_ptr_array_add (self->visit->scopes, hecha_scope_new (type, level));
  g_ptr_array_add (self->visit->filings, filing);
  g_assert_true (hecha_checklist_add (self->checklist, type, pack, NULL));
}

/* The shared item conforms and counts for both: 2 of 2 for one type, 1 of 2 for the other. */
static HechaCase *
two_types (void)
{
  HechaCase *self = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_EVALUATION));

  add_type (self, HECHA_TYPE_CONNECTED, 3, FIRST);
  add_type (self, HECHA_TYPE_PLATFORM, 2, SECOND);
  hecha_answers_put (self->answers, hecha_answer_new (SHARED, NULL, 1, HECHA_ANSWER_STEP, "yes"));
  hecha_answers_put (self->answers, hecha_answer_new (FIRST, NULL, 1, HECHA_ANSWER_STEP, "yes"));
  hecha_answers_put (self->answers, hecha_answer_new (SECOND, NULL, 1, HECHA_ANSWER_STEP, "no"));
  return self;
}

#define RULE "\"conclusion-rule\":\"internal\",\"conclusion-rule-version\":\"9\",\"conclusion-rule-title\":\"内部\"," \
             "\"conclusion-rule-basis\":\"依据甲\"}"

static void
test_two_types (void)
{
  g_autoptr(HechaCase) content = two_types ();
  g_autoptr(JsonNode) results = hecha_json_parse (
    "[{\"enterprise-type\":\"connected\",\"conclusion\":\"conforming\",\"conclusion-label\":\"符合\"," RULE ","
    "{\"enterprise-type\":\"platform\",\"conclusion\":\"nonconforming\",\"conclusion-label\":\"不符合\"," RULE "]", -1, "r", NULL);
  GtkWidget *view = hecha_results_view_new ();
  GtkWidget *window;

  fixture_language ("en");
  window = fixture_window (view, 900, 700);
  hecha_results_view_set (HECHA_RESULTS_VIEW (view), content, NULL, NULL, json_node_get_array (results));
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "2 of 2 conform · 100.00%"));
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "1 of 2 conform · 50.00%"));
  /* The domain's own line: never one rate for both. */
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "enterprise: 2 of 2 conform · 100.00%\nPlatform enterprise: 1 of 2"));
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "符合"));
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "不符合"));
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "内部 · internal, version 9\n依据甲"));
  fixture_picture (window, "results-two-types");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One that persists, one that is closed because its item conforms now, and a new one. */
static void
test_courses (void)
{
  g_autoptr(HechaCase) content = two_types ();
  HechaPrior *prior = hecha_prior_new ("x", "2025-0001-AAAA", "2025-03-02");
  g_autoptr(HechaFinding) old = hecha_finding_new (SECOND, "旧问题"), gone = hecha_finding_new (FIRST, "已好");
  HechaFinding *again = hecha_finding_new (SECOND, "仍然如此");
  GtkWidget *view = hecha_results_view_new ();
  GtkWidget *window;

  again->previous = g_strdup (old->uuid);
  g_ptr_array_add (prior->findings, hecha_prior_finding_new (old, NULL, NULL));
  g_ptr_array_add (prior->findings, hecha_prior_finding_new (gone, NULL, NULL));
  g_ptr_array_add (content->visit->earlier, prior);
  g_ptr_array_add (content->findings, again);
  g_ptr_array_add (content->findings, hecha_finding_new (SECOND, "新问题"));
  fixture_language ("zh_CN");
  window = fixture_window (view, 900, 700);
  hecha_results_view_set (HECHA_RESULTS_VIEW (view), content, NULL, NULL, NULL);
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "新发现 1 · 持续存在 1 · 已闭环 1 · 待复核 0"));
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "仍然如此 · 持续存在\n新问题"));
  fixture_picture (window, "results-courses");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_previous (GHashTable   *table,
              const char   *item,
              HechaVerdict  verdict,
              gboolean      same_text)
{
  HechaPrevious *previous = g_new0 (HechaPrevious, 1);

  previous->verdict = verdict;
  previous->date = g_strdup ("2025-03-02");
  previous->number = g_strdup ("2025-0001-AAAA");
  previous->same_text = same_text;
  previous->item = make_item (item);
  previous->said = g_strdup ("");
  previous->answers = g_ptr_array_new ();
  g_hash_table_insert (table, g_strdup (item), previous);
}

/* One conforms now that did not, one does not any more, and one was not judged then. */
static void
test_previous (void)
{
  static const struct { const char *language; const char *moves; const char *better; const char *worse; const char *open; } cases[] = {
    { "en", "Conform now 1 · no longer conform 1 · otherwise changed 0 · not judged then 1",
      "Last visit (2025-03-02): Not conforming · the item was worded differently", "Last visit (2025-03-02): Conforming",
      "Last visit (2025-03-02): Open" },
    { "zh_CN", "现已符合 1 · 不再符合 1 · 其他变化 0 · 当时未判定 1", "上次检查（2025-03-02）：不符合 · 检查项文字与当时不同",
      "上次检查（2025-03-02）：符合", "上次检查（2025-03-02）：未完成" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HechaCase) content = two_types ();
      g_autoptr(GHashTable) previous = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                              (GDestroyNotify) hecha_previous_free);
      g_autofree char *name = g_strconcat ("results-previous-", cases[i].language, NULL);
      GtkWidget *view, *window;

      add_previous (previous, SHARED, HECHA_VERDICT_NONCONFORMING, FALSE);
      add_previous (previous, SECOND, HECHA_VERDICT_CONFORMING, TRUE);
      add_previous (previous, FIRST, HECHA_VERDICT_OPEN, TRUE);
      fixture_language (cases[i].language);
      view = hecha_results_view_new ();
      window = fixture_window (view, 360, 720);
      hecha_results_view_set (HECHA_RESULTS_VIEW (view), content, previous, NULL, NULL);
      g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, cases[i].moves));
      g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, cases[i].better));
      g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, cases[i].worse));
      g_assert_null (fixture_find (view, GTK_TYPE_LABEL, cases[i].open));
      fixture_picture (window, name);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
asked_cb (GtkWidget   *view,
          const char  *item,
          char       **asked)
{
  g_assert_null (*asked);
  *asked = g_strdup (item);
}

/* What is said of an item stands in its row; until somebody has decided, a row asks for it. */
static void
test_comments (void)
{
  g_autoptr(HechaCase) content = two_types ();
  g_autoptr(GPtrArray) comments = hecha_comments_new ();
  g_autofree char *asked = NULL;
  GtkWidget *view, *window, *row;

  hecha_comments_set (comments, SECOND, "补拍铭牌");
  fixture_language ("zh_CN");
  view = hecha_results_view_new ();
  g_signal_connect (view, "comment", G_CALLBACK (asked_cb), &asked);
  window = fixture_window (view, 360, 720);
  hecha_results_view_set (HECHA_RESULTS_VIEW (view), content, NULL, comments, NULL);
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "审阅意见：补拍铭牌"));
  row = gtk_widget_get_ancestor (fixture_find (view, GTK_TYPE_LABEL, "03  标题"), ADW_TYPE_ACTION_ROW);
  gtk_widget_activate (row);
  g_assert_cmpstr (asked, ==, SECOND);
  fixture_picture (window, "results-comments");
  content->decision = hecha_decision_new (FALSE, "补");
  g_clear_pointer (&asked, g_free);
  hecha_results_view_set (HECHA_RESULTS_VIEW (view), content, NULL, comments, NULL);
  g_assert_nonnull (fixture_find (view, GTK_TYPE_LABEL, "审阅意见：补拍铭牌"));
  row = gtk_widget_get_ancestor (fixture_find (view, GTK_TYPE_LABEL, "03  标题"), ADW_TYPE_ACTION_ROW);
  gtk_widget_activate (row);
  g_assert_null (asked);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/results-view/two-types", test_two_types);
  g_test_add_func ("/results-view/courses", test_courses);
  g_test_add_func ("/results-view/previous", test_previous);
  g_test_add_func ("/results-view/comments", test_comments);
  return g_test_run ();
}
