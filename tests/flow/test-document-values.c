/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-values.h"

#include "sample-case.h"

#include <string.h>

static HechaCalendar *
calendar_2026 (void)
{
  HechaCalendar *calendar = hecha_calendar_new ();
  g_autofree char *path = g_strdup_printf ("%s/calendar/2026.json", g_getenv ("HECHA_DATA_DIR")), *text = NULL;
  g_autoptr(JsonObject) table = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  table = hecha_json_parse_object (text, -1, path, NULL);
  g_assert_true (hecha_calendar_add_year (calendar, table, path, NULL));
  return calendar;
}

static void
maker_init (HechaDocumentMaker *maker,
            HechaCalendar      *calendar)
{
  *maker = (HechaDocumentMaker) { .unit = "某局", .author = "甲", .calendar = calendar };
  g_date_set_dmy (&maker->today, 26, 1, 2026);
}

/* Whether the vocabulary has each member of @node, which stands below @path. */
static void
check_known (JsonNode   *node,
             const char *path)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autofree char *below = g_strconcat (path, "[]", NULL);

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        check_known (json_array_get_element (json_node_get_array (node), i), below);
      return;
    }
  if (JSON_NODE_HOLDS_VALUE (node))
    {
      /* People and findings are told whole in each list; a template sees what is listed for it. */
      if (!g_str_has_prefix (path, "inspectors[]") && !g_str_has_prefix (path, "support[]") &&
          !g_str_has_prefix (path, "cured[]") && !g_str_has_prefix (path, "statements[]") &&
          !strstr (path, ".role") && !strstr (path, ".number") && !g_strv_contains (hecha_document_vocabulary, path))
        g_error ("“%s” is no field", path);
      return;
    }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &member, &value))
    {
      g_autofree char *below = *path ? g_strconcat (path, ".", member, NULL) : g_strdup (member);

      check_known (value, below);
    }
}

static void
check_all_known (JsonObject *values)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), values);

  check_known (node, "");
}

static const char *
get (JsonObject *values,
     const char *group,
     const char *member)
{
  return hecha_json_string (hecha_json_object (values, group), member);
}

static void
test_case (void)
{
  HechaSample sample = { .procedure = HECHA_PROCEDURE_INSPECTION, .n_items = 20 };
  g_autoptr(HechaCase) content = hecha_sample_case (&sample);
  g_autoptr(HechaCalendar) calendar = calendar_2026 ();
  g_autoptr(JsonObject) values = NULL, english = NULL;
  HechaFinding *finding = content->findings->pdata[0];
  const char *const days[] = { "2026-01-05", "2026-01-20", NULL }, *const none[] = { NULL };
  HechaDocumentMaker maker;
  JsonObject *first;

  maker_init (&maker, calendar);
  g_free (finding->deadline);
  finding->deadline = g_strdup ("2026-02-28");
  hecha_visit_note_set (content->visit->notes, HECHA_VISIT_NOTE_CEILING, "2", NULL);
  maker.inspected = (GStrv) days;
  hecha_visit_note_set (content->visit->notes, HECHA_VISIT_NOTE_ELSEWHERE, "1", NULL);
  hecha_visit_note_set (content->visit->notes, HECHA_VISIT_NOTE_LAWS, "甲法\n\n 乙法 ", NULL);
  values = hecha_document_values_of_case (&maker, content, HECHA_LANGUAGE_ZH);
  check_all_known (values);
  g_assert_cmpstr (get (values, "document", "date"), ==, "2026年1月26日");
  g_assert_cmpstr (get (values, "unit", "name"), ==, "某局");
  g_assert_cmpstr (get (values, "visit", "ceiling"), ==, "2");
  g_assert_cmpstr (get (values, "visit", "count"), ==, "2（2026年1月5日、2026年1月20日）");
  g_assert_cmpstr (get (values, "visit", "elsewhere"), ==, "1");
  g_assert_cmpstr (get (values, "enterprise", "code"), ==, hecha_visit_code (content->visit));
  g_assert_cmpuint (json_array_get_length (hecha_json_array (values, "laws")), ==, 2);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (hecha_json_array (values, "laws"), 1), "text"), ==, "乙法");
  first = hecha_json_element (hecha_json_array (values, "findings"), 0);
  g_assert_cmpstr (hecha_json_string (first, "deadline"), ==, "2026年2月28日");
  /* A vector of the Measures' calendar: 2026-01-26 and 20 working days. */
  g_assert_cmpstr (hecha_json_string (first, "working-days"), ==, "20 个工作日");
  english = hecha_document_values_of_case (&maker, content, HECHA_LANGUAGE_EN);
  check_all_known (english);
  g_assert_cmpstr (get (english, "document", "date"), ==, "2026-01-26");
  g_assert_cmpstr (get (english, "visit", "count"), ==, "2 (2026-01-05, 2026-01-20)");
  /* None known is said as none; where nobody looked nothing is said. */
  maker.inspected = (GStrv) none;
  g_clear_pointer (&english, json_object_unref);
  english = hecha_document_values_of_case (&maker, content, HECHA_LANGUAGE_EN);
  g_assert_cmpstr (get (english, "visit", "count"), ==, "0");
  maker.inspected = NULL;
  g_clear_pointer (&english, json_object_unref);
  english = hecha_document_values_of_case (&maker, content, HECHA_LANGUAGE_EN);
  g_assert_null (get (english, "visit", "count"));
}

