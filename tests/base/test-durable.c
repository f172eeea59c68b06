/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What outlasts a power loss is tried by tests/flow/test-power-loss.py. */
#include "durable.h"

#include "error.h"

#include <glib/gstdio.h>

/* Of the test alone, and gone after it. */
static char *
scratch_new (void)
{
  char *path = g_build_filename (g_get_user_data_dir (), "durable", NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

static void
test_folder (void)
{
  g_autofree char *root = scratch_new (), *top = g_build_filename (root, "a", NULL);
  g_autofree char *deep = g_build_filename (top, "b", "c", NULL), *file = g_build_filename (root, "file", NULL);
  g_autofree char *below = g_build_filename (file, "d", NULL);
  g_autoptr(GError) error = NULL;
  GStatBuf info;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (hecha_durable_folder (deep, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (g_stat (top, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
  g_assert_true (g_file_test (deep, G_FILE_TEST_IS_DIR));

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_false (hecha_durable_folder (file, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (hecha_durable_folder (below, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

static void
test_rename (void)
{
  g_autofree char *root = scratch_new (), *from = g_build_filename (root, "from", NULL);
  g_autofree char *to = g_build_filename (root, "to", NULL), *nowhere = g_build_filename (root, "no", "to", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (from, "new", 3, NULL));
  g_assert_true (g_file_set_contents (to, "older", 5, NULL));
  g_assert_false (hecha_durable_rename (from, nowhere, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (hecha_durable_rename (from, to, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (to, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "new");
  g_assert_false (hecha_durable_rename (from, to, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_true (g_file_test (to, G_FILE_TEST_EXISTS));
}

static void
test_link_and_append (void)
{
  g_autofree char *root = scratch_new (), *one = g_build_filename (root, "one", NULL);
  g_autofree char *two = g_build_filename (root, "two", NULL), *other = g_build_filename (root, "other", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL, taken = NULL, missing = NULL;

  g_assert_true (g_file_set_contents (one, "one", 3, NULL));
  g_assert_true (hecha_durable_link (one, two, &error));
  g_assert_true (hecha_durable_append (one, 3, " and more", 9, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (two, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "one and more");
  g_clear_pointer (&text, g_free);

  g_assert_true (g_file_set_contents (other, "other", 5, NULL));
  g_assert_false (hecha_durable_link (one, other, &taken));
  g_assert_error (taken, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_true (g_file_get_contents (other, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "other");
  g_unlink (one);
  g_assert_false (hecha_durable_append (one, 0, "x", 1, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/durable/folder", test_folder);
  g_test_add_func ("/durable/rename", test_rename);
  g_test_add_func ("/durable/link-and-append", test_link_and_append);
  return g_test_run ();
}
