/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule of the Measures that the domain holds, with its article: one row
 * for each, with a check that breaks when the rule is broken. */
#include "rule.h"

#include "clock.h"
#include "error.h"
#include "identity.h"
#include "jurisdiction.h"
#include "procedure.h"
#include "term.h"

#include <string.h>

static GDate
day (const char *text)
{
  GDate date;

  g_assert_true (hecha_date_from_text (text, &date));
  return date;
}

static JsonObject *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), name, NULL), *text = NULL;
  JsonObject *object;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  object = hecha_json_parse_object (text, -1, path, NULL);
  g_assert_nonnull (object);
  return object;
}

static gboolean
may_plan (HechaHolder    holder,
          HechaProcedure procedure,
          guint          types)
{
  g_autoptr(GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  static const char *const names[] = { "甲", "乙" };

  for (guint i = 0; procedure == HECHA_PROCEDURE_INSPECTION && i < 2; i++)
    {
      HechaMember *member = hecha_member_new (HECHA_ROLE_INSPECTOR, names[i]);

      member->number = g_strdup_printf ("3300%u", i);
      g_ptr_array_add (team, member);
    }
  return hecha_procedure_may_plan (holder, procedure, types, team, NULL);
}

static void
check_sectors (void)
{
  g_assert_cmpint (hecha_industry_sector ("2511"), ==, HECHA_SECTOR_RAW_MATERIALS);
  g_assert_cmpint (hecha_industry_sector ("3411"), ==, HECHA_SECTOR_EQUIPMENT);
  g_assert_cmpint (hecha_industry_sector ("1310"), ==, HECHA_SECTOR_CONSUMER_GOODS);
  g_assert_cmpint (hecha_industry_sector ("3919"), ==, HECHA_SECTOR_ELECTRONICS);
}

static void
check_connected_line (void)
{
  g_assert_true (may_plan (HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1u << HECHA_TYPE_CONNECTED));
  g_assert_false (may_plan (HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, 1u << HECHA_TYPE_CONNECTED));
}

static void
check_platform_line (void)
{
  for (HechaType type = HECHA_TYPE_PLATFORM; type <= HECHA_TYPE_IDENTIFIER; type++)
    {
      g_assert_true (may_plan (HECHA_HOLDER_COMMUNICATIONS, HECHA_PROCEDURE_INSPECTION, 1u << type));
      g_assert_false (may_plan (HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION, 1u << type));
    }
}

/* 31 provinces, autonomous regions and municipalities, the five cities, and the Corps with one of the two lines. */
static void
check_authorities (void)
{
  static const char *const cities[] = { "2102", "3302", "3502", "3702", "4403" };
  g_autoptr(JsonObject) object = load ("jurisdiction/authorities.json");
  g_autoptr(HechaJurisdiction) table = hecha_jurisdiction_from_json (object, "authorities.json", NULL);
  g_autoptr(HechaAuthority) corps = hecha_jurisdiction_find (table, HECHA_TYPE_CONNECTED, "659001", TRUE);
  g_autoptr(HechaAuthority) line = hecha_jurisdiction_find (table, HECHA_TYPE_PLATFORM, "659001", TRUE);
  guint provinces = 0;

  for (guint code = 11; code <= 82; code++)
    {
      g_autofree char *area = g_strdup_printf ("%u", code), *region = g_strdup_printf ("%u0101", code);
      g_autoptr(HechaAuthority) authority = hecha_jurisdiction_find (table, HECHA_TYPE_IDENTIFIER, region, FALSE);

      provinces += authority && g_str_equal (authority->area, area);
    }
  g_assert_cmpuint (provinces, ==, 31);
  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    {
      g_autofree char *region = g_strconcat (cities[i], "03", NULL);
      g_autoptr(HechaAuthority) authority = hecha_jurisdiction_find (table, HECHA_TYPE_PLATFORM, region, FALSE);

      g_assert_cmpstr (authority->area, ==, cities[i]);
    }
  g_assert_cmpstr (corps->area, ==, "corps");
  g_assert_cmpstr (line->area, ==, "65");
}

static void
check_types (void)
{
  g_assert_cmpint (HECHA_N_TYPES, ==, 3);
  g_assert_cmpstr (hecha_type_labels[HECHA_TYPE_CONNECTED].zh, ==, "联网工业企业");
  g_assert_cmpstr (hecha_type_labels[HECHA_TYPE_PLATFORM].zh, ==, "平台企业");
  g_assert_cmpstr (hecha_type_labels[HECHA_TYPE_IDENTIFIER].zh, ==, "标识解析企业");
}

static void
check_factors (void)
{
  static const HechaField factors[] = {
    HECHA_FIELD_SIZE, HECHA_FIELD_BUSINESS_SCOPE, HECHA_FIELD_INTERNET_USE, HECHA_FIELD_IMPORTANT_SYSTEMS,
    HECHA_FIELD_IMPORTANT_DATA, HECHA_FIELD_IMPORTANCE, HECHA_FIELD_CONSEQUENCES,
  };

  g_assert_cmpint (G_N_ELEMENTS (factors), ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    g_assert_cmpint (factors[i], ==, HECHA_FIELD_SIZE + i);
}

static void
check_levels (void)
{
  for (int level = 0; level <= 4; level++)
    {
      g_autoptr(HechaFiling) filing = hecha_filing_new (HECHA_TYPE_PLATFORM, CLAMP (level, 1, 3)), read = NULL;
      g_autoptr(JsonObject) object = NULL;

      hecha_filing_set (filing, HECHA_FIELD_NAME, "N");
      hecha_filing_set (filing, HECHA_FIELD_CODE, "91330100799655058B");
      object = hecha_filing_to_json (filing);
      json_object_set_int_member (object, "level", level);
      read = hecha_filing_from_json (object, NULL);
      g_assert_true ((read != NULL) == (level >= 1 && level <= 3));
    }
}

static void
check_regrading (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  GDate changed = day ("2026-03-10"), due = day ("2026-06-10");
  HechaTerm term;

  hecha_term_init_regrading (&term, calendar, &changed);
  g_assert_cmpint (g_date_compare (&term.due, &due), ==, 0);
}

static void
check_filing (void)
{
  static const HechaField named[] = { HECHA_FIELD_NAME, HECHA_FIELD_PHONE, HECHA_FIELD_SECURITY_OFFICER };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    g_assert_true (hecha_field_specs[named[i]].required);
}

/* 2026-03-02 is a Monday, and no holiday lies in the six weeks behind it but Qingming, 2026-04-06. */
static void
check_working_days (HechaTermKind  kind,
                    const char    *wanted)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  g_autoptr(JsonObject) table = load ("calendar/2026.json");
  GDate from = day ("2026-03-02"), due = day (wanted);
  HechaTerm term;

  g_assert_true (hecha_calendar_add_year (calendar, table, "2026.json", NULL));
  hecha_term_init_working_days (&term, kind, calendar, &from, 0);
  g_assert_cmpint (g_date_compare (&term.due, &due), ==, 0);
}

static void
check_verification (void)
{
  check_working_days (HECHA_TERM_VERIFICATION, "2026-04-14");
}

static void
check_correction (void)
{
  check_working_days (HECHA_TERM_CORRECTION, "2026-03-30");
}

static HechaTerm
evaluation (int level)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  GDate last = day ("2024-06-03");
  HechaTerm term;

  hecha_term_init_evaluation (&term, calendar, level, &last, NULL, HECHA_YEAR_CALENDAR);
  return term;
}

