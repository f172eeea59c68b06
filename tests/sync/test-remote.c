/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote.h"

#include <string.h>

#define SHA "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_paths (void)
{
  static const struct { const char *path; gboolean valid; } rows[] = {
    { "a", TRUE }, { "cases/c-1/evidence/" SHA, TRUE }, { "a/b.c_d-E9", TRUE }, { "a..b", TRUE },
    { "", FALSE }, { "/a", FALSE }, { "a/", FALSE }, { "a//b", FALSE }, { ".", FALSE }, { "..", FALSE },
    { "a/../b", FALSE }, { "a/.hidden", FALSE }, { "a b", FALSE }, { "a%2Fb", FALSE }, { "a\\b", FALSE },
    { "厂", FALSE }, { "a\nb", FALSE }, { "a:b", FALSE }, { "a?b", FALSE }, { NULL, FALSE },
  };
  g_autofree char *long_segment = g_strnfill (256, 'a');
  g_autoptr(GString) long_path = g_string_new ("a");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (hecha_remote_path_is_valid (rows[i].path) == rows[i].valid);
  g_assert_false (hecha_remote_path_is_valid (long_segment));
  long_segment[255] = '\0';
  g_assert_true (hecha_remote_path_is_valid (long_segment));
  while (long_path->len < 1024)
    g_string_append (long_path, "/a");
  g_assert_false (hecha_remote_path_is_valid (long_path->str));
}

static void
test_digest (void)
{
  static const struct { const char *path; gboolean has; } rows[] = {
    { "cases/c/evidence/" SHA, TRUE }, { SHA, TRUE }, { "cases/c/reports/2-" SHA ".pdf", TRUE },
    { "inbox/2026-11-22/c-1-" SHA ".json", TRUE }, { "cases/c/journal/d/1-9-" SHA ".jsonl", FALSE },
    { "a/b.json", FALSE }, { "a/f" SHA, FALSE }, { SHA "/a", FALSE },
    { "a/E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *digest = hecha_remote_path_digest (rows[i].path);

      g_assert_cmpstr (digest, ==, rows[i].has ? SHA : NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/remote/paths", test_paths);
  g_test_add_func ("/remote/digest", test_digest);
  return g_test_run ();
}
