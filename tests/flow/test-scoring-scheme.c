/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scoring-scheme.h"

#include "error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* This one is made up: the Measures have none. */
#define SCHEME \
  "{\"id\":\"%s\",\"version\":\"1\",\"title\":{\"en\":\"T\"},\"factors\":{\"size\":10,\"business-scope\":10," \
  "\"internet-use\":20,\"important-systems\":20,\"important-data\":20,\"importance\":10,\"consequences\":10}," \
  "\"level-2-from\":40,\"level-3-from\":70}"

static char *
write_scheme (const char *text)
{
  char *path = g_build_filename (g_get_user_data_dir (), "scheme.json", NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
own_is (const char *id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaScoring) own = hecha_scoring_scheme_load (&error);

  if (!id)
    g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  else
    g_assert_cmpstr (own->id, ==, id);
}

/* One at a time; what is no scheme leaves the other where it is. */
static void
test_set (void)
{
  static const char *const ids[] = { "first", "second" };
  static const char *const bad[] = { "", "{", "[]", "{\"id\":\"third\"}" };
  g_autoptr(GError) large = NULL, missing = NULL;
  g_autofree char *path = NULL;

  own_is (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = g_strdup_printf (SCHEME, ids[i]), *file = write_scheme (text);
      g_autoptr(HechaScoring) scheme = hecha_scoring_scheme_set (file, NULL);

      g_assert_cmpint (scheme->most[0], ==, 10);
      g_assert_cmpint (g_unlink (file), ==, 0);
      own_is (ids[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *file = write_scheme (bad[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (hecha_scoring_scheme_set (file, &error));
      g_assert_nonnull (strstr (error->message, "scheme.json"));
      own_is ("second");
    }
  path = write_scheme ("{");
  g_assert_cmpint (truncate (path, 64 * 1024 + 1), ==, 0);
  g_assert_null (hecha_scoring_scheme_set (path, &large));
  g_assert_error (large, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_null (hecha_scoring_scheme_set ("/no/such.json", &missing));
  g_assert_error (missing, HECHA_ERROR, HECHA_ERROR_IO);
  own_is ("second");
}

/* One that somebody spoilt says so, and is not taken for none. */
static void
test_spoilt (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "hecha", NULL);
  g_autofree char *own = g_build_filename (folder, "scoring.json", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (own, "{", -1, NULL));
  g_assert_null (hecha_scoring_scheme_load (&error));
  g_assert_false (g_error_matches (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND));
  g_assert_nonnull (strstr (error->message, "scoring.json"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/scoring-scheme/set", test_set);
  g_test_add_func ("/flow/scoring-scheme/spoilt", test_spoilt);
  return g_test_run ();
}
