/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "nick.h"

G_BEGIN_DECLS

/**
 * HechaOutboxKind:
 *
 * What is handed over. On disk: evidence, journal, report, announcement, receipt.
 */
typedef enum
{
  HECHA_OUTBOX_EVIDENCE,
  HECHA_OUTBOX_JOURNAL,
  HECHA_OUTBOX_REPORT,
  HECHA_OUTBOX_ANNOUNCEMENT,
  HECHA_OUTBOX_RECEIPT,
} HechaOutboxKind;

/**
 * HechaOutboxState:
 * @HECHA_OUTBOX_WAITING: still to be sent
 * @HECHA_OUTBOX_SENT: there, with the right size and digest
 * @HECHA_OUTBOX_FAILED: given up; somebody has to look at it
 *
 * On disk: waiting, sent, failed.
 */
typedef enum
{
  HECHA_OUTBOX_WAITING,
  HECHA_OUTBOX_SENT,
  HECHA_OUTBOX_FAILED,
} HechaOutboxState;

extern const HechaNick hecha_outbox_kind_nicks[];
extern const HechaNick hecha_outbox_state_nicks[];

/**
 * HechaOutboxItem:
 * @id: of the row
 * @kind: what it is
 * @case_id: UUID of its case
 * @what: names the bytes here: a digest, or DEVICE/FIRST-LAST of a chain
 * @remote: name of the #HechaStoredRemote
 * @path: under which it is to lie there; remote and path name the item
 * @size: bytes
 * @state: how far it is
 * @why: (nullable): why it is not there yet
 * @attempts: how often it was tried
 * @next_try: (nullable): not before, RFC 3339
 * @receipt: (nullable): what the other side said
 * @added: RFC 3339
 */
typedef struct
{
  gint64            id;
  HechaOutboxKind   kind;
  char             *case_id;
  char             *what;
  char             *remote;
  char             *path;
  gint64            size;
  HechaOutboxState  state;
  char             *why;
  int               attempts;
  char             *next_try;
  char             *receipt;
  char             *added;
} HechaOutboxItem;

/**
 * HechaStoredRemote:
 * @name: for people and for the outbox
 * @kind: (nullable): webdav or folder
 * @url: where
 * @user: (nullable): who; the password is the keyring's
 * @ca: (nullable): PEM of the authority that is believed there besides the system's
 */
typedef struct
{
  char *name;
  char *kind;
  char *url;
  char *user;
  char *ca;
} HechaStoredRemote;

void         hecha_outbox_item_free     (HechaOutboxItem        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaOutboxItem, hecha_outbox_item_free)
void         hecha_stored_remote_free          (HechaStoredRemote            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaStoredRemote, hecha_stored_remote_free)

gboolean     hecha_outbox_store_add     (HechaDb                *db,
                                         const HechaOutboxItem  *item,
                                         GError                **error);
GPtrArray   *hecha_outbox_store_list    (HechaDb                *db,
                                         const char             *case_id,
                                         GError                **error);
GPtrArray   *hecha_outbox_store_due     (HechaDb                *db,
                                         const char             *now,
                                         guint                   limit,
                                         GError                **error);
gboolean     hecha_outbox_store_sent    (HechaDb                *db,
                                         gint64                  id,
                                         const char             *receipt,
                                         GError                **error);
gboolean     hecha_outbox_store_failed  (HechaDb                *db,
                                         gint64                  id,
                                         const char             *why,
                                         const char             *next_try,
                                         GError                **error);
gboolean     hecha_outbox_store_retry   (HechaDb                *db,
                                         const char             *case_id,
                                         GError                **error);
gboolean     hecha_outbox_store_count   (HechaDb                *db,
                                         const char             *case_id,
                                         int                     kind,
                                         guint                  *sent,
                                         guint                  *all,
                                         GError                **error);

GPtrArray   *hecha_outbox_store_remotes (HechaDb                *db,
                                         GError                **error);
HechaStoredRemote *hecha_outbox_store_remote  (HechaDb                *db,
                                         const char             *name,
                                         GError                **error);

G_END_DECLS
