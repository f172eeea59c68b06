/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page-private.h"

G_BEGIN_DECLS

double hecha_diagram_min_height (const HechaBlock *block);
void   hecha_diagram_draw       (HechaPager       *pager,
                                 const HechaBlock *block);

G_END_DECLS
