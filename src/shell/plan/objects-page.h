/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaObjectsPage:
 *
 * What is looked at during a visit, as a table; typed or imported.
 */
#define HECHA_TYPE_OBJECTS_PAGE (hecha_objects_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaObjectsPage, hecha_objects_page, HECHA, OBJECTS_PAGE, HechaPlace)

GtkWidget *hecha_objects_page_new   (HechaOnSite      *visit);
guint      hecha_objects_page_get_n (HechaObjectsPage *self);
void       hecha_objects_page_import (HechaObjectsPage *self,
                                      const char       *path);

G_END_DECLS
