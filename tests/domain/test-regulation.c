/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What binds a visit besides the Measures, which tests/domain/test-rule.c holds: a row for each rule, with what it
 * rests on, and a check whose expected values are worked by hand from that. */
#include "conclusion.h"
#include "error.h"
#include "identity.h"
#include "term.h"
#include "clock.h"

#include <string.h>

#define CONNECTED (1u << HECHA_TYPE_CONNECTED)
#define PLATFORM  (1u << HECHA_TYPE_PLATFORM)

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

/* Procedures. */

/* "inspector:A:1": role, name, number of the certificate; "+" before it: of the second authority. */
static GPtrArray *
team_of (const char *text)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_member_free);
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] && *words[i]; i++)
    {
      g_auto(GStrv) parts = g_strsplit (words[i] + (*words[i] == '+'), ":", 3);
      HechaMember *member;
      int role;

      g_assert_true (hecha_nick_value (hecha_role_nicks, parts[0], &role));
      member = hecha_member_new (role, parts[1]);
      member->number = g_strdup (parts[2]);
      member->partner = *words[i] == '+';
      g_ptr_array_add (members, member);
    }
  return members;
}

static gboolean
may_inspect (HechaHolder holder,
             const char *team)
{
  g_autoptr(GPtrArray) members = team_of (team);

  return hecha_procedure_may_plan (holder, HECHA_PROCEDURE_INSPECTION, CONNECTED, members, NULL);
}

