/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-columns.h"

static void
test_guess (void)
{
  static const struct { const char *header; int target; double confidence; } rows[] = {
    { "企业名称", HECHA_FIELD_NAME, 1 }, { " 企业 名称* ", HECHA_FIELD_NAME, 1 }, { "Enterprise name", HECHA_FIELD_NAME, 1 },
    { "ＮＡＭＥ", HECHA_FIELD_NAME, 1 }, { "企业名称（盖章）", HECHA_FIELD_NAME, 0.95 },
    { "统一社会信用代码", HECHA_FIELD_CODE, 1 }, { "USCC", HECHA_FIELD_CODE, 1 }, { "Unified Social Credit Code", HECHA_FIELD_CODE, 1 },
    { "贵单位统一社会信用代码号", HECHA_FIELD_CODE, 0.6 },
    { "企业类型", HECHA_TARGET_TYPE, 1 }, { "企业级别", HECHA_TARGET_LEVEL, 1 }, { "自主定级结果", HECHA_TARGET_LEVEL, 1 },
    { "Self-graded level", HECHA_TARGET_LEVEL, 1 }, { "联网工业企业级别", HECHA_TARGET_CONNECTED_LEVEL, 1 },
    { "平台企业等级", HECHA_TARGET_PLATFORM_LEVEL, 1 }, { "网络安全负责人", HECHA_FIELD_SECURITY_OFFICER, 1 },
    { "网络安全负责人 姓名", HECHA_FIELD_SECURITY_OFFICER, 1 }, { "网络安全负责人 电话", HECHA_FIELD_OFFICER_PHONE, 1 },
    { "联系电话(手机)", HECHA_FIELD_PHONE, 0.95 }, { "登记日期", HECHA_FIELD_FILED_ON, 1 }, { "filed-on", HECHA_FIELD_FILED_ON, 1 },
    { "Date filed", HECHA_FIELD_FILED_ON, 1 }, { "所属行业", HECHA_FIELD_INDUSTRY, 1 }, { "厂区地址", HECHA_TARGET_SITE_ADDRESS, 1 },
    { "sites.region", HECHA_TARGET_SITE_REGION, 1 }, { "序号", HECHA_TARGET_IGNORE, 1 },
    { "上年营业收入（万元）", HECHA_TARGET_EXTRA, 0 }, { "", HECHA_TARGET_EXTRA, 0 }, { "（）", HECHA_TARGET_EXTRA, 0 },
    /* under the header of a group, which says nothing by itself */
    { "企业基本情况 属地（区县）", HECHA_FIELD_REGION, 0.9 }, { "联系方式 联络员", HECHA_FIELD_CONTACT, 0.9 },
    { "联系方式 联系电话", HECHA_FIELD_PHONE, 0.9 }, { "联系方式 第一责任人", HECHA_TARGET_EXTRA, 0 },
    { "企业联系电话 （手机）", HECHA_FIELD_PHONE, 0.6 }, { "Name of the legal representative of it", HECHA_FIELD_PERSON_IN_CHARGE, 0.6 },
    { "应用工业互联网的程度", HECHA_FIELD_INTERNET_USE, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double confidence;
      int target = hecha_target_guess (rows[i].header, &confidence);

      g_test_message ("%s", rows[i].header);
      g_assert_cmpint (target, ==, rows[i].target);
      g_assert_cmpfloat_with_epsilon (confidence, rows[i].confidence, 1e-9);
    }
}

static void
test_ids (void)
{
  for (int i = 0; i < HECHA_N_TARGETS; i++)
    {
      int target = -1;
      double confidence;

      g_assert_true (hecha_target_from_id (hecha_target_id (i), &target));
      g_assert_cmpint (target, ==, i);
      if (i == HECHA_TARGET_EXTRA)
        continue;
      g_assert_cmpint (hecha_target_guess (hecha_target_label (i)->zh, &confidence), ==, i);
      g_assert_cmpint (hecha_target_guess (hecha_target_label (i)->en, &confidence), ==, i);
      g_assert_cmpint (hecha_target_guess (hecha_target_id (i), &confidence), ==, i);
    }
  g_assert_false (hecha_target_from_id ("colour", NULL));
}

/* Of two columns for one field the surer has it, else the first. */
static void
test_twice (void)
{
  HechaFilingColumn columns[] = {
    { (char *) "贵单位企业名称全文" }, { (char *) "企业名称" }, { (char *) "单位名称" }, { (char *) "信用代码" }, { (char *) "序号" },
  };

  g_assert_cmpuint (hecha_columns_guess (columns, G_N_ELEMENTS (columns)), ==, 2);
  g_assert_cmpint (columns[0].target, ==, HECHA_TARGET_EXTRA);
  g_assert_cmpint (columns[1].target, ==, HECHA_FIELD_NAME);
  g_assert_cmpint (columns[2].target, ==, HECHA_TARGET_EXTRA);
  g_assert_cmpint (columns[3].target, ==, HECHA_FIELD_CODE);
  g_assert_cmpint (columns[4].target, ==, HECHA_TARGET_IGNORE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-columns/guess", test_guess);
  g_test_add_func ("/filing-columns/ids", test_ids);
  g_test_add_func ("/filing-columns/twice", test_twice);
  return g_test_run ();
}