static void
check_evaluation_3 (void)
{
  HechaTerm term = evaluation (3);

  g_assert_cmpint (g_date_get_year (&term.due), ==, 2025);
}

static void
check_evaluation_2 (void)
{
  HechaTerm term = evaluation (2);

  g_assert_cmpint (g_date_get_year (&term.due), ==, 2026);
}

static void
check_evaluation_1 (void)
{
  HechaTerm term = evaluation (1);
  GDate late = day ("2040-01-01");

  g_assert_true (term.advised);
  g_assert_cmpint (hecha_term_state (&term, &late), ==, HECHA_DUE_NONE);
}

static void
check_evaluators (void)
{
  g_assert_true (may_plan (HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_EVALUATION, 1));
  g_assert_true (may_plan (HECHA_HOLDER_ENTERPRISE, HECHA_PROCEDURE_EVALUATION, 1));
  g_assert_false (may_plan (HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_EVALUATION, 1));
}

static void
check_no_days (void)
{
  HechaTerm term;

  hecha_term_init_rectification (&term, NULL);
  g_assert_false (term.dated);
}

static void
check_inspection_3 (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  GDate last = day ("2024-06-03");
  HechaTerm term;

  hecha_term_init_inspection (&term, calendar, 3, &last, NULL, HECHA_YEAR_CALENDAR);
  g_assert_cmpint (g_date_get_year (&term.due), ==, 2025);
}

