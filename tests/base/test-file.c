/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file.h"

#include "error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define MIB (1024 * 1024)

static char *
make (const char *name,
      gsize       size)
{
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autofree char *text = g_malloc (size + 1);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  memset (text, 'x', size);
  g_assert_true (g_file_set_contents (path, text, size, NULL));
  return path;
}

static void
test_whole (void)
{
  const gsize sizes[] = { 0, 1, 4096, MIB - 1, MIB };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = make ("whole", sizes[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = hecha_file_read (path, MIB, &error), mapped = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizes[i]);
      mapped = hecha_file_map (path, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (mapped, bytes));
      for (gsize at = 0; at < sizes[i]; at += 4095)
        g_assert_cmpint (((const char *) g_bytes_get_data (bytes, NULL))[at], ==, 'x');
    }
}

static void
refused (const char *path,
         int         code,
         const char *words)
{
  g_autoptr(GError) error = NULL, unmapped = NULL;

  if (code != HECHA_ERROR_TOO_LARGE)
    {
      g_assert_null (hecha_file_map (path, &unmapped));
      g_assert_error (unmapped, HECHA_ERROR, code);
    }
  g_assert_null (hecha_file_read (path, MIB, &error));
  g_assert_error (error, HECHA_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, words));
}

/* Neither a device that never ends nor a pipe into which nobody writes holds anybody up. */
static void
test_refused (void)
{
  g_autofree char *large = make ("large", MIB + 1), *pipe = g_build_filename (g_get_user_data_dir (), "pipe", NULL);

  refused (large, HECHA_ERROR_TOO_LARGE, ": more than 1.0\302\240MiB are not");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  refused (pipe, HECHA_ERROR_INVALID, ": not a file");
  refused ("/dev/zero", HECHA_ERROR_INVALID, ": not a file");
  refused (g_get_user_data_dir (), HECHA_ERROR_INVALID, ": not a file");
  refused ("/nonexistent/file", HECHA_ERROR_IO, ": ");
}

static void
holds (const char *path,
       const char *wanted)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_append (void)
{
  g_autofree char *path = make ("continued", 3), *nowhere = g_strconcat (path, ".none", NULL);
  g_autoptr(GError) error = NULL, shorter = NULL, missing = NULL;

  g_assert_true (hecha_file_append (path, 3, "yy", 2, &error));
  holds (path, "xxxyy");
  g_assert_true (hecha_file_append (path, 2, "z", 1, &error));
  holds (path, "xxz");
  g_assert_true (hecha_file_append (path, 1, NULL, 0, &error));
  holds (path, "x");
  g_assert_no_error (error);
  g_assert_false (hecha_file_append (path, 2, "y", 1, &shorter));
  g_assert_error (shorter, HECHA_ERROR, HECHA_ERROR_IO);
  holds (path, "x");
  g_assert_false (hecha_file_append (nowhere, 0, "y", 1, &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

/* A part is written, then there is no more room: what was there is all that is left. */
static void
test_append_full (void)
{
  g_autofree char *path = make ("full", 3);
  g_autoptr(GError) error = NULL;
  struct rlimit before, small;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = (struct rlimit) { 5, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (hecha_file_append (path, 3, "yyyyyy", 6, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  holds (path, "xxx");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/file/whole", test_whole);
  g_test_add_func ("/base/file/refused", test_refused);
  g_test_add_func ("/file/append", test_append);
  g_test_add_func ("/file/append-full", test_append_full);
  return g_test_run ();
}
