/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"

G_BEGIN_DECLS

#define HECHA_DB_FILE   "hecha.db"
#define HECHA_LOCK_FILE "lock"

/**
 * HechaDbWorker:
 *
 * The thread that owns the database of a workspace, and the lock that makes
 * this process the only one that has the workspace. Thread-safe.
 */
typedef struct _HechaDbWorker HechaDbWorker;

HechaDbWorker *hecha_db_worker_open       (const char           *dir,
                                           GError              **error);
HechaDbWorker *hecha_db_worker_open_with  (const char           *dir,
                                           const char           *vfs,
                                           GError              **error);
void           hecha_db_worker_close      (HechaDbWorker        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDbWorker, hecha_db_worker_close)
gboolean       hecha_db_worker_run        (HechaDbWorker        *self,
                                           HechaDbFunc           func,
                                           gpointer              data,
                                           GError              **error);
void           hecha_db_worker_run_async  (HechaDbWorker        *self,
                                           HechaDbFunc           func,
                                           gpointer              data,
                                           GDestroyNotify        destroy,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean       hecha_db_worker_run_finish (HechaDbWorker        *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
