/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "report.h"
#include "session.h"

G_BEGIN_DECLS

/* What a report takes from the evidence: digests, pictures, who brought it in. */

/**
 * HechaIssuePictures:
 *
 * The pictures of a case for its report, made in two threads while pages are
 * written, a few ahead of them.
 */
typedef struct _HechaIssuePictures HechaIssuePictures;

gboolean            hecha_issue_evidence_digest (HechaSession        *session,
                                                 HechaCase           *self,
                                                 HechaProgress        progress,
                                                 gpointer             data,
                                                 GCancellable        *cancellable,
                                                 GError             **error);

HechaIssuePictures *hecha_issue_pictures_new    (HechaSession        *session,
                                                 const HechaCase     *content,
                                                 gboolean             originals);
gboolean            hecha_issue_pictures_take   (HechaIssuePictures  *self,
                                                 const char          *uuid,
                                                 HechaReportPicture  *picture,
                                                 GError             **error);
void                hecha_issue_pictures_free   (HechaIssuePictures  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaIssuePictures, hecha_issue_pictures_free)

void     hecha_issue_evidence_copy    (const HechaCase     *from,
                                       HechaCase           *to);

G_END_DECLS
