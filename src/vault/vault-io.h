/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

#define HECHA_VAULT_CHUNK (256 * 1024)    /* bytes read or written at a time */

/**
 * HechaVaultIo:
 *
 * The calls by which the vault changes the disk, each as in POSIX, so that a
 * test can make the n-th of them fail.
 */
typedef struct
{
  int     (*open)   (const char *path,
                     int         flags,
                     mode_t      mode);
  ssize_t (*write)  (int         fd,
                     const void *data,
                     size_t      size);
  int     (*fsync)  (int         fd);
  int     (*rename) (const char *from,
                     const char *to);
  int     (*unlink) (const char *path);
  int     (*mkdir)  (const char *path,
                     mode_t      mode);
} HechaVaultIo;

const HechaVaultIo *hecha_vault_io_system      (void);
gboolean            hecha_vault_io_fail        (int                 code,
                                                const char         *what,
                                                GError            **error);
gssize              hecha_vault_io_read        (GInputStream       *stream,
                                                guint8             *chunk,
                                                gsize               size,
                                                GCancellable       *cancellable,
                                                GError            **error);
int                 hecha_vault_io_create      (const HechaVaultIo *io,
                                                const char         *path,
                                                GError            **error);
gboolean            hecha_vault_io_write_all   (const HechaVaultIo *io,
                                                int                 fd,
                                                gconstpointer       data,
                                                gsize               size,
                                                GError            **error);
gboolean            hecha_vault_io_make_folder (const HechaVaultIo *io,
                                                const char         *path,
                                                gboolean           *made,
                                                GError            **error);
gboolean            hecha_vault_io_sync_folder (const HechaVaultIo *io,
                                                const char         *path,
                                                GError            **error);

G_END_DECLS
