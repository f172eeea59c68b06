/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-words.h"

#define C HECHA_TYPE_CONNECTED
#define P HECHA_TYPE_PLATFORM
#define I HECHA_TYPE_IDENTIFIER

static void
test_grades (void)
{
  static const struct { const char *text; guint n; HechaGrade grades[3]; } rows[] = {
    { "联网工业企业", 1, { { C, 0 } } },
    { "联网工业企业、平台企业", 2, { { C, 0 }, { P, 0 } } },
    { "平台企业；标识解析企业", 2, { { P, 0 }, { I, 0 } } },
    { "联网工业企业三级、平台企业二级", 2, { { C, 3 }, { P, 2 } } },
    { "联网工业企业（三级）\n平台企业(２级)", 2, { { C, 3 }, { P, 2 } } },
    { "工业互联网平台企业", 1, { { P, 0 } } },
    { "工业互联网标识解析企业", 1, { { I, 0 } } },
    { "应用工业互联网的工业企业", 1, { { C, 0 } } },
    { "联网工业企业和平台企业", 2, { { C, 0 }, { P, 0 } } },
    { "联网工业企业 平台企业 标识解析企业", 3, { { C, 0 }, { P, 0 }, { I, 0 } } },
    { "connected; platform", 2, { { C, 0 }, { P, 0 } } },
    { "Connected industrial enterprise, Platform enterprise", 2, { { C, 0 }, { P, 0 } } },
    { "Identifier-resolution enterprise", 1, { { I, 0 } } },
    { "connected: Level 3 / platform: Level 2", 2, { { C, 3 }, { P, 2 } } },
    { "ＣＯＮＮＥＣＴＥＤ", 1, { { C, 0 } } },
    { "□联网工业企业 ☑平台企业 □标识解析企业", 1, { { HECHA_TYPE_PLATFORM, 0 } } },
    { "☑联网工业企业□平台企业☑标识解析企业", 2, { { HECHA_TYPE_CONNECTED, 0 }, { HECHA_TYPE_IDENTIFIER, 0 } } },
    { "√平台企业", 1, { { HECHA_TYPE_PLATFORM, 0 } } }, { "□平台企业", 0 }, { "叁级", 1, { { -1, 3 } } },
    { "三级", 1, { { -1, 3 } } }, { "3级", 1, { { -1, 3 } } }, { "３", 1, { { -1, 3 } } }, { "第二级", 1, { { -1, 2 } } },
    { "Level 1", 1, { { -1, 1 } } }, { "level-2", 1, { { -1, 2 } } }, { "III", 1, { { -1, 3 } } }, { "Ⅱ级", 1, { { -1, 2 } } },
    { "Ⅲ", 1, { { -1, 3 } } }, { "L1", 1, { { -1, 1 } } }, { "三级、二级", 2, { { -1, 3 }, { -1, 2 } } },
    { "", 0 }, { "四级", 0 }, { "0", 0 }, { "4", 0 }, { "33", 0 }, { "12", 0 }, { "普通企业", 0 }, { "非平台企业", 0 },
    { "企业", 0 }, { "iv", 0 }, { "item", 0 }, { "level", 0 }, { "平台企业?", 0 }, { "disconnected", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaGrade grades[HECHA_MAX_GRADES];
      guint n = hecha_words_grades (rows[i].text, grades);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (n, ==, rows[i].n);
      for (guint j = 0; j < n; j++)
        {
          g_assert_cmpint (grades[j].type, ==, rows[i].grades[j].type);
          g_assert_cmpint (grades[j].level, ==, rows[i].grades[j].level);
        }
    }
}

static void
test_dates (void)
{
  static const char *const same[] = {
    "2026-03-05", "2026/3/5", "2026.3.5", "2026.03.05", "2026年3月5日", "2026 年 03 月 05 日", "２０２６年３月５日", "20260305",
    "2026-03-05 12:30:00", "2026-03-05T12:30:00Z", "2026年3月5日 08:00", "二〇二六年三月五日", "二○二六年三月五日", "2026年3月5号",
    "2026年3月5",
  };
  static const char *const none[] = {
    "", "2026", "2026-03", "2026年3月", "2026-02-30", "2025年2月29日", "3/5/2026", "05.03.2026", "2026-13-01", "26-3-5",
    "2026-03-051", "1899-12-31", "2026-03-05 tomorrow", "明天", "202603", "2026--3-5",
  };
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_test_message ("%s", same[i]);
      g_assert_true (hecha_words_date (same[i], &date));
      g_assert_cmpint (g_date_get_julian (&date), ==, 739680);   /* 2026-03-05 = ordinal 739680 of Python's datetime */
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_test_message ("%s", none[i]);
      g_assert_false (hecha_words_date (none[i], &date));
    }
  g_assert_true (hecha_words_date ("二〇二五年十二月三十一日", &date));
  g_assert_cmpint (g_date_get_julian (&date), ==, 739616);
  g_assert_true (hecha_words_date ("二〇二五年十月二十日", &date));
  g_assert_cmpint (g_date_get_julian (&date), ==, 739544);
  g_assert_true (hecha_words_serial ("46086", &date));
  g_assert_cmpint (g_date_get_julian (&date), ==, 739680);
  g_assert_false (hecha_words_serial ("36525", &date));
  g_assert_false (hecha_words_serial ("460860", &date));
}

