/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 hecha_backoff_next (gint64  now,
                           guint   attempts,
                           guint32 random);

G_END_DECLS
