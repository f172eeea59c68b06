/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer.h"

G_BEGIN_DECLS

/**
 * HechaPullSink:
 * @have: whether the caller has the object and wants no other
 * @open: where its bytes go; they are not to be believed yet
 * @finish: told that no more comes, while the pull still holds the stream:
 *   @intact says whether size and digest are as they must be, or the bytes
 *   are to be thrown away. %FALSE and an error when @intact fails the object
 * @progress: (nullable): told after each object, and while it arrives
 * @limit: bytes of one object at most
 * @data: for all of them
 *
 * Called from the thread that pulls.
 */
typedef struct
{
  gboolean (*have) (const HechaTransfer *item,
                    gpointer             data);
  GOutputStream *(*open) (const HechaTransfer  *item,
                          gpointer              data,
                          GError              **error);
  gboolean (*finish) (const HechaTransfer  *item,
                      GOutputStream        *stream,
                      gboolean              intact,
                      gpointer              data,
                      GError              **error);
  HechaTransferProgress progress;
  guint64 limit;
  gpointer data;
} HechaPullSink;

GPtrArray *hecha_pull_find (HechaRemote          *remote,
                            const char           *folder,
                            GCancellable         *cancellable,
                            GError              **error);
gboolean   hecha_pull      (HechaRemote          *remote,
                            GPtrArray            *items,
                            const HechaPullSink  *sink,
                            GCancellable         *cancellable,
                            GError              **error);

G_END_DECLS
