/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaDeskPage:
 *
 * The verification of one filing (article 7): what is missing, an opinion on
 * each of the seven factors, the decision and its notice, earlier rounds, and
 * changes that call for a re-grading (article 6).
 */
#define HECHA_TYPE_DESK_PAGE (hecha_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaDeskPage, hecha_desk_page, HECHA, DESK_PAGE, HechaPlace)

GtkWidget *hecha_desk_page_new (const char *code,
                                HechaType   type);

G_END_DECLS
