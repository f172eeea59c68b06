/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-files.h"
#include "workspace.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>

/* SHA-256 of "abc", FIPS 180-4. */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
test_digest (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *path = fixture_path (files, "abc"), *nowhere = fixture_path (files, "nowhere"), *sha256 = NULL;
  g_autoptr(GError) error = NULL;
  guint64 size;

  fixture_write (files, "abc", "abc", 3);
  g_assert_true (hecha_file_digest (path, &sha256, &size, &error));
  g_assert_cmpstr (sha256, ==, ABC);
  g_assert_cmpuint (size, ==, 3);
  g_assert_false (hecha_file_digest (nowhere, &sha256, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

/* A name from another device leads nowhere but into reports/. */
static void
test_path (void)
{
  static const char *const names[] = { "r.pdf", "../r.pdf", "/etc/r.pdf", "a/../../r.pdf" };
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *wanted = g_build_filename (self->directory, "reports", "r.pdf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = hecha_report_file_path (self->session, names[i]);

      g_assert_cmpstr (path, ==, wanted);
    }
}

static void
test_keep_and_copy (void)
{
  g_autoptr(Workspace) self = workspace_new (HECHA_HOLDER_EVALUATION, "示例机构");
  g_autofree char *temporary = hecha_report_file_temporary (self->session), *sha256 = NULL, *name = NULL, *path = NULL;
  g_autofree char *copy = fixture_path (self->files, "copy.pdf"), *nowhere = fixture_path (self->files, "no/copy.pdf");
  g_autoptr(GError) error = NULL;
  GStatBuf info;
  guint64 size;

  g_assert_true (g_file_set_contents (temporary, "abc", 3, NULL));
  name = hecha_report_file_keep (self->session, temporary, "2026/0001", 2, &sha256, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "2026_0001-r2-ba7816bf8f01.pdf");
  g_assert_cmpstr (sha256, ==, ABC);
  g_assert_false (g_file_test (temporary, G_FILE_TEST_EXISTS));
  path = hecha_report_file_path (self->session, name);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (hecha_file_copy (path, copy, &error));
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (hecha_file_copy (path, nowhere, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/report-files/digest", test_digest);
  g_test_add_func ("/flow/report-files/path", test_path);
  g_test_add_func ("/flow/report-files/keep-and-copy", test_keep_and_copy);
  return g_test_run ();
}
