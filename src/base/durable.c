/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders that a power loss does not take away: bytes are safe once
 * their file was synced, names once their folder was. */
#include "durable.h"

#include "error.h"
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (code));
  return FALSE;
}

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = fd < 0 || fsync (fd) < 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  return code == 0 || fail (path, code, error);
}

/**
 * hecha_durable_folder:
 * @path: a folder; one that is there already will do
 *
 * Makes a folder and those above it, mode 0700, to stay.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_durable_folder (const char  *path,
                      GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  g_return_val_if_fail (*path, FALSE);
  if (!g_file_test (parent, G_FILE_TEST_IS_DIR) && !hecha_durable_folder (parent, error))
    return FALSE;
  if (g_mkdir (path, 0700) != 0)
    {
      int code = errno;

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        return fail (path, code, error);
      /* What we may not read we did not make either. */
      if (g_access (parent, R_OK) != 0)
        return TRUE;
    }
  /* One that was there may have been made by a process that was killed before this. */
  return sync_path (parent, error);
}

/**
 * hecha_durable_rename:
 * @from: a whole file, closed
 * @to: in a folder on the same file system; a file there is replaced
 *
 * Moves a file to its name. A power loss at any moment leaves the old file or
 * the whole new one; after this call, the new one.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_durable_rename (const char  *from,
                      const char  *to,
                      GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!sync_path (from, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    return fail (to, errno, error);
  return sync_path (folder, error);
}

/**
 * hecha_durable_link:
 * @from: a whole file, closed
 * @to: on the same file system; nothing is there yet
 *
 * Gives a file a second name, to stay.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO, where the file system knows no second names too
 */
gboolean
hecha_durable_link (const char  *from,
                    const char  *to,
                    GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!sync_path (from, error))
    return FALSE;
  if (link (from, to) != 0)
    return fail (to, errno, error);
  return sync_path (folder, error);
}

/**
 * hecha_durable_append:
 *
 * As hecha_file_append(), to stay.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_durable_append (const char     *path,
                      guint64         size,
                      gconstpointer   data,
                      gsize           length,
                      GError        **error)
{
  return hecha_file_append (path, size, data, length, error) && sync_path (path, error);
}
