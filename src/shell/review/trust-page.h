/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaTrustPage:
 *
 * The authorities that the unit trusts, for whom they vouch, and what is at hand of
 * revoked certificates.
 */
#define HECHA_TYPE_TRUST_PAGE (hecha_trust_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaTrustPage, hecha_trust_page, HECHA, TRUST_PAGE, HechaPlace)

GtkWidget *hecha_trust_page_new  (void);
void       hecha_trust_page_look (HechaTrustPage *self,
                                  const char     *path);

G_END_DECLS
