/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hecha_address_check (const char  *url,
                              gboolean     allow_loopback,
                              char       **host,
                              gboolean    *loopback,
                              GError     **error);

G_END_DECLS
