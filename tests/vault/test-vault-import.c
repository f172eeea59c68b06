/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "fault.h"

#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *top;
  char *dir;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->top = g_dir_make_tmp ("hecha-import-XXXXXX", NULL);
  fixture->dir = g_build_filename (fixture->top, "vault", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fault_end ();
  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->dir);
}

static HechaVault *
open_faulty (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  HechaVault *vault;

  fault_begin (fixture->dir, 0, FALSE, 0);
  vault = hecha_vault_open_with (fixture->dir, fault_io (), &error);
  g_assert_no_error (error);
  return vault;
}

static gboolean
import (HechaVault       *vault,
        gconstpointer     data,
        gsize             size,
        HechaVaultEntry  *entry,
        GError          **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);

  return hecha_vault_import (vault, stream, 1 << 20, NULL, NULL, NULL, entry, error);
}

/* FIPS 180-4, by way of a file. */
static void
test_vectors (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry;

  g_assert_true (import (vault, "abc", 3, &entry, &error));
  g_assert_cmpstr (entry.sha256, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpuint (entry.size, ==, 3);
  g_assert_true (import (vault, "", 0, &entry, &error));
  g_assert_cmpstr (entry.sha256, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpuint (count_files (fixture->dir), ==, 2);
}

/* A file is whole on the disk before it gets its name, and the name is saved before the return. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GString) writes = NULL;
  HechaVaultEntry entry;

  fault_begin (fixture->dir, 0, FALSE, 0);
  g_assert_true (import (vault, "abc", 3, &entry, NULL));
  writes = g_string_new (fault.record->str);
  g_string_replace (writes, "write tmp/0\nwrite tmp/0\n", "write tmp/0\n", 0);
  g_assert_cmpstr (writes->str, ==,
                   "create tmp/0\nwrite tmp/0\nfsync tmp/0\n"
                   "mkdir ba\n"
                   "rename tmp/0 ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
                   "open .\nfsync .\nopen ba\nfsync ba\n");
  /* Once more: nothing is renamed, yet the name is sure to be saved. */
  fault_begin (fixture->dir, 0, FALSE, 0);
  g_assert_true (import (vault, "abc", 3, &entry, NULL));
  g_assert_true (g_str_has_suffix (fault.record->str, "fsync tmp/1\nunlink tmp/1\nopen ba\nfsync ba\n"));
  g_assert_cmpuint (count_files (fixture->dir), ==, 1);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("abcd", 4, NULL);
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry = { .size = 77 };

  g_assert_false (hecha_vault_import (vault, stream, 3, NULL, NULL, NULL, &entry, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpuint (entry.size, ==, 77);
  g_assert_cmpuint (count_files (fixture->dir), ==, 0);
}

static void
cancel_cb (guint64  bytes,
           gpointer data)
{
  if (bytes >= 600000)
    g_cancellable_cancel (data);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autofree char *big = g_malloc0 (1000000);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (big, 1000000, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry;

  g_assert_false (hecha_vault_import (vault, stream, 1 << 20, cancel_cb, cancellable, cancellable, &entry, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->dir), ==, 0);
}

static void
assert_message (GError *error,
                int     code)
{
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, "Could not ") || strstr (error->message, ": Could not "));
  g_assert_true (g_str_has_suffix (error->message, code == ENOSPC ? ": the disk is full" : g_strerror (code)));
  g_assert_null (strstr (error->message, "vault/"));
}

static const struct
{
  int      code;
  gboolean for_good;
} faults[] = { { EIO, FALSE }, { EIO, TRUE }, { ENOSPC, FALSE }, { ENOSPC, TRUE } };

/* Whichever call fails: nothing is half done, and the same import goes well afterwards. */
static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree guint8 *big = g_malloc (300000);

  for (gsize i = 0; i < 300000; i++)
    big[i] = i * 31 >> 3;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      gboolean fired = TRUE;

      for (guint n = 1; fired; n++)
        {
          g_autoptr(HechaVault) vault = open_faulty (fixture);
          g_autoptr(GError) error = NULL;
          HechaVaultEntry entry;

          fault_begin (fixture->dir, n, faults[i].for_good, faults[i].code);
          g_assert_cmpint (import (vault, big, 300000, &entry, &error), ==, fault.calls < n);
          fired = fault.calls >= n;
          g_assert_cmpuint (count_files (fixture->dir), ==, fired ? 0 : 1);
          if (fired)
            assert_message (error, faults[i].code);
          fault_begin (fixture->dir, 0, FALSE, 0);
          g_assert_true (import (vault, big, 300000, &entry, NULL));
          g_assert_true (hecha_vault_verify (vault, entry.sha256, NULL, NULL));
          g_clear_pointer (&vault, hecha_vault_unref);
          remove_tree (fixture->dir);
        }
    }
}

/* Files of 0, 10 000, 20 000 … bytes; each third is the same as the one before. */
static GPtrArray *
make_files (Fixture *fixture,
            guint    count)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count; i++)
    {
      gsize size = (i % 3 == 2 ? i - 1 : i) * 10000 + 1;
      g_autofree char *content = g_strnfill (size, 'a' + size / 10000 % 26);
      g_autofree char *name = g_strdup_printf ("照片%u.jpg", i);
      g_autofree char *path = g_build_filename (fixture->top, name, NULL);

      g_file_set_contents (path, content, size, NULL);
      g_ptr_array_add (files, g_file_new_for_path (path));
    }
  return files;
}

