/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

GBytes *hecha_oscal_results (const HechaCase *self,
                             GBytes          *plan);

G_END_DECLS
