/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A store in a folder: on a stick that is carried from one machine to another, or on
 * a disk that several share. Everything in it is signed by its device and named by
 * what it holds, as on a server, so a stick can be filled by many, again and again,
 * and what of it is damaged or forged is found by whoever fetches it.
 *
 * An object is written to a hidden name in its folder, synced, and then given its own
 * without overwriting. Whoever had the stick may have put a link, or a pipe, where a
 * file or a folder has to be: none is followed. */
#include "folder.h"

#include "error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCHEME       "file://"
#define FOLDER       (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
#define BUFFER       ((gsize) 256 * 1024)
#define ENTRIES_MAX  1000000

typedef struct
{
  HechaRemote parent;
  char *path;
  char *tag;
} HechaFolder;

static gboolean
fail (const char  *what,
      int          code,
      GError     **error)
{
  if (code == ELOOP || code == ENOTDIR || code == EISDIR)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                 "%s: something else is where a file or a folder of Hecha has to be", what);
  else
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "%s: %s", what, g_strerror (code));
  return FALSE;
}

/* Closing keeps the number of what failed before it. */
static void
close_quietly (int fd)
{
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
}

static int
open_top (HechaFolder  *self,
          GError      **error)
{
  int fd = open (self->path, FOLDER);

  if (fd < 0)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NETWORK, "The folder %s cannot be reached (%s): is the stick plugged in?",
                 self->path, g_strerror (errno));
  return fd;
}

/* One folder deeper; closes @folder. -1 with errno. */
static int
step_into (int         folder,
           const char *name,
           gboolean    make)
{
  int fd = openat (folder, name, FOLDER | O_NOFOLLOW);

  if (fd < 0 && errno == ENOENT && make &&
      (mkdirat (folder, name, 0777) == 0 || errno == EEXIST) && fsync (folder) == 0)
    fd = openat (folder, name, FOLDER | O_NOFOLLOW);
  close_quietly (folder);
  return fd;
}

/* The folder that the last of @segments is in, made where @make says so; -1 where it
 * is not there, then without an error unless it had to be made. */
static int
open_parent (HechaFolder        *self,
             const char *const  *segments,
             gboolean            make,
             GError            **error)
{
  int fd = open_top (self, error);

  for (guint i = 0; fd >= 0 && segments[i + 1]; i++)
    {
      fd = step_into (fd, segments[i], make);
      if (fd < 0 && (errno != ENOENT || make))
        fail (segments[i], errno, error);
    }
  return fd;
}

static const char *
last_of (char **segments)
{
  return segments[g_strv_length (segments) - 1];
}

static gboolean
folder_check (HechaRemote   *remote,
              GCancellable  *cancellable,
              GError       **error)
{
  int fd = open_top ((HechaFolder *) remote, error);

  close_quietly (fd);
  return fd >= 0;
}

static gboolean
folder_stat (HechaRemote   *remote,
             const char    *path,
             gboolean      *exists,
             gint64        *size,
             GCancellable  *cancellable,
             GError       **error)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  g_autoptr(GError) failure = NULL;
  int folder = open_parent ((HechaFolder *) remote, (const char *const *) segments, FALSE, &failure);
  struct stat about;
  int code = 0;

  *exists = FALSE;
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (folder < 0)
    return TRUE;
  if (fstatat (folder, last_of (segments), &about, AT_SYMLINK_NOFOLLOW) != 0)
    code = errno;
  else if (!S_ISREG (about.st_mode))
    code = EISDIR;
  close_quietly (folder);
  if (code == ENOENT)
    return TRUE;
  if (code != 0)
    return fail (path, code, error);
  *exists = TRUE;
  *size = about.st_size;
  return TRUE;
}

/* Reading. */

static int
open_file (HechaFolder  *self,
           const char   *path,
           guint64       limit,
           GError      **error)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  g_autoptr(GError) failure = NULL;
  int folder = open_parent (self, (const char *const *) segments, FALSE, &failure);
  int fd = folder < 0 ? -1 : openat (folder, last_of (segments), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  int code = folder < 0 ? ENOENT : fd < 0 ? errno : 0;
  struct stat about;

  close_quietly (folder);
  if (fd >= 0 && fstat (fd, &about) != 0)
    code = errno;
  else if (fd >= 0 && !S_ISREG (about.st_mode))
    code = EISDIR;
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (code == ENOENT)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "%s is not in the folder", path);
  else if (code != 0)
    fail (path, code, error);
  else if ((guint64) about.st_size > limit)
    {
      g_autofree char *most = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %s are not read here", path, most);
    }
  else
    return fd;
  close_quietly (fd);
  return -1;
}

