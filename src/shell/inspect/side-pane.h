/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaSidePane:
 *
 * What is being looked at: the evidence of an item, larger; what the item
 * expects; the last visit's answer; the filing.
 */
#define HECHA_TYPE_SIDE_PANE (hecha_side_pane_get_type ())
G_DECLARE_FINAL_TYPE (HechaSidePane, hecha_side_pane, HECHA, SIDE_PANE, AdwBin)

void hecha_side_pane_set_visit (HechaSidePane *self,
                                HechaOnSite   *visit);
void hecha_side_pane_show      (HechaSidePane *self,
                                const char    *uuid);

G_END_DECLS
