/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text.h"

G_BEGIN_DECLS

/**
 * HechaRegion:
 * @digits: the first digits of its region codes
 * @name: what people call it
 *
 * A province, or a city with an authority of its own (计划单列市), after GB/T 2260.
 */
typedef struct
{
  const char *digits;
  HechaText   name;
} HechaRegion;

const HechaRegion *hecha_regions     (guint      *n);
const HechaRegion *hecha_region_find (const char *code);

G_END_DECLS
