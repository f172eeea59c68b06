/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that somebody chose: nobody has said how large they are, or that they end. And what is added to files. */
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
 * hecha_file_open:
 * @path: from anywhere; a pipe or a device is not waited for
 *
 * Returns: a descriptor to read from, to be closed; -1 with %HECHA_ERROR_INVALID
 *   for what is no file, %HECHA_ERROR_IO
 */
int
hecha_file_open (const char  *path,
                 GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  struct stat about;

  if (fd < 0 || fstat (fd, &about) < 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (errno));
  else if (!S_ISREG (about.st_mode))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: not a file", path);
  else
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
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
  int fd = hecha_file_open (path, error);
  g_autofree char *text = fd < 0 ? NULL : g_malloc (most + 1);
  gssize size;

  if (fd < 0)
    return NULL;
  size = read_all (fd, text, most + 1);
  if (size < 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (errno));
  close (fd);
  if (size < 0)
    return NULL;
  if ((gsize) size > most)
    {
      g_autofree char *limit = g_format_size_full (most, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %s are not read here", path, limit);
    }
  else
    return g_bytes_new_take (g_realloc (g_steal_pointer (&text), MAX (size, 1)), size);
  return NULL;
}

/**
 * hecha_file_map:
 * @path: from anywhere
 *
 * Maps a file, which nobody may shorten meanwhile. Any thread.
 *
 * Returns: (transfer full) (nullable): its bytes; errors as of hecha_file_open()
 */
GBytes *
hecha_file_map (const char  *path,
                GError     **error)
{
  g_autoptr(GMappedFile) mapped = NULL;
  g_autoptr(GError) failure = NULL;
  int fd = hecha_file_open (path, error);

  if (fd < 0)
    return NULL;
  mapped = g_mapped_file_new_from_fd (fd, FALSE, &failure);
  close (fd);
  if (mapped)
    return g_mapped_file_get_bytes (mapped);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, failure->message);
  return NULL;
}

static guint64
length_of (int fd)
{
  struct stat about;

  return fstat (fd, &about) == 0 && S_ISREG (about.st_mode) ? (guint64) about.st_size : 0;
}

static gboolean
write_at (int           fd,
          const guint8 *data,
          gsize         length,
          guint64       at)
{
  while (length > 0)
    {
      gssize done = pwrite (fd, data, length, (off_t) at);

      if (done < 0 && errno == EINTR)
        continue;
      if (done <= 0)
        return FALSE;
      data += done;
      length -= (gsize) done;
      at += (guint64) done;
    }
  return TRUE;
}

/* Room for all of it first: on a full disk nothing is begun. Where a file
 * system cannot promise room, writing shows it. */
static gboolean
add (int           fd,
     guint64       size,
     gconstpointer data,
     gsize         length)
{
  guint64 before = length_of (fd);

  if (before < size)
    errno = EINVAL;
  if (before < size || (before > size && ftruncate (fd, (off_t) size) != 0))
    return FALSE;
  if (length == 0)
    return TRUE;
  if (fallocate (fd, FALLOC_FL_KEEP_SIZE, (off_t) size, (off_t) length) != 0 && errno == ENOSPC)
    return FALSE;
  return write_at (fd, data, length, size);
}

/**
 * hecha_file_append:
 * @path: a file of @size bytes at least; what follows them is cut off
 * @data: (array length=length) (nullable): what follows them then
 *
 * Continues a file. What is there up to @size is never touched, and is all that
 * is left where this fails.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_file_append (const char     *path,
                   guint64         size,
                   gconstpointer   data,
                   gsize           length,
                   GError        **error)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NONBLOCK, 0);
  gboolean good = fd >= 0 && add (fd, size, data, length);
  int code = errno;

  if (fd >= 0 && !good && length_of (fd) > size && ftruncate (fd, (off_t) size) != 0)
    code = errno;
  if (fd >= 0 && close (fd) != 0 && good)
    {
      good = FALSE;
      code = errno;
    }
  if (!good)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", path, g_strerror (code));
  return good;
}
