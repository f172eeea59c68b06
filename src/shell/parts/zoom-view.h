/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaZoomView:
 *
 * A picture that can be zoomed and turned by quarters, for a scrolled window.
 * Until it is zoomed it is as large as fits.
 */
#define HECHA_TYPE_ZOOM_VIEW (hecha_zoom_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaZoomView, hecha_zoom_view, HECHA, ZOOM_VIEW, GtkWidget)

void   hecha_zoom_view_set_texture (HechaZoomView *self,
                                    GdkTexture    *texture);
void   hecha_zoom_view_zoom        (HechaZoomView *self,
                                    double         factor);
void   hecha_zoom_view_fit         (HechaZoomView *self);
void   hecha_zoom_view_turn        (HechaZoomView *self,
                                    int            quarters);
double hecha_zoom_view_get_zoom    (HechaZoomView *self);
int    hecha_zoom_view_get_turn    (HechaZoomView *self);

G_END_DECLS
