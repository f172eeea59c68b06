/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaReviewPage:
 *
 * The reports that arrived from other workspaces, and the devices that wait to
 * be admitted.
 */
#define HECHA_TYPE_REVIEW_PAGE (hecha_review_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaReviewPage, hecha_review_page, HECHA, REVIEW_PAGE, HechaPlace)

G_END_DECLS
