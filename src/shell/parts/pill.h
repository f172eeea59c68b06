/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verdict.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget  *hecha_pill_new          (const char   *text,
                                     const char   *css_class);
void        hecha_pill_set          (GtkWidget    *pill,
                                     const char   *text,
                                     const char   *css_class);
GtkWidget  *hecha_verdict_pill_new  (HechaVerdict  verdict);
void        hecha_verdict_pill_set  (GtkWidget    *pill,
                                     HechaVerdict  verdict);
const char *hecha_verdict_icon_name (HechaVerdict  verdict);
const char *hecha_verdict_css_class (HechaVerdict  verdict);

G_END_DECLS
