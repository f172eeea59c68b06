/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include "hand-over-page.h"
#include "reports-page.h"
#include "review-page.h"

#include <glib/gi18n.h>

const HechaPlaceSpec hecha_places[] = {
  { "reports", N_("Reports"), "x-office-document-symbolic", hecha_reports_page_get_type },
  { "review", N_("Review"), "mail-unread-symbolic", hecha_review_page_get_type },
  { "hand-over", N_("Hand-over"), "mail-send-symbolic", hecha_hand_over_page_get_type },
  { NULL, NULL, NULL, NULL },
};
