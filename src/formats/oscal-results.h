/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conclusion.h"

G_BEGIN_DECLS

GBytes *hecha_oscal_results (const HechaCase           *self,
                             GBytes                    *plan,
                             const HechaConclusionRule *rule);

G_END_DECLS
