/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaPackFaults:
 * @lines: as hecha_library_check() says them
 * @items: how many items were checked
 */
typedef struct
{
  GStrv lines;
  guint items;
} HechaPackFaults;

void             hecha_pack_faults_free      (HechaPackFaults       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPackFaults, hecha_pack_faults_free)

char            *hecha_pack_fault_words      (const char            *fault);
void             hecha_pack_set_faults       (GPtrArray             *faults,
                                              GError               **error);
void             hecha_pack_check_async      (HechaSession          *session,
                                              const char            *digest,
                                              int                    level,
                                              GAsyncReadyCallback    callback,
                                              gpointer               data);
HechaPackFaults *hecha_pack_check_finish     (HechaSession          *session,
                                              GAsyncResult          *result,
                                              GError               **error);
GtkWidget       *hecha_pack_check_dialog_new (GtkWindow             *parent,
                                              const char            *heading,
                                              const HechaPackFaults *faults,
                                              const GError          *error);

G_END_DECLS
