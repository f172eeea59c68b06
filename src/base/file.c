/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that somebody chose: nobody has said how large they are, or that they end. */
#include "file.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Up to @room bytes; fewer only where the file ends, -1 with errno. */
static gssize
read_all (int    fd,
          char  *buffer,
          gsize  room)
{
  gsize size = 0;
  gssize n;

  do
    {
      n = read (fd, buffer + size, room - size);
      size += n > 0 ? n : 0;
    }
  while (size < room && (n > 0 || (n < 0 && errno == EINTR)));
  return n < 0 ? -1 : (gssize) size;
}

/**
 * hecha_file_read:
 * @path: from anywhere; a pipe or a device is not waited for
 * @most: bytes, whole MiB
 *
 * Reads a whole file into memory, so that what is judged is what is kept. Any thread.
 *
 * Returns: (transfer full) (nullable): its bytes; %HECHA_ERROR_TOO_LARGE over @most,
 *   %HECHA_ERROR_INVALID for what is no file, %HECHA_ERROR_IO
 */
GBytes *
hecha_file_read (const char  *path,
                 gsize        most,
                 GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  g_autofree char *text = NULL;
  struct stat about;
  gssize size = -1;
  int code = fd < 0 || fstat (fd, &about) < 0 ? errno : 0;

  if (code == 0 && S_ISREG (about.st_mode))
    {
      text = g_malloc (most + 1);
      size = read_all (fd, text, most + 1);
      code = size < 0 ? errno : 0;
    }
  if (fd >= 0)
    close (fd);
  if (code != 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (code));
  else if (size < 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: not a file", path);
  else if ((gsize) size > most)
    {
      g_autofree char *limit = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %s are not read here", path, limit);
    }
  else
    return g_bytes_new_take (g_realloc (g_steal_pointer (&text), MAX (size, 1)), size);
  return NULL;
}
