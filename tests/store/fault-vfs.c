/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file  base;
  char         *path;
  sqlite3_file *real;
} File;

static sqlite3_vfs *unix_vfs;
static sqlite3_vfs fault_vfs;
static GHashTable *synced;  /* path → content when it was synced last */

static struct
{
  guint    calls;
  guint    fail_at;
  gboolean for_good;
  int      code;
} fault;

static sqlite3_file *
real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

#define METHOD(file, call) real (file)->pMethods->call

static int
fails (void)
{
  fault.calls++;
  if (fault.fail_at && (fault.calls == fault.fail_at || (fault.for_good && fault.calls > fault.fail_at)))
    return fault.code;
  return SQLITE_OK;
}

static void
note_synced (File *file)
{
  char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (file->path, &content, &length, NULL));
  g_hash_table_replace (synced, g_strdup (file->path), g_bytes_new_take (content, length));
}

static int
fault_close (sqlite3_file *file)
{
  int code = METHOD (file, xClose) (real (file));

  g_free (((File *) file)->path);
  return code;
}

static int
fault_read (sqlite3_file  *file,
            void          *data,
            int            size,
            sqlite3_int64  offset)
{
  return METHOD (file, xRead) (real (file), data, size, offset);
}

/* A failing write may have written a part of it, as a full disk does. */
static int
fault_write (sqlite3_file  *file,
             const void    *data,
             int            size,
             sqlite3_int64  offset)
{
  int code = fails ();

  if (code == SQLITE_OK)
    return METHOD (file, xWrite) (real (file), data, size, offset);
  METHOD (file, xWrite) (real (file), data, size / 2, offset);
  return code;
}

static int
fault_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  int code = fails ();

  return code == SQLITE_OK ? METHOD (file, xTruncate) (real (file), size) : code;
}

static int
fault_sync (sqlite3_file *file,
            int           flags)
{
  int code = fails ();

  /* The disk is left in peace: what was synced is what is remembered here. */
  if (code == SQLITE_OK && ((File *) file)->path)
    note_synced ((File *) file);
  return code;
}

static int
fault_size (sqlite3_file  *file,
            sqlite3_int64 *size)
{
  return METHOD (file, xFileSize) (real (file), size);
}

static int
fault_lock (sqlite3_file *file,
            int           level)
{
  return METHOD (file, xLock) (real (file), level);
}

static int
fault_unlock (sqlite3_file *file,
              int           level)
{
  return METHOD (file, xUnlock) (real (file), level);
}

static int
fault_check_lock (sqlite3_file *file,
                  int          *result)
{
  return METHOD (file, xCheckReservedLock) (real (file), result);
}

static int
fault_control (sqlite3_file *file,
               int           operation,
               void         *argument)
{
  return METHOD (file, xFileControl) (real (file), operation, argument);
}

static int
fault_sector (sqlite3_file *file)
{
  return METHOD (file, xSectorSize) (real (file));
}

static int
fault_traits (sqlite3_file *file)
{
  return METHOD (file, xDeviceCharacteristics) (real (file));
}

static int
fault_shm_map (sqlite3_file   *file,
               int             region,
               int             size,
               int             extend,
               void volatile **data)
{
  return METHOD (file, xShmMap) (real (file), region, size, extend, data);
}

static int
fault_shm_lock (sqlite3_file *file,
                int           offset,
                int           n,
                int           flags)
{
  return METHOD (file, xShmLock) (real (file), offset, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  METHOD (file, xShmBarrier) (real (file));
}

static int
fault_shm_unmap (sqlite3_file *file,
                 int           remove)
{
  return METHOD (file, xShmUnmap) (real (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_lock,
  .xFileControl = fault_control,
  .xSectorSize = fault_sector,
  .xDeviceCharacteristics = fault_traits,
  .xShmMap = fault_shm_map,
  .xShmLock = fault_shm_lock,
  .xShmBarrier = fault_shm_barrier,
  .xShmUnmap = fault_shm_unmap,
};

static int
fault_open (sqlite3_vfs  *vfs,
            const char   *path,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  File *self = (File *) file;
  int code;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  code = unix_vfs->xOpen (unix_vfs, path, self->real, flags, out_flags);
  if (code != SQLITE_OK)
    return code;
  self->path = g_strdup (path);
  self->base.pMethods = &methods;
  /* What a file held when it was met first is on the disk. */
  if (path && !g_hash_table_contains (synced, path))
    note_synced (self);
  return SQLITE_OK;
}

void
fault_vfs_register (void)
{
  unix_vfs = sqlite3_vfs_find ("unix");
  fault_vfs = *unix_vfs;
  fault_vfs.zName = FAULT_VFS;
  fault_vfs.pNext = NULL;
  fault_vfs.szOsFile = sizeof (File) + unix_vfs->szOsFile;
  fault_vfs.xOpen = fault_open;
  synced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_assert_cmpint (sqlite3_vfs_register (&fault_vfs, 0), ==, SQLITE_OK);
}

void
fault_vfs_arm (guint    fail_at,
               gboolean for_good,
               int      code)
{
  fault.calls = 0;
  fault.fail_at = fail_at;
  fault.for_good = for_good;
  fault.code = code;
}

guint
fault_vfs_calls (void)
{
  return fault.calls;
}

/* What the folder holds after the plug was pulled: of each file what was synced last. */
void
fault_vfs_lose_power (const char *dir)
{
  g_autoptr(GDir) folder = g_dir_open (dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      GBytes *content = g_hash_table_lookup (synced, path);

      if (content)
        g_assert_true (g_file_set_contents (path, g_bytes_get_data (content, NULL), g_bytes_get_size (content), NULL));
      else
        g_assert_no_errno (g_unlink (path));
    }
}
