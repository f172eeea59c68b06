/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "outbox-store.h"
#include "session-private.h"

G_BEGIN_DECLS

GPtrArray *hecha_outbox_items (HechaSession  *session,
                               const char    *case_uuid,
                               GError       **error);

G_END_DECLS
