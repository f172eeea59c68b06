/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "places.h"

#include "filings-page.h"
#include "hand-over-page.h"
#include "library-page.h"
#include "overview-page.h"
#include "rectification-page.h"
#include "reports-page.h"
#include "review-page.h"
#include "visits-page.h"

#include <glib/gi18n.h>

const HechaPlaceSpec hecha_places[] = {
  { "overview", N_("Overview"), "view-grid-symbolic", hecha_overview_page_get_type },
  { "filings", N_("Filings"), "x-office-spreadsheet-symbolic", hecha_filings_page_get_type },
  { "visits", N_("Visits"), "x-office-calendar-symbolic", hecha_visits_page_get_type },
  { "rectification", N_("Rectification"), "emblem-ok-symbolic", hecha_rectification_page_get_type },
  { "reports", N_("Reports"), "x-office-document-symbolic", hecha_reports_page_get_type },
  { "review", N_("Review"), "mail-unread-symbolic", hecha_review_page_get_type },
  { "hand-over", N_("Hand-over"), "mail-send-symbolic", hecha_hand_over_page_get_type },
  { "library", N_("Library"), "view-list-symbolic", hecha_library_page_get_type },
  { NULL, NULL, NULL, NULL },
};
