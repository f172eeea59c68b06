/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *hecha_field_row_new (const char *title,
                                const char *value);

G_END_DECLS
