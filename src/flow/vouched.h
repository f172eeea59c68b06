/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/* What is costly to make from evidence: kept beside it, with this device's signature. */
void    hecha_vouched_keep   (HechaSession  *session,
                              const char    *sha256,
                              const char    *kind,
                              gconstpointer  data,
                              gsize          size);
GBytes *hecha_vouched_recall (HechaSession  *session,
                              const char    *sha256,
                              const char    *kind);

G_END_DECLS