static void
test_codes (void)
{
  static const struct { const char *text, *code; } rows[] = {
    { " 91330100799655058b ", "91330100799655058B" }, { "9133 0100 7996 5505 8B", "91330100799655058B" },
    { "９１３３０１００７９９６５５０５８Ｂ", "91330100799655058B" }, { "91330100-799655058-B", "91330100799655058B" },
    { "\u200b91330100799655058B\ufeff", "91330100799655058B" }, { "'91330100799655058B", "91330100799655058B" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code = hecha_words_code (rows[i].text);

      g_assert_cmpstr (code, ==, rows[i].code);
    }
}

static void
test_regions (void)
{
  static const struct { const char *text, *code; gboolean by_name; } rows[] = {
    { "320505", "320505", FALSE }, { "３２０５０５", "320505", FALSE }, { "320505000000", "320505", FALSE },
    { "江苏省苏州市虎丘区（320505）", "320505", FALSE }, { "江苏省苏州市", "320000", TRUE }, { "深圳市南山区", "440300", TRUE },
    { "广东省深圳市", "440300", TRUE }, { "广东省佛山市", "440000", TRUE }, { "新疆乌鲁木齐", "650000", TRUE },
    { "新疆生产建设兵团", "新疆生产建设兵团", FALSE }, { "32", "32", FALSE }, { "某地", "某地", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean by_name;
      g_autofree char *code = hecha_words_region (rows[i].text, &by_name);

      g_assert_cmpstr (code, ==, rows[i].code);
      g_assert_cmpint (by_name, ==, rows[i].by_name);
    }
}

static void
test_industries (void)
{
  static const struct { const char *text, *code; } rows[] = {
    { "C3484", "C3484" }, { "c34", "C34" }, { "34", "34" }, { "通用设备制造业（C34）", "C34" }, { "34 通用设备制造业", "34" },
    { "C", "C" }, { "通用设备制造业", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code = hecha_words_industry (rows[i].text);

      g_assert_cmpstr (code, ==, rows[i].code);
    }
}

static void
test_find (void)
{
  g_assert_cmpstr (hecha_words_find (hecha_words_yes_no, " YES "), ==, "yes");
  g_assert_cmpstr (hecha_words_find (hecha_words_yes_no, "否"), ==, "no");
  g_assert_null (hecha_words_find (hecha_words_yes_no, "也许"));
  g_assert_cmpstr (hecha_words_find (hecha_words_states, "待补正"), ==, "correcting");
  g_assert_cmpstr (hecha_words_find (hecha_words_node_kinds, "标识注册服务机构"), ==, "registrar");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/filing-words/grades", test_grades);
  g_test_add_func ("/filing-words/dates", test_dates);
  g_test_add_func ("/filing-words/codes", test_codes);
  g_test_add_func ("/filing-words/regions", test_regions);
  g_test_add_func ("/filing-words/industries", test_industries);
  g_test_add_func ("/filing-words/find", test_find);
  return g_test_run ();
}
