/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prior.h"
#include "filing.h"
#include "procedure.h"
#include "visit-note.h"

G_BEGIN_DECLS

/**
 * HechaVisitState:
 * @HECHA_VISIT_PLANNED: nothing answered yet
 * @HECHA_VISIT_ON_SITE: being answered
 * @HECHA_VISIT_TO_SIGN: frozen; a required signature is missing
 * @HECHA_VISIT_ISSUED: every required signature is there
 * @HECHA_VISIT_RETURNED: the manager sent it back, with reasons
 * @HECHA_VISIT_APPROVED: the manager approved it
 *
 * Where a visit stands. Derived from the course events, never set by hand.
 */
typedef enum
{
  HECHA_VISIT_PLANNED,
  HECHA_VISIT_ON_SITE,
  HECHA_VISIT_TO_SIGN,
  HECHA_VISIT_ISSUED,
  HECHA_VISIT_RETURNED,
  HECHA_VISIT_APPROVED,
} HechaVisitState;

extern const HechaNick hecha_visit_state_nicks[];
extern const HechaText hecha_visit_state_labels[];

/**
 * HechaScope:
 * @type: one type of the enterprise
 * @level: its level, 1 to 3
 * @pack: id of the checklist pack; pinned
 * @version: the pack's version
 * @digest: the pack's digest; a case keeps the words it began with
 * @before: (nullable): digest of the version that the case was moved from, if it was
 *
 * One type of a visit, with the checklist that fits it.
 */
typedef struct
{
  HechaType  type;
  int        level;
  char      *pack;
  char      *version;
  char      *digest;
  char      *before;
} HechaScope;

/**
 * HechaVisit:
 * @uuid: the case; names its journal scope
 * @number: for people, such as 2026-0007-3FA2: year, count, device
 * @procedure: evaluation or inspection
 * @language: of its documents
 * @holder: whose visit it is
 * @unit: the holder's name
 * @partner: (nullable): of a joint inspection the authority of the other line; see record.h
 * @planned_on: YYYY-MM-DD
 * @scopes: (element-type HechaScope): at least one
 * @filings: (element-type HechaFiling): one for each scope, as they stood at planning
 * @sites: (element-type HechaSite): where it goes
 * @members: (element-type HechaMember): who goes, and who signs
 * @earlier: (element-type HechaPrior): what is carried along of the visits before it
 * @basis: (nullable): task source and approval of an inspection, purpose of an evaluation
 * @notes: (nullable) each: see #HechaVisitNote
 *
 * A planned visit: everything that is decided before anybody leaves.
 */
typedef struct
{
  char           *uuid;
  char           *number;
  HechaProcedure  procedure;
  HechaLanguage   language;
  HechaHolder     holder;
  char           *unit;
  char           *partner;
  char           *planned_on;
  GPtrArray      *scopes;
  GPtrArray      *filings;
  GPtrArray      *sites;
  GPtrArray      *members;
  GPtrArray      *earlier;
  char           *basis;
  char           *notes[HECHA_N_VISIT_NOTES];
} HechaVisit;

HechaScope *hecha_scope_new        (HechaType   type,
                                    int         level);
void        hecha_scope_free       (HechaScope *self);

HechaVisit *hecha_visit_new        (HechaProcedure    procedure);
void        hecha_visit_free       (HechaVisit       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVisit, hecha_visit_free)
guint       hecha_visit_types      (const HechaVisit *self);
const char *hecha_visit_enterprise (const HechaVisit *self);
const char *hecha_visit_code       (const HechaVisit *self);
JsonObject *hecha_visit_to_json    (const HechaVisit *self);
HechaVisit *hecha_visit_from_json  (JsonObject       *object,
                                    GError          **error);

G_END_DECLS