/* Article 9: who evaluates itself does so on nobody's behalf. */
static void
test_self (void)
{
  static const struct { HechaHolder holder; HechaProcedure procedure; const char *said; } rows[] = {
    { HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, NULL },
    { HECHA_HOLDER_ENTERPRISE, HECHA_PROCEDURE_EVALUATION, "自行评测" },
    { HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, NULL },
  };
  g_autoptr(HechaCalendar) calendar = calendar_2026 ();
  HechaDocumentMaker maker;

  maker_init (&maker, calendar);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaSample sample = { .procedure = rows[i].procedure, .n_items = 5 };
      g_autoptr(HechaCase) content = hecha_sample_case (&sample);
      g_autoptr(JsonObject) values = NULL;

      content->visit->holder = rows[i].holder;
      values = hecha_document_values_of_case (&maker, content, HECHA_LANGUAGE_ZH);
      check_all_known (values);
      g_assert_cmpstr (get (values, "visit", "self"), ==, rows[i].said);
    }
}

/* Who has two parts stands in the team once, with both: nobody signs in twice. */
static void
test_people (void)
{
  HechaSample evaluation = { .procedure = HECHA_PROCEDURE_EVALUATION, .n_items = 5 };
  HechaSample inspection = { .procedure = HECHA_PROCEDURE_INSPECTION, .n_items = 5 };
  g_autoptr(HechaCase) evaluated = hecha_sample_case (&evaluation), inspected = hecha_sample_case (&inspection);
  g_autoptr(HechaCalendar) calendar = calendar_2026 ();
  g_autoptr(JsonObject) values = NULL, others = NULL;
  HechaDocumentMaker maker;
  JsonArray *team;

  maker_init (&maker, calendar);
  values = hecha_document_values_of_case (&maker, evaluated, HECHA_LANGUAGE_ZH);
  check_all_known (values);
  team = hecha_json_array (values, "team");
  g_assert_cmpuint (json_array_get_length (team), ==, 3);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (team, 1), "name"), ==, "示例·冯九");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (team, 1), "role"), ==, "测评人员、编制人");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (team, 2), "nth"), ==, "3");
  g_assert_cmpstr (get (values, "inspector-1", "name"), ==, NULL);

  g_free (((HechaMember *) inspected->visit->members->pdata[1])->name);
  ((HechaMember *) inspected->visit->members->pdata[1])->name = g_strdup ("示例·李四");
  others = hecha_document_values_of_case (&maker, inspected, HECHA_LANGUAGE_ZH);
  /* The same name with another certificate is somebody else. */
  g_assert_cmpuint (json_array_get_length (hecha_json_array (others, "team")), ==, 3);
  g_assert_cmpstr (get (others, "inspector-1", "number"), ==, "示例执法证 330000001");
  g_assert_cmpstr (get (others, "inspector-2", "number"), ==, "示例执法证 330000002");
}

static void
test_filing (void)
{
  g_autoptr(HechaFiling) filing = hecha_filing_new (HECHA_TYPE_PLATFORM, 3);
  g_autoptr(HechaFilingCheck) check = hecha_filing_check_new (HECHA_TYPE_PLATFORM);
  g_autoptr(HechaCalendar) calendar = calendar_2026 ();
  g_autoptr(JsonObject) bare = NULL, values = NULL, late = NULL;
  HechaFilingRound *round = hecha_filing_check_add_round (check, NULL, FALSE);
  HechaDocumentMaker maker;
  JsonArray *factors;

  maker_init (&maker, calendar);
  hecha_filing_set (filing, HECHA_FIELD_NAME, "某企业");
  bare = hecha_document_values_of_filing (&maker, filing, NULL, HECHA_LANGUAGE_ZH);
  g_assert_cmpstr (get (bare, "filing", "due"), ==, NULL);
  g_assert_cmpstr (get (bare, "filing", "level"), ==, "三级");
  round->decision = HECHA_FILING_CORRECT;
  round->points[3] = 12;
  round->notes[3] = g_strdup ("未列出DCS系统");
  round->decided_on = g_strdup ("2026-01-20");
  round->received_on = g_strdup ("2026-01-26");
  values = hecha_document_values_of_filing (&maker, filing, check, HECHA_LANGUAGE_ZH);
  check_all_known (values);
  g_assert_cmpstr (get (values, "filing", "due"), ==, "2026年2月28日");
  g_assert_cmpstr (get (values, "filing", "counted-from"), ==, "收到通知之日");
  factors = hecha_json_array (hecha_json_object (values, "filing"), "factors");
  g_assert_cmpuint (json_array_get_length (factors), ==, HECHA_N_FACTORS);
  g_assert_cmpstr (hecha_json_string (hecha_json_element (factors, 3), "remark"), ==, "12 分 · 未列出DCS系统");
  g_assert_cmpstr (hecha_json_string (hecha_json_element (factors, 0), "remark"), ==, NULL);
  g_assert_cmpstr (get (values, "filing", "accepted"), ==, NULL);
  g_free (round->received_on);
  round->received_on = g_strdup ("2026-12-25");
  late = hecha_document_values_of_filing (&maker, filing, check, HECHA_LANGUAGE_ZH);
  g_assert_true (g_str_has_suffix (get (late, "filing", "due"), "（暂定）"));
  g_assert_cmpuint (json_array_get_length (hecha_json_array (hecha_json_object (values, "filing"), "faults")), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document-values/self", test_self);
  g_test_add_func ("/document-values/case", test_case);
  g_test_add_func ("/document-values/people", test_people);
  g_test_add_func ("/document-values/filing", test_filing);
  return g_test_run ();
}
