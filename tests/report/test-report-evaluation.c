/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-parts.h"
#include "sample-input.h"

#include <string.h>

static HechaReportModel *
build (SampleInput *input)
{
  g_autoptr(GError) error = NULL;
  HechaReportModel *model = hecha_report_build (&input->input, &error);

  g_assert_no_error (error);
  return model;
}

/* The rows of the table that follows the heading which ends in @heading. */
static GPtrArray *
rows_below (const HechaReportModel *model,
            const char             *heading)
{
  gboolean found = FALSE;

  for (guint i = 0; i < model->blocks->len; i++)
    {
      HechaBlock *block = model->blocks->pdata[i];

      if (block->kind == HECHA_BLOCK_HEADING)
        found = g_str_has_suffix (block->text, heading);
      if (found && block->kind == HECHA_BLOCK_TABLE)
        return block->rows;
    }
  g_assert_not_reached ();
}

static const char *
cell (GPtrArray *rows,
      guint      row,
      guint      column)
{
  g_assert_cmpuint (row, <, rows->len);
  return ((HechaRow *) rows->pdata[row])->cells[column];
}

static gboolean
says (const HechaReportModel *model,
      const char             *words)
{
  g_autoptr(GPtrArray) texts = hecha_report_model_texts (model);

  for (guint i = 0; i < texts->len; i++)
    if (strstr (texts->pdata[i], words))
      return TRUE;
  return FALSE;
}

/* Of twenty items two do not apply; of the other eighteen eleven conform. One
 * of the platform enterprise's three (1, 8, 15) is partly conforming. */
static void
test_types_apart (void)
{
  HechaSample sample = { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, 20, 2, TRUE, FALSE, FALSE };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = NULL;
  GPtrArray *rows;

  sample_input_init (&input, &sample, NULL);
  model = build (&input);
  rows = rows_below (model, "  结论");
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (cell (rows, 1, 0), ==, "联网工业企业（三级）");
  g_assert_cmpstr (cell (rows, 1, 1), ==, "61.11%");
  g_assert_cmpstr (cell (rows, 1, 2), ==, "有");
  g_assert_cmpstr (cell (rows, 1, 3), ==, "基本符合");
  g_assert_cmpstr (cell (rows, 2, 0), ==, "平台企业（二级）");
  g_assert_cmpstr (cell (rows, 2, 1), ==, "66.66%");
  g_assert_cmpstr (cell (rows, 2, 2), ==, "无");
  g_assert_cmpstr (cell (rows, 2, 3), ==, "基本符合");
}

static void
test_rule_is_printed (void)
{
  HechaSample sample = { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_EN, 10, 0, FALSE, FALSE, FALSE };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = NULL;

  sample_input_init (&input, &sample, NULL);
  model = build (&input);
  g_assert_true (says (model, "Internal rule, not official"));
  g_assert_true (says (model, "2026.1"));
  g_assert_true (says (model, "Conformity rate = conforming items"));
  g_assert_true (says (model, "After the bands of the classified-protection report template"));
  g_assert_true (says (model, "Conforming: rate above 90.00% and no major hazard"));
  g_assert_true (says (model, "Basically conforming: rate of 60.00% or more"));
}

/* 61.11 % with a major hazard is a case that the sources leave open: the report says so beside the conclusion, and of
 * the type without one it does not. */
