/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-row.h"

#include <string.h>

/* The columns of the rows below; codes of regulation.md's list and of GB 32100. */
static HechaFilingColumn columns[] = {
  { (char *) "名称", HECHA_FIELD_NAME }, { (char *) "代码", HECHA_FIELD_CODE }, { (char *) "类型", HECHA_TARGET_TYPE },
  { (char *) "级别", HECHA_TARGET_LEVEL }, { (char *) "安全负责人", HECHA_FIELD_SECURITY_OFFICER },
  { (char *) "电话", HECHA_FIELD_PHONE }, { (char *) "地区", HECHA_FIELD_REGION }, { (char *) "行业", HECHA_FIELD_INDUSTRY },
  { (char *) "日期", HECHA_FIELD_FILED_ON }, { (char *) "负责人电话", HECHA_FIELD_OFFICER_PHONE },
  { (char *) "平台级别", HECHA_TARGET_PLATFORM_LEVEL }, { (char *) "收入", HECHA_TARGET_EXTRA },
  { (char *) "厂区", HECHA_TARGET_SITE_NAME }, { (char *) "厂址", HECHA_TARGET_SITE_ADDRESS },
  { (char *) "邮箱", HECHA_FIELD_EMAIL }, { (char *) "状态", HECHA_FIELD_STATE }, { (char *) "关基", HECHA_FIELD_CRITICAL },
};

#define CODE "91330100799655058B"
#define HEAD "甲公司|" CODE "|联网工业企业|三级|张三|13900000001"

/* The entry of a row given as "a|b|c". */
static HechaFilingEntry *
read_cells (const char *text,
            guint       lossy_column)
{
  g_auto(GStrv) parts = g_strsplit (text, "|", -1);
  HechaCell cells[G_N_ELEMENTS (columns) + 1] = { 0 };
  HechaRowPlace place = { "a.xlsx", "表", columns, G_N_ELEMENTS (columns) };
  HechaRow row = { 7, g_strv_length (parts), cells };

  g_assert_cmpuint (row.n_cells, <=, G_N_ELEMENTS (cells));
  for (guint i = 0; i < row.n_cells; i++)
    cells[i] = (HechaCell) { parts[i], strlen (parts[i]), i == lossy_column ? HECHA_CELL_NUMBER | HECHA_CELL_LOSSY : 0 };
  return hecha_filing_row_read (&place, &row);
}

/* "!D level-unknown ?F phone-form": errors and warnings with their columns. */
static char *
issues_text (HechaFilingEntry *entry)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < entry->issues->len; i++)
    {
      HechaRowIssue *issue = entry->issues->pdata[i];

      g_assert_cmpstr (issue->file, ==, "a.xlsx");
      g_assert_cmpstr (issue->sheet, ==, "表");
      g_assert_cmpuint (issue->row, ==, 7);
      g_assert_true (!issue->column == !issue->header);
      g_assert_false (g_str_has_suffix (issue->message.en, issue->rule));
      g_assert_false (g_str_has_suffix (issue->message.zh, issue->rule));
      g_string_append_printf (out, "%s%c%s %s", i ? " " : "", issue->is_error ? '!' : '?',
                              issue->column ? issue->column : "", issue->rule);
    }
  return g_string_free (out, FALSE);
}

