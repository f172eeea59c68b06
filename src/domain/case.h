/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "comment.h"
#include "evidence.h"
#include "event.h"
#include "finding.h"
#include "sampling.h"
#include "topology.h"
#include "verdict.h"
#include "visit.h"

G_BEGIN_DECLS

/**
 * HechaHead:
 * @device: a device that wrote in the case's scope
 * @count: events in its chain
 * @hash: hash of the last of them
 *
 * Where a chain ends. A report pins every head, since a chain alone does not
 * show that its end was cut off.
 */
typedef struct
{
  char   *device;
  gint64  count;
  char   *hash;
} HechaHead;

/**
 * HechaSigning:
 * @field: name of the signature field
 * @signer: who
 * @fingerprint: (nullable): SHA-256 of the certificate; %NULL on paper
 * @time: claimed, RFC 3339; on paper the day that was written there
 * @sha256: the report after this signature; on paper the one that was at hand
 * @author: who recorded it; on paper it is by their word that it is known
 * @scans: (nullable) (element-type HechaEvidence): files with the signed pages;
 *   %NULL where it is no signature on paper
 *
 * A signature that the journal knows of: in the file, which proves it, or on
 * paper, of which no cryptography proves anything.
 */
typedef struct
{
  char      *field;
  char      *signer;
  char      *fingerprint;
  char      *time;
  char      *sha256;
  char      *author;
  GPtrArray *scans;
} HechaSigning;

/**
 * HechaDecision:
 * @approve: whether the report was approved; else it was returned
 * @reason: (nullable): why it was returned
 * @comments: (nullable) (element-type HechaComment): what was said of items
 * @author: who decided
 * @time: when, RFC 3339
 * @sha256: the report that was decided about
 */
typedef struct
{
  gboolean   approve;
  char      *reason;
  GPtrArray *comments;
  char      *author;
  char      *time;
  char      *sha256;
} HechaDecision;

/**
 * HechaCase:
 * @visit: what was planned
 * @state: where it stands
 * @revision: number of the last freeze, 0 while there was none
 * @frozen: whether content is refused now
 * @frozen_at: (nullable): when the last freeze was, RFC 3339
 * @report: (nullable): SHA-256 of the newest report file that the journal knows
 * @results_digest: (nullable): SHA-256 of assessment-results.json at the last freeze
 * @checklist: what its types ask for together
 * @objects: (element-type HechaObject): what is looked at
 * @links: (element-type HechaLink): what connects them
 * @spots: (element-type HechaSpot): where they were moved to in the diagram
 * @samplings: (element-type HechaSampling): how many of how many
 * @answers: what was answered
 * @findings: (element-type HechaFinding): what was found
 * @evidence: (element-type HechaEvidence): what shows it
 * @heads: (element-type HechaHead): of each chain of the case
 * @pinned: (element-type HechaHead): as the last freeze pinned them
 * @signings: (element-type HechaSigning): of the current revision, in order
 * @decision: (nullable): the manager's, on the current revision
 * @conflicts: subjects with two newest events
 *
 * All that is known of a visit, as the journal tells it. Once frozen and not
 * reopened it is what the report says. Owned by one thread at a time.
 */
typedef struct
{
  HechaVisit      *visit;
  HechaVisitState  state;
  int              revision;
  gboolean         frozen;
  char            *frozen_at;
  char            *report;
  char            *results_digest;
  HechaChecklist  *checklist;
  GPtrArray       *objects;
  GPtrArray       *links;
  GPtrArray       *spots;
  GPtrArray       *samplings;
  HechaAnswers    *answers;
  GPtrArray       *findings;
  GPtrArray       *evidence;
  GPtrArray       *heads;
  GPtrArray       *pinned;
  GPtrArray       *signings;
  HechaDecision   *decision;
  guint            conflicts;
} HechaCase;

HechaHead     *hecha_head_new        (const char *device,
                                      gint64      count,
                                      const char *hash);
void           hecha_head_free       (HechaHead  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaHead, hecha_head_free)
HechaSigning  *hecha_signing_new     (void);
void           hecha_signing_free    (HechaSigning *self);
GPtrArray     *hecha_signing_scans   (JsonArray    *array);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSigning, hecha_signing_free)
HechaDecision *hecha_decision_new    (gboolean    approve,
                                      const char *reason);
void           hecha_decision_free   (HechaDecision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDecision, hecha_decision_free)

HechaCase     *hecha_case_new        (HechaVisit *visit);
void           hecha_case_free       (HechaCase  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCase, hecha_case_free)
gboolean       hecha_case_is_refused (const HechaCase *self);
const HechaSigning *hecha_case_signing (const HechaCase *self,
                                      const char      *field);
HechaVisitState hecha_case_compute_state (const HechaCase *self);
HechaVerdict   hecha_case_verdict    (const HechaCase *self,
                                      const HechaItem *item);
GArray        *hecha_case_faults     (const HechaCase *self);
HechaObject   *hecha_case_object     (const HechaCase *self,
                                      const char      *uuid_or_name);
HechaTopology *hecha_case_topology   (const HechaCase *self);
GPtrArray     *hecha_case_findings   (const HechaCase *self,
                                      const char      *item);
HechaCourse    hecha_case_course     (const HechaCase    *self,
                                      const HechaFinding *finding);
HechaCourse    hecha_case_earlier_course (const HechaCase *self,
                                      const HechaPriorFinding *earlier);
void           hecha_case_count_courses (const HechaCase *self,
                                      guint            counts[HECHA_N_COURSES]);
GPtrArray     *hecha_case_earlier    (const HechaCase *self,
                                      const char      *item);
GPtrArray     *hecha_case_evidence   (const HechaCase *self,
                                      const char      *item);

G_END_DECLS