static void
check_authority_alone (void)
{
  g_assert_true (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1 inspector:B:2"));
  g_assert_false (may_inspect (HECHA_HOLDER_EVALUATION, "inspector:A:1 inspector:B:2"));
  g_assert_false (may_inspect (HECHA_HOLDER_ENTERPRISE, "inspector:A:1 inspector:B:2"));
}

static void
check_two_officers (void)
{
  g_assert_false (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1"));
  g_assert_false (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1 inspector:B"));
  g_assert_true (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1 inspector:B:2 inspector:C:3"));
}

/* People of an evaluation body are technical support: they sign nothing and do not make up the number. */
static void
check_support (void)
{
  guint n;
  const HechaSignatureField *fields = hecha_procedure_fields (HECHA_PROCEDURE_INSPECTION, &n);

  g_assert_true (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1 inspector:B:2 support:S"));
  g_assert_false (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1 support:S:2"));
  g_assert_false (may_inspect (HECHA_HOLDER_INDUSTRY, "inspector:A:1 inspector:B:2 evaluator:E"));
  for (guint i = 0; i < n; i++)
    g_assert_true (!fields[i].required || fields[i].role != HECHA_ROLE_SUPPORT);
}

static void
check_joint (void)
{
  static const struct { const char *team; guint types; gboolean may; } rows[] = {
    { "inspector:A:1 inspector:B:2 +inspector:C:3 +inspector:D:4", CONNECTED | PLATFORM, TRUE },
    { "inspector:A:1 inspector:B:2 +inspector:C:3", CONNECTED | PLATFORM, FALSE },
    { "inspector:A:1 +inspector:C:3 +inspector:D:4", CONNECTED | PLATFORM, FALSE },
    { "inspector:A:1 inspector:B:2 +inspector:C:3 +inspector:D:4", CONNECTED, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) members = team_of (rows[i].team);

      g_assert_true (hecha_procedure_may_join (HECHA_HOLDER_INDUSTRY, "某省通信管理局", rows[i].types, members, NULL) ==
                     rows[i].may);
    }
}

static void
check_required (HechaProcedure procedure,
                gboolean       refused,
                const char    *wanted)
{
  g_autofree char *required = g_strjoinv (" ", (char **) hecha_procedure_required (procedure, refused));

  g_assert_cmpstr (required, ==, wanted);
}

static void
check_evaluation_signers (void)
{
  check_required (HECHA_PROCEDURE_EVALUATION, FALSE, "prepared reviewed approved");
}

static void
check_record_signers (void)
{
  check_required (HECHA_PROCEDURE_INSPECTION, FALSE, "inspector-1 inspector-2 on-site-person approved");
}

static void
check_refusal (void)
{
  check_required (HECHA_PROCEDURE_INSPECTION, TRUE, "inspector-1 inspector-2 refusal-officer-1 refusal-officer-2 approved");
}

/* Documents. */

/* The template @id is there in both languages, for @use, and the Chinese one has each of @words. */
static void
check_document (const char        *id,
                const char        *use,
                const char *const *words)
{
  static const char *const languages[] = { "zh-CN", "en" };
  g_autofree char *line = g_strdup_printf ("\nfor: %s\n", use);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/documents/%s.%s.txt", g_getenv ("HECHA_DATA_DIR"), id, languages[i]);
      g_autofree char *text = NULL;

      g_test_message ("%s", id);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, line));
      for (guint w = 0; i == 0 && words[w]; w++)
        if (!strstr (text, words[w]))
          g_error ("%s does not say “%s”", id, words[w]);
    }
}

#define SAYS(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
check_evaluation_papers (void)
{
  check_document ("authorisation", "evaluation", SAYS ("测评授权书", "第九条", "授权企业（签字、盖章）"));
  check_document ("risk-notice", "evaluation", SAYS ("风险告知书", "规避措施", "企业确认"));
  check_document ("confidentiality", "evaluation", SAYS ("保密承诺书", "承诺人员"));
  check_document ("meeting-sheets", "evaluation", SAYS ("首次会议签到表", "末次会议签到表"));
  check_document ("evaluation-plan", "evaluation", SAYS ("测评方案", "抽样", "人员与分工"));
  check_document ("record-forms", "visit", SAYS ("现场记录表（空白）", "□是　□否　□不适用", "strip: "));
}

static void
check_approval (void)
{
  check_document ("inspection-approval", "inspection",
                  SAYS ("行政检查审批表", "任务来源", "检查依据", "执法证编号", "审批意见", "{visit.ceiling}", "{visit.count}"));
}

static void
check_notice (void)
{
  check_document ("inspection-notice", "inspection",
                  SAYS ("行政检查通知书", "第三条、第十四条", "网络安全法", "数据安全法", "任务来源", "执法证编号", "申请回避",
                        "陈述和申辩"));
}

static void
check_ceiling (void)
{
  check_document ("inspection-notice", "inspection", SAYS ("{visit.ceiling}", "{visit.count}", "{visit.elsewhere}", "综合查一次", "{visit.scan-code}"));
}

static void
check_statements (void)
{
  check_document ("statement", "inspection", SAYS ("陈述申辩笔录", "{one.statement}", "[inspector-1]", "[inspector-2]"));
}

static void
check_cured (void)
{
  check_document ("cured-on-spot", "inspection", SAYS ("当场整改", "首次判定予以保留"));
}

static void
check_refusal_paper (void)
{
  check_document ("refusal", "inspection", SAYS ("拒绝签字", "[refusal-officer-1]", "[refusal-officer-2]"));
}

static void
check_result (void)
{
  check_document ("result-notice", "inspection", SAYS ("检查结果告知书", "不作符合性结论", "{visit.arrived}", "{visit.left}"));
  check_document ("rectification-notice", "visit", SAYS ("整改通知书", "第十条", "未规定整改的固定期限"));
}

static void
check_verification_papers (void)
{
  check_document ("correction-notice", "filing", SAYS ("补正通知书", "第七条", "{filing.days} 个工作日", "{filing.assumed}"));
  check_document ("acceptance-notice", "filing", SAYS ("核查通过", "第七条"));
}

/* No article of the law that was renumbered in 2026 stands anywhere but in data that names its source. */
static void
check_law_numbers (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "documents", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_false (g_regex_match_simple ("(网络安全法|数据安全法)》[^。\n]{0,4}第", text, 0, 0));
    }
}

/* Verdicts, rates, conclusions. */

static HechaVerdict
verdict_of (const char *steps)
{
  g_autoptr(HechaItem) item = hecha_item_new ();
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();

  item->uuid = g_strdup ("i");
  for (guint i = 0; steps[i]; i++)
    {
      g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
      hecha_answers_put (answers, hecha_answer_new ("i", HECHA_WHOLE, i + 1, HECHA_ANSWER_STEP,
                                                    steps[i] == 'y' ? "yes" : steps[i] == 'n' ? "no" : "na"));
    }
  hecha_item_seal (item);
  return hecha_verdict_of_object (item, answers, HECHA_WHOLE);
}

static void
check_verdicts (void)
{
  g_assert_cmpint (verdict_of ("yyy"), ==, HECHA_VERDICT_CONFORMING);
  g_assert_cmpint (verdict_of ("nnn"), ==, HECHA_VERDICT_NONCONFORMING);
  g_assert_cmpint (verdict_of ("yny"), ==, HECHA_VERDICT_PARTIAL);
  g_assert_cmpint (verdict_of ("aaa"), ==, HECHA_VERDICT_NOT_APPLICABLE);
}

/* An item of one step is never partly conforming. */
static void
check_one_step (void)
{
  g_assert_cmpint (verdict_of ("y"), ==, HECHA_VERDICT_CONFORMING);
  g_assert_cmpint (verdict_of ("n"), ==, HECHA_VERDICT_NONCONFORMING);
}

static HechaTally
tally_of (guint conforming,
          guint partial,
          guint nonconforming,
          guint not_applicable)
{
  HechaTally tally = { conforming + partial + nonconforming + not_applicable };

  tally.count[HECHA_VERDICT_CONFORMING] = conforming;
  tally.count[HECHA_VERDICT_PARTIAL] = partial;
  tally.count[HECHA_VERDICT_NONCONFORMING] = nonconforming;
  tally.count[HECHA_VERDICT_NOT_APPLICABLE] = not_applicable;
  return tally;
}

/* 18 of 25 items, 5 of which do not apply: 18 ÷ 20; partly conforming is not conforming. */
static void
check_rate (void)
{
  HechaTally tally = tally_of (18, 1, 1, 5);
  int rate;

  g_assert_true (hecha_tally_rate (&tally, &rate));
  g_assert_cmpint (rate, ==, 9000);
}

static HechaConclusionRule *
shipped_rule (void)
{
  g_autoptr(JsonObject) object = load ("conclusions/internal.json");
  HechaConclusionRule *rule = hecha_conclusion_rule_from_json (object, "internal.json", NULL);

  g_assert_nonnull (rule);
  return rule;
}

static void
check_bands (void)
{
  static const struct { int rate; const char *grade; } rows[] = {
    { 10000, "conforming" }, { 9001, "conforming" }, { 8999, "basically-conforming" }, { 6001, "basically-conforming" },
    { 5999, "nonconforming" }, { 0, "nonconforming" },
  };
  g_autoptr(HechaConclusionRule) rule = shipped_rule ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (hecha_conclusion_rule_grade_of (rule, rows[i].rate, FALSE)->id, ==, rows[i].grade);
}

/* The rule says that it is no official one, what it is after, and how the rate is reckoned. */
static void
check_own_rule (void)
{
  g_autoptr(HechaConclusionRule) rule = shipped_rule ();

  g_assert_false (rule->official);
  g_assert_nonnull (strstr (rule->title.zh, "非官方"));
  g_assert_true (*rule->version && rule->basis.zh && rule->basis.en && rule->formula.en);
  g_assert_nonnull (strstr (rule->formula.zh, "符合项数 ÷（总项数 − 不适用项数）"));
}

/* What the source leaves open is decided in the file, each case by name. */
static void
check_corners (void)
{
  static const struct { int rate; gboolean hazard; } open[] = { { 9000, FALSE }, { 6000, FALSE }, { 9500, TRUE }, { 7500, TRUE } };
  g_autoptr(HechaConclusionRule) rule = shipped_rule ();

  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      const HechaCorner *found = NULL;

      for (guint j = 0; j < rule->corners->len; j++)
        {
          const HechaCorner *corner = rule->corners->pdata[j];

          found = corner->rate == open[i].rate && corner->hazard == open[i].hazard ? corner : found;
        }
      g_assert_true (found && found->gives && found->text.zh && found->text.en);
    }
}

/* A downgrading counts with who did it and why, and not otherwise. */
static void
check_hazard (void)
{
  static const struct { const char *by, *reason; gboolean open; } rows[] = {
    { NULL, NULL, TRUE }, { "甲", NULL, TRUE }, { NULL, "已隔离", TRUE }, { "甲", "已隔离", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaCase) content = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_EVALUATION));
      g_autoptr(HechaPack) pack = hecha_pack_new ("p", "1");
      HechaItem *item = hecha_item_new ();
      HechaFinding *finding = hecha_finding_new ("u", "w");

      item->uuid = g_strdup ("u");
      item->id = g_strdup ("u");
      item->label = g_strdup ("u");
      item->group = g_strdup ("g");
      g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
      hecha_item_seal (item);
      g_ptr_array_add (pack->items, item);
      g_assert_true (hecha_checklist_add (content->checklist, HECHA_TYPE_CONNECTED, pack, NULL));
      finding->major = TRUE;
      finding->downgraded_by = g_strdup (rows[i].by);
      finding->downgrade_reason = g_strdup (rows[i].reason);
      g_ptr_array_add (content->findings, finding);
      g_assert_true (hecha_case_has_major_hazard (content, CONNECTED) == rows[i].open);
    }
}

