/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded: records what a program does to the files below POWER_ROOT, in its
 * order, into POWER_LOG, so that tests/flow/test-power-loss.py can tell what a
 * disk would hold had the power gone at any moment.
 *
 * A record is a line "OP OFFSET LENGTH PATH\n" and LENGTH bytes:
 *   open (a file came to be, or was opened), write, truncate (OFFSET is the
 *   size), content (all of a file, where writes may have passed unseen),
 *   rename (the bytes are the new path), link (likewise), unlink, mkdir, sync (of a file or a
 *   folder; the bytes are who asked for it: "FILE+OFFSET" of each call on the
 *   stack, the innermost first), mark (what the program wrote to descriptor 199:
 *   reported saved). */
/* open and open64 are two names here. */
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MARK_FD 199

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static int log_fd = -1;
static const void *own_base;

__attribute__ ((constructor))
static void
begin (void)
{
  const char *path = getenv ("POWER_LOG");
  void *frame;
  Dl_info own;

  /* The first backtrace opens a library. */
  backtrace (&frame, 1);
  if (dladdr ((void *) begin, &own))
    own_base = own.dli_fbase;
  root = getenv ("POWER_ROOT");
  if (path && root)
    log_fd = (int) syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void
put (const void *bytes,
     size_t      size)
{
  const char *from = bytes;

  while (size > 0)
    {
      long n = syscall (SYS_write, log_fd, from, size);

      if (n <= 0)
        abort ();
      from += n;
      size -= (size_t) n;
    }
}

static void
record (const char *op,
        long long   offset,
        const void *bytes,
        size_t      size,
        const char *path)
{
  char head[PATH_MAX + 128];
  int length = snprintf (head, sizeof head, "%s %lld %zu %s\n", op, offset, size, path);

  put (head, (size_t) length);
  put (bytes, size);
}

static int
is_watched (const char *path)
{
  return log_fd >= 0 && path && strncmp (path, root, strlen (root)) == 0;
}

/* The path behind a descriptor, or 0. */
static int
path_of (int          fd,
         char         path[PATH_MAX],
         struct stat *info)
{
  char link[64];
  ssize_t n;

  if (log_fd < 0 || fd == log_fd)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, PATH_MAX - 1);
  if (n <= 0)
    return 0;
  path[n] = '\0';
  return is_watched (path) && fstat (fd, info) == 0;
}

#define NEXT(name) \
  static __typeof__ (&name) next; \
  if (!next) \
    next = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name)

static void
note_open (int fd,
           int flags)
{
  char path[PATH_MAX];
  struct stat info;

  if (fd < 0 || (flags & O_ACCMODE) == O_RDONLY || !path_of (fd, path, &info) || !S_ISREG (info.st_mode))
    return;
  record ("open", 0, "", 0, path);
  if (flags & O_TRUNC)
    record ("truncate", 0, "", 0, path);
}

#define OPEN(name) \
  int \
  name (const char *path, int flags, ...) \
  { \
    mode_t mode = 0; \
    va_list args; \
    int fd; \
    NEXT (name); \
    va_start (args, flags); \
    if (flags & (O_CREAT | O_TMPFILE)) \
      mode = va_arg (args, mode_t); \
    va_end (args); \
    pthread_mutex_lock (&lock); \
    fd = next (path, flags, mode); \
    note_open (fd, flags); \
    pthread_mutex_unlock (&lock); \
    return fd; \
  }

OPEN (open)
OPEN (open64)

#define OPENAT(name) \
  int \
  name (int folder, const char *path, int flags, ...) \
  { \
    mode_t mode = 0; \
    va_list args; \
    int fd; \
    NEXT (name); \
    va_start (args, flags); \
    if (flags & (O_CREAT | O_TMPFILE)) \
      mode = va_arg (args, mode_t); \
    va_end (args); \
    pthread_mutex_lock (&lock); \
    fd = next (folder, path, flags, mode); \
    note_open (fd, flags); \
    pthread_mutex_unlock (&lock); \
    return fd; \
  }

OPENAT (openat)
OPENAT (openat64)

static void
note_write (int         fd,
            const void *bytes,
            ssize_t     size,
            long long   offset)
{
  char path[PATH_MAX];
  struct stat info;
  int flags;

  if (size <= 0 || !path_of (fd, path, &info) || !S_ISREG (info.st_mode))
    return;
  flags = fcntl (fd, F_GETFL);
  if (offset < 0)
    offset = flags & O_APPEND ? info.st_size - size : lseek (fd, 0, SEEK_CUR) - size;
  record ("write", offset, bytes, (size_t) size, path);
}

ssize_t
write (int         fd,
       const void *bytes,
       size_t      size)
{
  ssize_t done;
  NEXT (write);

  pthread_mutex_lock (&lock);
  if (fd == MARK_FD && log_fd >= 0)
    {
      record ("mark", 0, bytes, size, "-");
      done = (ssize_t) size;
    }
  else
    {
      done = next (fd, bytes, size);
      note_write (fd, bytes, done, -1);
    }
  pthread_mutex_unlock (&lock);
  return done;
}

#define PWRITE(name, type) \
  ssize_t \
  name (int fd, const void *bytes, size_t size, type offset) \
  { \
    ssize_t done; \
    NEXT (name); \
    pthread_mutex_lock (&lock); \
    done = next (fd, bytes, size, offset); \
    note_write (fd, bytes, done, (long long) offset); \
    pthread_mutex_unlock (&lock); \
    return done; \
  }

PWRITE (pwrite, off_t)
PWRITE (pwrite64, off64_t)