static void
test_rules (void)
{
  static const struct { const char *row, *issues; guint filings; } rows[] = {
    { HEAD, "", 1 },
    { "|" CODE "|联网工业企业|三级|张三|13900000001", "!A name-missing", 0 },
    { "甲公司||联网工业企业|三级|张三|13900000001", "!B credit-code-missing", 0 },
    { "甲公司|91330100799655058C|联网工业企业|三级|张三|13900000001", "!B credit-code-check-character", 0 },
    { "甲公司|9133010079965505|联网工业企业|三级|张三|13900000001", "!B credit-code-length", 0 },
    { "甲公司|91330100799655O58B|联网工业企业|三级|张三|13900000001", "!B credit-code-character", 0 },
    { "甲公司|" CODE "||三级|张三|13900000001", "!C type-missing", 0 },
    { "甲公司|" CODE "|普通企业|三级|张三|13900000001", "!C type-unknown", 0 },
    { "甲公司|" CODE "|三级|三级|张三|13900000001", "!C type-unknown", 0 },
    { "甲公司|" CODE "|联网工业企业||张三|13900000001", "!D level-missing", 0 },
    { "甲公司|" CODE "|联网工业企业|四级|张三|13900000001", "!D level-unknown", 0 },
    { "甲公司|" CODE "|联网工业企业三级|二级|张三|13900000001", "", 1 },
    { "甲公司|" CODE "|联网工业企业三级|联网工业企业二级|张三|13900000001", "!D level-conflict", 0 },
    { "甲公司|" CODE "|联网工业企业|三级||13900000001", "!E security-officer-missing", 0 },
    { "甲公司|" CODE "|联网工业企业|三级|无|13900000001", "!E security-officer-missing", 0 },
    { "甲公司|" CODE "|联网工业企业|三级|张三|-", "!F phone-missing", 0 },
    { "甲公司|" CODE "|联网工业企业|三级|张三|8888", "?F phone-form", 1 },
    { "甲公司|" CODE "|联网工业企业|三级|张三||||| 13900000001", "?F phone-of-officer", 1 },
    { "||普通企业|五级|", "!A name-missing !B credit-code-missing !E security-officer-missing !F phone-missing"
      " !C type-unknown !D level-unknown", 0 },
    { "第一部分：原材料", "!A not-a-filing", 0 },
    { "||合计", "!C not-a-filing", 0 },
    { HEAD "|330100", "", 1 }, { HEAD "|浙江省杭州市", "?G region-name", 1 }, { HEAD "|某地", "?G region-unknown", 1 },
    { HEAD "|3301", "!G region-form", 0 }, { HEAD "|990000", "?G region-unknown", 1 },
    { HEAD "||C3484", "", 1 }, { HEAD "||C98", "?H industry-unknown", 1 }, { HEAD "||A34", "?H industry-section", 1 },
    { HEAD "||C34845", "!H industry-form", 0 }, { HEAD "||装备制造", "?H industry-name", 1 },
    { "甲公司|=\"" CODE "\"|联网工业企业|三级|张三|'13900000001", "", 1 },
    { "甲公司|=\"91330100799655058C\"|联网工业企业|三级|张三|13900000001", "!B credit-code-check-character", 0 },
    { "甲公司|=\"|联网工业企业|三级|张三|13900000001", "!B credit-code-length", 0 },
    { HEAD "|||2025年2月29日", "!I date-form", 0 }, { HEAD "|||46086", "?I date-serial", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaFilingEntry) entry = read_cells (rows[i].row, G_MAXUINT);
      g_autofree char *issues = issues_text (entry);

      g_test_message ("%s", rows[i].row);
      g_assert_cmpstr (issues, ==, rows[i].issues);
      g_assert_cmpuint (entry->filings->len, ==, rows[i].filings);
      g_assert_cmpint (entry->refused, ==, rows[i].filings == 0);
    }
}

static void
test_formula (void)
{
  HechaCell cells[] = {
    { "", 0, HECHA_CELL_FORMULA }, { CODE, strlen (CODE), 0 }, { "平台企业", strlen ("平台企业"), 0 },
    { "三级", strlen ("三级"), 0 }, { "张三", strlen ("张三"), 0 }, { "13900000001", 11, 0 },
  };
  HechaRowPlace place = { "a.xlsx", "表", columns, G_N_ELEMENTS (columns) };
  HechaRow row = { 7, G_N_ELEMENTS (cells), cells };
  g_autoptr(HechaFilingEntry) entry = hecha_filing_row_read (&place, &row), formulas = NULL, lone = NULL;
  g_autofree char *issues = issues_text (entry), *all = NULL, *one = NULL;

  g_assert_cmpstr (issues, ==, "!A cell-formula !A name-missing");
  g_assert_true (entry->refused);
  for (guint i = 1; i < G_N_ELEMENTS (cells); i++)
    cells[i] = (HechaCell) { "", 0, i == 2 ? HECHA_CELL_FORMULA : 0 };
  row.n_cells = 3;
  formulas = hecha_filing_row_read (&place, &row);
  all = issues_text (formulas);
  g_assert_true (g_str_has_prefix (all, "!A cell-formula !A name-missing !B credit-code-missing"));
  cells[0].notes = 0;
  lone = hecha_filing_row_read (&place, &row);
  one = issues_text (lone);
  g_assert_cmpstr (one, ==, "!C not-a-filing");
}

static void
test_words (void)
{
  g_autoptr(HechaFilingEntry) entry = read_cells (HEAD "|||||||||a.b|想|也许", G_MAXUINT);
  g_autofree char *issues = issues_text (entry);

  g_assert_cmpstr (issues, ==, "?O email-form ?P state-unknown ?Q critical-unknown");
  g_assert_cmpuint (entry->filings->len, ==, 1);
}