/* Days. */

static HechaCalendar *
calendar_of_three_years (void)
{
  HechaCalendar *calendar = hecha_calendar_new ();

  for (int year = 2024; year <= 2026; year++)
    {
      g_autofree char *name = g_strdup_printf ("calendar/%d.json", year);
      g_autoptr(JsonObject) table = load (name);

      g_assert_true (hecha_calendar_add_year (calendar, table, name, NULL));
    }
  return calendar;
}

static void
check_working_days (void)
{
  static const struct { const char *from; guint days; const char *due; gboolean provisional; } rows[] = {
    { "2024-04-11", 20, "2024-05-11", FALSE }, { "2025-09-15", 30, "2025-10-31", FALSE }, { "2026-01-26", 20, "2026-02-28", FALSE },
    { "2026-09-10", 30, "2026-10-28", FALSE }, { "2026-03-02", 1, "2026-03-03", FALSE }, { "2026-12-31", 1, "2027-01-01", TRUE },
  };
  g_autoptr(HechaCalendar) calendar = calendar_of_three_years ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      gboolean provisional;
      GDate from, due;

      g_assert_true (hecha_date_from_text (rows[i].from, &from));
      hecha_calendar_add_working_days (calendar, &from, rows[i].days, &due, &provisional);
      text = hecha_date_to_text (&due);
      g_assert_cmpstr (text, ==, rows[i].due);
      g_assert_true (provisional == rows[i].provisional);
    }
}

