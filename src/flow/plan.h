/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session.h"
#include "visit.h"

G_BEGIN_DECLS

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

gboolean  hecha_plan_allows           (HechaSession      *session,
                                       const HechaPlan   *plan,
                                       GError           **error);
char     *hecha_plan_visit            (HechaSession      *session,
                                       const HechaPlan   *plan,
                                       GError           **error);
gboolean  hecha_plan_set_members      (HechaSession      *session,
                                       const char        *case_uuid,
                                       GPtrArray         *members,
                                       GError           **error);
gboolean  hecha_plan_set_notes        (HechaSession      *session,
                                       const char        *case_uuid,
                                       const char *const  notes[HECHA_N_VISIT_NOTES],
                                       GError           **error);
gboolean  hecha_plan_read_certificate (HechaMember       *member,
                                       const char        *path,
                                       GError           **error);

G_END_DECLS
