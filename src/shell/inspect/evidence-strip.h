/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "on-site.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HechaEvidenceStrip:
 *
 * The evidence of an item as small pictures, and the ways to add more: camera,
 * file, paste, drop. Property "large": one big picture under the other.
 */
#define HECHA_TYPE_EVIDENCE_STRIP (hecha_evidence_strip_get_type ())
G_DECLARE_FINAL_TYPE (HechaEvidenceStrip, hecha_evidence_strip, HECHA, EVIDENCE_STRIP, GtkBox)

void  hecha_evidence_strip_take_drops (HechaEvidenceStrip *self,
                                       GtkWidget          *over);
void  hecha_evidence_strip_set_item   (HechaEvidenceStrip *self,
                                       HechaOnSite        *visit,
                                       HechaItem          *item,
                                       const char         *object);
void  hecha_evidence_strip_refresh    (HechaEvidenceStrip *self);
guint hecha_evidence_strip_get_n      (HechaEvidenceStrip *self);

G_END_DECLS
