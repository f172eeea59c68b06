/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "evidence.h"
#include "session.h"

G_BEGIN_DECLS

/* Photos as they are printed: small, and made once. */

gboolean hecha_printed_picture      (HechaSession         *session,
                                     const HechaEvidence  *evidence,
                                     GBytes               *original,
                                     GBytes              **jpeg,
                                     int                  *width,
                                     int                  *height,
                                     GError              **error);
void     hecha_printed_picture_make (HechaSession         *session,
                                     GPtrArray            *evidence);

G_END_DECLS
