/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *hecha_connect_dialog_new    (GtkWindow   *parent,
                                        HechaOnSite *visit,
                                        const char  *from);
GtkWidget *hecha_disconnect_dialog_new (GtkWindow   *parent,
                                        HechaOnSite *visit);
GtkWidget *hecha_scan_dialog_new       (GtkWindow   *parent,
                                        HechaOnSite *visit,
                                        const char  *path);
GtkWidget *hecha_sampling_dialog_new   (GtkWindow   *parent,
                                        HechaOnSite *visit);

G_END_DECLS
