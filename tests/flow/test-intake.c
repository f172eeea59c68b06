/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>
#include <xlsxwriter.h>

#define HEADER "企业名称,统一社会信用代码,企业类型,企业级别,行政区划代码,行业代码,注册地址,网络安全负责人,负责人电话\n"
#define ROW(address) "示例一厂,91130102000000385H,联网工业企业,二级,130102,C3484," address ",张示例,13900000040\n"

static HechaReconciliation *
import (Workspace     *self,
        const char    *name,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autofree char *path = fixture_path (self->files, name);
  const char *const paths[] = { path, NULL };

  return hecha_intake_import (self->session, paths, NULL, NULL, NULL, cancellable, error);
}

static void
write_text (Workspace  *self,
            const char *name,
            const char *text)
{
  fixture_write (self->files, name, text, strlen (text));
}

static HechaReconciliation *
import_text (Workspace  *self,
             const char *name,
             const char *text)
{
  g_autoptr(GError) error = NULL;
  HechaReconciliation *list;

  write_text (self, name, text);
  list = import (self, name, NULL, &error);
  g_assert_no_error (error);
  return list;
}

static void
assert_counts (const HechaReconciliation *list,
               guint                      accepted,
               guint                      unchanged,
               guint                      refused)
{
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_ACCEPTED], ==, accepted);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_UNCHANGED], ==, unchanged);
  g_assert_cmpuint (list->counts[HECHA_OUTCOME_REFUSED], ==, refused);
  g_assert_cmpuint (hecha_reconciliation_n_read (list), ==, accepted + unchanged + refused);
}

static guint
n_filings (Workspace *self)
{
  HechaFilingQuery query = { NULL };
  g_autoptr(GArray) ids = hecha_intake_query (self->session, &query, NULL);

  return ids->len;
}

/* As data/samples/README.md tells it: rows 43–49 are refused, 40 and 41 are one filing with two sites. */
static void
test_samples (void)
{
  static const char *const names[] = { "filings.csv", "filings.xlsx" };
  static const guint counts[][3] = { { 42, 0, 7 }, { 0, 42, 8 } };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", names[i], NULL);
      const char *const paths[] = { path, NULL };
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaReconciliation) list = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      assert_counts (list, counts[i][0], counts[i][1], counts[i][2]);
      g_assert_cmpuint (list->refusals->len, ==, counts[i][2]);
      g_assert_cmpstr (((HechaRowIssue *) list->refusals->pdata[0])->rule, ==, "credit-code-check-character");
      g_assert_cmpuint (((HechaRowIssue *) list->refusals->pdata[0])->row, ==, 43 + i);
    }
  rows = hecha_intake_enterprise (self->session, WORKSPACE_TWO_SITES, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (((HechaFilingRow *) rows->pdata[0])->filing->sites->len, ==, 2);
}

static void
test_changed_keeps_version (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaReconciliation) first = import_text (self, "one.csv", HEADER ROW ("东路1号"));
  g_autoptr(HechaReconciliation) same = import_text (self, "one.csv", HEADER ROW ("东路1号"));
  g_autoptr(HechaReconciliation) other = import_text (self, "two.csv", HEADER ROW ("西路2号"));
  g_autoptr(GPtrArray) now = hecha_intake_enterprise (self->session, WORKSPACE_CODE, NULL);
  g_autoptr(GPtrArray) before = hecha_intake_history (self->session, WORKSPACE_CODE, HECHA_TYPE_CONNECTED, NULL);

  assert_counts (first, 1, 0, 0);
  assert_counts (same, 0, 1, 0);
  assert_counts (other, 1, 0, 0);
  g_assert_cmpstr (hecha_filing_get (((HechaFilingRow *) now->pdata[0])->filing, HECHA_FIELD_ADDRESS), ==, "西路2号");
  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpstr (hecha_filing_get (before->pdata[0], HECHA_FIELD_ADDRESS), ==, "东路1号");
}

static void
cancel_late (guint64  done,
             guint64  total,
             gpointer data)
{
  if (done >= total / 2)
    g_cancellable_cancel (data);
}

/* Stopped before it reads, and after it has read all: nothing is left either way. */
static void
test_cancelled (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "samples", "filings.csv", NULL);
  const char *const paths[] = { path, NULL };

  for (guint late = 0; late < 2; late++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      if (!late)
        g_cancellable_cancel (cancellable);
      g_assert_null (hecha_intake_import (self->session, paths, NULL, cancel_late, cancellable, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (n_filings (self), ==, 0);
    }
}

static void
test_unreadable (void)
{
  static const char *const texts[] = { "", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "PK\003\004 no zip" };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      fixture_write (self->files, "bad.xls", texts[i], strlen (texts[i]));
      g_assert_null (import (self, "bad.xls", NULL, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "bad.xls"));
    }
  g_assert_cmpuint (n_filings (self), ==, 0);
}

