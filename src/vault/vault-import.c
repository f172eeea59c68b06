/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-private.h"

#include "error.h"

#include <errno.h>
#include <unistd.h>

/* What the files of one call share. */
typedef struct
{
  HechaVault        *vault;
  guint64            limit;
  HechaVaultProgress progress;
  gpointer           data;
  GCancellable      *cancellable;
  GMutex             lock;         /* of what follows */
  guint64            bytes;
  GError            *error;        /* the first failure of any thread; the others then stop */
} Batch;

typedef struct
{
  GFile          *file;            /* owned by the caller; NULL if there is only a stream */
  char           *temp;
  gboolean        placed;          /* by this call, so that a roll-back may take it away */
  HechaVaultEntry entry;
} Import;

static void
import_clear (gpointer data)
{
  Import *import = data;

  g_free (import->temp);
}

static void
batch_init (Batch              *batch,
            HechaVault         *vault,
            guint64             limit,
            HechaVaultProgress  progress,
            gpointer            data,
            GCancellable       *cancellable)
{
  *batch = (Batch) { vault, limit, progress, data, cancellable };
  g_mutex_init (&batch->lock);
}

/* Takes the failure of one file; names it where there are several. */
static void
batch_fail (Batch  *batch,
            Import *import,
            GError *error)
{
  g_autofree char *name = import->file ? g_file_get_basename (import->file) : NULL;
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;

  g_mutex_lock (&batch->lock);
  if (!batch->error)
    {
      if (shown && error->domain == HECHA_ERROR)
        g_prefix_error (&error, "%s: ", shown);
      batch->error = g_steal_pointer (&error);
    }
  g_mutex_unlock (&batch->lock);
  g_clear_error (&error);
}

static gboolean
batch_failed (Batch *batch)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&batch->lock);

  return batch->error != NULL;
}

static void
batch_advance (Batch *batch,
               gsize  bytes)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&batch->lock);

  batch->bytes += bytes;
  if (batch->progress)
    batch->progress (batch->bytes, batch->data);
}

/* FALSE without an error: another file of the batch has failed. */
static gboolean
copy_bytes (Batch         *batch,
            Import        *import,
            GInputStream  *stream,
            int            fd,
            GError       **error)
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  g_autofree guint8 *chunk = g_malloc (HECHA_VAULT_CHUNK);
  gssize got;

  while ((got = hecha_vault_io_read (stream, chunk, HECHA_VAULT_CHUNK, batch->cancellable, error)) > 0)
    {
      import->entry.size += got;
      if (import->entry.size > batch->limit)
        {
          g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                       "The file is larger than the %" G_GUINT64_FORMAT " bytes allowed for evidence",
                       batch->limit);
          return FALSE;
        }
      if (!hecha_vault_io_write_all (batch->vault->io, fd, chunk, got, error))
        return FALSE;
      hecha_digester_update (digester, chunk, got);
      batch_advance (batch, got);
      if (batch_failed (batch))
        return FALSE;
    }
  hecha_digester_finish (digester, import->entry.sha256, NULL);
  return got == 0;
}

/* Leaves the bytes of @stream, durable, in a file of their own under tmp. */
static gboolean
copy_to_temp (Batch         *batch,
              Import        *import,
              GInputStream  *stream,
              GError       **error)
{
  HechaVault *vault = batch->vault;
  guint number = g_atomic_int_add (&vault->next_temp, 1);
  g_autofree char *path = g_strdup_printf ("%s/tmp/%u", vault->dir, number);
  int fd = hecha_vault_io_create (vault->io, path, error);
  gboolean done;

  if (fd < 0)
    return FALSE;
  import->temp = g_steal_pointer (&path);
  done = copy_bytes (batch, import, stream, fd, error);
  if (done && vault->io->fsync (fd) < 0)
    done = hecha_vault_io_fail (errno, "save a file of evidence", error);
  close (fd);
  return done;
}

/* A pipe is opened when somebody writes into it, and a device may have no end. */
static GInputStream *
open_file (Batch   *batch,
           Import  *import,
           GError **error)
{
  g_autoptr(GError) local = NULL;
  GFileType type = g_file_query_file_type (import->file, G_FILE_QUERY_INFO_NONE, batch->cancellable);
  GFileInputStream *stream = NULL;

  if (type == G_FILE_TYPE_DIRECTORY || type == G_FILE_TYPE_SPECIAL)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "not a file");
      return NULL;
    }
  stream = g_file_read (import->file, batch->cancellable, &local);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (!stream)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "Could not open the file: %s", local->message);
  return stream ? G_INPUT_STREAM (stream) : NULL;
}

static void
copy_file_cb (gpointer data,
              gpointer user_data)
{
  Import *import = data;
  Batch *batch = user_data;
  g_autoptr(GInputStream) stream = NULL;
  GError *error = NULL;

  if (batch_failed (batch))
    return;
  stream = open_file (batch, import, &error);
  if (stream && copy_to_temp (batch, import, stream, &error) && import->entry.size == 0)
    g_set_error_literal (&error, HECHA_ERROR, HECHA_ERROR_INVALID, "the file is empty");
  if (error)
    batch_fail (batch, import, error);
}

/* Moves a finished copy to its name, unless the same bytes are there already, and whole. */
static gboolean
place (HechaVault  *vault,
       Import      *import,
       const char  *folder,
       GError     **error)
{
  g_autofree char *path = hecha_vault_path (vault, import->entry.sha256);
  gboolean made;

  if (hecha_vault_verify (vault, import->entry.sha256, NULL, NULL))
    {
      if (vault->io->unlink (import->temp) == 0)
        g_clear_pointer (&import->temp, g_free);
      return TRUE;
    }
  if (!hecha_vault_io_make_folder (vault->io, folder, &made, error))
    return FALSE;
  vault->dir_dirty |= made;
  if (vault->io->rename (import->temp, path) < 0)
    return hecha_vault_io_fail (errno, "put a file into the evidence vault", error);
  g_clear_pointer (&import->temp, g_free);
  import->placed = TRUE;
  return TRUE;
}

