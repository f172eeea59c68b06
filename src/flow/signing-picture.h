/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pixels.h"

G_BEGIN_DECLS

HechaPixels *hecha_signing_picture_load (const char  *path,
                                         GError     **error);

G_END_DECLS