static void
test_two_rows_contradict (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaReconciliation) list
    = import_text (self, "one.csv", HEADER ROW ("东路1号")
                   "示例一厂,91130102000000385H,联网工业企业,三级,130102,C3484,东路1号,张示例,13900000040\n");

  assert_counts (list, 1, 0, 1);
  g_assert_cmpstr (((HechaRowIssue *) list->refusals->pdata[0])->rule, ==, "filing-conflict");
  g_assert_cmpuint (((HechaRowIssue *) list->refusals->pdata[0])->row, ==, 3);
  g_assert_true (g_str_has_prefix (((HechaRowIssue *) list->refusals->pdata[0])->message.en, "Level: "));
  g_assert_true (g_str_has_prefix (((HechaRowIssue *) list->refusals->pdata[0])->message.zh, "企业级别："));
}

#define FILED(day) "企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话,登记日期\n" \
                   "示例一厂,91130102000000385H,联网工业企业,二级,张示例,13900000040," day "\n"

/* Last year's register after this year's is taken, and said. */
static void
test_older (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(HechaReconciliation) first = import_text (self, "a.csv", FILED ("2025-04-12"));
  g_autoptr(HechaReconciliation) same = import_text (self, "a.csv", FILED ("2025-04-12"));
  g_autoptr(HechaReconciliation) older = import_text (self, "b.csv", FILED ("2024-04-12"));
  g_autoptr(HechaReconciliation) newer = import_text (self, "c.csv", FILED ("2025-05-01"));
  g_autoptr(HechaReconciliation) unsaid = import_text (self, "d.csv", FILED (""));

  g_assert_cmpuint (first->warnings->len + same->warnings->len, ==, 0);
  assert_counts (older, 1, 0, 0);
  g_assert_cmpuint (older->warnings->len, ==, 1);
  g_assert_cmpstr (((HechaRowIssue *) older->warnings->pdata[0])->rule, ==, "filing-older");
  g_assert_cmpuint (((HechaRowIssue *) older->warnings->pdata[0])->row, ==, 2);
  g_assert_cmpuint (newer->warnings->len + unsaid->warnings->len, ==, 0);
}

/* Of several files all are taken or none; a later one is taken over an earlier one. */
static void
test_several_files (void)
{
  static const char *const names[] = { "a.csv", "b.csv", "old.xls" };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_free), now = NULL;
  g_autoptr(GError) error = NULL, fine = NULL;
  g_autoptr(HechaReconciliation) list = NULL;

  write_text (self, names[0], HEADER ROW ("东路1号"));
  write_text (self, names[1], HEADER ROW ("西路2号"));
  write_text (self, names[2], "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (files, fixture_path (self->files, names[i]));
  g_ptr_array_add (files, NULL);
  g_assert_null (hecha_intake_import (self->session, (const char *const *) files->pdata, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED);
  g_assert_cmpuint (n_filings (self), ==, 0);
  g_ptr_array_remove_index (files, 2);
  list = hecha_intake_import (self->session, (const char *const *) files->pdata, NULL, NULL, NULL, NULL, &fine);
  g_assert_no_error (fine);
  assert_counts (list, 2, 0, 0);
  g_assert_cmpuint (n_filings (self), ==, 1);
  now = hecha_intake_enterprise (self->session, WORKSPACE_CODE, NULL);
  g_assert_cmpstr (hecha_filing_get (((HechaFilingRow *) now->pdata[0])->filing, HECHA_FIELD_ADDRESS), ==, "西路2号");
}

/* The first enterprise is told once more, with a second site, long after the register has it. */
static char *
many_rows (guint n)
{
  GString *text = g_string_new (HEADER ROW ("东路1号"));

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "示例二厂,91130102000000027G,%s,二级,130102,C3484,北路%u号,张示例,13900000040\n",
                            i % 2 ? "平台企业" : "联网工业企业", i / 2);
  g_string_append (text, ROW ("西路2号"));
  return g_string_free (text, FALSE);
}

static void
test_far_apart (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *text = many_rows (2000);
  g_autoptr(HechaReconciliation) first = import_text (self, "a.csv", text), again = NULL;
  g_autoptr(GPtrArray) now = hecha_intake_enterprise (self->session, WORKSPACE_CODE, NULL);
  const HechaFilingRow *row = now->pdata[0];
  g_autoptr(GPtrArray) before = hecha_intake_history (self->session, WORKSPACE_CODE, HECHA_TYPE_CONNECTED, NULL);

  assert_counts (first, 2002, 0, 0);
  g_assert_cmpuint (n_filings (self), ==, 3);
  g_assert_cmpuint (row->filing->sites->len, ==, 2);
  g_assert_cmpuint (before->len, ==, 0);
  again = import_text (self, "b.csv", text);
  assert_counts (again, 0, 2002, 0);
}

