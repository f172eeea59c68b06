/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HECHA_SCAN_MAX_PAGES 2000

char      *hecha_scan_code (const HechaPixels  *pixels,
                            const char         *prefix);
GPtrArray *hecha_scan_read (GBytes             *bytes,
                            const char         *prefix,
                            GCancellable       *cancellable,
                            GError            **error);

G_END_DECLS
