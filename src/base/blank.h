/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hecha_is_blank (const char *text);
gboolean hecha_is_line  (const char *text);

G_END_DECLS
