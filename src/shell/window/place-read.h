/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaPlaceShow:
 * @result: (transfer full): what the job returned; %NULL where it failed
 * @error: (nullable): why it failed; never a cancellation
 */
typedef void (*HechaPlaceShow) (HechaPlace   *place,
                                gpointer      result,
                                const GError *error);

void hecha_place_read (HechaPlace     *place,
                       HechaJob        job,
                       gpointer        data,
                       GDestroyNotify  data_free,
                       GDestroyNotify  result_free,
                       HechaPlaceShow  show);

G_END_DECLS
