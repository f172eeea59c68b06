/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "fault.h"

#include <string.h>

/* FIPS 180-4 for SHA-256; an absent one beside it. */
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
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("abc", 3, NULL);
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry;

  fixture->top = g_dir_make_tmp ("hecha-vault-XXXXXX", NULL);
  fixture->dir = g_build_filename (fixture->top, "vault", NULL);
  fixture->vault = hecha_vault_open (fixture->dir, &error);
  g_assert_no_error (error);
  hecha_vault_import (fixture->vault, stream, 3, NULL, NULL, NULL, &entry, &error);
  g_assert_no_error (error);
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

static char *
abc_path (Fixture *fixture)
{
  return g_build_filename (fixture->dir, "ba", ABC + 2, NULL);
}

static void
spoil (Fixture *fixture)
{
  g_autofree char *path = abc_path (fixture);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, "abd", 3, &error);
  g_assert_no_error (error);
}

static void
assert_mode (const char *path,
             mode_t      mode)
{
  struct stat st;

  g_assert_no_errno (g_lstat (path, &st));
  g_assert_cmpint (st.st_mode & 07777, ==, mode);
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = abc_path (fixture);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *tmp = g_build_filename (fixture->dir, "tmp", NULL);

  assert_mode (fixture->dir, 0700);
  assert_mode (tmp, 0700);
  assert_mode (folder, 0700);
  assert_mode (path, 0600);
}

static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = hecha_vault_open_stream (fixture->vault, ABC, &error);
  g_autoptr(GBytes) bytes = hecha_vault_load (fixture->vault, ABC, 3, &error);
  char text[8] = "";
  guint64 size;

  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (stream, text, sizeof text, NULL, NULL), ==, 3);
  g_assert_cmpstr (text, ==, "abc");
  g_assert_true (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
  g_assert_true (hecha_vault_contains (fixture->vault, ABC));
  g_assert_false (hecha_vault_contains (fixture->vault, EMPTY));
  g_assert_true (hecha_vault_size (fixture->vault, ABC, &size, &error));
  g_assert_cmpuint (size, ==, 3);
  g_assert_true (hecha_vault_verify (fixture->vault, ABC, NULL, &error));
}

static void
remember_cb (guint64  bytes,
             gpointer data)
{
  *(guint64 *) data = bytes;
}

