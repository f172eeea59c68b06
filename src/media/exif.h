/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media-kind.h"

G_BEGIN_DECLS

int   hecha_exif_orientation (GBytes         *bytes,
                              HechaMediaKind  kind);
char *hecha_exif_time        (GBytes         *bytes,
                              HechaMediaKind  kind);

G_END_DECLS
