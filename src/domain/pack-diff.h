/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "checklist.h"

G_BEGIN_DECLS

/**
 * HechaChangeKind:
 *
 * What became of an item from one version of a pack to another.
 */
typedef enum
{
  HECHA_CHANGE_ADDED,
  HECHA_CHANGE_REMOVED,
  HECHA_CHANGE_CHANGED,
} HechaChangeKind;

extern const HechaNick hecha_change_kind_nicks[];

/**
 * HechaFieldChange:
 * @field: title, requirement, source, evidence, finding, risk, remedy,
 *   ot-impact, hazard, mitigation, gbt-44462, level, weight, unverified, domain,
 *   label, object-kinds, step-N, step-N-yes or step-N-method
 * @before: what it was; what is of no language stands in both
 * @after: what it is
 *
 * One field of an item that changed.
 */
typedef struct
{
  char      *field;
  HechaText  before;
  HechaText  after;
} HechaFieldChange;

/**
 * HechaItemChange:
 * @kind: what became of it
 * @before: (nullable): the item as it was
 * @after: (nullable): the item as it is
 * @same_text: whether the text that an answer speaks of is unchanged, so that
 *   answers stay
 * @fields: (element-type HechaFieldChange): what changed
 */
typedef struct
{
  HechaChangeKind  kind;
  HechaItem       *before;
  HechaItem       *after;
  gboolean         same_text;
  GPtrArray       *fields;
} HechaItemChange;

void       hecha_item_change_free (HechaItemChange *self);
GPtrArray *hecha_items_diff       (GPtrArray       *before,
                                   GPtrArray       *after);

G_END_DECLS
