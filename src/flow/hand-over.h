/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/**
 * HechaRemoteSpec:
 * @name: what people call it
 * @url: a folder of a WebDAV server (https://…), or one on a stick or a disk (file:///…)
 * @user: (nullable): for HTTP authentication; the password lives in the user's
 *   configuration, mode 0600, never in the workspace
 * @ca: (nullable): PEM file of a private authority
 */
typedef struct
{
  char *name;
  char *url;
  char *user;
  char *ca;
} HechaRemoteSpec;

/**
 * HechaOutboxRow:
 * @case_uuid: whose; of what was written in a register register:CODE
 * @number: for people: of the visit, or the enterprise's code
 * @enterprise: its name
 * @what: visit, report, decision (ours, about the report of another unit) or register
 * @remote: where it goes
 * @state: waiting, sending, sent or failed
 * @arrived: how many objects are there at the right size and digest
 * @total: of how many
 * @attempts: so far
 * @next_try: (nullable): RFC 3339
 * @why: (nullable): why not yet
 * @receipt: (nullable): who fetched it, when, and how much of the evidence arrived there
 */
typedef struct
{
  char       *case_uuid;
  char       *number;
  char       *enterprise;
  const char *what;
  char       *remote;
  char       *state;
  guint       arrived;
  guint       total;
  guint       attempts;
  char       *next_try;
  char       *why;
  char       *receipt;
} HechaOutboxRow;

/**
 * HechaExchange:
 * @sent: objects that were sent
 * @skipped: objects that were there already
 * @failed: objects that could not be sent
 * @received: objects that came
 * @reports: how many of them are reports
 * @evidence: how many are files of evidence
 * @entries: entries of journals in the others
 * @decisions: how many of the entries are decisions about a report
 * @cases: UUIDs of the cases that were touched
 * @unaddressed: UUIDs of those that would go, had somebody chosen where
 * @devices: ids of devices that nobody has admitted
 * @faults: what went wrong, in words
 */
typedef struct
{
  guint      sent;
  guint      skipped;
  guint      failed;
  guint      received;
  guint      reports;
  guint      evidence;
  guint      entries;
  guint      decisions;
  GPtrArray *cases;
  GPtrArray *unaddressed;
  GPtrArray *devices;
  GPtrArray *faults;
} HechaExchange;

/**
 * HechaDeviceRow:
 * @id: SHA-256 of its public key
 * @name: who sat at it
 * @unit: of which unit
 * @state: own, admitted or unknown
 * @waiting: entries that wait for it to be admitted
 */
typedef struct
{
  char  *id;
  char  *name;
  char  *unit;
  char  *state;
  guint  waiting;
} HechaDeviceRow;

/**
 * HechaWaitingRow:
 * @device: whose entries
 * @scope: of which chain
 * @first: seq of the first
 * @last: seq of the last
 * @forked_at: seq of the first that is here with another content; 0 where none is
 * @why: (nullable): why they were set aside; “fork” where that was found at a pull
 * @sha256: (nullable): of what the vault keeps, where they were set aside; else they wait
 * @entries: (nullable): what they are, a line each
 * @events: (nullable) (element-type HechaEvent): the same, where they wait
 *
 * A part of another device's chain that was not merged.
 */
typedef struct
{
  char   *device;
  char   *scope;
  gint64  first;
  gint64  last;
  gint64  forked_at;
  char   *why;
  char   *sha256;
  char   *entries;
  GPtrArray *events;
} HechaWaitingRow;

void hecha_waiting_row_free (HechaWaitingRow *self);
void hecha_remote_spec_free     (HechaRemoteSpec    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRemoteSpec, hecha_remote_spec_free)
void hecha_outbox_row_free (HechaOutboxRow *self);
void hecha_exchange_free   (HechaExchange  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaExchange, hecha_exchange_free)
void hecha_device_row_free (HechaDeviceRow *self);

gboolean       hecha_hand_over_add_remote   (HechaSession       *session,
                                             const HechaRemoteSpec  *remote,
                                             const char         *password,
                                             GError            **error);
GPtrArray     *hecha_hand_over_remotes      (HechaSession       *session,
                                             GError            **error);
GPtrArray     *hecha_hand_over_outbox       (HechaSession       *session,
                                             GError            **error);
gboolean       hecha_hand_over_queue        (HechaSession       *session,
                                             const char         *case_uuid,
                                             const char         *remote,
                                             GError            **error);
HechaExchange *hecha_hand_over_push         (HechaSession       *session,
                                             const char         *remote,
                                             HechaProgress       progress,
                                             gpointer            progress_data,
                                             GCancellable       *cancellable,
                                             GError            **error);
HechaExchange *hecha_hand_over_pull         (HechaSession       *session,
                                             const char         *remote,
                                             HechaProgress       progress,
                                             gpointer            progress_data,
                                             GCancellable       *cancellable,
                                             GError            **error);
GPtrArray     *hecha_hand_over_devices      (HechaSession       *session,
                                             GError            **error);
gboolean       hecha_hand_over_admit        (HechaSession       *session,
                                             const char         *device,
                                             GError            **error);
GPtrArray     *hecha_hand_over_waiting      (HechaSession       *session,
                                             const char         *device,
                                             GError            **error);
gboolean       hecha_hand_over_set_aside    (HechaSession       *session,
                                             const char         *device,
                                             const char         *reason,
                                             GError            **error);

G_END_DECLS
