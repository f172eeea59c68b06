/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

G_BEGIN_DECLS

char *hecha_reminder_text (guint         overdue,
                           guint         soon,
                           gboolean      more);
void  hecha_reminder_send (GApplication *application,
                           HechaSession *session);

G_END_DECLS
