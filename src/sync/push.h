/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer.h"

G_BEGIN_DECLS

gboolean hecha_push (HechaRemote            *remote,
                     GPtrArray              *items,
                     gboolean                verify,
                     HechaTransferProgress   progress,
                     gpointer                progress_data,
                     GCancellable           *cancellable,
                     GError                **error);

G_END_DECLS
