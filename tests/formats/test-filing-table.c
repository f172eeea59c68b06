/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "filing-table.h"
#include "zip-text.h"

#include <stdarg.h>

#define CODE "91330100799655058B"

/* What became of each row: "3: 甲 connected3", "4: !D level-unknown". */
static char *
entries_text (HechaFilingTable  *table,
              GError           **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) failure = NULL;
  HechaFilingEntry *next;

  while (hecha_filing_table_next (table, &next, &failure))
    {
      g_autoptr(HechaFilingEntry) entry = next;

      g_string_append_printf (out, "%u: %s", entry->row, entry->name ? entry->name : "");
      for (guint i = 0; i < entry->filings->len; i++)
        {
          HechaFiling *filing = entry->filings->pdata[i];
          HechaSite *site = filing->sites->len ? filing->sites->pdata[0] : NULL;

          g_string_append_printf (out, " %s%d", hecha_nick_text (hecha_type_nicks, filing->type), filing->level);
          if (site && site->region)
            g_string_append_printf (out, "@%s", site->region);
        }
      for (guint i = 0; i < entry->issues->len; i++)
        {
          HechaRowIssue *issue = entry->issues->pdata[i];

          g_string_append_printf (out, " %c%s %s", issue->is_error ? '!' : '?', issue->column ? issue->column : "", issue->rule);
        }
      g_string_append_c (out, '\n');
    }
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
targets_text (HechaFilingTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hecha_filing_table_n_columns (table); i++)
    g_string_append_printf (out, "%s%s", i ? "|" : "", hecha_target_id (hecha_filing_table_column (table, i)->target));
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *name;
  const char *bytes;
  guint       header;
  const char *targets;
  const char *entries;
} Case;

#define HEADER "企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话"
#define REST   ",张三,13900000001\n"

static const Case cases[] = {
  { "plain", HEADER "\n甲," CODE ",平台企业,三级" REST, 1, "name|code|type|level|security-officer|phone",
    "2: 甲 platform3\n" },
  { "titles", "登记表\n\n填报单位：示例省,,,填报日期：2026-03-05\n" HEADER "\n甲," CODE ",平台企业,三级" REST, 4,
    "name|code|type|level|security-officer|phone", "5: 甲 platform3\n" },
  { "english", "No,Enterprise name,Credit code,Type,Level,Cybersecurity officer,Phone\n"
               "1,Jia," CODE ",connected; platform,Level 2" REST, 1, "ignore|name|code|type|level|security-officer|phone",
    "2: Jia connected2 platform2\n" },
  { "blank-and-repeated", HEADER "\n甲," CODE ",平台企业,三级" REST ",,,\n" HEADER "\n乙," CODE ",平台企业,四级" REST, 1,
    "name|code|type|level|security-officer|phone", "2: 甲 platform3\n5: 乙 !D level-unknown\n" },
  { "wider-rows", HEADER "\n甲," CODE ",平台企业,三级,张三,13900000001,备注\n", 1,
    "name|code|type|level|security-officer|phone|", "2: 甲 platform3\n" },
  { "counted-columns", HEADER "\n1,2,3,4,5,6\n甲," CODE ",平台企业,三级" REST, 1, "name|code|type|level|security-officer|phone",
    "3: 甲 platform3\n" },
  { "as-fractions", HEADER "\n甲," CODE ",平台企业,3.0,张三,13900000001.0\n", 1, "name|code|type|level|security-officer|phone",
    "2: 甲 platform3\n" },
  { "scientific", HEADER "\n甲,9.1E+17,平台企业,三级" REST, 1, "name|code|type|level|security-officer|phone",
    "2: 甲 !B credit-code-number\n" },
  { "json", "[{\"name\":\"甲\",\"code\":\"" CODE "\",\"types\":[{\"type\":\"connected\",\"level\":3},{\"type\":\"platform\",\"level\":2}],"
            "\"security-officer\":\"张三\",\"phone\":\"13900000001\"}]", 0, "name|code|type|level|security-officer|phone",
    "1: 甲 connected3\n1: 甲 platform2\n" },
  { "own-json", "{\"filings\":[{\"type\":\"platform\",\"level\":2,\"name\":\"甲\",\"code\":\"" CODE "\",\"security-officer\":\"张三\","
                "\"phone\":\"13900000001\",\"sites\":[{\"region\":\"330100\"},{\"region\":\"320500\"}],\"extra\":{\"x\":\"1\"}}]}", 0,
    "type|level|name|code|security-officer|phone|site-region|", "1: 甲 platform2@330100\n1: 甲 platform2@320500\n" },
  { "no-header", "1,2\n3,4\n", 1, "|", "2:  !" " name-missing ! credit-code-missing ! security-officer-missing ! phone-missing ! type-missing\n" },
  { "empty", "\n", 0, "", "" },
};

static void
test_cases (gconstpointer data)
{
  const Case *row = data;
  char *path = write_temp ("t.csv", row->bytes, -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, &error);
  g_autoptr(HechaFilingTable) filings = NULL;
  g_autofree char *targets = NULL, *entries = NULL;

  g_assert_no_error (error);
  filings = hecha_filing_table_open (table, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hecha_filing_table_header_row (filings), ==, row->header);
  targets = targets_text (filings);
  g_assert_cmpstr (targets, ==, row->targets);
  entries = entries_text (filings, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entries, ==, row->entries);
  remove_temp (path);
}

