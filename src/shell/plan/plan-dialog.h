/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dialog.h"
#include "session.h"

G_BEGIN_DECLS

/**
 * HechaPlanDialog:
 *
 * Plans a visit: enterprise, types, sites, procedure, day, team. Signal
 * "planned" (const char *case_uuid).
 */
#define HECHA_TYPE_PLAN_DIALOG (hecha_plan_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HechaPlanDialog, hecha_plan_dialog, HECHA, PLAN_DIALOG, HechaDialog)

GtkWidget *hecha_plan_dialog_new (HechaSession *session,
                                  const char   *code);

G_END_DECLS
