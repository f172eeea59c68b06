/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include <glib/gi18n.h>

const HechaPlaceSpec hecha_places[] = {
  { NULL, NULL, NULL, NULL },
};
