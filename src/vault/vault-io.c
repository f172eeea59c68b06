/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-io.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int
system_open (const char *path,
             int         flags,
             mode_t      mode)
{
  return open (path, flags, mode);
}

/**
 * hecha_vault_io_system:
 *
 * Returns: (transfer none): the real calls
 */
const HechaVaultIo *
hecha_vault_io_system (void)
{
  static const HechaVaultIo io = {
    .open = system_open,
    .write = write,
    .fsync = fsync,
    .rename = rename,
    .unlink = unlink,
    .mkdir = mkdir,
  };

  return &io;
}

/**
 * hecha_vault_io_fail:
 * @code: an errno
 * @what: what was tried, as the object of "Could not …"
 * @error: set to %HECHA_ERROR_IO; a full disk is called that
 *
 * Returns: %FALSE
 */
gboolean
hecha_vault_io_fail (int          code,
                     const char  *what,
                     GError     **error)
{
  const char *reason = code == ENOSPC || code == EDQUOT ? "the disk is full" : g_strerror (code);

  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "Could not %s: %s", what, reason);
  return FALSE;
}

/**
 * hecha_vault_io_read:
 * @chunk: (out caller-allocates) (array length=size): filled from the front
 * @cancellable: (nullable): to give up
 *
 * Returns: bytes read, 0 at the end, or -1 with %HECHA_ERROR_IO or
 *   %G_IO_ERROR_CANCELLED
 */
gssize
hecha_vault_io_read (GInputStream  *stream,
                     guint8        *chunk,
                     gsize          size,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GError) local = NULL;
  gssize got = -1;

  /* Not every stream asks for itself. */
  if (!g_cancellable_set_error_if_cancelled (cancellable, &local))
    got = g_input_stream_read (stream, chunk, size, cancellable, &local);
  if (got < 0 && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (got < 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "Could not read the evidence: %s", local->message);
  return got;
}

/**
 * hecha_vault_io_create:
 * @path: a file that does not exist yet
 *
 * Returns: a descriptor to write to, for its owner alone, or -1 with
 *   %HECHA_ERROR_IO
 */
int
hecha_vault_io_create (const HechaVaultIo  *io,
                       const char          *path,
                       GError             **error)
{
  int fd = io->open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    hecha_vault_io_fail (errno, "create a file in the evidence vault", error);
  return fd;
}

/**
 * hecha_vault_io_write_all:
 * @data: (array length=size): written whole, however many calls that takes
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_vault_io_write_all (const HechaVaultIo  *io,
                          int                  fd,
                          gconstpointer        data,
                          gsize                size,
                          GError             **error)
{
  const guint8 *from = data;

  while (size > 0)
    {
      ssize_t written = io->write (fd, from, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return hecha_vault_io_fail (written < 0 ? errno : EIO, "write to the evidence vault", error);
      from += written;
      size -= written;
    }
  return TRUE;
}

/**
 * hecha_vault_io_make_folder:
 * @path: a folder for its owner alone; one that is there already will do
 * @made: (out) (optional): whether it is new, so that its parent wants an fsync
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_vault_io_make_folder (const HechaVaultIo  *io,
                            const char          *path,
                            gboolean            *made,
                            GError             **error)
{
  gboolean is_new = io->mkdir (path, 0700) == 0;

  if (!is_new && errno != EEXIST)
    return hecha_vault_io_fail (errno, "make a folder of the evidence vault", error);
  if (made)
    *made = is_new;
  return TRUE;
}

/**
 * hecha_vault_io_sync_folder:
 * @path: a folder whose entries are to outlast a power loss
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_vault_io_sync_folder (const HechaVaultIo  *io,
                            const char          *path,
                            GError             **error)
{
  int fd = io->open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int result, code;

  if (fd < 0)
    return hecha_vault_io_fail (errno, "open a folder of the evidence vault", error);
  result = io->fsync (fd);
  code = errno;
  close (fd);
  if (result < 0)
    return hecha_vault_io_fail (code, "save a folder of the evidence vault", error);
  return TRUE;
}
