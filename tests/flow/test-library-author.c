/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"
#include "row-issue.h"

#include <string.h>

static GPtrArray *
no_faults (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
}

/* A sheet of a pack as it is adds nothing. */
static void
test_unchanged (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "pack.xlsx");
  g_autoptr(GPtrArray) faults = no_faults (), rows = NULL;
  g_autoptr(HechaPackRow) row = hecha_library_find (self->session, "identifier", HECHA_TYPE_CONNECTED, NULL), again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_library_to_sheet (self->session, "identifier", path, HECHA_LANGUAGE_ZH, &error));
  again = hecha_library_from_sheet (self->session, path, faults, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->digest, ==, row->digest);
  rows = hecha_library_list (self->session, NULL);
  g_assert_cmpuint (rows->len, ==, HECHA_N_TYPES);
}

/* References make a version of their own; the newest is the one that is meant. */
static void
test_refer (void)
{
  static const char table[] = "检查项标识,GB/T 44462 条款\nid-scope,5.1\n";
  static const char empty[] = "检查项标识,GB/T 44462 条款\n,5.1\nid-scope\n";
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *path = fixture_path (self->files, "clauses.csv");
  g_autoptr(GPtrArray) faults = no_faults ();
  g_autoptr(HechaPackRow) row = NULL, again = NULL, newest = NULL;
  g_autoptr(GError) error = NULL, failure = NULL, other = NULL;

  fixture_write (self->files, "clauses.csv", table, strlen (table));
  row = hecha_library_refer (self->session, "identifier", path, "9", faults, &error);
  g_assert_no_error (error);
  newest = hecha_library_find (self->session, NULL, HECHA_TYPE_IDENTIFIER, NULL);
  g_assert_cmpstr (newest->version, ==, "9");
  g_assert_cmpstr (newest->digest, ==, row->digest);
  again = hecha_library_refer (self->session, "identifier", path, "9", faults, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->digest, ==, row->digest);
  fixture_write (self->files, "clauses.csv", empty, strlen (empty));
  g_assert_null (hecha_library_refer (self->session, "identifier", path, "9", faults, &failure));
  g_assert_error (failure, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_null (hecha_library_refer (self->session, "platform", path, NULL, faults, &other));
}

static void
test_nowhere (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autoptr(GError) error = NULL, missing = NULL;

  g_assert_false (hecha_library_export (self->session, "platform", "/nowhere/pack.zip", &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_false (hecha_library_to_sheet (self->session, "nothing", "/nowhere/pack.xlsx", HECHA_LANGUAGE_EN, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/library-author/unchanged", test_unchanged);
  g_test_add_func ("/flow/library-author/refer", test_refer);
  g_test_add_func ("/flow/library-author/nowhere", test_nowhere);
  return g_test_run ();
}
