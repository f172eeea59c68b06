/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "reconciliation-sheet.h"
#include "table-text.h"

static HechaReconciliation *
make_list (void)
{
  HechaReconciliation *list = hecha_reconciliation_new ();
  g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  HechaReconciledRow row = { "登记.xlsx", "表一", 3, 0, "=示例\001甲", "91330100799655058B" };
  HechaRowIssue *issue = hecha_row_issue_new (TRUE, row.file, row.sheet, 4, "level-unknown", "四级");

  hecha_reconciliation_add (list, HECHA_OUTCOME_ACCEPTED, &row, NULL);
  issue->column = g_strdup ("D");
  issue->header = g_strdup ("企业级别");
  g_ptr_array_add (issues, issue);
  row.row = 4;
  row.name = NULL;
  hecha_reconciliation_add (list, HECHA_OUTCOME_REFUSED, &row, issues);
  return list;
}

static char *
read_back (HechaLanguage language)
{
  g_autoptr(HechaReconciliation) list = make_list ();
  char *path = write_temp ("out.xlsx", "old", 3);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaTable) table = NULL;
  GString *out = g_string_new (NULL);

  g_assert_true (hecha_reconciliation_sheet_write (list, path, language, &error));
  g_assert_no_error (error);
  table = hecha_table_open (path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < hecha_table_n_sheets (table); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (hecha_table_select (table, i, &error));
      text = rows_text (table, &error);
      g_assert_no_error (error);
      g_string_append_printf (out, "[%s]\n%s", hecha_table_sheet_name (table, i), text);
    }
  remove_temp (path);   /* fails if anything else is left in the folder */
  return g_string_free (out, FALSE);
}

static void
test_chinese (void)
{
  g_autofree char *text = read_back (HECHA_LANGUAGE_ZH);

  g_assert_cmpstr (text, ==,
                   "[汇总]\n1:结果|行数\n2:读取|2\n3:已接收|1\n4:未变化|0\n5:未接收|1\n"
                   "[未接收]\n1:文件|工作表|行|列|列标题|规则|说明\n"
                   "2:登记.xlsx|表一|4|D|企业级别|level-unknown|“四级”：不是三级、二级或一级，或与类型的个数不一致\n"
                   "[提示]\n1:文件|工作表|行|列|列标题|规则|说明\n"
                   "[逐行结果]\n1:文件|工作表|行|结果|企业名称|统一社会信用代码\n"
                   "2:登记.xlsx|表一|3|已接收|=示例 甲|91330100799655058B\n"
                   "3:登记.xlsx|表一|4|未接收||91330100799655058B\n");
}

static void
test_english (void)
{
  g_autofree char *text = read_back (HECHA_LANGUAGE_EN);

  g_assert_nonnull (strstr (text, "[Refused]\n1:File|Sheet|Row|Column|Header|Rule|What is wrong\n"
                                  "2:登记.xlsx|表一|4|D|企业级别|level-unknown|“四级”: none of the levels 3, 2 and 1, "
                                  "or not as many as there are types\n"));
}

static void
test_no_folder (void)
{
  g_autoptr(HechaReconciliation) list = make_list ();
  g_autofree char *dir = g_dir_make_tmp ("hecha-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "none", "out.xlsx", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_reconciliation_sheet_write (list, path, HECHA_LANGUAGE_EN, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reconciliation-sheet/chinese", test_chinese);
  g_test_add_func ("/reconciliation-sheet/english", test_english);
  g_test_add_func ("/reconciliation-sheet/no-folder", test_no_folder);
  return g_test_run ();
}
