/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "report.h"
#include "session.h"

G_BEGIN_DECLS

/* What a report takes from the evidence: digests, pictures, who brought it in. */

gboolean hecha_issue_evidence_digest  (HechaSession        *session,
                                       HechaCase           *self,
                                       HechaProgress        progress,
                                       gpointer             data,
                                       GCancellable        *cancellable,
                                       GError             **error);
gboolean hecha_issue_evidence_picture (HechaSession        *session,
                                       const HechaCase     *self,
                                       const char          *uuid,
                                       HechaReportPicture  *picture,
                                       GError             **error);
GStrv    hecha_issue_evidence_custody (const HechaCase     *self);

G_END_DECLS