/* Corrected by hand: the guess is wrong, two columns change places. */
static void
test_correct (void)
{
  char *path = write_temp ("t.csv", "甲列,乙列,丙列,企业级别,网络安全负责人,联系电话\n甲," CODE ",平台企业,三级" REST, -1);
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, NULL);
  g_autoptr(HechaFilingTable) filings = hecha_filing_table_open (table, 0, NULL);
  g_autoptr(GPtrArray) preview = hecha_filing_table_preview (filings);
  g_autofree char *entries = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (preview->len, ==, 1);
  g_assert_cmpstr (((char **) preview->pdata[0])[1], ==, CODE);
  g_assert_false (hecha_filing_table_check (filings, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "t.csv: no column for Enterprise (企业名称), Unified social credit code (统一社会信用代码), "
                                       "Type (企业类型)");
  g_clear_error (&error);
  hecha_filing_table_set_target (filings, 1, HECHA_FIELD_NAME);
  hecha_filing_table_set_target (filings, 0, HECHA_FIELD_NAME);   /* column B is other information again */
  hecha_filing_table_set_target (filings, 1, HECHA_FIELD_CODE);
  hecha_filing_table_set_target (filings, 2, HECHA_TARGET_TYPE);
  g_assert_true (hecha_filing_table_check (filings, &error));
  entries = entries_text (filings, &error);
  g_assert_cmpstr (entries, ==, "2: 甲 platform3\n");
  remove_temp (path);
}

#define T(ref, text) "<c r='" ref "' t='inlineStr'><is><t>" text "</t></is></c>"

/* A title over all columns, a header of two rows, a name over two rows. */
static void
test_merged (void)
{
  char *path = write_workbook ("xl/worksheets/sheet1.xml",
                               "<worksheet xmlns='" MAIN "'><sheetData>"
                               "<row r='1'>" T ("A1", "示例登记表") "</row>"
                               "<row r='2'>" T ("A2", "企业名称") T ("B2", "信用代码") T ("C2", "类型") T ("D2", "级别")
                               T ("E2", "网络安全负责人") T ("G2", "联系方式") "</row>"
                               "<row r='3'>" T ("E3", "姓名") T ("F3", "电话") T ("G3", "联系人") T ("H3", "电话") "</row>"
                               "<row r='4'>" T ("A4", "甲") T ("B4", CODE) T ("C4", "平台企业") T ("D4", "三级") T ("E4", "张三")
                               T ("F4", "13900000001") T ("G4", "李四") T ("H4", "13900000002") "</row>"
                               "<row r='5'>" T ("C5", "联网工业企业") T ("D5", "二级") T ("E5", "张三")
                               T ("F5", "13900000001") T ("G5", "李四") T ("H5", "13900000002") "</row></sheetData>"
                               "<mergeCells><mergeCell ref='A1:H1'/><mergeCell ref='A2:A3'/><mergeCell ref='B2:B3'/>"
                               "<mergeCell ref='C2:C3'/><mergeCell ref='D2:D3'/><mergeCell ref='E2:F2'/><mergeCell ref='G2:H2'/>"
                               "<mergeCell ref='A4:A5'/><mergeCell ref='B4:B5'/></mergeCells></worksheet>", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, &error);
  g_autoptr(HechaFilingTable) filings = hecha_filing_table_open (table, 0, &error);
  g_autofree char *targets = NULL, *entries = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (hecha_filing_table_header_row (filings), ==, 2);
  targets = targets_text (filings);
  g_assert_cmpstr (targets, ==, "name|code|type|level|security-officer|officer-phone|contact|phone");
  entries = entries_text (filings, &error);
  g_assert_cmpstr (entries, ==, "4: 甲 platform3\n5: 甲 connected2\n");
  remove_temp (path);
}

static void
check_sample (const char *name,
              guint       first,
              const char *tail)
{
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, &error);
  g_autoptr(HechaFilingTable) filings = NULL;
  g_autofree char *entries = NULL;
  g_auto(GStrv) lines = NULL;
  guint taken = 0;

  g_assert_no_error (error);
  filings = hecha_filing_table_open (table, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hecha_filing_table_header_row (filings), ==, first - 1);
  g_assert_true (hecha_filing_table_check (filings, &error));
  entries = entries_text (filings, &error);
  g_assert_no_error (error);
  lines = g_strsplit (entries, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    taken += *lines[i] && !strstr (lines[i], " !") && !strstr (lines[i], " ?");
  /* data/samples/README.md: rows 2 to 42 of the csv are without fault. */
  g_assert_cmpuint (taken, ==, 41);
  g_assert_true (g_str_has_prefix (lines[0], first == 2 ? "2: " : "3: "));
  g_assert_true (g_str_has_suffix (entries, tail));
}

static void
test_samples (void)
{
  static const char mistakes[] =
    "44: 示例水泥有限公司0041 !B credit-code-check-character\n"
    "45:  !A name-missing\n"
    "46: 示例汽车零部件有限公司0043 !D level-unknown\n"
    "47: 示例石化有限公司0044 !C type-unknown\n"
    "48: 示例集成电路有限公司0045 !B credit-code-length\n"
    "49: 示例数控机床有限公司0046 !H security-officer-missing\n"
    "50: 示例精细化工有限公司0047 !L date-form\n"
    "51: 示例光电显示有限公司0048 connected3@440305 ?K phone-form\n"
    "52: 示例轨道装备有限公司0049 !B credit-code-number\n";

  check_sample ("filings.csv", 2, "\n50: 示例光电显示有限公司0048 connected3@440305 ?K phone-form\n");
  check_sample ("filings.xlsx", 3, mistakes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/filing-table/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_cases);
    }
  g_test_add_func ("/filing-table/correct", test_correct);
  g_test_add_func ("/filing-table/merged", test_merged);
  g_test_add_func ("/filing-table/samples", test_samples);
  return g_test_run ();
}
