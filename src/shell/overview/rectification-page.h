/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaRectificationPage:
 *
 * The findings of all visits 整改: what is open, until when, and its re-check.
 */
#define HECHA_TYPE_RECTIFICATION_PAGE (hecha_rectification_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaRectificationPage, hecha_rectification_page, HECHA, RECTIFICATION_PAGE, HechaPlace)

void hecha_rectification_page_show (HechaRectificationPage *self,
                                    gboolean                open_only,
                                    const char             *words);

G_END_DECLS
