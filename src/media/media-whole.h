/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media-kind.h"

G_BEGIN_DECLS

gboolean hecha_media_is_whole (GBytes         *bytes,
                               HechaMediaKind  kind);

G_END_DECLS