static void
test_corner_is_said (void)
{
  static const struct { HechaLanguage language; const char *said, *other; } rows[] = {
    { HECHA_LANGUAGE_ZH, "联网工业企业（三级）的结论取决于规则来源未规定的情形。符合率为60%至90%且存在重大风险隐患：",
      "平台企业（二级）的结论取决于" },
    { HECHA_LANGUAGE_EN, "(level 3) rests on a case that the sources of the rule leave open. A rate from 60 % to 90 % with a",
      "(level 2) rests on" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaSample sample = { HECHA_PROCEDURE_EVALUATION, rows[i].language, 20, 2, TRUE, FALSE, FALSE };
      g_auto(SampleInput) input = { 0 };
      g_autoptr(HechaReportModel) model = NULL;

      sample_input_init (&input, &sample, NULL);
      model = build (&input);
      g_assert_true (says (model, rows[i].said));
      g_assert_false (says (model, rows[i].other));
    }
}

static void
test_open_items_conclude_nothing (void)
{
  HechaSample sample = { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, 12, 0, FALSE, FALSE, TRUE };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = NULL;

  sample_input_init (&input, &sample, NULL);
  model = build (&input);
  g_assert_true (model->draft);
  g_assert_cmpstr (cell (rows_below (model, "  结论"), 1, 3), ==, "有 1 项未完成，不作结论");
  g_assert_true (says (model, "草稿（尚未冻结）"));
  g_assert_true (says (model, "草稿尚未冻结，未固定日志链末端。"));
}

/* What somebody decided against the steps is not hidden. */
static void
test_overruled_is_told (void)
{
  HechaSample sample = { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, 10, 0, FALSE, FALSE, FALSE };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = NULL;
  GPtrArray *rows;

  sample_input_init (&input, &sample, NULL);
  model = build (&input);
  rows = rows_below (model, "人工判定与推导结果不一致的项");
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (cell (rows, 1, 1), ==, "符合");
  g_assert_cmpstr (cell (rows, 1, 2), ==, "部分符合");
  g_assert_cmpstr (cell (rows, 1, 3), ==, "制度齐全，但仅覆盖一厂。");
}

static void
test_heads_and_withdrawn (void)
{
  HechaSample sample = { HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_ZH, 10, 1, FALSE, FALSE, FALSE };
  g_auto(SampleInput) input = { 0 };
  g_autoptr(HechaReportModel) model = NULL;
  GPtrArray *rows;

  sample_input_init (&input, &sample, NULL);
  model = build (&input);
  rows = rows_below (model, "保管与完整性");
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      HechaHead *head = input.content->pinned->pdata[i];

      g_assert_cmpstr (cell (rows, i + 1, 0), ==, head->device);
      g_assert_cmpstr (cell (rows, i + 1, 2), ==, head->hash);
    }
  g_assert_true (says (model, "【已撤回】与本次任务无关，经第二人同意撤回"));
}

/* The chapter on the enterprise has the sampling and the diagram, numbered before the charts; in the inspection record too. */
static void
test_topology (void)
{
  for (int i = 0; i < 2; i++)
    {
      HechaSample sample = { i ? HECHA_PROCEDURE_INSPECTION : HECHA_PROCEDURE_EVALUATION, HECHA_LANGUAGE_EN, 10, 0, FALSE,
                             FALSE, FALSE, 12 };
      g_auto(SampleInput) input = { 0 };
      g_autoptr(HechaReportModel) model = NULL;
      const HechaBlock *diagram = NULL, *table = NULL;

      sample_input_init (&input, &sample, NULL);
      model = build (&input);
      for (guint j = 0; j < model->blocks->len && !diagram; j++)
        {
          const HechaBlock *block = model->blocks->pdata[j];

          table = block->kind == HECHA_BLOCK_TABLE ? block : table;
          diagram = block->kind == HECHA_BLOCK_DIAGRAM ? block : NULL;
        }
      g_assert_nonnull (diagram);
      g_assert_cmpstr (diagram->text, ==, "Figure 1: zones and connections (thick: conduits between zones)");
      g_assert_cmpuint (diagram->topology->lines->len, ==, 11);
      g_assert_cmpstr (cell (table->rows, 1, 0), ==, "Control device");
      g_assert_cmpstr (cell (table->rows, 1, 1), ==, "48");
      g_assert_cmpstr (cell (table->rows, 1, 2), ==, "3");
      g_assert_cmpstr (cell (table->rows, 1, 4), ==, "每条产线各取一台，型号不重复。");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-evaluation/types-apart", test_types_apart);
  g_test_add_func ("/report-evaluation/rule-is-printed", test_rule_is_printed);
  g_test_add_func ("/report-evaluation/corner-is-said", test_corner_is_said);
  g_test_add_func ("/report-evaluation/open-items-conclude-nothing", test_open_items_conclude_nothing);
  g_test_add_func ("/report-evaluation/overruled-is-told", test_overruled_is_told);
  g_test_add_func ("/report-evaluation/heads-and-withdrawn", test_heads_and_withdrawn);
  g_test_add_func ("/report-evaluation/topology", test_topology);
  return g_test_run ();
}