static void
check_inspection_other (void)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendar_new ();
  GDate last = day ("2024-06-03");

  for (int level = 1; level <= 2; level++)
    {
      HechaTerm term;

      hecha_term_init_inspection (&term, calendar, level, &last, NULL, HECHA_YEAR_CALENDAR);
      g_assert_false (term.dated);
    }
}

static void
check_inspection_lines (void)
{
  g_assert_false (may_plan (HECHA_HOLDER_EVALUATION, HECHA_PROCEDURE_INSPECTION, 1));
  g_assert_false (may_plan (HECHA_HOLDER_INDUSTRY, HECHA_PROCEDURE_INSPECTION,
                            1u << HECHA_TYPE_CONNECTED | 1u << HECHA_TYPE_PLATFORM));
}

static void
check_separate (void)
{
  g_autoptr(HechaFiling) one = hecha_filing_new (HECHA_TYPE_CONNECTED, 3), other = hecha_filing_new (HECHA_TYPE_PLATFORM, 2);
  g_autofree char *digest = hecha_filing_digest (one), *other_digest = hecha_filing_digest (other);

  g_assert_cmpstr (digest, !=, other_digest);
}

static void
check_field (HechaField  field,
             const char *id)
{
  g_assert_cmpstr (hecha_field_specs[field].id, ==, id);
}

static void
check_node_kinds (void)
{
  check_field (HECHA_FIELD_NODE_KIND, "node-kind");
}

static void
check_person_in_charge (void)
{
  check_field (HECHA_FIELD_PERSON_IN_CHARGE, "person-in-charge");
}

static void
check_critical (void)
{
  check_field (HECHA_FIELD_CRITICAL, "critical");
}

/* The text of the Measures that Hecha prints names no article of another law. */
static void
check_consequences (void)
{
  const HechaRule *rule = hecha_rule_get (HECHA_RULE_CONSEQUENCES);

  g_assert_nonnull (strstr (rule->text.zh, "《网络安全法》"));
  g_assert_null (strstr (rule->text.zh, "条"));
}

/* The value of a control's prop in Chinese. */
static const char *
prop_of (JsonObject *control,
         const char *name)
{
  JsonArray *props = hecha_json_array (control, "props");

  for (guint i = 0; i < json_array_get_length (props); i++)
    {
      JsonObject *prop = hecha_json_element (props, i);

      if (g_str_equal (hecha_json_string (prop, "name"), name) && !hecha_json_string (prop, "class"))
        return hecha_json_string (prop, "value");
    }
  return NULL;
}

static JsonObject *
control_of (JsonObject *catalog,
            const char *id)
{
  JsonArray *groups = hecha_json_array (hecha_json_object (catalog, "catalog"), "groups");

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonArray *controls = hecha_json_array (hecha_json_element (groups, i), "controls");

      for (guint j = 0; j < json_array_get_length (controls); j++)
        if (g_str_equal (hecha_json_string (hecha_json_element (controls, j), "id"), id))
          return hecha_json_element (controls, j);
    }
  return NULL;
}

/* What only checklists hold is asked there of every type: by an item that names the article, from the level on that
 * the article binds, in whose requirement are @words. */
