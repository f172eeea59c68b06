/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "digest.h"
#include "vault-io.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaVault:
 *
 * Evidence files by digest, in a folder that belongs to this process alone.
 * It takes and gives streams and bytes, never paths. Thread-safe; every
 * function that may wait for the disk is for worker threads.
 */
typedef struct _HechaVault HechaVault;

/**
 * HechaVaultEntry:
 * @sha256: lower-case hex; the name of the file in the vault
 * @size: bytes
 */
typedef struct
{
  char    sha256[HECHA_DIGEST_HEX];
  guint64 size;
} HechaVaultEntry;

/**
 * HechaVaultProgress:
 * @bytes: copied so far in this call, of all its files together
 *
 * Called in the threads of the import, one call at a time; is to be quick.
 */
typedef void (*HechaVaultProgress) (guint64  bytes,
                                    gpointer data);

HechaVault   *hecha_vault_open        (const char          *dir,
                                       GError             **error);
HechaVault   *hecha_vault_open_with   (const char          *dir,
                                       const HechaVaultIo  *io,
                                       GError             **error);
HechaVault   *hecha_vault_ref         (HechaVault          *self);
void          hecha_vault_unref       (HechaVault          *self);

gboolean      hecha_vault_import      (HechaVault          *self,
                                       GInputStream        *stream,
                                       guint64              limit,
                                       HechaVaultProgress   progress,
                                       gpointer             data,
                                       GCancellable        *cancellable,
                                       HechaVaultEntry     *entry,
                                       GError             **error);
GArray       *hecha_vault_import_many (HechaVault          *self,
                                       GPtrArray           *files,
                                       guint64              limit,
                                       HechaVaultProgress   progress,
                                       gpointer             data,
                                       GCancellable        *cancellable,
                                       GError             **error);

gboolean      hecha_vault_contains    (HechaVault          *self,
                                       const char          *sha256);
gboolean      hecha_vault_size        (HechaVault          *self,
                                       const char          *sha256,
                                       guint64             *size,
                                       GError             **error);
GInputStream *hecha_vault_open_stream (HechaVault          *self,
                                       const char          *sha256,
                                       GError             **error);
GBytes       *hecha_vault_load        (HechaVault          *self,
                                       const char          *sha256,
                                       guint64              limit,
                                       GError             **error);
gboolean      hecha_vault_verify      (HechaVault          *self,
                                       const char          *sha256,
                                       GCancellable        *cancellable,
                                       GError             **error);
gboolean      hecha_vault_reread      (HechaVault          *self,
                                       const char          *sha256,
                                       char                 sm3[HECHA_DIGEST_HEX],
                                       HechaVaultProgress   progress,
                                       gpointer             data,
                                       GCancellable        *cancellable,
                                       GError             **error);
gboolean      hecha_vault_destroy     (HechaVault          *self,
                                       const char          *sha256,
                                       GError             **error);

void          hecha_vault_keep_derived (HechaVault         *self,
                                        const char         *sha256,
                                        const char         *kind,
                                        GBytes             *bytes);
GBytes       *hecha_vault_load_derived (HechaVault         *self,
                                        const char         *sha256,
                                        const char         *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVault, hecha_vault_unref)

G_END_DECLS
