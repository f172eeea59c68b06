/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Evidence on its way in: a file, a dropped or pasted picture, the camera. */
void     hecha_take_in_files  (GtkWidget    *over,
                               HechaOnSite  *visit,
                               const char   *item,
                               const char   *object);
void     hecha_take_in_paste  (GtkWidget    *over,
                               HechaOnSite  *visit,
                               const char   *item,
                               const char   *object);
void     hecha_take_in_camera (GtkWidget    *over,
                               HechaOnSite  *visit,
                               const char   *item,
                               const char   *object);
gboolean hecha_take_in_value  (GtkWidget    *over,
                               HechaOnSite  *visit,
                               const char   *item,
                               const char   *object,
                               const GValue *value,
                               const char   *origin);

G_END_DECLS