static void
check_asked (const char *id,
             const char *article,
             const char *level,
             const char *words)
{
  g_autoptr(JsonObject) catalog = load ("checklists/common/catalog.json");
  JsonObject *control = control_of (catalog, id), *statement;
  g_autofree char *source = g_strdup_printf ("68号）%s", article);

  g_test_message ("%s", id);
  g_assert_nonnull (control);
  g_assert_nonnull (strstr (prop_of (control, "source"), source));
  g_assert_cmpstr (prop_of (control, "min-level"), ==, level);
  statement = hecha_json_element (hecha_json_array (control, "parts"), 0);
  g_assert_nonnull (strstr (hecha_json_string (statement, "prose"), words));
}

static void
check_third_parties (void)
{
  int holder;

  g_assert_true (hecha_nick_value (hecha_holder_nicks, "evaluation", &holder));
  g_assert_cmpint (holder, ==, HECHA_HOLDER_EVALUATION);
  check_asked ("measures-09-body", "第十七条", "2", "专业能力");
}

static GHashTable *
asked_at (const char *type,
          int         level)
{
  g_autofree char *name = g_strdup_printf ("checklists/%s/level-%d.json", type, level);
  g_autoptr(JsonObject) profile = load (name);
  JsonArray *imports = hecha_json_array (hecha_json_object (profile, "profile"), "imports");
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (imports); i++)
    {
      JsonArray *included = hecha_json_array (hecha_json_element (imports, i), "include-controls");
      JsonArray *with = hecha_json_array (hecha_json_element (included, 0), "with-ids");

      for (guint j = 0; j < json_array_get_length (with); j++)
        g_hash_table_add (ids, g_strdup (json_array_get_string_element (with, j)));
    }
  return ids;
}

