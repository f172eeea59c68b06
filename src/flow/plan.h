/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"
#include "visit.h"

G_BEGIN_DECLS

/**
 * HechaVisitRow:
 * @uuid: the case
 * @number: for people
 * @enterprise: its name
 * @code: its credit code
 * @types: bit 1 << #HechaType
 * @procedure: evaluation or inspection
 * @planned_on: YYYY-MM-DD
 * @state: where it stands
 * @items: how many items it asks for
 * @done: how many of them have a verdict
 * @findings: how many
 * @report: (nullable): SHA-256 of its newest report
 * @signed_fields: how many required fields are signed
 * @required_fields: of how many
 * @holder_name: whose case it is (the unit that planned it)
 * @received: whether it came from another workspace
 * @sent_to: (nullable): the remote that has all of it
 * @partner: (nullable): of a joint inspection the second authority
 * @records: (nullable) (element-type HechaVisitRow): of a joint inspection that was
 *   frozen its records, with number, state, report and signatures of their own
 */
typedef struct
{
  char            *uuid;
  char            *number;
  char            *enterprise;
  char            *code;
  guint            types;
  HechaProcedure   procedure;
  char            *planned_on;
  HechaVisitState  state;
  guint            items;
  guint            done;
  guint            findings;
  char            *report;
  guint            signed_fields;
  guint            required_fields;
  char            *holder_name;
  gboolean         received;
  char            *sent_to;
  char            *partner;
  GPtrArray       *records;
} HechaVisitRow;

/**
 * HechaPlan:
 * @code: the enterprise's credit code
 * @types: bit 1 << #HechaType
 * @procedure: evaluation or inspection
 * @on: YYYY-MM-DD
 * @language: of its documents
 * @members: (element-type HechaMember): the team
 * @partner: (nullable): the authority of the other line, for a joint inspection;
 *   its people are those of @members with partner set
 * @sites: (nullable): names of the sites it goes to; %NULL for all
 * @packs: (array length=HECHA_N_TYPES): id of the pack for each type, or %NULL
 *   for the one that fits type and level
 * @basis: (nullable): task source and approval, or purpose
 * @notes: (nullable) each: what its documents say besides
 */
typedef struct
{
  const char        *code;
  guint              types;
  HechaProcedure     procedure;
  const char        *on;
  HechaLanguage      language;
  GPtrArray         *members;
  const char        *partner;
  const char *const *sites;
  const char        *packs[HECHA_N_TYPES];
  const char        *basis;
  const char        *notes[HECHA_N_VISIT_NOTES];
} HechaPlan;

void hecha_visit_row_free (HechaVisitRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVisitRow, hecha_visit_row_free)

gboolean   hecha_plan_allows       (HechaSession     *session,
                                    const HechaPlan  *plan,
                                    GError          **error);
char      *hecha_plan_visit        (HechaSession     *session,
                                    const HechaPlan  *plan,
                                    GError          **error);
GPtrArray *hecha_plan_list         (HechaSession     *session,
                                    GError          **error);
GPtrArray *hecha_plan_list_reports (HechaSession     *session,
                                    GError          **error);
char      *hecha_plan_find         (HechaSession     *session,
                                    const char       *uuid_or_number,
                                    GError          **error);
gboolean   hecha_plan_set_members  (HechaSession     *session,
                                    const char       *case_uuid,
                                    GPtrArray        *members,
                                    GError          **error);
gboolean   hecha_plan_set_notes    (HechaSession     *session,
                                    const char       *case_uuid,
                                    const char *const notes[HECHA_N_VISIT_NOTES],
                                    GError          **error);
gboolean   hecha_plan_read_certificate (HechaMember  *member,
                                    const char       *path,
                                    GError          **error);

G_END_DECLS
