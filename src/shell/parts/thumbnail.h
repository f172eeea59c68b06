/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaThumbnail:
 *
 * A small picture of a piece of evidence with its caption; opens it large:
 * action page.open-evidence with its UUID.
 */
#define HECHA_TYPE_THUMBNAIL (hecha_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (HechaThumbnail, hecha_thumbnail, HECHA, THUMBNAIL, GtkButton)

GtkWidget  *hecha_thumbnail_new    (HechaOnSite         *visit,
                                    const HechaEvidence *evidence,
                                    int                  width,
                                    int                  height);
GdkTexture *hecha_texture_from_pixels (const HechaPixels *pixels);

G_END_DECLS
