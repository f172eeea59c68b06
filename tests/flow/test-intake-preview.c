/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include <xlsxwriter.h>

static void
write_row (lxw_worksheet *sheet,
           guint          row,
           const char    *texts)
{
  g_auto(GStrv) cells = g_strsplit (texts, ",", -1);

  for (guint i = 0; cells[i]; i++)
    worksheet_write_string (sheet, row, i, cells[i], NULL);
}

/* A type under a header that nobody knows: still that sheet, not the words before it, is what is asked about. */
static void
test_odd_sheet (void)
{
  static const char *const columns[] = { "属于何类", NULL }, *const targets[] = { "type", NULL };
  const HechaIntakeChoice choice = { .columns = columns, .targets = targets };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "odd.xlsx");
  const char *const paths[] = { path, NULL };
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *cover = workbook_add_worksheet (book, "填表说明"), *sheet = workbook_add_worksheet (book, "台账");
  g_autoptr(HechaIntakePreview) preview = NULL;
  g_autoptr(HechaReconciliation) list = NULL;
  g_autoptr(GError) error = NULL;

  write_row (cover, 0, "填表说明,地区,一,二,三,四,五,六,七");
  write_row (sheet, 0, "单位名称,信用代码,属于何类,级别,安全负责人,电话");
  write_row (sheet, 1, "示例一厂,91130102000000385H,联网工业企业,二级,张示例,13900000040");
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  preview = hecha_intake_preview (self->session, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preview->sheet, ==, "台账");
  list = hecha_intake_import (self->session, paths, &choice, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_ACCEPTED], ==, 1);
  g_assert_cmpuint (hecha_reconciliation_n_read (list), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/intake-preview/odd-sheet", test_odd_sheet);
  return g_test_run ();
}
