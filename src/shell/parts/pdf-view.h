/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaPdfView:
 *
 * A PDF to read: its pages under each other, small ones beside them where there
 * is room, page number and zoom at the foot. Keys: Page Up and Down, Home, End,
 * Ctrl+Page Up and Down for whole pages, Ctrl++, Ctrl+-, Ctrl+0, Ctrl+F to
 * search. Signal "opened": the pages of another PDF are shown.
 */
#define HECHA_TYPE_PDF_VIEW (hecha_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaPdfView, hecha_pdf_view, HECHA, PDF_VIEW, GtkWidget)

GtkWidget *hecha_pdf_view_new         (void);
void       hecha_pdf_view_set_file    (HechaPdfView *self,
                                       const char   *path);
void       hecha_pdf_view_set_bytes   (HechaPdfView *self,
                                       GBytes       *bytes,
                                       const char   *name);
guint      hecha_pdf_view_get_n_pages (HechaPdfView *self);
void       hecha_pdf_view_go          (HechaPdfView *self,
                                       guint         page);

G_END_DECLS
