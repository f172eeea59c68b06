/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "announcement.h"
#include "hand-over.h"
#include "remote.h"
#include "segment.h"
#include "session-private.h"

G_BEGIN_DECLS

/* What sending and fetching share, and the steps that they are made of. */

/**
 * HechaContact:
 * @session: the workspace
 * @spec: the remote
 * @remote: (nullable): the connection, while there is one
 * @progress: (nullable): whom to tell
 * @exchange: what came of it so far
 * @chosen_only: whether a report goes only where somebody chose that it goes; while sending
 * @registers: (nullable): scopes of registers that the inbox told of; while fetching
 *
 * One push to a remote, or one pull from it.
 */
typedef struct
{
  HechaSession          *session;
  const HechaRemoteSpec *spec;
  HechaRemote           *remote;
  HechaProgress          progress;
  gpointer               progress_data;
  GCancellable          *cancellable;
  HechaExchange         *exchange;
  GHashTable            *registers;
  gboolean               chosen_only;
} HechaContact;

HechaExchange *hecha_exchange_new      (void);
void           hecha_exchange_fault    (HechaExchange            *self,
                                        const char               *what,
                                        const GError             *error);
void           hecha_exchange_touch    (GPtrArray                *cases,
                                        const char               *case_uuid);

gboolean       hecha_contact_goes_on   (HechaContact             *contact,
                                        guint                     n_remotes,
                                        GError                  **failure,
                                        GError                  **error);
gboolean       hecha_contact_put       (HechaContact             *contact,
                                        const char               *path,
                                        GBytes                   *bytes,
                                        GError                  **error);
gboolean       hecha_contact_send      (HechaContact             *contact,
                                        const char               *id,
                                        GError                  **error);
gboolean       hecha_contact_announce  (HechaContact             *contact,
                                        const HechaCase          *content,
                                        GError                  **error);
gboolean       hecha_contact_merge     (HechaContact             *contact,
                                        const char               *scope,
                                        const char               *folder,
                                        GError                  **error);
gboolean       hecha_contact_take      (HechaContact             *contact,
                                        const HechaAnnouncement  *announcement,
                                        GError                  **error);
gboolean       hecha_contact_fetch_evidence (HechaContact        *contact,
                                        const char               *path,
                                        const char               *sha256,
                                        guint64                   limit,
                                        GError                  **error);
gboolean       hecha_contact_push_registers (HechaContact        *contact,
                                        GError                  **error);
gboolean       hecha_contact_pull_register (HechaContact         *contact,
                                        const char               *scope,
                                        GError                  **error);
char          *hecha_register_of_notice (const char              *name);
gboolean       hecha_contact_receipt   (HechaContact             *contact,
                                        const HechaAnnouncement  *announcement,
                                        const char               *time,
                                        gint64                    arrived,
                                        GError                  **error);
void           hecha_contact_receipts  (HechaContact             *contact);

char          *hecha_devices_find      (HechaSession             *session,
                                        const char               *device,
                                        GError                  **error);
gboolean       hecha_quarantine_knows  (HechaSession             *session,
                                        const char               *head);
gboolean       hecha_quarantine_fork   (HechaSession             *session,
                                        const HechaSegment       *segment,
                                        GBytes                   *bytes,
                                        GError                  **error);
GBytes        *hecha_segment_of_item   (HechaSession             *session,
                                        const char               *id,
                                        const char               *what,
                                        GError                  **error);

char          *hecha_path_of_segment   (const char               *case_uuid,
                                        const char               *device,
                                        const char               *name);
char          *hecha_path_of_evidence  (const char               *case_uuid,
                                        const char               *sha256);
char          *hecha_path_of_report    (const char               *case_uuid,
                                        int                       revision,
                                        const char               *sha256);
char          *hecha_path_of_register  (const char               *scope,
                                        const char               *what,
                                        const char               *device,
                                        const char               *name);
char          *hecha_path_of_pack      (const char               *digest);
char          *hecha_path_of_receipt   (const char               *case_uuid,
                                        const char               *device,
                                        const char               *sha256);
char          *hecha_path_of_announcement (const char            *case_uuid,
                                        int                       revision,
                                        const char               *day,
                                        const char               *sha256);

G_END_DECLS
