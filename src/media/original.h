/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *hecha_picture_original (GBytes *bytes,
                                int    *width,
                                int    *height,
                                int    *orientation);

G_END_DECLS