static gboolean
sync_folders (HechaVault  *vault,
              GHashTable  *folders,
              GError     **error)
{
  GHashTableIter iter;
  gpointer folder;

  if (vault->dir_dirty && !hecha_vault_io_sync_folder (vault->io, vault->dir, error))
    return FALSE;
  vault->dir_dirty = FALSE;
  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &folder, NULL))
    if (!hecha_vault_io_sync_folder (vault->io, folder, error))
      return FALSE;
  return TRUE;
}

static gboolean
commit (HechaVault  *vault,
        GArray      *imports,
        GError     **error)
{
  g_autoptr(GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < imports->len; i++)
    {
      Import *import = &g_array_index (imports, Import, i);
      char *folder = hecha_vault_folder (vault, import->entry.sha256);

      g_hash_table_add (folders, folder);
      if (!place (vault, import, folder, error))
        return FALSE;
    }
  return sync_folders (vault, folders, error);
}

/* As far as the disk lets it; a copy that stays in tmp goes when the vault is next opened. */
static void
roll_back (HechaVault *vault,
           GArray     *imports)
{
  for (guint i = 0; i < imports->len; i++)
    {
      Import *import = &g_array_index (imports, Import, i);
      g_autofree char *path = import->placed ? hecha_vault_path (vault, import->entry.sha256) : NULL;

      if (path)
        vault->io->unlink (path);
      if (import->temp)
        vault->io->unlink (import->temp);
    }
}

static gboolean
finish (Batch   *batch,
        GArray  *imports,
        GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&batch->vault->lock);

  if (!batch->error)
    commit (batch->vault, imports, &batch->error);
  if (batch->error)
    roll_back (batch->vault, imports);
  g_mutex_clear (&batch->lock);
  if (!batch->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&batch->error));
  return FALSE;
}

static GArray *
imports_new (guint length)
{
  GArray *imports = g_array_sized_new (FALSE, TRUE, sizeof (Import), length);

  g_array_set_clear_func (imports, import_clear);
  g_array_set_size (imports, length);
  return imports;
}

/**
 * hecha_vault_import:
 * @stream: read to its end in this thread; not closed
 * @limit: bytes
 * @progress: (nullable) (scope call): told of each step
 * @cancellable: (nullable): to give up, which leaves nothing behind
 * @entry: (out caller-allocates): name and size; untouched on failure
 *
 * Takes a file in. When it returns %TRUE no power loss takes it away. The same
 * bytes again are no error and are not written again.
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_LARGE, %HECHA_ERROR_IO or
 *   %G_IO_ERROR_CANCELLED, and the vault as it was
 */
gboolean
hecha_vault_import (HechaVault          *self,
                    GInputStream        *stream,
                    guint64              limit,
                    HechaVaultProgress   progress,
                    gpointer             data,
                    GCancellable        *cancellable,
                    HechaVaultEntry     *entry,
                    GError             **error)
{
  g_autoptr(GArray) imports = imports_new (1);
  Import *import = &g_array_index (imports, Import, 0);
  Batch batch;

  g_return_val_if_fail (self != NULL && entry != NULL, FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  batch_init (&batch, self, limit, progress, data, cancellable);
  copy_to_temp (&batch, import, stream, &batch.error);
  if (!finish (&batch, imports, error))
    return FALSE;
  *entry = import->entry;
  return TRUE;
}

/**
 * hecha_vault_import_many:
 * @files: (element-type GFile): opened one after the other
 * @limit: bytes of each file
 * @progress: (nullable) (scope call): told of each step, in the threads of the import
 * @cancellable: (nullable): to give up, which leaves nothing behind
 *
 * Takes several files in as one: all of them or none. They are copied and
 * digested on every processor; the folders are saved once at the end.
 *
 * Returns: (transfer full) (element-type HechaVaultEntry): an entry a file, in
 *   the order of @files, or %NULL with an error as of hecha_vault_import(), or
 *   %HECHA_ERROR_INVALID for what is no file or holds nothing, that begins with
 *   the name of the file, and the vault as it was
 */
GArray *
hecha_vault_import_many (HechaVault          *self,
                         GPtrArray           *files,
                         guint64              limit,
                         HechaVaultProgress   progress,
                         gpointer             data,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr(GArray) imports = NULL;
  g_autoptr(GArray) entries = NULL;
  GThreadPool *pool;
  Batch batch;

  g_return_val_if_fail (self != NULL && files != NULL, NULL);
  imports = imports_new (files->len);
  batch_init (&batch, self, limit, progress, data, cancellable);
  /* Twice the processors: a thread that waits for its fsync leaves one to the digests. */
  pool = g_thread_pool_new (copy_file_cb, &batch, 2 * g_get_num_processors (), FALSE, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      Import *import = &g_array_index (imports, Import, i);

      import->file = g_ptr_array_index (files, i);
      g_thread_pool_push (pool, import, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  if (!finish (&batch, imports, error))
    return NULL;
  entries = g_array_sized_new (FALSE, FALSE, sizeof (HechaVaultEntry), files->len);
  for (guint i = 0; i < imports->len; i++)
    g_array_append_val (entries, g_array_index (imports, Import, i).entry);
  return g_steal_pointer (&entries);
}
