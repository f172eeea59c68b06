/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

#define HEADER "企业名称,统一社会信用代码,企业类型,企业级别,行政区划代码,行业代码,注册地址,网络安全负责人,负责人电话\n"
#define ROW(address) "示例一厂,91130102000000385H,联网工业企业,二级,130102,C3484," address ",张示例,13900000040\n"

static void
write_text (Workspace  *self,
            const char *name,
            const char *text)
{
  fixture_write (self->files, name, text, strlen (text));
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

/* What a column is, once corrected, is remembered for the same headers, in any
 * order; not so where the import fails. */
static void
test_mapping (void)
{
  static const char text[] = "企业名称,乙,企业类型,企业级别,行政区划代码,行业代码,注册地址,网络安全负责人,壬\n" ROW ("东路1号");
  static const char turned[] = "乙,企业名称,企业类型,企业级别,网络安全负责人,壬,行政区划代码,行业代码,注册地址\n"
                               "91130102000000027G,示例二厂,平台企业,二级,张示例,13900000040,130102,C3484,东路2号\n";
  static const char *const columns[] = { "乙", "壬", NULL }, *const targets[] = { "code", "officer-phone", NULL };
  const HechaIntakeChoice choice = { .columns = columns, .targets = targets };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "odd.csv");
  const char *const paths[] = { path, NULL }, *const broken[] = { path, "/nowhere.csv", NULL };
  g_autoptr(GError) error = NULL, unknown = NULL, missing = NULL;
  g_autoptr(HechaReconciliation) list = NULL, again = NULL;
  g_autoptr(HechaIntakePreview) preview = NULL;

  write_text (self, "odd.csv", text);
  g_assert_null (hecha_intake_import (self->session, broken, &choice, NULL, NULL, NULL, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_null (hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &unknown));
  g_assert_error (unknown, HECHA_ERROR, HECHA_ERROR_INVALID);
  list = hecha_intake_import (self->session, paths, &choice, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (list, 1, 0, 0);
  again = hecha_intake_import (self->session, paths, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (again, 0, 1, 0);
  write_text (self, "odd.csv", turned);
  preview = hecha_intake_preview (self->session, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (preview->headers[0], ==, "乙");
  g_assert_cmpstr (preview->targets[0], ==, "code");
  g_assert_cmpstr (preview->targets[5], ==, "officer-phone");
  g_assert_cmpuint (preview->rows->len, ==, 1);
}

/* No word of the header is known, or there is none: the user says what each column is. */
static void
test_told (void)
{
  static const char *const texts[] = { "甲,乙,丙,丁,戊,己\n", "" };
  static const char *const names[][7] = { { "甲", "乙", "丙", "丁", "戊", "己" }, { "A", "B", "C", "D", "E", "F" } };
  static const char *const targets[] = { "name", "code", "type", "level", "security-officer", "phone", NULL };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "odd.csv");
  const char *const paths[] = { path, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strconcat (texts[i], "示例一厂,91130102000000385H,联网工业企业,二级,张示例,13900000040\n", NULL);
      const HechaIntakeChoice choice = { .columns = names[i], .targets = targets };
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaReconciliation) list = NULL;
      g_autoptr(HechaIntakePreview) preview = NULL;

      write_text (self, "odd.csv", text);
      preview = hecha_intake_preview (self->session, path, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < 6; j++)
        g_assert_cmpstr (preview->headers[j], ==, names[i][j]);
      list = hecha_intake_import (self->session, paths, &choice, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      assert_counts (list, i == 0, i == 1, 0);
    }
}

/* A column that is in no sheet is no slip to pass over. */
static void
test_unknown_column (void)
{
  static const char *const columns[] = { "丑", NULL }, *const targets[] = { "phone", NULL };
  const HechaIntakeChoice choice = { .columns = columns, .targets = targets };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "one.csv");
  const char *const paths[] = { path, NULL };
  g_autoptr(GError) error = NULL;

  write_text (self, "one.csv", HEADER ROW ("东路1号"));
  g_assert_null (hecha_intake_import (self->session, paths, &choice, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "丑"));
  g_assert_cmpuint (n_filings (self), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/intake-columns/mapping", test_mapping);
  g_test_add_func ("/flow/intake-columns/told", test_told);
  g_test_add_func ("/flow/intake-columns/unknown-column", test_unknown_column);
  return g_test_run ();
}
