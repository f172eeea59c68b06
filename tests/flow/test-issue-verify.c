/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workspace.h"

#include "error.h"

#include <string.h>

/* Without a workspace a file is judged by what it is itself; see issue-sign for reports. */
static void
test_foreign (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *pdf = fixture_path (files, "foreign.pdf"), *text = fixture_path (files, "text.pdf");
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaVerification) plain = NULL, unreadable = NULL;

  fixture_make_pdf (files, "foreign.pdf", 1, FALSE);
  fixture_write (files, "text.pdf", "no PDF", 6);
  plain = hecha_issue_verify (NULL, pdf, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plain->verdict, ==, HECHA_FILE_UNSIGNED);
  unreadable = hecha_issue_verify (NULL, text, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (unreadable->verdict, ==, HECHA_FILE_UNREADABLE);
}

/* A trust list that is not there, or is none, is an error: it is never left out in silence. */
static void
test_trust (void)
{
  g_autoptr(Fixture) files = fixture_new ();
  g_autofree char *pdf = fixture_path (files, "foreign.pdf"), *none = fixture_path (files, "none.pem");
  g_autoptr(GError) missing = NULL, empty = NULL;

  fixture_make_pdf (files, "foreign.pdf", 1, FALSE);
  g_assert_null (hecha_issue_verify (NULL, pdf, none, NULL, NULL, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  fixture_write (files, "none.pem", "nothing", 7);
  g_assert_null (hecha_issue_verify (NULL, pdf, none, NULL, NULL, &empty));
  g_assert_error (empty, HECHA_ERROR, HECHA_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/issue-verify/foreign", test_foreign);
  g_test_add_func ("/flow/issue-verify/trust", test_trust);
  return g_test_run ();
}