static void
check_make_up_days (void)
{
  static const struct { const char *day; gboolean works; } rows[] = {
    { "2026-02-14", TRUE }, { "2026-02-16", FALSE }, { "2026-02-28", TRUE }, { "2026-03-07", FALSE }, { "2025-10-08", FALSE },
    { "2025-10-11", TRUE }, { "2024-02-18", TRUE }, { "2024-05-06", TRUE },
  };
  g_autoptr(HechaCalendar) calendar = calendar_of_three_years ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GDate day;

      g_assert_true (hecha_date_from_text (rows[i].day, &day));
      g_assert_true (hecha_calendar_is_working_day (calendar, &day) == rows[i].works);
    }
}

/* The corresponding day, else the month's last; from a day off on to the next working day. */
static void
check_months (void)
{
  static const struct { const char *from, *due; } rows[] = {
    { "2026-03-10", "2026-06-10" }, { "2025-11-30", "2026-02-28" }, { "2026-07-01", "2026-10-08" },
  };
  g_autoptr(HechaCalendar) calendar = calendar_of_three_years ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      HechaTerm term;
      GDate from;

      g_assert_true (hecha_date_from_text (rows[i].from, &from));
      hecha_term_init_regrading (&term, calendar, &from);
      text = hecha_date_to_text (&term.due);
      g_assert_cmpstr (text, ==, rows[i].due);
      g_assert_true (term.assumptions & 1u << HECHA_ASSUME_MONTHS);
    }
}

/* Identifiers. */

static void
check_credit_codes (void)
{
  static const char *const valid[] = {
    "91330100799655058B", "914403001922038216", "91110000802100433B", "91440300708461136T", "9111000071093123XX",
  };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_cmpint (hecha_credit_code_check (valid[i], NULL), ==, HECHA_CHECK_OK);
  g_assert_cmpint (hecha_credit_code_check ("914403001922038217", NULL), ==, HECHA_CHECK_ERROR);
}

