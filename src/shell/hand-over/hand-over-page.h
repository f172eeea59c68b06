/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

/**
 * HechaHandOverPage:
 *
 * The outbox: what goes where, how much of it has arrived, and when it is tried
 * again; the destinations; sending and fetching.
 */
#define HECHA_TYPE_HAND_OVER_PAGE (hecha_hand_over_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaHandOverPage, hecha_hand_over_page, HECHA, HAND_OVER_PAGE, HechaPlace)

G_END_DECLS
