/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *hecha_pages_disagree (GPtrArray         *pages,
                            JsonObject        *results,
                            const char *const *digests);

G_END_DECLS
