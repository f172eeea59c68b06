/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

JsonObject *hecha_oscal_observation (const HechaCase   *self,
                                     HechaType          type,
                                     const HechaItem   *item,
                                     const HechaObject *object);

G_END_DECLS
