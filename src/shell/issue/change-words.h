/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "verification.h"

G_BEGIN_DECLS

char *hecha_different_pages_words (const GArray              *pages,
                                   gboolean                   all);
char *hecha_change_title          (const HechaRevisionChange *change);
char *hecha_witnesses_words       (const HechaVerification   *verification);

G_END_DECLS
