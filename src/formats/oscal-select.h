/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oscal-catalog.h"

G_BEGIN_DECLS

GPtrArray *hecha_oscal_select (HechaOscalDocument  *profile,
                               JsonObject          *selection,
                               const char          *path,
                               GPtrArray           *controls,
                               GError             **error);
GPtrArray *hecha_oscal_merge  (HechaOscalDocument  *profile,
                               GPtrArray           *controls,
                               GError             **error);

G_END_DECLS
