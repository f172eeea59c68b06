/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

void hecha_place_save (HechaPlace     *place,
                       HechaJob        job,
                       gpointer        data,
                       GDestroyNotify  data_free,
                       const char     *failed);

G_END_DECLS
