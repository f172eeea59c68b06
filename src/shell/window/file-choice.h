/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HechaFileChosen:
 * @widget: who asked
 * @paths: (array zero-terminated=1): at least one
 */
typedef void (*HechaFileChosen) (GtkWidget   *widget,
                                 char       **paths);

void hecha_file_choose (GtkWidget            *widget,
                        const char           *title,
                        GtkFileChooserAction  action,
                        gboolean              several,
                        const char           *name,
                        const char           *filter_name,
                        const char *const    *suffixes,
                        HechaFileChosen       chosen);

G_END_DECLS
