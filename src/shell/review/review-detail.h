/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaReviewDetail:
 *
 * A report that arrived: the verdict of its verification first, then its pages
 * beside its results; approve or return. Pushed over the places.
 */
#define HECHA_TYPE_REVIEW_DETAIL (hecha_review_detail_get_type ())
G_DECLARE_FINAL_TYPE (HechaReviewDetail, hecha_review_detail, HECHA, REVIEW_DETAIL, HechaPlace)

GtkWidget *hecha_review_detail_new (const char *case_uuid);

G_END_DECLS
