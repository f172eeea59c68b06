/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "trust-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *hecha_anchor_row_new (const HechaTrustAnchor *anchor,
                                 gint64                  now);

G_END_DECLS