static void
write_row (lxw_worksheet *sheet,
           guint          row,
           const char    *texts)
{
  g_auto(GStrv) cells = g_strsplit (texts, ",", -1);

  for (guint i = 0; cells[i]; i++)
    worksheet_write_string (sheet, row, i, cells[i], NULL);
}

/* A cover, a sheet for each type, one of them with headers of its own, a hidden one. */
static char *
write_workbook (Workspace *self)
{
  char *path = fixture_path (self->files, "sheets.xlsx");
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *cover = workbook_add_worksheet (book, "填写说明"), *first = workbook_add_worksheet (book, "联网工业企业");
  lxw_worksheet *second = workbook_add_worksheet (book, "平台企业"), *hidden = workbook_add_worksheet (book, "旧");

  write_row (cover, 0, "请认真填写,各项必填");
  write_row (first, 0, "企业名称,统一社会信用代码,企业类型,企业级别,网络安全负责人,联系电话");
  write_row (first, 1, "示例一厂,91130102000000385H,联网工业企业,二级,张示例,13900000040");
  write_row (second, 0, "单位名称,信用代码,类型,级别,安全负责人,电话");
  write_row (second, 1, "示例二厂,91130102000000027G,平台企业,二级,张示例,13900000040");
  write_row (second, 2, "示例三厂,91130102000000027X,平台企业,二级,张示例,13900000040");
  write_row (hidden, 0, "单位名称,信用代码,类型,级别,安全负责人,电话");
  write_row (hidden, 1, "示例四厂,91130102000000027X,平台企业,二级,张示例,13900000040");
  worksheet_hide (hidden);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

static void
test_sheets (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = write_workbook (self);
  const char *const paths[] = { path, NULL };
  const HechaIntakeChoice only = { .sheet = "平台企业" }, cover = { .sheet = "填写说明" }, none = { .sheet = "没有" };
  g_autoptr(GError) error = NULL, no_filings = NULL, no_sheet = NULL;
  g_autoptr(HechaReconciliation) one = NULL, all = NULL;
  g_autoptr(HechaIntakePreview) preview = hecha_intake_preview (self->session, path, NULL, &error);
  const HechaRowIssue *refusal, *left_out, *hidden;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (preview->sheets), ==, 3);
  g_assert_cmpstr (preview->sheet, ==, "联网工业企业");
  g_assert_null (hecha_intake_import (self->session, paths, &cover, NULL, NULL, NULL, &no_filings));
  g_assert_nonnull (strstr (no_filings->message, "填写说明"));
  g_assert_null (hecha_intake_import (self->session, paths, &none, NULL, NULL, NULL, &no_sheet));
  g_assert_nonnull (strstr (no_sheet->message, "没有"));
  one = hecha_intake_import (self->session, paths, &only, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (one, 1, 0, 1);
  g_assert_cmpuint (one->warnings->len, ==, 0);
  all = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (all, 1, 1, 1);
  refusal = all->refusals->pdata[0];
  g_assert_cmpstr (refusal->sheet, ==, "平台企业");
  g_assert_cmpuint (refusal->row, ==, 3);
  g_assert_cmpuint (all->warnings->len, ==, 2);
  hidden = all->warnings->pdata[1];
  g_assert_cmpstr (hidden->rule, ==, "sheet-hidden");
  g_assert_cmpstr (hidden->sheet, ==, "旧");
  left_out = all->warnings->pdata[0];
  g_assert_cmpstr (left_out->rule, ==, "sheet-without-filings");
  g_assert_cmpstr (left_out->sheet, ==, "填写说明");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/intake/samples", test_samples);
  g_test_add_func ("/flow/intake/changed-keeps-version", test_changed_keeps_version);
  g_test_add_func ("/flow/intake/cancelled", test_cancelled);
  g_test_add_func ("/flow/intake/unreadable", test_unreadable);
  g_test_add_func ("/flow/intake/two-rows-contradict", test_two_rows_contradict);
  g_test_add_func ("/flow/intake/older", test_older);
  g_test_add_func ("/flow/intake/several-files", test_several_files);
  g_test_add_func ("/flow/intake/far-apart", test_far_apart);
  g_test_add_func ("/flow/intake/sheets", test_sheets);
  return g_test_run ();
}