/* @limit: no more is taken, if the file grows meanwhile */
static gboolean
read_file (int              fd,
           const char      *path,
           guint64          limit,
           HechaHttpWrite   write,
           gpointer         write_data,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autofree char *buffer = g_malloc (BUFFER);

  for (;;)
    {
      gssize got = read (fd, buffer, MIN (BUFFER, limit));

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return fail (path, errno, error);
      if (got == 0)
        return TRUE;
      if (!write (buffer, got, write_data, error))
        return FALSE;
      limit -= got;
    }
}

static gboolean
folder_get (HechaRemote     *remote,
            const char      *path,
            guint64          limit,
            HechaHttpWrite   write,
            gpointer         write_data,
            GCancellable    *cancellable,
            GError         **error)
{
  int fd = open_file ((HechaFolder *) remote, path, limit, error);
  gboolean good = fd >= 0 && read_file (fd, path, limit, write, write_data, cancellable, error);

  close_quietly (fd);
  return good;
}

/* What is neither a file nor a folder, or is hidden, is none of ours. */
static void
add_entry (GPtrArray  *entries,
           int         folder,
           const char *name)
{
  struct stat about;

  if (!hecha_remote_segment_is_valid (name) || fstatat (folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
    return;
  if (S_ISDIR (about.st_mode))
    g_ptr_array_add (entries, hecha_remote_entry_new (name, 0, TRUE));
  else if (S_ISREG (about.st_mode))
    g_ptr_array_add (entries, hecha_remote_entry_new (name, about.st_size, FALSE));
}

static GPtrArray *
read_folder (int         fd,
             const char *path,
             GError    **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_remote_entry_free);
  DIR *dir = fdopendir (fd);
  struct dirent *entry;
  int code;

  if (!dir)
    close_quietly (fd);
  for (errno = 0; dir && entries->len <= ENTRIES_MAX && (entry = readdir (dir)); errno = 0)
    add_entry (entries, fd, entry->d_name);
  code = errno;
  if (dir)
    closedir (dir);
  if (entries->len > ENTRIES_MAX)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %d files", path, ENTRIES_MAX);
  else if (code != 0)
    fail (path, code, error);
  else
    return g_steal_pointer (&entries);
  return NULL;
}

static GPtrArray *
folder_list (HechaRemote   *remote,
             const char    *folder,
             GCancellable  *cancellable,
             GError       **error)
{
  /* The folder is the parent of whatever is in it. */
  g_autofree char *inner = g_strconcat (folder ? folder : "", folder ? "/" : "", "x", NULL);
  g_auto(GStrv) segments = g_strsplit (inner, "/", -1);
  g_autoptr(GError) failure = NULL;
  int fd = open_parent ((HechaFolder *) remote, (const char *const *) segments, FALSE, &failure);

  if (fd >= 0)
    return read_folder (fd, folder ? folder : ".", error);
  if (!failure)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_remote_entry_free);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Writing. */

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       size)
{
  while (size > 0)
    {
      gssize done = write (fd, bytes, size);

      if (done < 0 && errno == EINTR)
        continue;
      if (done <= 0)
        return FALSE;
      bytes += done;
      size -= done;
    }
  return TRUE;
}

