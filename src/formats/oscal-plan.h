/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

GBytes *hecha_oscal_plan (const HechaCase *self);

G_END_DECLS