/* 97 divisions; by division the sector of the ministry, a suggestion only. */
static void
check_industries (void)
{
  static const struct { HechaSector sector; const char *divisions; } rows[] = {
    { HECHA_SECTOR_RAW_MATERIALS, "25 26 30 31 32" },
    { HECHA_SECTOR_EQUIPMENT, "33 34 35 36 37 38 40" },
    { HECHA_SECTOR_CONSUMER_GOODS, "13 14 15 16 17 18 19 20 21 22 23 24 27 28" },
    { HECHA_SECTOR_ELECTRONICS, "39" },
  };
  guint known = 0;

  for (guint division = 1; division <= 99; division++)
    {
      g_autofree char *code = g_strdup_printf ("%02u", division);
      HechaSector sector = HECHA_SECTOR_UNKNOWN;

      known += hecha_industry_check (code, NULL) == HECHA_CHECK_OK;
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        sector = strstr (rows[i].divisions, code) ? rows[i].sector : sector;
      g_assert_cmpint (hecha_industry_sector (code), ==, sector);
    }
  g_assert_cmpuint (known, ==, 97);
}

static void
check_softly (void)
{
  g_assert_cmpint (hecha_region_check ("990100", NULL), ==, HECHA_CHECK_WARNING);
  g_assert_cmpint (hecha_phone_check ("+8613800138000", NULL), ==, HECHA_CHECK_OK);
  g_assert_cmpint (hecha_phone_check ("400-800-1234", NULL), ==, HECHA_CHECK_OK);
  g_assert_cmpint (hecha_phone_check ("12345", NULL), ==, HECHA_CHECK_WARNING);
}

static const struct
{
  const char *name;
  const char *basis;
  void      (*check) (void);
} rows[] = {
  { "authority-alone", "国办发〔2024〕54号：第三方不得实施行政检查", check_authority_alone },
  { "two-officers", "行政检查程序（公开资料）：不少于两名持执法证的人员", check_two_officers },
  { "support", "国办发〔2024〕54号：测评机构人员只作技术支撑", check_support },
  { "joint", "《办法》第三条、第十四条；综合查一次", check_joint },
  { "approval", "司法部行政检查文书（2025）：行政检查审批表", check_approval },
  { "notice", "司法部行政检查文书（2025）：行政检查通知书", check_notice },
  { "ceiling", "行政检查程序（公开资料）：年度频次上限、扫码入企", check_ceiling },
  { "record-signers", "司法部行政检查文书（2025）：现场检查笔录", check_record_signers },
  { "refusal", "行政检查程序（公开资料）：拒绝签字由两名执法人员注明", check_refusal },
  { "refusal-paper", "行政检查程序（公开资料）：拒绝签字由两名执法人员注明", check_refusal_paper },
  { "statements", "行政检查程序（公开资料）：陈述申辩", check_statements },
  { "cured-on-spot", "行政检查程序（公开资料）：当场整改，首次判定保留", check_cured },
  { "result", "司法部行政检查文书（2025）：反馈", check_result },
  { "law-numbers", "网络安全法2025年修改后条文重新编号", check_law_numbers },
  { "evaluation-signers", "测评报告：编制、审核、批准", check_evaluation_signers },
  { "evaluation-papers", "符合性评测文书", check_evaluation_papers },
  { "verification-papers", "《办法》第七条：核查、补正", check_verification_papers },
  { "verdicts", "测评术语：步骤到测评项的判定", check_verdicts },
  { "one-step", "测评术语：单步骤项无部分符合", check_one_step },
  { "rate", "测评术语：符合率", check_rate },
  { "bands", "等级测评报告模板（2025-03-20）：90%、60%", check_bands },
  { "own-rule", "《办法》未规定结论判定规则", check_own_rule },
  { "corners", "等级测评报告模板（2025-03-20）未规定的情形", check_corners },
  { "hazard", "测评术语：重大风险隐患的降级", check_hazard },
  { "working-days", "国务院办公厅2024、2025、2026年放假安排", check_working_days },
  { "make-up-days", "国务院办公厅2024、2025、2026年放假安排", check_make_up_days },
  { "months", "民法典第二百零一条至第二百零三条（待核）", check_months },
  { "credit-codes", "GB 32100、GB 11714", check_credit_codes },
  { "industries", "GB/T 4754-2017", check_industries },
  { "softly", "GB/T 2260；电话号码", check_softly },
};

static void
test_rule (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_test_message ("%s", rows[i].basis);
  rows[i].check ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/regulation/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rule);
    }
  return g_test_run ();
}
