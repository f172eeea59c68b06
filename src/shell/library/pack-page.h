/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaPackPage:
 *
 * The items of one checklist pack by domain, and one of them in full, in both
 * languages.
 */
#define HECHA_TYPE_PACK_PAGE (hecha_pack_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaPackPage, hecha_pack_page, HECHA, PACK_PAGE, HechaPlace)

GtkWidget *hecha_pack_page_new   (const HechaPackRow *row);
void       hecha_pack_page_refer (HechaPackPage      *self,
                                  const char         *path);

G_END_DECLS
