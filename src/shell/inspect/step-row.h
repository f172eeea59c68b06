/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaStepRow:
 *
 * One step of an item, with its answer, observation and source. Signals:
 * "next" (): answered, and the hands are free for the next one; "refused"
 * (GError *): the step may not be answered so.
 */
#define HECHA_TYPE_STEP_ROW (hecha_step_row_get_type ())
G_DECLARE_FINAL_TYPE (HechaStepRow, hecha_step_row, HECHA, STEP_ROW, GtkBox)

GtkWidget *hecha_step_row_new     (HechaOnSite  *visit,
                                   HechaItem    *item,
                                   const char   *object,
                                   int           step);
void       hecha_step_row_refresh (HechaStepRow *self,
                                   GArray       *faults);
void       hecha_step_row_answer  (HechaStepRow *self,
                                   const char   *value);
void       hecha_step_row_focus   (HechaStepRow *self,
                                   gboolean      observation);
void       hecha_step_row_flush   (HechaStepRow *self);
int        hecha_step_row_get_step (HechaStepRow *self);

G_END_DECLS
