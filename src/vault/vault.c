/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-private.h"

#include "error.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

char *
hecha_vault_folder (HechaVault *self,
                    const char *sha256)
{
  const char name[] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (self->dir, name, NULL);
}

char *
hecha_vault_path (HechaVault *self,
                  const char *sha256)
{
  const char name[] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (self->dir, name, sha256 + 2, NULL);
}

static gboolean
check_digest (const char  *sha256,
              GError     **error)
{
  if (hecha_is_sha256_hex (sha256))
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                       "A file of evidence is named by a SHA-256 of 64 lower-case hex digits");
  return FALSE;
}

static gboolean
fail_absent (const char  *sha256,
             GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "Evidence %s is not in the vault", sha256);
  return FALSE;
}

static gboolean
fail_damaged (const char  *sha256,
              GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_DAMAGED,
               "Evidence %s is damaged: its bytes have another digest", sha256);
  return FALSE;
}

/* One process owns the workspace, so a file left in tmp is an import that died. */
static gboolean
sweep (HechaVault  *self,
       const char  *tmp,
       GError     **error)
{
  g_autoptr(GDir) folder = g_dir_open (tmp, 0, NULL);
  const char *name;

  if (!folder)
    return hecha_vault_io_fail (errno, "read the evidence vault", error);
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (tmp, name, NULL);

      if (self->io->unlink (path) < 0 && errno != ENOENT)
        return hecha_vault_io_fail (errno, "remove an unfinished import", error);
    }
  return TRUE;
}

static gboolean
prepare (HechaVault  *self,
         GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (self->dir);
  g_autofree char *tmp = g_build_filename (self->dir, "tmp", NULL);

  return hecha_vault_io_make_folder (self->io, self->dir, NULL, error) &&
         hecha_vault_io_make_folder (self->io, tmp, NULL, error) &&
         sweep (self, tmp, error) &&
         hecha_vault_io_sync_folder (self->io, parent, error);
}

/**
 * hecha_vault_open:
 * @dir: the vault's folder; it is made if its parent is there
 *
 * Opens the vault and removes what a killed import left behind. The caller
 * holds the lock of the workspace.
 *
 * Returns: (transfer full): the vault, or %NULL with %HECHA_ERROR_IO
 */
HechaVault *
hecha_vault_open (const char  *dir,
                  GError     **error)
{
  return hecha_vault_open_with (dir, hecha_vault_io_system (), error);
}

/**
 * hecha_vault_open_with:
 * @io: (transfer none): the calls to change the disk with; outlives the vault
 *
 * hecha_vault_open() on other calls than the system's.
 *
 * Returns: (transfer full): the vault, or %NULL with %HECHA_ERROR_IO
 */
HechaVault *
hecha_vault_open_with (const char          *dir,
                       const HechaVaultIo  *io,
                       GError             **error)
{
  g_autoptr(HechaVault) self = NULL;

  g_return_val_if_fail (dir != NULL && io != NULL, NULL);
  self = g_atomic_rc_box_new0 (HechaVault);
  self->dir = g_canonicalize_filename (dir, NULL);
  self->io = io;
  /* An import that was killed may have made folders in it. */
  self->dir_dirty = TRUE;
  g_mutex_init (&self->lock);
  if (!prepare (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hecha_vault_ref:
 *
 * Returns: (transfer full): @self, held once more
 */
HechaVault *
hecha_vault_ref (HechaVault *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
vault_clear (gpointer data)
{
  HechaVault *self = data;

  g_mutex_clear (&self->lock);
  g_free (self->dir);
}

/**
 * hecha_vault_unref:
 * @self: (transfer full): let go
 */
void
hecha_vault_unref (HechaVault *self)
{
  g_atomic_rc_box_release_full (self, vault_clear);
}

/**
 * hecha_vault_size:
 * @sha256: from anywhere
 * @size: (out) (optional): bytes
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for what is no digest,
 *   %HECHA_ERROR_NOT_FOUND, or %HECHA_ERROR_IO
 */
gboolean
hecha_vault_size (HechaVault  *self,
                  const char  *sha256,
                  guint64     *size,
                  GError     **error)
{
  g_autofree char *path = NULL;
  struct stat st;

  g_return_val_if_fail (self != NULL, FALSE);
  if (!check_digest (sha256, error))
    return FALSE;
  path = hecha_vault_path (self, sha256);
  if (lstat (path, &st) < 0)
    return errno == ENOENT ? fail_absent (sha256, error)
                           : hecha_vault_io_fail (errno, "look into the evidence vault", error);
  if (!S_ISREG (st.st_mode))
    return fail_absent (sha256, error);
  if (size)
    *size = st.st_size;
  return TRUE;
}

/**
 * hecha_vault_contains:
 * @sha256: (nullable): from anywhere
 *
 * Returns: whether the vault holds a file of that name; what is no digest it does not hold
 */
gboolean
hecha_vault_contains (HechaVault *self,
                      const char *sha256)
{
  return hecha_vault_size (self, sha256, NULL, NULL);
}

/**
 * hecha_vault_open_stream:
 * @sha256: from anywhere
 *
 * The bytes are given as they are on the disk; whoever reads them to the end
 * can compare the digest, and hecha_vault_load() does.
 *
 * Returns: (transfer full): a seekable stream, or %NULL with
 *   %HECHA_ERROR_INVALID, %HECHA_ERROR_NOT_FOUND or %HECHA_ERROR_IO
 */
GInputStream *
hecha_vault_open_stream (HechaVault  *self,
                         const char  *sha256,
                         GError     **error)
{
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) local = NULL;
  GFileInputStream *stream;

  g_return_val_if_fail (self != NULL, NULL);
  if (!hecha_vault_size (self, sha256, NULL, error))
    return NULL;
  path = hecha_vault_path (self, sha256);
  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, &local);
  if (!stream)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "Could not open evidence %s: %s", sha256, local->message);
  return G_INPUT_STREAM (stream);
}

/**
 * hecha_vault_load:
 * @sha256: from anywhere
 * @limit: bytes
 *
 * Returns: (transfer full): the file, checked against its digest, or %NULL with
 *   %HECHA_ERROR_INVALID, %HECHA_ERROR_NOT_FOUND, %HECHA_ERROR_TOO_LARGE,
 *   %HECHA_ERROR_DAMAGED or %HECHA_ERROR_IO
 */
GBytes *
hecha_vault_load (HechaVault  *self,
                  const char  *sha256,
                  guint64      limit,
                  GError     **error)
{
  g_autofree char *path = NULL, *actual = NULL;
  g_autoptr(GMappedFile) map = NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint64 size;

  g_return_val_if_fail (self != NULL, NULL);
  if (!hecha_vault_size (self, sha256, &size, error))
    return NULL;
  if (size > limit)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE,
                   "Evidence %s has %" G_GUINT64_FORMAT " bytes, more than the %" G_GUINT64_FORMAT " allowed here",
                   sha256, size, limit);
      return NULL;
    }
  path = hecha_vault_path (self, sha256);
  map = g_mapped_file_new (path, FALSE, &local);
  if (!map)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_IO, "Could not read evidence %s: %s", sha256, local->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (map);
  actual = hecha_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (strcmp (actual, sha256) != 0 && !fail_damaged (sha256, error))
    return NULL;
  return g_steal_pointer (&bytes);
}

