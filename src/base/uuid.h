/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *hecha_uuid_new  (void);
char *hecha_uuid_name (const char *space,
                       const char *name);

G_END_DECLS