/* Types and levels of the filings as "connected 3, platform 2". */
static void
test_grades (void)
{
  static const struct { const char *type, *level, *platform, *filings; } rows[] = {
    { "联网工业企业", "三级", "", "connected 3" },
    { "联网工业企业、平台企业", "二级", "", "connected 2, platform 2" },
    { "联网工业企业、平台企业", "三级、二级", "", "connected 3, platform 2" },
    { "联网工业企业、平台企业", "联网工业企业三级、平台企业二级", "", "connected 3, platform 2" },
    { "联网工业企业三级、平台企业二级", "", "", "connected 3, platform 2" },
    { "联网工业企业、平台企业 二级", "", "", "connected 2, platform 2" },
    { "联网工业企业一级、平台企业", "二级", "", "connected 1, platform 2" },
    { "平台企业、平台企业", "1", "", "platform 1" },
    { "联网工业企业", "三级", "二级", "connected 3, platform 2" },
    { "", "", "3", "platform 3" },
    { "联网工业企业", "三级", "否", "connected 3" },
    { "联网工业企业", "三级", "是", "connected 3, platform 3" },
    { "标识解析企业;联网工业企业", "三级", "", "connected 3, identifier 3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *row = g_strdup_printf ("甲|" CODE "|%s|%s|张三|13900000001|||||%s", rows[i].type, rows[i].level,
                                              rows[i].platform);
      g_autoptr(HechaFilingEntry) entry = read_cells (row, G_MAXUINT);
      g_autoptr(GString) out = g_string_new (NULL);

      for (guint j = 0; j < entry->filings->len; j++)
        {
          HechaFiling *filing = entry->filings->pdata[j];

          g_string_append_printf (out, "%s%s %d", j ? ", " : "", hecha_nick_text (hecha_type_nicks, filing->type), filing->level);
        }
      g_test_message ("%s", row);
      g_assert_cmpstr (out->str, ==, rows[i].filings);
    }
}

static void
test_all_fields (void)
{
  g_autoptr(HechaFilingEntry) entry = read_cells ("  甲\n公司 |" "9133 0100 7996 5505 8b" "|平台企业|2|张三|０５７１-88888888|330106"
                                                  "|c65|2026/3/5|13900000001||1200|二厂|示例路2号|a@example.com|通过|否", G_MAXUINT);
  g_autoptr(JsonObject) json = NULL;
  g_autofree char *text = NULL, *issues = issues_text (entry);

  g_assert_cmpstr (issues, ==, "?H industry-section");
  g_assert_cmpuint (entry->filings->len, ==, 1);
  json = hecha_filing_to_json (entry->filings->pdata[0]);
  text = hecha_json_canonical_object (json);
  g_assert_cmpstr (text, ==,
                   "{\"code\":\"91330100799655058B\",\"critical\":\"no\",\"email\":\"a@example.com\",\"extra\":{\"收入\":\"1200\"},"
                   "\"filed-on\":\"2026-03-05\",\"industry\":\"C65\",\"level\":2,\"name\":\"甲 公司\",\"officer-phone\":\"13900000001\","
                   "\"phone\":\"0571-88888888\",\"region\":\"330106\",\"security-officer\":\"张三\","
                   "\"sites\":[{\"address\":\"示例路2号\",\"name\":\"二厂\",\"region\":\"330106\"}],"
                   "\"state\":\"accepted\",\"type\":\"platform\"}");
}

static void
test_lossy (void)
{
  g_autoptr(HechaFilingEntry) entry = read_cells ("甲公司|914403001922038272|联网工业企业|三级|张三|13900000001", 1);
  g_autofree char *issues = issues_text (entry);

  g_assert_cmpstr (issues, ==, "!B credit-code-number");
  g_assert_cmpstr (entry->code, ==, "914403001922038272");
}

/* Cells to the right of the header: kept, and no fault of the program's. */
static void
test_wide (void)
{
  HechaRowPlace place = { "a.xlsx", "表", columns, 6 };
  HechaCell cells[8] = { { "甲", 3, 0 }, { CODE, 18, 0 }, { "平台企业", 12, 0 }, { "三级", 6, 0 }, { "张三", 6, 0 },
                         { "13900000001", 11, 0 }, { "", 0, 0 }, { "备注", 6, 0 } };
  HechaRow row = { 7, G_N_ELEMENTS (cells), cells };
  g_autoptr(HechaFilingEntry) entry = hecha_filing_row_read (&place, &row), alone = NULL;
  HechaFiling *filing = entry->filings->pdata[0];
  g_autofree char *issues = NULL;

  g_assert_cmpstr (g_hash_table_lookup (filing->extra, "H"), ==, "备注");
  for (guint i = 0; i < 7; i++)
    cells[i] = (HechaCell) { "", 0, 0 };
  alone = hecha_filing_row_read (&place, &row);
  issues = issues_text (alone);
  g_assert_cmpstr (issues, ==, "!H not-a-filing");
}

static void
test_long (void)
{
  g_autofree char *name = g_strnfill (10001, 'x');
  g_autofree char *row = g_strconcat (name, "|" CODE "|联网工业企业|三级|张三|13900000001", NULL);
  g_autoptr(HechaFilingEntry) entry = read_cells (row, G_MAXUINT);
  HechaRowIssue *first = entry->issues->pdata[0];

  g_assert_cmpstr (first->rule, ==, "text-too-long");
  g_assert_cmpuint (strlen (first->message.en), <, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-row/rules", test_rules);
  g_test_add_func ("/filing-row/formula", test_formula);
  g_test_add_func ("/filing-row/words", test_words);
  g_test_add_func ("/filing-row/grades", test_grades);
  g_test_add_func ("/filing-row/all-fields", test_all_fields);
  g_test_add_func ("/filing-row/lossy", test_lossy);
  g_test_add_func ("/filing-row/wide", test_wide);
  g_test_add_func ("/filing-row/long", test_long);
  return g_test_run ();
}
