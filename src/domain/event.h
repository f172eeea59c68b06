/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"
#include "nick.h"

G_BEGIN_DECLS

#define HECHA_EVENT_VERSION 1
#define HECHA_SALT_SIZE     16

/* Scopes: the workspace, an enterprise's register, a case. */
#define HECHA_SCOPE_WORKSPACE "workspace"

/**
 * HechaEventClass:
 * @HECHA_EVENT_CONTENT: what the document says; refused once frozen
 * @HECHA_EVENT_COURSE: what happens to the document
 * @HECHA_EVENT_CUSTODY: who saw or moved what
 */
typedef enum
{
  HECHA_EVENT_CONTENT,
  HECHA_EVENT_COURSE,
  HECHA_EVENT_CUSTODY,
} HechaEventClass;

/**
 * HechaEventKind:
 *
 * What happened. The payload of a content event is the whole new state of its
 * subject, so that the newest event alone gives the table's row; a payload
 * {"removed": true} takes the subject away.
 */
typedef enum
{
  HECHA_EVENT_FILINGS_IMPORTED,  /* workspace, import/UUID: file, digest, root, counts */
  HECHA_EVENT_PACK_ADDED,        /* workspace, pack/ID: version, digest, items */
  HECHA_EVENT_REMOTE_SET,        /* workspace, remote/NAME: url, user; never a password */
  HECHA_EVENT_DEVICE_ADMITTED,   /* workspace or case, device/ID: public key, name */
  HECHA_EVENT_VISIT_SET,         /* case, visit: hecha_visit_to_json() */
  HECHA_EVENT_OBJECT_SET,        /* case, object/UUID: hecha_object_to_json() */
  HECHA_EVENT_ANSWER_SET,        /* case, answer/ITEM/OBJECT/STEP/FIELD: value */
  HECHA_EVENT_FINDING_SET,       /* case, finding/UUID: hecha_finding_to_json() */
  HECHA_EVENT_EVIDENCE_SET,      /* case, evidence/UUID: hecha_evidence_to_json() */
  HECHA_EVENT_LINK_SET,          /* case, link/UUID: hecha_link_to_json() */
  HECHA_EVENT_SPOT_SET,          /* case, spot/UUID of an object: hecha_spot_to_json() */
  HECHA_EVENT_SAMPLING_SET,      /* case, sampling/KIND: hecha_sampling_to_json() */
  HECHA_EVENT_FROZEN,            /* case, report: revision, heads, results digest */
  HECHA_EVENT_REPORT_MADE,       /* case, report: revision, sha256, size */
  HECHA_EVENT_SIGNED,            /* case, report: field, signer, fingerprint, claimed time, sha256, refusal */
  HECHA_EVENT_SIGNED_ON_PAPER,   /* case, report: field, signer, day on paper, sha256, results digest, scans */
  HECHA_EVENT_STAMPED,           /* case, report: sha256, before, proven time, what was added */
  HECHA_EVENT_HANDED_OVER,       /* case, report: remote, sha256, counts */
  HECHA_EVENT_RECEIVED,          /* case, report: from, sha256; custody */
  HECHA_EVENT_DECIDED,           /* case, report: approve or return, reasons, sha256 */
  HECHA_EVENT_REOPENED,          /* case, report: why; the next revision begins */
  HECHA_EVENT_RECHECKED,         /* register, finding/UUID: state, note, evidence */
  HECHA_EVENT_FILING_CHECKED,    /* register, verification/TYPE: hecha_filing_check_to_json() */
  HECHA_EVENT_RULE_CHOSEN,       /* workspace, rule/NAME: value */
  HECHA_EVENT_TRUST_CHOSEN,      /* workspace, trust/SHA256 of a certificate: subject, agency; or removed */
  HECHA_EVENT_VIEWED,            /* case, evidence/UUID; custody */
  HECHA_EVENT_SEGMENT_SET_ASIDE, /* workspace, segment/HEAD: scope, device, first, last, sha256 in the vault, why; custody */
  HECHA_EVENT_EXPORTED,          /* case, report or evidence/UUID; custody */
} HechaEventKind;

extern const HechaNick hecha_event_kind_nicks[];

/**
 * HechaEvent:
 * @scope: "workspace", "register:CODE" or "case:UUID"
 * @device: SHA-256 of the device's public key, lower-case hex
 * @seq: place in the device's chain of this scope, from 1
 * @lamport: greater than that of every event the device knew in this scope
 * @prev: hash of the event before it in its chain; empty for the first
 * @hash: SHA-256 of the canonical record without this member
 * @time: the device's clock, RFC 3339; claimed, never used for order
 * @author: who sat at the device
 * @kind: what happened
 * @subject: to what
 * @group: (nullable): ties the events of one action to one undo
 * @based_on: hashes of the newest events on @subject that the author had before their eyes
 * @payload_digest: SHA-256 of salt ‖ payload, lower-case hex
 * @salt: (nullable): hex of %HECHA_SALT_SIZE random bytes; goes with the payload
 * @payload: (nullable): canonical JSON; %NULL once it was lawfully destroyed
 *
 * One entry of the journal. Immutable.
 */
typedef struct
{
  char           *scope;
  char           *device;
  gint64          seq;
  gint64          lamport;
  char           *prev;
  char           *hash;
  char           *time;
  char           *author;
  HechaEventKind  kind;
  char           *subject;
  char           *group;
  GStrv           based_on;
  char           *payload_digest;
  char           *salt;
  char           *payload;
} HechaEvent;

HechaEventClass hecha_event_kind_class (HechaEventKind     kind);

HechaEvent *hecha_event_new            (const char        *scope,
                                        HechaEventKind     kind,
                                        const char        *subject,
                                        JsonObject        *payload);
HechaEvent *hecha_event_copy           (const HechaEvent  *self);
void        hecha_event_free           (HechaEvent        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaEvent, hecha_event_free)
void        hecha_event_seal           (HechaEvent        *self);
JsonObject *hecha_event_to_json        (const HechaEvent  *self);
HechaEvent *hecha_event_from_json      (JsonObject        *object,
                                        GError           **error);
JsonObject *hecha_event_dup_payload    (const HechaEvent  *self);
int         hecha_event_compare        (const HechaEvent  *a,
                                        const HechaEvent  *b);
gboolean    hecha_event_follows        (const HechaEvent  *self,
                                        const HechaEvent  *previous,
                                        GError           **error);
char       *hecha_scope_of_case        (const char        *id);
char       *hecha_scope_of_register    (const char        *code);

G_END_DECLS
