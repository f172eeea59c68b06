/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_CSV_MAX_SIZE    (G_GUINT64_CONSTANT (2) << 30)
#define HECHA_CSV_MAX_FIELD   (1024 * 1024)
#define HECHA_CSV_MAX_ROW     (16 * 1024 * 1024)
#define HECHA_CSV_MAX_COLUMNS 1024

G_END_DECLS
