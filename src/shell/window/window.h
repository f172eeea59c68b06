/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "place.h"

G_BEGIN_DECLS

#define HECHA_TYPE_WINDOW (hecha_window_get_type ())
G_DECLARE_FINAL_TYPE (HechaWindow, hecha_window, HECHA, WINDOW, AdwApplicationWindow)

HechaWindow  *hecha_window_new         (AdwApplication *application);
HechaWindow  *hecha_window_of          (GtkWidget      *widget);
void          hecha_window_open        (HechaWindow    *self,
                                        const char     *directory);
HechaSession *hecha_window_get_session (HechaWindow    *self);
void          hecha_window_go          (HechaWindow    *self,
                                        const char     *place);
GtkWidget    *hecha_window_get_place   (HechaWindow    *self,
                                        const char     *place);
void          hecha_window_push        (HechaWindow    *self,
                                        HechaPlace     *page);
void          hecha_window_pop         (HechaWindow    *self);
void          hecha_window_toast       (HechaWindow    *self,
                                        const char     *message);
void          hecha_window_show_error  (HechaWindow    *self,
                                        const char     *heading,
                                        const GError   *error);

G_END_DECLS
