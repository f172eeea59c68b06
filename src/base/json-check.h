/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_JSON_MAX_DEPTH 64
#define HECHA_JSON_MAX_SIZE  (256 * 1024 * 1024)

gboolean hecha_json_check (const char  *text,
                           gsize        length,
                           const char  *name,
                           GError     **error);

G_END_DECLS
