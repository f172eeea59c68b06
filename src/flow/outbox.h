/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "outbox-store.h"
#include "session.h"

G_BEGIN_DECLS

gboolean   hecha_outbox_note  (HechaSession  *session,
                               const char    *case_uuid,
                               const char    *remote,
                               gboolean      *needed,
                               GError       **error);
gint64     hecha_outbox_last_noted (HechaDb *db,
                               const char    *id,
                               const char    *remote);
GPtrArray *hecha_outbox_items (HechaSession  *session,
                               const char    *case_uuid,
                               GError       **error);

G_END_DECLS