#define FTRUNCATE(name, type) \
  int \
  name (int fd, type size) \
  { \
    char path[PATH_MAX]; \
    struct stat info; \
    int done; \
    NEXT (name); \
    pthread_mutex_lock (&lock); \
    done = next (fd, size); \
    if (done == 0 && path_of (fd, path, &info)) \
      record ("truncate", (long long) size, "", 0, path); \
    pthread_mutex_unlock (&lock); \
    return done; \
  }

FTRUNCATE (ftruncate, off_t)
FTRUNCATE (ftruncate64, off64_t)

/* Buffered streams and copies made by the kernel pass this shim by: what a
 * small file is, is read where it counts. */
static void
note_content (const char *path)
{
  struct stat info;
  char *bytes;
  int fd = (int) syscall (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || fstat (fd, &info) != 0)
    abort ();
  bytes = malloc ((size_t) info.st_size + 1);
  if (!bytes || read (fd, bytes, (size_t) info.st_size) != info.st_size)
    abort ();
  record ("content", 0, bytes, (size_t) info.st_size, path);
  free (bytes);
  close (fd);
}

static int
is_small (const char *path)
{
  return !strstr (path, "/vault/") && !strstr (path, "/hecha.db");
}

/* Who asked for a sync. */
static void
record_sync (const char *path)
{
  char text[4096];
  size_t length = 0;
  void *frames[24];
  int n = backtrace (frames, 24);

  for (int i = 0; i < n && length < sizeof text - 512; i++)
    {
      Dl_info info;
      const char *name;

      if (!dladdr (frames[i], &info) || info.dli_fbase == own_base)
        continue;
      name = strrchr (info.dli_fname, '/');
      length += (size_t) snprintf (text + length, sizeof text - length, "%.100s+%#tx ", name ? name + 1 : info.dli_fname,
                                   (char *) frames[i] - 1 - (char *) info.dli_fbase);
    }
  record ("sync", 0, text, length, path);
}

static void
note_sync (int fd)
{
  char path[PATH_MAX];
  struct stat info;

  if (!path_of (fd, path, &info))
    return;
  if (S_ISREG (info.st_mode) && is_small (path))
    note_content (path);
  record_sync (path);
}

#define SYNC(name) \
  int \
  name (int fd) \
  { \
    int done; \
    NEXT (name); \
    pthread_mutex_lock (&lock); \
    done = next (fd); \
    if (done == 0) \
      note_sync (fd); \
    pthread_mutex_unlock (&lock); \
    return done; \
  }

SYNC (fsync)
SYNC (fdatasync)

int
rename (const char *from,
        const char *to)
{
  int done;
  NEXT (rename);

  pthread_mutex_lock (&lock);
  if (is_watched (from) && is_small (from))
    note_content (from);
  done = next (from, to);
  if (done == 0 && is_watched (from))
    record ("rename", 0, to, strlen (to), from);
  pthread_mutex_unlock (&lock);
  return done;
}

int
link (const char *from,
      const char *to)
{
  int done;
  NEXT (link);

  pthread_mutex_lock (&lock);
  done = next (from, to);
  if (done == 0 && is_watched (from))
    record ("link", 0, to, strlen (to), from);
  pthread_mutex_unlock (&lock);
  return done;
}

int
unlink (const char *path)
{
  int done;
  NEXT (unlink);

  pthread_mutex_lock (&lock);
  done = next (path);
  if (done == 0 && is_watched (path))
    record ("unlink", 0, "", 0, path);
  pthread_mutex_unlock (&lock);
  return done;
}

int
mkdir (const char *path,
       mode_t      mode)
{
  int done;
  NEXT (mkdir);

  pthread_mutex_lock (&lock);
  done = next (path, mode);
  if (done == 0 && is_watched (path))
    record ("mkdir", 0, "", 0, path);
  pthread_mutex_unlock (&lock);
  return done;
}

/* The same for names in an open folder. */
static const char *
path_at (int         folder,
         const char *name,
         char        path[PATH_MAX])
{
  char link[64];
  ssize_t n;

  if (folder == AT_FDCWD || *name == '/')
    return name;
  snprintf (link, sizeof link, "/proc/self/fd/%d", folder);
  n = readlink (link, path, PATH_MAX - 1);
  if (n <= 0 || snprintf (path + n, (size_t) (PATH_MAX - n), "/%s", name) >= PATH_MAX - n)
    abort ();
  return path;
}

int
renameat2 (int          from_folder,
           const char  *from,
           int          to_folder,
           const char  *to,
           unsigned int flags)
{
  char old[PATH_MAX], new[PATH_MAX];
  const char *old_path = path_at (from_folder, from, old), *new_path = path_at (to_folder, to, new);
  int done;
  NEXT (renameat2);

  pthread_mutex_lock (&lock);
  if (is_watched (old_path) && is_small (old_path))
    note_content (old_path);
  done = next (from_folder, from, to_folder, to, flags);
  if (done == 0 && is_watched (old_path))
    record ("rename", 0, new_path, strlen (new_path), old_path);
  pthread_mutex_unlock (&lock);
  return done;
}

int
unlinkat (int         folder,
          const char *name,
          int         flags)
{
  char full[PATH_MAX];
  const char *path = path_at (folder, name, full);
  int done;
  NEXT (unlinkat);

  pthread_mutex_lock (&lock);
  done = next (folder, name, flags);
  if (done == 0 && is_watched (path))
    record ("unlink", 0, "", 0, path);
  pthread_mutex_unlock (&lock);
  return done;
}

int
mkdirat (int         folder,
         const char *name,
         mode_t      mode)
{
  char full[PATH_MAX];
  const char *path = path_at (folder, name, full);
  int done;
  NEXT (mkdirat);

  pthread_mutex_lock (&lock);
  done = next (folder, name, mode);
  if (done == 0 && is_watched (path))
    record ("mkdir", 0, "", 0, path);
  pthread_mutex_unlock (&lock);
  return done;
}