/* The source's bytes, of which the digest is checked on the way. */
static gboolean
fill (int                       fd,
      const HechaRemoteObject  *object,
      GCancellable             *cancellable,
      GError                  **error)
{
  g_autoptr(GInputStream) stream = object->source.open (object->source.data, cancellable, error);
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  g_autofree char *buffer = g_malloc (BUFFER);
  char sha256[HECHA_DIGEST_HEX];
  gssize got = 1;

  for (guint64 left = object->source.size; stream && left > 0 && got > 0; left -= got)
    {
      got = g_cancellable_set_error_if_cancelled (cancellable, error)
            ? -1 : g_input_stream_read (stream, buffer, MIN (BUFFER, left), cancellable, error);
      if (got < 0)
        return FALSE;
      if (!write_all (fd, buffer, got))
        return fail (object->path, errno, error);
      hecha_digester_update (digester, buffer, got);
      if (object->progress)
        object->progress (object->source.size - left + got, object->source.size, object->progress_data);
    }
  if (!stream)
    return FALSE;
  hecha_digester_finish (digester, sha256, NULL);
  if (!g_str_equal (sha256, object->sha256))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
                   "%s is not sent: its bytes have the digest %s", object->path, sha256);
      return FALSE;
    }
  return fsync (fd) == 0 || fail (object->path, errno, error);
}

/* Sticks have file systems that cannot refuse to overwrite: there, looking first is
 * all that can be done, and what would be overwritten has the same digest in its name. */
static gboolean
rename_new (int         folder,
            const char *from,
            const char *to)
{
  if (renameat2 (folder, from, folder, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (faccessat (folder, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }
  return renameat (folder, from, folder, to) == 0;
}

static gboolean
send_into (int                       folder,
           const char               *part,
           const char               *name,
           const HechaRemoteObject  *object,
           gboolean                 *moved,
           GCancellable             *cancellable,
           GError                  **error)
{
  gboolean good;
  int fd;

  /* Of a try that was cut off. */
  unlinkat (folder, part, 0);
  fd = openat (folder, part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  good = fd >= 0 ? fill (fd, object, cancellable, error) : fail (object->path, errno, error);
  close_quietly (fd);
  *moved = good && rename_new (folder, part, name);
  if (good && !*moved && errno != EEXIST)
    good = fail (object->path, errno, error);
  if (!*moved)
    unlinkat (folder, part, 0);
  else if (fsync (folder) != 0)
    good = fail (object->path, errno, error);
  return good;
}

static gboolean
folder_send (HechaRemote              *remote,
             const HechaRemoteObject  *object,
             gboolean                 *moved,
             GCancellable             *cancellable,
             GError                  **error)
{
  HechaFolder *self = (HechaFolder *) remote;
  g_auto(GStrv) segments = g_strsplit (object->path, "/", -1);
  g_autofree char *part = g_strdup_printf (".part-%s-%s", self->tag, object->sha256);
  int folder = open_parent (self, (const char *const *) segments, TRUE, error);
  gboolean good = folder >= 0 && send_into (folder, part, last_of (segments), object, moved, cancellable, error);

  close_quietly (folder);
  return good;
}

static void
folder_free (HechaRemote *remote)
{
  HechaFolder *self = (HechaFolder *) remote;

  g_free (self->path);
  g_free (self->tag);
  g_free (self);
}

/**
 * hecha_folder_is_address:
 *
 * Returns: whether @url is that of a folder rather than of a server
 */
gboolean
hecha_folder_is_address (const char *url)
{
  return g_str_has_prefix (url, SCHEME);
}

/**
 * hecha_folder_new:
 * @url: of a folder that is there, file:///…; it is never made
 * @tag: one path segment that tells this sender from others, such as its device
 *
 * Does not look yet; see hecha_remote_check(). Files and folders are made with the
 * rights that the user's programs give them, since others have to read them.
 *
 * Returns: (transfer full) (nullable): a store, or %NULL with %HECHA_ERROR_INVALID
 */
HechaRemote *
hecha_folder_new (const char  *url,
                  const char  *tag,
                  GError     **error)
{
  static const HechaRemoteClass klass = {
    folder_check, folder_send, folder_get, folder_stat, folder_list, folder_free,
  };
  g_autofree char *host = NULL, *path = g_filename_from_uri (url, &host, NULL);
  HechaFolder *self;

  g_return_val_if_fail (hecha_remote_segment_is_valid (tag), NULL);

  if (!path || host)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: this is not an address of the form file:///folder", url);
      return NULL;
    }
  self = g_new0 (HechaFolder, 1);
  self->parent.klass = &klass;
  self->path = g_steal_pointer (&path);
  self->tag = g_strdup (tag);
  return &self->parent;
}
