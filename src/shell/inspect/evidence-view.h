/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"
#include "place.h"

G_BEGIN_DECLS

/**
 * HechaEvidenceView:
 *
 * A piece of evidence, large: picture or pages, caption, items, properties and
 * custody. That it was looked at is noted.
 */
#define HECHA_TYPE_EVIDENCE_VIEW (hecha_evidence_view_get_type ())
G_DECLARE_FINAL_TYPE (HechaEvidenceView, hecha_evidence_view, HECHA, EVIDENCE_VIEW, HechaPlace)

GtkWidget *hecha_evidence_view_new (HechaOnSite *visit,
                                    const char  *uuid);

G_END_DECLS
