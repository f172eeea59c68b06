/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "conclusion.h"

G_BEGIN_DECLS

/**
 * HechaSample:
 * @procedure: of the visit
 * @language: of its documents
 * @n_items: of the checklist, over five domains; every seventh counts for the
 *   platform enterprise too where @two_types
 * @n_pictures: among the evidence, besides one document and one withdrawn file
 * @two_types: whether the enterprise is a platform enterprise too
 * @long_texts: whether names and observations are very long
 * @draft: whether it is not frozen, and its last item open
 * @n_devices: objects in four zones, connected, and how they were sampled
 */
typedef struct
{
  HechaProcedure procedure;
  HechaLanguage  language;
  guint          n_items;
  guint          n_pictures;
  gboolean       two_types;
  gboolean       long_texts;
  gboolean       draft;
  guint          n_devices;
} HechaSample;

HechaCase           *hecha_sample_case (const HechaSample *sample);
HechaConclusionRule *hecha_sample_rule (void);

G_END_DECLS
