/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int     hecha_file_open (const char  *path,
                         GError     **error);
GBytes *hecha_file_map  (const char  *path,
                         GError     **error);
GBytes *hecha_file_read (const char  *path,
                         gsize        most,
                         GError     **error);

gboolean hecha_file_append (const char     *path,
                            guint64         size,
                            gconstpointer   data,
                            gsize           length,
                            GError        **error);

G_END_DECLS