/**
 * hecha_vault_reread:
 * @sha256: from anywhere
 * @sm3: (out caller-allocates) (nullable): the second digest, in lower-case hex
 *   (GB/T 32905), from the bytes that are proved; untouched on failure
 * @progress: (nullable) (scope call): told of each step of this file
 * @cancellable: (nullable): to give up reading
 *
 * Reads the file again and compares its digest with its name. Without SM3 that
 * costs an eighth.
 *
 * Returns: %FALSE with %HECHA_ERROR_DAMAGED, %HECHA_ERROR_NOT_FOUND,
 *   %HECHA_ERROR_INVALID, %HECHA_ERROR_IO or %G_IO_ERROR_CANCELLED
 */
gboolean
hecha_vault_reread (HechaVault          *self,
                    const char          *sha256,
                    char                 sm3[HECHA_DIGEST_HEX],
                    HechaVaultProgress   progress,
                    gpointer             data,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_autoptr(GInputStream) stream = hecha_vault_open_stream (self, sha256, error);
  g_autoptr(HechaDigester) digester = hecha_digester_new (sm3 != NULL);
  g_autofree guint8 *chunk = g_malloc (HECHA_VAULT_CHUNK);
  char actual[HECHA_DIGEST_HEX], second[HECHA_DIGEST_HEX];
  guint64 bytes = 0;
  gssize got;

  if (!stream)
    return FALSE;
  while ((got = hecha_vault_io_read (stream, chunk, HECHA_VAULT_CHUNK, cancellable, error)) > 0)
    {
      hecha_digester_update (digester, chunk, got);
      bytes += got;
      if (progress)
        progress (bytes, data);
    }
  if (got < 0)
    return FALSE;
  hecha_digester_finish (digester, actual, second);
  if (strcmp (actual, sha256) != 0)
    return fail_damaged (sha256, error);
  if (sm3)
    memcpy (sm3, second, HECHA_DIGEST_HEX);
  return TRUE;
}

/**
 * hecha_vault_verify:
 * @sha256: from anywhere
 * @cancellable: (nullable): to give up reading
 *
 * hecha_vault_reread() for the proof alone.
 */
gboolean
hecha_vault_verify (HechaVault    *self,
                    const char    *sha256,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return hecha_vault_reread (self, sha256, NULL, NULL, NULL, cancellable, error);
}

/**
 * hecha_vault_destroy:
 * @sha256: from anywhere
 *
 * Removes the bytes and all that was made from them for good, as a withdrawal
 * wants it. What is not there is destroyed already, so that an interrupted withdrawal can be finished.
 *
 * Returns: %TRUE once no power loss brings the file back, or %FALSE with
 *   %HECHA_ERROR_INVALID or %HECHA_ERROR_IO
 */
gboolean
hecha_vault_destroy (HechaVault  *self,
                     const char  *sha256,
                     GError     **error)
{
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  if (!check_digest (sha256, error))
    return FALSE;
  folder = hecha_vault_folder (self, sha256);
  path = hecha_vault_path (self, sha256);
  locker = g_mutex_locker_new (&self->lock);
  if (self->io->unlink (path) < 0 && errno != ENOENT)
    return hecha_vault_io_fail (errno, "destroy a file of evidence", error);
  if (!hecha_vault_destroy_derived (self, folder, sha256, error))
    return FALSE;
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  return hecha_vault_io_sync_folder (self->io, folder, error);
}
