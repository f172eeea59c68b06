/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaVerdictBar:
 *
 * The four verdicts of an item, the one that its steps give, and the reason,
 * which is asked for where the rule wants one: the verdict is kept with it.
 */
#define HECHA_TYPE_VERDICT_BAR (hecha_verdict_bar_get_type ())
G_DECLARE_FINAL_TYPE (HechaVerdictBar, hecha_verdict_bar, HECHA, VERDICT_BAR, GtkBox)

void         hecha_verdict_bar_set_item   (HechaVerdictBar *self,
                                           HechaOnSite     *visit,
                                           HechaItem       *item);
void         hecha_verdict_bar_refresh    (HechaVerdictBar *self,
                                           GArray          *faults);
void         hecha_verdict_bar_choose     (HechaVerdictBar *self,
                                           HechaVerdict     verdict);
HechaVerdict hecha_verdict_bar_get_waiting (HechaVerdictBar *self);
void         hecha_verdict_bar_flush      (HechaVerdictBar *self);

G_END_DECLS
