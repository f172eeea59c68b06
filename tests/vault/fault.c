/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <fcntl.h>
#include <string.h>

Fault fault;
static GMutex lock;

static const char *
relative (const char *path)
{
  gsize length = strlen (fault.dir);

  if (!g_str_has_prefix (path, fault.dir))
    return "..";
  return path[length] ? path + length + 1 : ".";
}

static gboolean
fails (gboolean    needs_room,
       const char *call,
       const char *path,
       const char *to)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  gboolean now;

  fault.calls++;
  g_string_append_printf (fault.record, "%s %s%s%s\n", call, relative (path),
                          to ? " " : "", to ? relative (to) : "");
  now = fault.calls == fault.fail_at ||
        (fault.for_good && needs_room && fault.fail_at && fault.calls > fault.fail_at);
  if (now)
    errno = fault.code;
  return now;
}

static gboolean
fd_fails (const char *call,
          int         fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);

  return fails (TRUE, call, path, NULL);
}

static int
fault_open (const char *path,
            int         flags,
            mode_t      mode)
{
  if (fails (flags & O_CREAT, flags & O_CREAT ? "create" : "open", path, NULL))
    return -1;
  return open (path, flags, mode);
}

/* Short as a write may be, and interrupted now and then. */
static ssize_t
fault_write (int         fd,
             const void *data,
             size_t      size)
{
  static gint turn;

  if (fd_fails ("write", fd))
    return -1;
  if (g_atomic_int_add (&turn, 1) % 7 == 3)
    {
      errno = EINTR;
      return -1;
    }
  return write (fd, data, MIN (size, 100000));
}

static int
fault_fsync (int fd)
{
  return fd_fails ("fsync", fd) ? -1 : fsync (fd);
}

static int
fault_rename (const char *from,
              const char *to)
{
  return fails (TRUE, "rename", from, to) ? -1 : rename (from, to);
}

static int
fault_unlink (const char *path)
{
  return fails (FALSE, "unlink", path, NULL) ? -1 : unlink (path);
}

static int
fault_mkdir (const char *path,
             mode_t      mode)
{
  return fails (TRUE, "mkdir", path, NULL) ? -1 : mkdir (path, mode);
}

const HechaVaultIo *
fault_io (void)
{
  static const HechaVaultIo io = {
    fault_open, fault_write, fault_fsync, fault_rename, fault_unlink, fault_mkdir,
  };

  return &io;
}

void
fault_begin (const char *dir,
             guint       fail_at,
             gboolean    for_good,
             int         code)
{
  fault_end ();
  fault.fail_at = fail_at;
  fault.for_good = for_good;
  fault.code = code;
  fault.record = g_string_new (NULL);
  fault.dir = g_strdup (dir);
}

void
fault_end (void)
{
  if (fault.record)
    g_string_free (fault.record, TRUE);
  g_free (fault.dir);
  memset (&fault, 0, sizeof fault);
}

guint
count_files (const char *dir)
{
  g_autoptr(GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      count += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
    }
  return count;
}

void
remove_tree (const char *dir)
{
  g_autoptr(GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_assert_no_errno (g_unlink (path));
    }
  g_assert_no_errno (g_rmdir (dir));
}
