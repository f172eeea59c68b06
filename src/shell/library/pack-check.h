/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library.h"

#include <adwaita.h>

G_BEGIN_DECLS

char      *hecha_pack_fault_words      (const char    *fault);
void       hecha_pack_set_faults       (GPtrArray     *faults,
                                        GError       **error);
GtkWidget *hecha_pack_check_dialog_new (GtkWindow     *parent,
                                        const char    *heading,
                                        HechaSession  *session,
                                        const char    *digest,
                                        int            level);

G_END_DECLS
