/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jurisdictions.h"

#include <adwaita.h>

G_BEGIN_DECLS

char      *hecha_supervision_text      (GPtrArray *supervision,
                                        HechaType  type,
                                        gboolean   joint);
GtkWidget *hecha_supervision_group_new (GPtrArray *supervision,
                                        HechaType  type);

G_END_DECLS
