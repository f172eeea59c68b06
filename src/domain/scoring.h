/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "filing-check.h"

G_BEGIN_DECLS

/**
 * HechaScoring:
 * @id: names the scheme
 * @version: as its author counts
 * @title: what people call it
 * @official: whether an authority published it
 * @most: points that each factor can have
 * @from: points from which level 2 and level 3 begin
 *
 * A scheme that gives points to the seven factors of article 6 and takes their
 * sum for a level. The Measures have none, and none ships: who holds one imports it.
 */
typedef struct
{
  char      *id;
  char      *version;
  HechaText  title;
  gboolean   official;
  int        most[HECHA_N_FACTORS];
  int        from[2];
} HechaScoring;

HechaScoring *hecha_scoring_from_json (JsonObject              *object,
                                       const char              *name,
                                       GError                 **error);
void          hecha_scoring_free      (HechaScoring            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaScoring, hecha_scoring_free)
gboolean      hecha_scoring_level     (const HechaScoring      *self,
                                       const HechaFilingRound  *round,
                                       int                     *sum,
                                       int                     *level);

G_END_DECLS
