/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaEnterpriseSearch:
 *
 * Finds an enterprise by words of its name, code, contacts or region. Signal
 * "chosen" (const char *code).
 */
#define HECHA_TYPE_ENTERPRISE_SEARCH (hecha_enterprise_search_get_type ())
G_DECLARE_FINAL_TYPE (HechaEnterpriseSearch, hecha_enterprise_search, HECHA, ENTERPRISE_SEARCH, AdwBin)

void hecha_enterprise_search_set_session (HechaEnterpriseSearch *self,
                                          HechaSession          *session);

G_END_DECLS
