/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bundle.h"
#include "checklist.h"

G_BEGIN_DECLS

HechaBundle *hecha_oscal_pack_write (const HechaPack  *pack,
                                     const char       *type,
                                     const char       *time,
                                     GError          **error);

G_END_DECLS
