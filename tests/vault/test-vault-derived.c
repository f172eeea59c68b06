/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <string.h>

/* SHA-256 of "abc" and of nothing: FIPS 180-4. */
#define ABC   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

typedef struct
{
  char       *top;
  char       *dir;
  HechaVault *vault;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const char *const texts[] = { "abc", "" };

  fixture->top = g_dir_make_tmp ("hecha-derived-XXXXXX", NULL);
  fixture->dir = g_build_filename (fixture->top, "vault", NULL);
  fixture->vault = hecha_vault_open (fixture->dir, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (texts[i], strlen (texts[i]), NULL);
      HechaVaultEntry entry;

      hecha_vault_import (fixture->vault, stream, 3, NULL, NULL, NULL, &entry, &error);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  hecha_vault_unref (fixture->vault);
  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->dir);
}

static void
keep (Fixture    *fixture,
      const char *kind,
      const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  hecha_vault_keep_derived (fixture->vault, ABC, kind, bytes);
}

static char *
kept (Fixture    *fixture,
      const char *sha256,
      const char *kind)
{
  g_autoptr(GBytes) bytes = hecha_vault_load_derived (fixture->vault, sha256, kind);
  gsize size;
  gconstpointer data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  return data ? g_strndup (data, size) : NULL;
}

static char *
path_of (Fixture    *fixture,
         const char *sha256,
         const char *kind)
{
  g_autofree char *name = g_strconcat (sha256 + 2, ".", kind, NULL);
  const char folder[] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (fixture->dir, folder, name, NULL);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *before = kept (fixture, ABC, "small");
  g_autofree char *small = NULL, *large = NULL, *other = NULL;

  keep (fixture, "small", "one");
  keep (fixture, "large", "two");
  small = kept (fixture, ABC, "small");
  large = kept (fixture, ABC, "large");
  other = kept (fixture, EMPTY, "small");
  g_assert_null (before);
  g_assert_cmpstr (small, ==, "one");
  g_assert_cmpstr (large, ==, "two");
  g_assert_null (other);
}

/* Changed, cut off, or moved from another file or kind: it counts as absent. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = path_of (fixture, ABC, "small"), *elsewhere = path_of (fixture, EMPTY, "small");
  g_autofree char *kind = path_of (fixture, ABC, "large"), *good = NULL;
  gsize size;

  keep (fixture, "small", "one");
  g_assert_true (g_file_get_contents (path, &good, &size, NULL));
  g_assert_cmpuint (size, ==, 64 + 3);
  g_assert_true (g_file_set_contents (elsewhere, good, size, NULL));
  g_assert_true (g_file_set_contents (kind, good, size, NULL));
  g_assert_null (kept (fixture, EMPTY, "small"));
  g_assert_null (kept (fixture, ABC, "large"));
  for (gsize cut = 0; cut < size; cut++)
    {
      g_assert_true (g_file_set_contents (path, good, cut, NULL));
      g_assert_null (kept (fixture, ABC, "small"));
    }
  good[size - 1] ^= 1;
  g_assert_true (g_file_set_contents (path, good, size, NULL));
  g_assert_null (kept (fixture, ABC, "small"));
  keep (fixture, "small", "new");
  g_free (good);
  good = kept (fixture, ABC, "small");
  g_assert_cmpstr (good, ==, "new");
}

/* What shows the same goes with it. */
static void
test_destroyed (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *small = path_of (fixture, ABC, "small"), *large = path_of (fixture, ABC, "large");
  g_autoptr(GError) error = NULL;

  keep (fixture, "small", "one");
  keep (fixture, "large", "two");
  g_assert_true (g_file_test (small, G_FILE_TEST_EXISTS));
  g_assert_true (hecha_vault_destroy (fixture->vault, ABC, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (small, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (large, G_FILE_TEST_EXISTS));
  g_assert_true (hecha_vault_contains (fixture->vault, EMPTY));
  keep (fixture, "small", "one");
  g_assert_false (g_file_test (small, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/vault-derived/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/vault-derived/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/vault-derived/destroyed", Fixture, NULL, set_up, test_destroyed, tear_down);
  return g_test_run ();
}
