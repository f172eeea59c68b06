/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadlines.h"
#include "line-row.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaDuePage:
 *
 * What is due, over every clock: the day, its rule and what it rests on; opens
 * what it names, and is saved as a calendar.
 */
#define HECHA_TYPE_DUE_PAGE (hecha_due_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaDuePage, hecha_due_page, HECHA, DUE_PAGE, HechaPlace)

GtkWidget *hecha_due_page_new  (void);
void       hecha_due_line_bind (HechaLineRow      *line,
                                gpointer           data,
                                gpointer           user_data);
void       hecha_due_open      (GtkWidget         *widget,
                                const HechaDueRow *row);

G_END_DECLS
