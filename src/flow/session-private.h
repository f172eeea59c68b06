/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db-worker.h"
#include "device-key.h"
#include "journal.h"
#include "session.h"
#include "vault.h"

G_BEGIN_DECLS

/* A report begins with it until it is whole. */
#define HECHA_REPORT_UNFINISHED ".new-"

struct _HechaCaseCache;
struct _HechaPackCache;

/**
 * HechaWork:
 * @journal: the journal; its database is hecha_journal_db()
 * @data: what hecha_session_work() was given
 *
 * One piece of work in the database's thread.
 */
typedef gboolean (*HechaWork) (HechaJournal  *journal,
                               gpointer       data,
                               GError       **error);

gboolean              hecha_session_work         (HechaSession  *self,
                                                  HechaWork      work,
                                                  gpointer       data,
                                                  GError       **error);
gboolean              hecha_session_change       (HechaSession  *self,
                                                  HechaWork      work,
                                                  gpointer       data,
                                                  GError       **error);
void                  hecha_session_emit_changed (HechaSession  *self,
                                                  const char    *scope,
                                                  const char    *subject);
HechaVault           *hecha_session_get_vault    (HechaSession  *self);
const HechaDeviceKey *hecha_session_get_key      (HechaSession  *self);
struct _HechaCaseCache *hecha_session_get_cases  (HechaSession  *self);
struct _HechaPackCache *hecha_session_get_packs  (HechaSession  *self);
gboolean              hecha_session_check_holder (HechaSession  *self,
                                                  HechaJournal  *journal,
                                                  const char    *case_uuid,
                                                  GError       **error);
HechaEvent           *hecha_session_event        (const char    *scope,
                                                  HechaEventKind kind,
                                                  const char    *subject,
                                                  JsonObject    *payload);
gboolean              hecha_session_append       (HechaSession  *self,
                                                  GPtrArray     *events,
                                                  GError       **error);
gboolean              hecha_session_append_one   (HechaSession  *self,
                                                  HechaEvent    *event,
                                                  GError       **error);
char                 *hecha_session_reports      (HechaSession  *self);
char                 *hecha_session_config       (HechaSession  *self,
                                                  const char    *name);

G_END_DECLS
