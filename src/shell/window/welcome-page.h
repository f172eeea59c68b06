/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaWelcomePage:
 *
 * Asks whose workspace it is and makes it. Signal "done": it was made.
 */
#define HECHA_TYPE_WELCOME_PAGE (hecha_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (HechaWelcomePage, hecha_welcome_page, HECHA, WELCOME_PAGE, AdwBin)

const char *hecha_welcome_page_get_directory (HechaWelcomePage *self);
void        hecha_welcome_page_set_directory (HechaWelcomePage *self,
                                              const char       *directory);

G_END_DECLS
