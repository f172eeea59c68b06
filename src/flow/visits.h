/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"
#include "visit-row.h"

G_BEGIN_DECLS

GPtrArray *hecha_visits_list         (HechaSession  *session,
                                      GError       **error);
GPtrArray *hecha_visits_list_reports (HechaSession  *session,
                                      GError       **error);
char      *hecha_visits_find         (HechaSession  *session,
                                      const char    *uuid_or_number,
                                      GError       **error);

G_END_DECLS
