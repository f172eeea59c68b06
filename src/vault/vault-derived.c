/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-private.h"

#include "digest.h"

#include <errno.h>
#include <string.h>

#define GUARD 64    /* the digest before the bytes, in hex digits */

/* Beside the file that it was made from. */
static char *
derived_path (HechaVault *self,
              const char *sha256,
              const char *kind)
{
  g_autofree char *path = hecha_vault_path (self, sha256);

  return g_strconcat (path, ".", kind, NULL);
}

/* Of the name too, so that what was made from another file is not taken for it. */
static void
guard (const char    *sha256,
       const char    *kind,
       gconstpointer  bytes,
       gsize          size,
       char           digest[HECHA_DIGEST_HEX])
{
  g_autoptr(HechaDigester) digester = hecha_digester_new (FALSE);
  char sm3[HECHA_DIGEST_HEX];

  hecha_digester_update (digester, sha256, strlen (sha256) + 1);
  hecha_digester_update (digester, kind, strlen (kind) + 1);
  hecha_digester_update (digester, bytes, size);
  hecha_digester_finish (digester, digest, sm3);
}

/**
 * hecha_vault_keep_derived:
 * @sha256: of a file of the vault
 * @kind: what was made from it, as the end of a file name
 *
 * Keeps what is costly to make again. It is no evidence: it may vanish at any
 * time, is not synced to the disk, and is destroyed with its file. Any thread.
 */
void
hecha_vault_keep_derived (HechaVault *self,
                          const char *sha256,
                          const char *kind,
                          GBytes     *bytes)
{
  g_autofree char *path = NULL, *contents = NULL;
  char digest[HECHA_DIGEST_HEX];
  gsize size;
  gconstpointer data;

  g_return_if_fail (self && kind && bytes);
  if (!hecha_vault_contains (self, sha256))
    return;
  data = g_bytes_get_data (bytes, &size);
  guard (sha256, kind, data, size, digest);
  contents = g_malloc (GUARD + size);
  memcpy (contents, digest, GUARD);
  if (size)
    memcpy (contents + GUARD, data, size);
  path = derived_path (self, sha256, kind);
  g_file_set_contents_full (path, contents, GUARD + size, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

/**
 * hecha_vault_load_derived:
 * @sha256: from anywhere
 * @kind: as it was kept
 *
 * Returns: (transfer full) (nullable): the bytes that were kept; %NULL where
 *   there are none, where they are not what was kept, and where their file is gone
 */
GBytes *
hecha_vault_load_derived (HechaVault *self,
                          const char *sha256,
                          const char *kind)
{
  g_autofree char *path = NULL;
  g_autoptr(GMappedFile) map = NULL;
  g_autoptr(GBytes) whole = NULL;
  char digest[HECHA_DIGEST_HEX];
  gsize size;
  const char *data;

  g_return_val_if_fail (self && kind, NULL);
  if (!hecha_vault_contains (self, sha256))
    return NULL;
  path = derived_path (self, sha256, kind);
  map = g_mapped_file_new (path, FALSE, NULL);
  whole = map ? g_mapped_file_get_bytes (map) : NULL;
  data = whole ? g_bytes_get_data (whole, &size) : NULL;
  if (!data || size < GUARD)
    return NULL;
  guard (sha256, kind, data + GUARD, size - GUARD, digest);
  return memcmp (data, digest, GUARD) == 0 ? g_bytes_new_from_bytes (whole, GUARD, size - GUARD) : NULL;
}

/**
 * hecha_vault_destroy_derived:
 * @folder: of the file
 * @sha256: the file
 *
 * Removes all that was made from a file.
 *
 * Returns: %FALSE with %HECHA_ERROR_IO
 */
gboolean
hecha_vault_destroy_derived (HechaVault  *self,
                             const char  *folder,
                             const char  *sha256,
                             GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = g_strconcat (sha256 + 2, ".", NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, prefix) && self->io->unlink (path) < 0 && errno != ENOENT)
        return hecha_vault_io_fail (errno, "destroy what was made from a file of evidence", error);
    }
  return TRUE;
}
