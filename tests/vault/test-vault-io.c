/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "fault.h"

static void
test_messages (void)
{
  static const struct
  {
    int         code;
    const char *message;
  } cases[] = {
    { ENOSPC, "Could not save it: the disk is full" },
    { EDQUOT, "Could not save it: the disk is full" },
    { EIO, "Could not save it: Input/output error" },
    { EROFS, "Could not save it: Read-only file system" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_vault_io_fail (cases[i].code, "save it", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Short and interrupted writes make a whole file; one that is there is not opened. */
static void
test_write (void)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-io-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  g_autofree char *data = g_strnfill (950000, 'x'), *read = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;
  int fd;

  fault_begin (dir, 0, FALSE, 0);
  fd = hecha_vault_io_create (fault_io (), path, &error);
  g_assert_no_error (error);
  g_assert_true (hecha_vault_io_write_all (fault_io (), fd, data, 950000, &error));
  g_assert_no_errno (close (fd));
  g_assert_cmpuint (fault.calls, >=, 11);
  g_assert_true (g_file_get_contents (path, &read, &size, NULL));
  g_assert_cmpmem (read, size, data, 950000);
  g_assert_cmpint (hecha_vault_io_create (fault_io (), path, &error), ==, -1);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  fault_end ();
  remove_tree (dir);
}

static ssize_t
write_nothing (int         fd,
               const void *data,
               size_t      size)
{
  return 0;
}

/* A write of nothing, again and again, must not hang. */
static void
test_no_progress (void)
{
  HechaVaultIo io = *hecha_vault_io_system ();
  g_autoptr(GError) error = NULL;

  io.write = write_nothing;
  g_assert_false (hecha_vault_io_write_all (&io, -1, "x", 1, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

static void
test_folders (void)
{
  g_autofree char *dir = g_dir_make_tmp ("hecha-io-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "folder", NULL);
  g_autofree char *deep = g_build_filename (path, "no", "where", NULL);
  const HechaVaultIo *io = hecha_vault_io_system ();
  g_autoptr(GError) error = NULL;
  gboolean made;

  g_assert_true (hecha_vault_io_make_folder (io, path, &made, &error) && made);
  g_assert_true (hecha_vault_io_make_folder (io, path, &made, &error) && !made);
  g_assert_true (hecha_vault_io_sync_folder (io, path, &error));
  g_assert_no_error (error);
  g_assert_false (hecha_vault_io_make_folder (io, deep, &made, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (hecha_vault_io_sync_folder (io, deep, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
  remove_tree (dir);
}

static void
test_read (void)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("abc", 3, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  guint8 chunk[8];

  g_assert_cmpint (hecha_vault_io_read (stream, chunk, sizeof chunk, cancellable, &error), ==, 3);
  g_assert_cmpint (hecha_vault_io_read (stream, chunk, sizeof chunk, cancellable, &error), ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (hecha_vault_io_read (stream, chunk, sizeof chunk, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_input_stream_close (stream, NULL, NULL);
  g_assert_cmpint (hecha_vault_io_read (stream, chunk, sizeof chunk, NULL, &error), ==, -1);
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault-io/messages", test_messages);
  g_test_add_func ("/vault-io/write", test_write);
  g_test_add_func ("/vault-io/no-progress", test_no_progress);
  g_test_add_func ("/vault-io/folders", test_folders);
  g_test_add_func ("/vault-io/read", test_read);
  return g_test_run ();
}