/* GB/T 32905-2016, appendix A: "abc", and "abcd" sixteen times. */
static void
test_sm3 (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GString) copies = g_string_new (NULL);
  HechaVaultEntry entry;
  guint64 seen = 0;
  char sm3[HECHA_DIGEST_HEX];

  for (int i = 0; i < 16; i++)
    g_string_append (copies, "abcd");
  stream = g_memory_input_stream_new_from_data (copies->str, copies->len, NULL);
  hecha_vault_import (fixture->vault, stream, 64, NULL, NULL, NULL, &entry, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_vault_reread (fixture->vault, ABC, sm3, NULL, NULL, NULL, &error));
  g_assert_cmpstr (sm3, ==, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  g_assert_true (hecha_vault_reread (fixture->vault, entry.sha256, sm3, remember_cb, &seen, NULL, &error));
  g_assert_cmpstr (sm3, ==, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  g_assert_cmpuint (seen, ==, 64);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_vault_load (fixture->vault, ABC, 2, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("abc", 3, NULL);
  HechaVaultEntry entry;
  char sm3[HECHA_DIGEST_HEX] = "untouched";

  spoil (fixture);
  g_assert_false (hecha_vault_verify (fixture->vault, ABC, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, ABC));
  g_clear_error (&error);
  g_assert_false (hecha_vault_reread (fixture->vault, ABC, sm3, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_assert_cmpstr (sm3, ==, "untouched");
  g_clear_error (&error);
  g_assert_null (hecha_vault_load (fixture->vault, ABC, 10, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED);
  g_clear_error (&error);

  /* The right bytes once more mend it. */
  hecha_vault_import (fixture->vault, stream, 3, NULL, NULL, NULL, &entry, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_vault_verify (fixture->vault, ABC, NULL, &error));
}

static void
test_foreign_names (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const names[] = {
    "", "ba", "../../../../../../etc/passwd", "tmp/0",
    "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
    "ba/816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ABC "0", NULL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GError *errors[5] = { NULL };

      g_assert_false (hecha_vault_contains (fixture->vault, names[i]));
      g_assert_false (hecha_vault_size (fixture->vault, names[i], NULL, &errors[0]));
      g_assert_null (hecha_vault_open_stream (fixture->vault, names[i], &errors[1]));
      g_assert_null (hecha_vault_load (fixture->vault, names[i], 100, &errors[2]));
      g_assert_false (hecha_vault_verify (fixture->vault, names[i], NULL, &errors[3]));
      g_assert_false (hecha_vault_destroy (fixture->vault, names[i], &errors[4]));
      for (gsize j = 0; j < G_N_ELEMENTS (errors); j++)
        {
          g_assert_error (errors[j], HECHA_ERROR, HECHA_ERROR_INVALID);
          g_clear_error (&errors[j]);
        }
    }
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_vault_load (fixture->vault, EMPTY, 100, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hecha_vault_verify (fixture->vault, EMPTY, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

/* A link put where a file was leads nowhere. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = abc_path (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (symlink ("/etc/passwd", path));
  g_assert_null (hecha_vault_open_stream (fixture->vault, ABC, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
}

static void
test_destroy (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_vault_destroy (fixture->vault, ABC, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->dir), ==, 0);
  g_assert_true (hecha_vault_destroy (fixture->vault, ABC, &error));
  g_assert_true (hecha_vault_destroy (fixture->vault, EMPTY, &error));
  g_assert_no_error (error);
}

static void
test_destroy_faults (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint n = 1; n <= 4; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaVault) vault = NULL;

      fault_begin (fixture->dir, 0, FALSE, EIO);
      vault = hecha_vault_open_with (fixture->dir, fault_io (), &error);
      g_assert_no_error (error);
      fault_begin (fixture->dir, n, FALSE, EIO);
      g_assert_cmpint (hecha_vault_destroy (vault, ABC, &error), ==, n == 4);
      /* Three calls, each of which must go well: unlink, open of the folder, fsync. */
      g_assert_cmpuint (fault.calls, ==, MIN (n, 3));
      if (n < 4)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
    }
  fault_end ();
}

static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *left = g_build_filename (fixture->dir, "tmp", "7", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaVault) again = NULL;

  g_file_set_contents (left, "half", 4, NULL);
  again = hecha_vault_open (fixture->dir, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (fixture->dir), ==, 1);
  g_assert_true (hecha_vault_contains (again, ABC));
}

static void
test_open_faults (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *dir = g_build_filename (fixture->top, "other", NULL);
  gboolean fired = TRUE;

  for (guint n = 1; fired; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HechaVault) vault = NULL;

      fault_begin (dir, n, FALSE, EIO);
      vault = hecha_vault_open_with (dir, fault_io (), &error);
      fired = fault.calls >= n;
      if (fired)
        g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
      else
        g_assert_no_error (error);
      g_assert_cmpint (vault != NULL, ==, !fired);
    }
  fault_end ();
}

static void
test_open_nowhere (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *dir = g_build_filename (fixture->top, "no", "where", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_vault_open (dir, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

#define ADD(name, func) g_test_add ("/vault/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("modes", test_modes);
  ADD ("read", test_read);
  ADD ("sm3", test_sm3);
  ADD ("limit", test_limit);
  ADD ("damaged", test_damaged);
  ADD ("foreign-names", test_foreign_names);
  ADD ("absent", test_absent);
  ADD ("link", test_link);
  ADD ("destroy", test_destroy);
  ADD ("destroy-faults", test_destroy_faults);
  ADD ("sweep", test_sweep);
  ADD ("open-faults", test_open_faults);
  ADD ("open-nowhere", test_open_nowhere);
  return g_test_run ();
}
