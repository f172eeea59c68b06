/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HechaPlaceSpec:
 * @id: names the place: win.go('filings')
 * @title: for the sidebar, to be translated
 * @icon: symbolic icon
 * @get_type: the page's type, a #HechaPlace
 *
 * One place of the sidebar.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon;
  GType     (*get_type) (void);
} HechaPlaceSpec;

/* In the order of the sidebar; ends with a NULL id. */
extern const HechaPlaceSpec hecha_places[];

G_END_DECLS
