/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"
#include "visit-row.h"

G_BEGIN_DECLS

GPtrArray *hecha_visits_list         (HechaSession  *session,
                                      GError       **error);
GPtrArray *hecha_visits_list_reports (HechaSession  *session,
                                      GError       **error);
GStrv      hecha_visits_inspected    (HechaSession  *session,
                                      const char    *code,
                                      const char    *except,
                                      GError       **error);
GStrv      hecha_visits_of_year      (const char *const *days,
                                      const char        *on);
char      *hecha_visits_find         (HechaSession  *session,
                                      const char    *uuid_or_number,
                                      GError       **error);

G_END_DECLS
