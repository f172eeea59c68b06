/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaEvidenceFacts:
 *
 * What is known of a piece of evidence: the items that it stands for, digests,
 * size, who, when, and what happened to it since.
 */
#define HECHA_TYPE_EVIDENCE_FACTS (hecha_evidence_facts_get_type ())
G_DECLARE_FINAL_TYPE (HechaEvidenceFacts, hecha_evidence_facts, HECHA, EVIDENCE_FACTS, GtkBox)

void hecha_evidence_facts_show (HechaEvidenceFacts  *self,
                                HechaOnSite         *visit,
                                const HechaEvidence *evidence);

G_END_DECLS
