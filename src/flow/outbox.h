/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "outbox-store.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaOutboxNote:
 * @HECHA_OUTBOX_TOLD: there is nothing that the remote has not been told
 * @HECHA_OUTBOX_NOTED: it is to go there
 * @HECHA_OUTBOX_ELSEWHERE: it goes to another remote, which was chosen for it
 * @HECHA_OUTBOX_NOWHERE: it would go there, but nobody chose a remote for it
 */
typedef enum
{
  HECHA_OUTBOX_TOLD,
  HECHA_OUTBOX_NOTED,
  HECHA_OUTBOX_ELSEWHERE,
  HECHA_OUTBOX_NOWHERE,
} HechaOutboxNote;

gboolean   hecha_outbox_note  (HechaSession     *session,
                               const char       *case_uuid,
                               const char       *remote,
                               gboolean          chosen_only,
                               HechaOutboxNote  *note,
                               GError          **error);
gint64     hecha_outbox_last_noted (HechaDb *db,
                               const char    *id,
                               const char    *remote);
GPtrArray *hecha_outbox_items (HechaSession  *session,
                               const char    *case_uuid,
                               GError       **error);

G_END_DECLS
