/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaChangesPage:
 *
 * What changes from one version of a checklist pack to another, item by item,
 * with the words before and after side by side; or what changes for a visit
 * that is moved to newer versions, and the move itself.
 */
#define HECHA_TYPE_CHANGES_PAGE (hecha_changes_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaChangesPage, hecha_changes_page, HECHA, CHANGES_PAGE, HechaPlace)

GtkWidget *hecha_changes_page_new       (const char *title,
                                         const char *before,
                                         const char *after);
GtkWidget *hecha_changes_page_new_visit (const char *case_uuid);

G_END_DECLS
