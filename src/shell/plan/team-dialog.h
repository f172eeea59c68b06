/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaTeamDialog:
 *
 * The team of a planned visit, changed while its report is not frozen. Signal
 * "changed": it was.
 */
#define HECHA_TYPE_TEAM_DIALOG (hecha_team_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaTeamDialog, hecha_team_dialog, HECHA, TEAM_DIALOG, HechaDialog)

GtkWidget *hecha_team_dialog_new (GtkWindow    *parent,
                                  HechaSession *session,
                                  const char   *case_uuid);

G_END_DECLS
