/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "journal.h"
#include "session.h"

G_BEGIN_DECLS

/* From one visit to the next; for the other steps. */
GPtrArray *hecha_carry_forward_cases   (HechaSession      *session,
                                        const HechaVisit  *visit,
                                        GError           **error);
GPtrArray *hecha_carry_forward_answers (const HechaCase   *self,
                                        const HechaItem   *item,
                                        const HechaCase   *before);
gboolean   hecha_carry_forward_pin     (HechaSession      *session,
                                        HechaVisit        *visit,
                                        GError           **error);
gboolean   hecha_carry_forward_refresh (HechaSession      *session,
                                        const char        *case_uuid,
                                        GError           **error);
gboolean   hecha_carry_forward_close   (HechaJournal      *journal,
                                        const HechaCase   *self,
                                        GError           **error);
gboolean   hecha_carry_forward_open    (HechaJournal      *journal,
                                        const HechaCase   *self,
                                        GError           **error);

G_END_DECLS
