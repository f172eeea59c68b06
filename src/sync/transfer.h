/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "remote.h"

G_BEGIN_DECLS

/**
 * HechaTransferState:
 * @HECHA_TRANSFER_WAITING: not tried
 * @HECHA_TRANSFER_DONE: it arrived
 * @HECHA_TRANSFER_SKIPPED: it was there already
 * @HECHA_TRANSFER_FAILED: see the error
 */
typedef enum
{
  HECHA_TRANSFER_WAITING,
  HECHA_TRANSFER_DONE,
  HECHA_TRANSFER_SKIPPED,
  HECHA_TRANSFER_FAILED,
} HechaTransferState;

/**
 * HechaTransfer:
 * @path: at the remote
 * @size: in bytes, -1 for unknown
 * @sha256: (nullable): what its bytes must give, in lower-case hex
 * @source: its bytes, where it is pushed
 * @source_free: (nullable): frees the source's data
 * @state: how it went
 * @error: (nullable): why it failed
 *
 * One object to be pushed or pulled, and what came of it.
 */
typedef struct
{
  char *path;
  gint64 size;
  char *sha256;
  HechaSource source;
  GDestroyNotify source_free;
  HechaTransferState state;
  GError *error;
} HechaTransfer;

/**
 * HechaTransferProgress:
 * @arrived: objects that are there
 * @total: objects in all
 * @current: the one that is on its way, or just ended
 * @bytes: of it that went
 *
 * Called from the thread that transfers.
 */
typedef void (*HechaTransferProgress) (guint                arrived,
                                       guint                total,
                                       const HechaTransfer *current,
                                       guint64              bytes,
                                       gpointer             data);

/**
 * HechaTransferRun:
 *
 * The objects of one push or pull, and whom to tell.
 */
typedef struct _HechaTransferRun HechaTransferRun;
struct _HechaTransferRun
{
  GPtrArray *items;
  HechaTransferProgress progress;
  gpointer progress_data;
  gboolean (*attempt) (HechaTransferRun  *run,
                       HechaTransfer     *item,
                       gboolean          *skipped,
                       GCancellable      *cancellable,
                       GError           **error);
  guint arrived;
  HechaTransfer *current;
};

HechaTransfer *hecha_transfer_new_push (const char        *path,
                                        HechaSource        source,
                                        GDestroyNotify     source_free,
                                        const char        *sha256);
HechaTransfer *hecha_transfer_new_pull (const char        *path,
                                        gint64             size);
void           hecha_transfer_free     (HechaTransfer     *self);
void           hecha_transfer_report   (guint64            bytes,
                                        guint64            total,
                                        gpointer           run);
gboolean       hecha_transfer_run      (HechaTransferRun  *run,
                                        GCancellable      *cancellable,
                                        GError           **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTransfer, hecha_transfer_free)

G_END_DECLS
