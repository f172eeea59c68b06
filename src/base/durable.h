/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hecha_durable_folder (const char  *path,
                               GError     **error);
gboolean hecha_durable_rename (const char  *from,
                               const char  *to,
                               GError     **error);

gboolean hecha_durable_link   (const char  *from,
                               const char  *to,
                               GError     **error);
gboolean hecha_durable_append (const char     *path,
                               guint64         size,
                               gconstpointer   data,
                               gsize           length,
                               GError        **error);

G_END_DECLS
