/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"

G_BEGIN_DECLS

gboolean   hecha_pack_sheet_write (const HechaPack  *pack,
                                   const char       *type,
                                   const char       *path,
                                   HechaLanguage     language,
                                   GError          **error);
HechaPack *hecha_pack_sheet_read  (const char       *path,
                                   char            **type,
                                   GPtrArray        *faults,
                                   GError          **error);

G_END_DECLS
