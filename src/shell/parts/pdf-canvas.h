/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HechaPdfCanvas:
 *
 * The pages of a PDF under each other, for a #GtkViewport. Only what can be
 * seen is rendered, what is far away is dropped again. Signals: "page-shown"
 * (guint page): the page in the middle became another; "page-pressed" (guint
 * page): it was pressed.
 */
#define HECHA_TYPE_PDF_CANVAS (hecha_pdf_canvas_get_type ())
G_DECLARE_FINAL_TYPE (HechaPdfCanvas, hecha_pdf_canvas, HECHA, PDF_CANVAS, GtkWidget)

void       hecha_pdf_canvas_set_pages      (HechaPdfCanvas *self,
                                            HechaPages     *pages);
void       hecha_pdf_canvas_set_adjustment (HechaPdfCanvas *self,
                                            GtkAdjustment  *adjustment);
double     hecha_pdf_canvas_get_scale      (HechaPdfCanvas *self);
void       hecha_pdf_canvas_set_scale      (HechaPdfCanvas *self,
                                            double          scale);
guint      hecha_pdf_canvas_get_page       (HechaPdfCanvas *self);
void       hecha_pdf_canvas_go             (HechaPdfCanvas *self,
                                            guint           page);
void       hecha_pdf_canvas_mark           (HechaPdfCanvas *self,
                                            guint           page);
void       hecha_pdf_canvas_set_matches    (HechaPdfCanvas *self,
                                            const GArray   *matches,
                                            const HechaPageMatch *current);

G_END_DECLS
