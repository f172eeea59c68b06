/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"

G_BEGIN_DECLS

/**
 * HechaTally:
 * @case_id: UUID
 * @events: how many events the case has, of all devices
 * @content: (nullable): the JSON that was kept when it had as many; %NULL where it has to be counted again
 */
typedef struct
{
  char   *case_id;
  gint64  events;
  char   *content;
} HechaTally;

void        hecha_tally_free       (HechaTally        *self);

GHashTable *hecha_tally_store_list (HechaDb           *db,
                                    const char        *program,
                                    GError           **error);
gboolean    hecha_tally_store_put  (HechaDb           *db,
                                    const char        *program,
                                    const HechaTally  *tally,
                                    GError           **error);

G_END_DECLS
