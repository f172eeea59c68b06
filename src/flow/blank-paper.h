/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-diff.h"

G_BEGIN_DECLS

gboolean hecha_blank_paper (GBytes             *before,
                            GBytes             *after,
                            const HechaPdfArea *areas,
                            guint               n_areas);

G_END_DECLS
