/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaIssuePage:
 *
 * A visit's report: what it still lacks, its preview, its issue, its pages and
 * its signatures. Pushed over the places.
 */
#define HECHA_TYPE_ISSUE_PAGE (hecha_issue_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaIssuePage, hecha_issue_page, HECHA, ISSUE_PAGE, HechaPlace)

GtkWidget  *hecha_issue_page_new      (const char     *case_uuid);
const char *hecha_issue_page_get_case (HechaIssuePage *self);

G_END_DECLS
