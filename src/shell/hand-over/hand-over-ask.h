/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void hecha_hand_over_ask (GtkWidget    *widget,
                          HechaSession *session,
                          const char   *case_uuid);

G_END_DECLS
