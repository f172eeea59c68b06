/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "event.h"

G_BEGIN_DECLS

/* The tables that show what the journal comes to. They are a function of the
 * set of events alone, whatever the order in which the events arrived.
 *
 * The row of a subject is the payload of its newest content event (by
 * hecha_event_compare()); it is in conflict where more than one event is not
 * named by another's based-on and their payloads differ. While a case is
 * frozen only the events that its freeze pinned are looked at; what arrived
 * later is counted by hecha_journal_count_late() and looked at again once the
 * case is reopened. A payload that its domain type does not accept is no row.
 *
 * Payloads of content events
 *   visit          visit-set     hecha_visit_to_json(); its notes were added later, and
 *                                are left out where there are none
 *   object/UUID    object-set    hecha_object_to_json()     or {"removed": true}
 *   answer/…       answer-set    {"value": text or null}
 *   finding/UUID   finding-set   hecha_finding_to_json()    or {"removed": true}
 *   evidence/UUID  evidence-set  hecha_evidence_to_json()   or {"removed": true}
 *   link/UUID      link-set      hecha_link_to_json()       or {"removed": true}
 *   spot/OBJECT    spot-set      hecha_spot_to_json()       or {"removed": true}; never in conflict, the newest holds
 *   sampling/KIND  sampling-set  hecha_sampling_to_json()   or {"removed": true}
 *   finding/UUID   rechecked     {"state", "note", "evidence": [hecha_evidence_to_json()…]}, scope register:CODE
 *   verification/TYPE filing-checked hecha_filing_check_to_json(), scope register:CODE
 *   remote/NAME    remote-set    {"url", "user", "ca", "kind"} or {"removed": true}, scope workspace
 *
 * Payloads of course events, all on the subject "report" of a case; of a joint
 * inspection all but freezing and reopening on "report/1" or "report/2", its records
 *   frozen         revision, number, time, results-digest, heads: [{device, count, hash}];
 *                  of a joint inspection records: [{number, results-digest}]
 *   report-made    revision, sha256, size, name
 *   signed         revision, field, signer, fingerprint, time, sha256, before, size, refusal
 *   signed-on-paper revision, field, signer, time (a day), sha256 (at hand then), results-digest,
 *                  scans: [hecha_evidence_to_json()…]
 *   stamped        revision, time, sha256, before, size, name, added, missing
 *   handed-over    revision, sha256, remote, evidence-count
 *   received       revision, sha256, from, evidence-count
 *   decided        revision, decision: approve or return, reason, comments: [{item, text}], sha256
 *   reopened       revision (the one that is left), reason
 *
 * rule-chosen on rule/NAME: {"value": text or null}, and device-admitted on device/ID: {"public-key", "name", "unit"}. */

gboolean   hecha_projection_update  (HechaDb     *db,
                                     const char  *scope,
                                     GHashTable  *subjects,
                                     GError     **error);
gboolean   hecha_projection_rebuild (HechaDb     *db,
                                     const char  *scope,
                                     GError     **error);
GPtrArray *hecha_projection_heads   (GPtrArray   *events);
gboolean   hecha_projection_speaks  (const HechaEvent *event);
GPtrArray *hecha_projection_dump    (HechaDb     *db,
                                     const char  *scope,
                                     GError     **error);

G_END_DECLS
