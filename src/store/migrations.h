/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"

G_BEGIN_DECLS

gboolean hecha_db_migrate      (HechaDb            *db,
                                GError            **error);
gboolean hecha_db_migrate_with (HechaDb            *db,
                                const char *const  *steps,
                                GError            **error);
int      hecha_db_version      (HechaDb            *db);
GStrv    hecha_db_steps        (void);

G_END_DECLS
