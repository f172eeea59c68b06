/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

GBytes *hecha_inflate        (gconstpointer data,
                              gsize         size,
                              gsize         limit,
                              GError      **error);
GBytes *hecha_deflate        (gconstpointer data,
                              gsize         size);
GBytes *hecha_undo_predictor (GBytes       *bytes,
                              gsize         columns,
                              GError      **error);
