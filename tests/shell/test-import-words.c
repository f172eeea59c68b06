/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-words.h"

#include "error.h"
#include "fixture.h"

typedef struct
{
  HechaError  code;
  const char *message;
  const char *en;
  const char *zh;
} Case;

static const Case cases[] = {
  { HECHA_ERROR_UNSUPPORTED, "a.xls: an old Excel workbook (.xls); save it as .xlsx",
    "a.xls: an old Excel workbook (.xls); save it as .xlsx", "a.xls: 这是旧版 Excel 工作簿（.xls），请另存为 .xlsx" },
  /* A name may hold what divides it from the reason. */
  { HECHA_ERROR_INVALID, "a: b.csv: the file is empty", "a: b.csv: the file is empty", "a: b.csv: 文件是空的" },
  { HECHA_ERROR_INVALID, "a.csv: no column for Enterprise (企业名称)", "a.csv: no column for Enterprise (企业名称)",
    "a.csv: 没有对应的列：Enterprise (企业名称)" },
  { HECHA_ERROR_DAMAGED, "a.xlsx, part x: odd", "The file is damaged.\na.xlsx, part x: odd", "文件已损坏。\na.xlsx, part x: odd" },
  { HECHA_ERROR_BUSY, "busy", "busy", "busy" },
};

static void
test_failure (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (HECHA_ERROR, cases[i].code, cases[i].message);
      g_autofree char *en = NULL, *zh = NULL;

      fixture_language ("en");
      en = hecha_import_words_failure (error);
      g_assert_cmpstr (en, ==, cases[i].en);
      fixture_language ("zh_CN");
      zh = hecha_import_words_failure (error);
      g_assert_cmpstr (zh, ==, cases[i].zh);
    }
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/import-words/failure", test_failure);
  return g_test_run ();
}
