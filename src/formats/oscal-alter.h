/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oscal-catalog.h"

G_BEGIN_DECLS

gboolean hecha_oscal_alter (HechaOscalDocument  *profile,
                            GPtrArray           *controls,
                            GError             **error);

G_END_DECLS
