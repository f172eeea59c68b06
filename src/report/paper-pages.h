/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean hecha_paper_write (const char        *path,
                            const HechaPaper  *paper,
                            const char        *claimed_time,
                            guint             *n_pages,
                            GCancellable      *cancellable,
                            GError           **error);

G_END_DECLS
