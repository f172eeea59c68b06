/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-parts.h"
#include "sample-input.h"

#include <string.h>

static HechaReportModel *
build (SampleInput   *input,
       HechaLanguage  language,
       guint          n_items)
{
  HechaSample sample = { HECHA_PROCEDURE_INSPECTION, language, n_items, 2, FALSE, FALSE, FALSE };
  g_autoptr(GError) error = NULL;
  HechaReportModel *model;

  sample_input_init (input, &sample, NULL);
  model = hecha_report_build (&input->input, &error);
  g_assert_no_error (error);
  return model;
}

static guint
count (const HechaReportModel *model,
       const char             *words)
{
  g_autoptr(GPtrArray) texts = hecha_report_model_texts (model);
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    n += strstr (texts->pdata[i], words) != NULL;
  return n;
}

/* Facts only: no verdict, rate or conclusion may be in a record. */
static void
test_no_conclusion (void)
{
  static const char *const zh[] = { "基本符合", "部分符合", "不符合", "符合率", "内部规则" };
  static const char *const en[] = { "onforming", "Rate", "Internal rule" };
  g_auto(SampleInput) input_zh = { 0 };
  g_auto(SampleInput) input_en = { 0 };
  g_autoptr(HechaReportModel) model_zh = build (&input_zh, HECHA_LANGUAGE_ZH, 20);
  g_autoptr(HechaReportModel) model_en = build (&input_en, HECHA_LANGUAGE_EN, 20);

  for (guint i = 0; i < G_N_ELEMENTS (zh); i++)
    g_assert_cmpuint (count (model_zh, zh[i]), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (en); i++)
    g_assert_cmpuint (count (model_en, en[i]), ==, 0);
  for (guint i = 0; i < model_zh->blocks->len; i++)
    g_assert_cmpint (((HechaBlock *) model_zh->blocks->pdata[i])->kind, !=, HECHA_BLOCK_CHART);
}

/* A site without a name is called by its address: that is said once. */
static void
test_nameless_site (void)
{
  HechaSample sample = { HECHA_PROCEDURE_INSPECTION, HECHA_LANGUAGE_ZH, 3, 0, FALSE, FALSE, FALSE, 0 };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = NULL;

  sample_input_init (&input, &sample, NULL);
  g_ptr_array_add (input.content->visit->sites, hecha_site_new ("示例路8号", "370214", "示例路8号"));
  model = hecha_report_build (&input.input, NULL);
  g_assert_cmpuint (count (model, "示例路8号"), >, 0);
  g_assert_cmpuint (count (model, "示例路8号（示例路8号）"), ==, 0);
  g_assert_cmpuint (count (model, "示例一厂（"), >, 0);
}

static void
test_what_a_record_needs (void)
{
  static const char *const words[] = {
    "现场检查笔录", "示例执法证 330000001", "示例执法证 330000002", "示例检批〔2026〕3号", "示例省经济和信息化厅",
    "《中华人民共和国网络安全法》", "第十四条", "技术支持人员只提供技术支持", "回避", "陈述、申辩", "已当场补登",
    "检查发现问题清单", "拒绝签字或者不在场的说明",
  };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = build (&input, HECHA_LANGUAGE_ZH, 20);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      g_assert_cmpuint (count (model, words[i]), >, 0);
    }
  g_assert_nonnull (model->strip);
}

static void
test_given_course (void)
{
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) blank = build (&input, HECHA_LANGUAGE_ZH, 5);
  g_autoptr(HechaReportModel) told = NULL;
  static const char *const basis[] = { "示例法律（示例文本）", NULL };

  g_assert_cmpuint (count (blank, "（手填）"), ==, 3);
  input.input.arrived = "2026-03-05 09:00";
  input.input.left = "2026-03-05 16:30";
  input.input.present = "示例·孙三";
  input.input.basis = basis;
  told = hecha_report_build (&input.input, NULL);
  g_assert_cmpuint (count (told, "（手填）"), ==, 0);
  g_assert_cmpuint (count (told, "2026-03-05 16:30"), ==, 1);
  g_assert_cmpuint (count (told, "示例法律（示例文本）"), ==, 1);
  g_assert_cmpuint (count (told, "《中华人民共和国网络安全法》"), ==, 0);
}

/* The two officers of a refusal lock the person's field and what they wrote. */
static void
test_places (void)
{
  static const char *const expected[] = { "inspector-1", "inspector-2", "on-site-person", "approved", "authority-seal",
                                          "refusal", "refusal-officer-1", "refusal-officer-2" };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = build (&input, HECHA_LANGUAGE_EN, 5);
  guint n = 0;

  for (guint i = 0; i < model->blocks->len; i++)
    {
      GPtrArray *places = ((HechaBlock *) model->blocks->pdata[i])->places;

      for (guint j = 0; j < places->len; j++)
        {
          HechaPlace *place = places->pdata[j];

          if (!place->field)
            continue;
          g_assert_cmpstr (place->field, ==, expected[n++]);
          g_assert_cmpint (place->is_text, ==, strcmp (place->field, "refusal") == 0);
          g_assert_cmpint (place->locks != NULL, ==, g_str_has_prefix (place->field, "refusal-officer"));
          if (place->locks)
            g_assert_true (g_strv_contains ((const char *const *) place->locks, "on-site-person") &&
                           g_strv_contains ((const char *const *) place->locks, "refusal"));
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-inspection/no-conclusion", test_no_conclusion);
  g_test_add_func ("/report-inspection/what-a-record-needs", test_what_a_record_needs);
  g_test_add_func ("/report-inspection/given-course", test_given_course);
  g_test_add_func ("/report-inspection/nameless-site", test_nameless_site);
  g_test_add_func ("/report-inspection/places", test_places);
  return g_test_run ();
}
