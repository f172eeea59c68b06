/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "page-private.h"

G_BEGIN_DECLS

double hecha_chart_height (guint             n_bars);
void   hecha_chart_draw   (HechaPager       *pager,
                           const HechaBlock *block);

G_END_DECLS
