/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "session.h"

G_BEGIN_DECLS

JsonArray *hecha_type_results (HechaSession     *session,
                               const HechaCase  *content,
                               GError          **error);

G_END_DECLS
