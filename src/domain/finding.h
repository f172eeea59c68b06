/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json.h"

G_BEGIN_DECLS

/**
 * HechaFinding:
 * @uuid: names the finding over all its re-checks
 * @item: UUID of the item it comes from
 * @object: (nullable): UUID of the object, where it is about one
 * @what: what was found
 * @risk: (nullable): what may come of it
 * @measure: (nullable): what is to be done
 * @responsible: (nullable): who does it
 * @deadline: (nullable): YYYY-MM-DD
 * @major: whether it is a major hazard 重大风险隐患
 * @downgraded_by: (nullable): who downgraded the hazard
 * @downgrade_reason: (nullable): which mitigation made them do so
 * @cured: whether it was cured on the spot 当场整改; the verdict stays
 * @statement: (nullable): what the enterprise says to it 陈述申辩
 * @previous: (nullable): UUID of the finding of an earlier visit that it continues
 */
typedef struct
{
  char     *uuid;
  char     *item;
  char     *object;
  char     *what;
  char     *risk;
  char     *measure;
  char     *responsible;
  char     *deadline;
  gboolean  major;
  char     *downgraded_by;
  char     *downgrade_reason;
  gboolean  cured;
  char     *statement;
  char     *previous;
} HechaFinding;

HechaFinding *hecha_finding_new       (const char         *item,
                                       const char         *what);
HechaFinding *hecha_finding_copy      (const HechaFinding *self);
void          hecha_finding_free      (HechaFinding       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFinding, hecha_finding_free)
JsonObject   *hecha_finding_to_json   (const HechaFinding *self);
HechaFinding *hecha_finding_from_json (JsonObject         *object);
gboolean      hecha_finding_is_downgraded (const HechaFinding *self);

G_END_DECLS
