/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-header.h"

#include "table-text.h"

#define CODE "91330100799655058B"

/* What stands over each column and what it is taken for, after the number of
 * the header and of the first row of data: "2>3 甲|企业名称=name". */
typedef struct
{
  const char *name;
  const char *text;   /* csv */
  const char *found;
} Case;

static const Case cases[] = {
  { "known", "企业名称,信用代码\n甲," CODE "\n", "1>2 企业名称=name|信用代码=code" },
  { "title", "登记表\n\n企业名称,信用代码\n甲," CODE "\n", "3>4 企业名称=name|信用代码=code" },
  /* Cells of a row that are words of a header do not make it one. */
  { "unknown", "甲列,乙列,丙列,丁列\n某厂," CODE ",联网工业企业,三级\n", "1>2 甲列|乙列|丙列|丁列" },
  { "unknown-below-title", "某市清单\n填报：甲局,,联系人：乙\n甲列,乙列,丙列\n某厂," CODE ",平台企业\n", "3>4 甲列|乙列|丙列" },
  { "one-known", "填报：甲局,,,乙\n甲列,乙列,备注,地区\n某厂," CODE ",x,杭州\n", "2>3 甲列|乙列|备注|地区=region" },
  { "unknown-no-code", "甲列,乙列\n某厂,联网\n某厂,平台\n", "1>2 甲列|乙列" },
  { "no-header", "某厂," CODE ",平台企业,三级\n某厂," CODE ",联网工业企业,三级\n", "0>1 " },
  { "no-header-below-title", "某市清单\n某厂," CODE ",平台企业\n", "0>1 " },
  { "digits-in-header", "企业名称,信用代码,类型,2024-2025年营业收入\n甲," CODE ",平台企业,1\n",
    "1>2 企业名称=name|信用代码=code|类型=type|2024-2025年营业收入" },
  { "full-width-code", "甲列,乙列\n某厂,９１３３０１００７９９６５５０５８Ｂ\n", "1>2 甲列|乙列" },
  { "code-over-header", "统一社会信用代码," CODE ",单位\n企业名称,信用代码,类型\n甲," CODE ",平台企业\n",
    "2>3 企业名称=name|信用代码=code|类型=type" },
  { "counted", "甲列,乙列,丙列\n1,2,3\n某厂," CODE ",平台\n", "1>2 甲列|乙列|丙列" },
  { "titles-alone", "登记表\n", "0>1 " },
  { "json", "[{\"x\":\"某厂\",\"y\":\"" CODE "\"}]", "0>1 x|y" },
};

static GPtrArray *
read_rows (HechaTable *table)
{
  GPtrArray *rows = g_ptr_array_new ();
  HechaRow row;

  while (hecha_table_next (table, &row, NULL))
    {
      HechaRow *copy = g_memdup2 (&row, sizeof row);
      HechaCell *cells = g_memdup2 (row.cells, sizeof *cells * row.n_cells);

      for (guint i = 0; i < row.n_cells; i++)
        cells[i].text = g_intern_string (cells[i].text);
      copy->cells = cells;
      if (row.n_cells || row.number == 0)
        g_ptr_array_add (rows, copy);
      else
        g_free (copy);
    }
  return rows;
}

static void
free_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_free ((HechaCell *) ((HechaRow *) rows->pdata[i])->cells);
      g_free (rows->pdata[i]);
    }
  g_ptr_array_unref (rows);
}

static void
test_find (gconstpointer data)
{
  const Case *row = data;
  char *path = write_temp ("t.csv", row->text, -1);
  g_autoptr(HechaTable) table = hecha_table_open (path, NULL, NULL);
  g_autoptr(GString) found = g_string_new (NULL);
  g_autoptr(GArray) columns = NULL;
  GPtrArray *rows;
  guint number = 9, first = 9;

  g_assert_true (hecha_table_select (table, 0, NULL));
  rows = read_rows (table);
  columns = hecha_filing_header_find (rows, &number, &first);
  g_string_append_printf (found, "%u>%u ", number,
                          first < rows->len && number ? ((HechaRow *) rows->pdata[first])->number : 1);
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaFilingColumn *column = &g_array_index (columns, HechaFilingColumn, i);

      g_string_append_printf (found, "%s%s%s%s", i ? "|" : "", column->header,
                              column->target == HECHA_TARGET_EXTRA ? "" : "=",
                              column->target == HECHA_TARGET_EXTRA ? "" : hecha_target_id (column->target));
    }
  g_assert_cmpstr (found->str, ==, row->found);
  free_rows (rows);
  remove_temp (path);
}

static void
test_count (void)
{
  static const struct { const char *text; gboolean is; } rows[] = {
    { "1,2,3\n", TRUE }, { "１,２,３,,4\n", TRUE }, { "1,2\n", FALSE }, { "2,3,4\n", FALSE }, { "1,2,x\n", FALSE },
    { "1,2,4\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *path = write_temp ("t.csv", rows[i].text, -1);
      g_autoptr(HechaTable) table = hecha_table_open (path, NULL, NULL);
      HechaRow row;

      g_assert_true (hecha_table_select (table, 0, NULL));
      g_assert_true (hecha_table_next (table, &row, NULL));
      g_assert_cmpint (hecha_filing_header_is_count (&row), ==, rows[i].is);
      remove_temp (path);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/filing-header/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/filing-header/count", test_count);
  return g_test_run ();
}
