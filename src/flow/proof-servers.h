/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stamp.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HechaProofServers:
 * @stamper: for what signs or stamps
 *
 * The network as signatures need it: a time-stamping authority, and what
 * certificates name. All that comes from there is signed by itself.
 */
typedef struct
{
  HechaStamper  stamper;
  char         *tsa;
  guint         seconds;
  GCancellable *cancellable;
} HechaProofServers;

void    hecha_proof_servers_init  (HechaProofServers *self,
                                   const char        *tsa,
                                   guint              seconds,
                                   gint64             now,
                                   GCancellable      *cancellable);
void    hecha_proof_servers_clear (HechaProofServers *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaProofServers, hecha_proof_servers_clear)
GBytes *hecha_proof_servers_fetch (const char        *url,
                                   GBytes            *query,
                                   gpointer           self,
                                   GError           **error);

G_END_DECLS
