/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaStampGiven:
 * @widget: who asked
 * @address: of a time-stamping authority
 */
typedef void (*HechaStampGiven) (GtkWidget  *widget,
                                 const char *address);

GtkWidget *hecha_stamp_ask (GtkWidget       *widget,
                            const char      *address,
                            HechaStampGiven  given);

G_END_DECLS
