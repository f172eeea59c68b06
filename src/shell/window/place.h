/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"
#include "text.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaPlace:
 *
 * A page of the window: one of the places of the sidebar, or a page pushed over
 * them. It knows the session and is refreshed when it is shown, and while it is
 * shown after each change, or by its action place.refresh. A template puts its
 * parts into the place as its child.
 */
#define HECHA_TYPE_PLACE (hecha_place_get_type ())
G_DECLARE_DERIVABLE_TYPE (HechaPlace, hecha_place, HECHA, PLACE, AdwBin)

/**
 * HechaPlaceClass:
 * @refresh: reads again what the page shows, without waiting; may be called often
 * @changed: (nullable): something was saved; the default calls @refresh
 */
struct _HechaPlaceClass
{
  AdwBinClass parent_class;

  void (*refresh) (HechaPlace *self);
  void (*changed) (HechaPlace *self,
                   const char *scope,
                   const char *subject);
};

HechaSession *hecha_place_get_session   (HechaPlace   *self);
void          hecha_place_set_session   (HechaPlace   *self,
                                         HechaSession *session);
void          hecha_place_refresh       (HechaPlace   *self);
void          hecha_place_take_keyboard (HechaPlace   *self);
void          hecha_place_shown         (HechaPlace   *self);
HechaLanguage hecha_shell_language      (void);

G_END_DECLS