/* Each type has items of its own, and each level asks for all that the one below asks for, and for more. */
static void
check_protection (void)
{
  static const char *const types[] = { "connected", "platform", "identifier" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (int level = 2; level <= 3; level++)
      {
        g_autoptr(GHashTable) below = asked_at (types[i], level - 1), here = asked_at (types[i], level);
        g_autoptr(GHashTable) other = asked_at (types[(i + 1) % 3], level);
        guint own = 0;
        GHashTableIter iter;
        gpointer id;

        g_assert_cmpuint (g_hash_table_size (here), >, g_hash_table_size (below));
        g_hash_table_iter_init (&iter, below);
        while (g_hash_table_iter_next (&iter, &id, NULL))
          g_assert_true (g_hash_table_contains (here, id));
        g_hash_table_iter_init (&iter, here);
        while (g_hash_table_iter_next (&iter, &id, NULL))
          own += !g_hash_table_contains (other, id);
        g_assert_cmpuint (own, >=, 20);
      }
}

static void
check_management (void)
{
  check_asked ("measures-11-first-responsible", "第十一条", "1", "第一责任人");
  check_asked ("measures-11-rules", "第十一条", "1", "内部网络安全管理制度");
  check_asked ("measures-11-budget", "第十一条", "1", "发展规划和工作考核");
}

static void
check_monitoring (void)
{
  check_asked ("measures-12-monitoring", "第十二条", "1", "网络运行状态和网络安全事件");
}

static void
check_logs (void)
{
  check_asked ("measures-12-logs", "第十二条", "1", "不少于六个月");
}

static void
check_defence (void)
{
  check_asked ("measures-12-defence", "第十二条", "1", "防范网络攻击、病毒入侵");
}

static void
check_linkage (void)
{
  check_asked ("measures-12-linkage", "第十二条", "3", "协同联动");
}

static void
check_emergency (void)
{
  check_asked ("measures-13-plan", "第十三条", "1", "应急预案");
  check_asked ("measures-13-drill", "第十三条", "1", "演练");
}

static void
check_reporting (void)
{
  check_asked ("measures-13-report", "第十三条", "1", "一般及以上安全事件的，立即向地方主管部门报告");
}

static void
check_cooperation (void)
{
  check_asked ("measures-11-cooperation", "第十四条", "1", "配合");
}

static const struct
{
  HechaRuleId  id;
  int          article;
  void       (*check) (void);
} rows[] = {
  { HECHA_RULE_SECTORS, 3, check_sectors },
  { HECHA_RULE_SUPERVISION_CONNECTED, 3, check_connected_line },
  { HECHA_RULE_SUPERVISION_PLATFORM, 3, check_platform_line },
  { HECHA_RULE_AUTHORITIES, 3, check_authorities },
  { HECHA_RULE_TYPES, 5, check_types },
  { HECHA_RULE_NODE_KINDS, 5, check_node_kinds },
  { HECHA_RULE_FACTORS, 6, check_factors },
  { HECHA_RULE_LEVELS, 6, check_levels },
  { HECHA_RULE_REGRADING, 6, check_regrading },
  { HECHA_RULE_SEPARATE_GRADING, 6, check_separate },
  { HECHA_RULE_FILING, 7, check_filing },
  { HECHA_RULE_VERIFICATION, 7, check_verification },
  { HECHA_RULE_CORRECTION, 7, check_correction },
  { HECHA_RULE_PROTECTION, 8, check_protection },
  { HECHA_RULE_EVALUATION_3, 9, check_evaluation_3 },
  { HECHA_RULE_EVALUATION_2, 9, check_evaluation_2 },
  { HECHA_RULE_EVALUATION_1, 9, check_evaluation_1 },
  { HECHA_RULE_EVALUATORS, 9, check_evaluators },
  { HECHA_RULE_HAZARDS, 10, check_no_days },
  { HECHA_RULE_PERSON_IN_CHARGE, 11, check_person_in_charge },
  { HECHA_RULE_MANAGEMENT, 11, check_management },
  { HECHA_RULE_MONITORING, 12, check_monitoring },
  { HECHA_RULE_LOGS, 12, check_logs },
  { HECHA_RULE_DEFENCE, 12, check_defence },
  { HECHA_RULE_LINKAGE, 12, check_linkage },
  { HECHA_RULE_EMERGENCY, 13, check_emergency },
  { HECHA_RULE_REPORTING, 13, check_reporting },
  { HECHA_RULE_INSPECTION_3, 14, check_inspection_3 },
  { HECHA_RULE_INSPECTION_OTHER, 14, check_inspection_other },
  { HECHA_RULE_INSPECTION_LINES, 14, check_inspection_lines },
  { HECHA_RULE_RECTIFICATION, 14, check_no_days },
  { HECHA_RULE_COOPERATION, 14, check_cooperation },
  { HECHA_RULE_THIRD_PARTIES, 17, check_third_parties },
  { HECHA_RULE_CONSEQUENCES, 20, check_consequences },
  { HECHA_RULE_CRITICAL, 21, check_critical },
};

static void
test_rule (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HechaRule *rule = hecha_rule_get (rows[i].id);

  g_assert_cmpint (rule->article, ==, rows[i].article);
  rows[i].check ();
}

/* Each rule has a row, each article that binds somebody has a rule. */
static void
test_whole (void)
{
  static const int articles[] = { 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 20, 21 };

  g_assert_cmpint (G_N_ELEMENTS (rows), ==, HECHA_N_RULES);
  for (guint i = 0; i < HECHA_N_RULES; i++)
    {
      const HechaRule *rule = hecha_rule_get (i);

      g_assert_cmpint (rows[i].id, ==, i);
      g_assert_true (rule->name && rule->text.zh && rule->text.en && rule->where.zh && rule->where.en);
    }
  for (guint a = 0; a < G_N_ELEMENTS (articles); a++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < HECHA_N_RULES; i++)
        found = found || hecha_rule_get (i)->article == articles[a];
      g_assert_true (found);
    }
}

static void
test_cite (void)
{
  g_autofree char *zh = hecha_rule_cite (hecha_rule_get (HECHA_RULE_VERIFICATION), HECHA_LANGUAGE_ZH);
  g_autofree char *en = hecha_rule_cite (hecha_rule_get (HECHA_RULE_VERIFICATION), HECHA_LANGUAGE_EN);

  g_assert_cmpstr (zh, ==, "第七条：地方主管部门在三十个工作日内开展核查。");
  g_assert_cmpstr (en, ==, "Article 7: The local authority verifies a filing within 30 working days.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rule/%d/%s", rows[i].article, hecha_rule_get (rows[i].id)->name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rule);
    }
  g_test_add_func ("/rule/whole", test_whole);
  g_test_add_func ("/rule/cite", test_cite);
  return g_test_run ();
}
