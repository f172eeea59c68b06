/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HechaReasonGiven:
 * @widget: who asked
 * @reason: what was written, without blanks around it; empty only for a comment
 */
typedef void (*HechaReasonGiven) (GtkWidget  *widget,
                                  const char *reason);

GtkWidget *hecha_reason_ask (GtkWidget        *widget,
                             const char       *heading,
                             const char       *body,
                             const char       *label,
                             HechaReasonGiven  given);
GtkWidget *hecha_comment_ask (GtkWidget        *widget,
                              const char       *heading,
                              const char       *body,
                              const char       *said,
                              HechaReasonGiven  given);

G_END_DECLS