static void
count_cb (guint64  bytes,
          gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (bytes, >, *last);
  *last = bytes;
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GPtrArray) files = make_files (fixture, 30);
  g_autoptr(GArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  guint64 seen = 0, sum = 0;

  entries = hecha_vault_import_many (vault, files, 1 << 20, count_cb, &seen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 30);
  for (guint i = 0; i < 30; i++)
    {
      HechaVaultEntry *entry = &g_array_index (entries, HechaVaultEntry, i);
      g_autoptr(GBytes) bytes = g_file_load_bytes (g_ptr_array_index (files, i), NULL, NULL, NULL);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

      g_assert_cmpstr (entry->sha256, ==, sha256);
      g_assert_cmpuint (entry->size, ==, g_bytes_get_size (bytes));
      g_assert_true (hecha_vault_verify (vault, sha256, NULL, NULL));
      sum += entry->size;
    }
  g_assert_cmpuint (seen, ==, sum);
  g_assert_cmpuint (count_files (fixture->dir), ==, 20);
}

static void
test_many_none (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) entries = hecha_vault_import_many (vault, files, 1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* One bad file among good ones: it is named, and the vault keeps only what it held. */
static void
test_many_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GPtrArray) files = make_files (fixture, 12);
  g_autoptr(GError) error = NULL;
  HechaVaultEntry entry;

  g_assert_true (import (vault, "a", 1, &entry, NULL));    /* the same bytes as 照片0 */
  g_assert_null (hecha_vault_import_many (vault, files, 99999, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_true (g_str_has_prefix (error->message, "照片10.jpg: ") ||
                 g_str_has_prefix (error->message, "照片11.jpg: "));
  g_assert_cmpuint (count_files (fixture->dir), ==, 1);
  g_clear_error (&error);

  g_file_delete (g_ptr_array_index (files, 5), NULL, NULL);
  g_assert_null (hecha_vault_import_many (vault, files, 1 << 20, NULL, NULL, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, "照片5.jpg: Could not open the file"));
  g_assert_cmpuint (count_files (fixture->dir), ==, 1);
  g_assert_true (hecha_vault_verify (vault, entry.sha256, NULL, NULL));
}

/* A pipe would be waited for without end, a device read without end; a folder and an empty file hold nothing. */
static void
test_many_no_files (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *empty = g_build_filename (fixture->top, "空.jpg", NULL), *pipe = g_build_filename (fixture->top, "管道", NULL);
  const struct { const char *path, *name; } rows[] = {
    { fixture->top, NULL }, { pipe, "管道" }, { "/dev/zero", "zero" }, { empty, "空.jpg" },
  };
  g_autoptr(HechaVault) vault = open_faulty (fixture);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) files = make_files (fixture, 3);
      g_autoptr(GError) error = NULL;

      g_ptr_array_add (files, g_file_new_for_path (rows[i].path));
      g_assert_null (hecha_vault_import_many (vault, files, 1 << 20, NULL, NULL, NULL, &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_assert_true (!rows[i].name || g_str_has_prefix (error->message, rows[i].name));
      g_assert_cmpuint (count_files (fixture->dir), ==, 0);
    }
}

static void
test_many_cancel (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(HechaVault) vault = open_faulty (fixture);
  g_autoptr(GPtrArray) files = make_files (fixture, 30);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (hecha_vault_import_many (vault, files, 1 << 20, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->dir), ==, 0);
}

static void
test_many_faults (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) files = make_files (fixture, 5);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      gboolean fired = TRUE;

      for (guint n = 1; fired; n++)
        {
          g_autoptr(HechaVault) vault = open_faulty (fixture);
          g_autoptr(GArray) entries = NULL;
          g_autoptr(GError) error = NULL;

          fault_begin (fixture->dir, n, faults[i].for_good, faults[i].code);
          entries = hecha_vault_import_many (vault, files, 1 << 20, NULL, NULL, NULL, &error);
          /* The copy of a double is removed on a good course too, and may fail to be. */
          fired = error != NULL || count_files (fixture->dir) > 4;
          g_assert_cmpint (fired, ==, fault.calls >= n);
          if (error)
            {
              assert_message (error, faults[i].code);
              g_assert_cmpuint (count_files (fixture->dir), ==, 0);
            }
          g_clear_pointer (&vault, hecha_vault_unref);
          remove_tree (fixture->dir);
        }
    }
}

#define ADD(name, func) g_test_add ("/vault-import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("vectors", test_vectors);
  ADD ("order", test_order);
  ADD ("limit", test_limit);
  ADD ("cancel", test_cancel);
  ADD ("faults", test_faults);
  ADD ("many", test_many);
  ADD ("many-none", test_many_none);
  ADD ("many-refused", test_many_refused);
  ADD ("many-no-files", test_many_no_files);
  ADD ("many-cancel", test_many_cancel);
  ADD ("many-faults", test_many_faults);
  return g_test_run ();
}
