/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "procedure.h"
#include "session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaTeamGroup:
 *
 * Who goes on a visit, and who signs: a row for each. Signal "changed".
 */
#define HECHA_TYPE_TEAM_GROUP (hecha_team_group_get_type ())
G_DECLARE_FINAL_TYPE (HechaTeamGroup, hecha_team_group, HECHA, TEAM_GROUP, AdwPreferencesGroup)

void       hecha_team_group_fill        (HechaTeamGroup *self,
                                         HechaSession   *session,
                                         HechaProcedure  procedure);
void       hecha_team_group_show        (HechaTeamGroup *self,
                                         HechaSession   *session,
                                         HechaProcedure  procedure,
                                         const char     *partner,
                                         GPtrArray      *members);
void       hecha_team_group_set_partner (HechaTeamGroup *self,
                                         const char     *partner);
GPtrArray *hecha_team_group_dup_members (HechaTeamGroup *self);
char      *hecha_team_group_dup_unnamed (HechaTeamGroup *self);

G_END_DECLS
