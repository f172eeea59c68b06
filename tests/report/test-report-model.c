/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-model.h"

static void
test_texts_in_order (void)
{
  g_autoptr(HechaReportModel) model = hecha_report_model_new (HECHA_LANGUAGE_EN);
  g_autoptr(GPtrArray) texts = NULL;
  static const char *const expected[] = { "Chapter", "a", "b", "c", "d", "Photo", "digest", "Rates", "domain", "50.00%",
                                          "Label", "Somebody", "Nobody" };
  HechaBlock *block;

  hecha_report_model_add (model, HECHA_BLOCK_HEADING, "Chapter")->level = 1;
  block = hecha_report_model_add (model, HECHA_BLOCK_TABLE, NULL);
  hecha_block_add_column (block, 1, HECHA_ALIGN_START);
  hecha_block_add_column (block, 2, HECHA_ALIGN_END);
  hecha_block_add_row (block, "a", "b", NULL);
  hecha_block_add_row (block, "c", "d", NULL)->strong = TRUE;
  block = hecha_report_model_add (model, HECHA_BLOCK_PICTURES, NULL);
  hecha_block_add_picture (block, "uuid", "Photo", "digest");
  block = hecha_report_model_add (model, HECHA_BLOCK_CHART, "Rates");
  hecha_block_add_bar (block, "domain", 5000, "50.00%");
  block = hecha_report_model_add (model, HECHA_BLOCK_PLACES, NULL);
  hecha_block_add_place (block, "field", "Label", "Somebody");
  hecha_block_add_place (block, NULL, "Nobody", NULL)->locks = g_strsplit ("x y", " ", 0);

  texts = hecha_report_model_texts (model);
  g_assert_cmpuint (texts->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < texts->len; i++)
    g_assert_cmpstr (texts->pdata[i], ==, expected[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-model/texts-in-order", test_texts_in_order);
  return g_test_run ();
}
