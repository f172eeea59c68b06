/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "answer.h"
#include "checklist.h"
#include "finding.h"
#include "object.h"

G_BEGIN_DECLS

/**
 * HechaVerdict:
 * @HECHA_VERDICT_OPEN: not all has been answered
 * @HECHA_VERDICT_CONFORMING: 符合
 * @HECHA_VERDICT_PARTIAL: 部分符合
 * @HECHA_VERDICT_NONCONFORMING: 不符合
 * @HECHA_VERDICT_NOT_APPLICABLE: 不适用
 *
 * On disk: open, conforming, partial, nonconforming, na.
 */
typedef enum
{
  HECHA_VERDICT_OPEN,
  HECHA_VERDICT_CONFORMING,
  HECHA_VERDICT_PARTIAL,
  HECHA_VERDICT_NONCONFORMING,
  HECHA_VERDICT_NOT_APPLICABLE,
} HechaVerdict;

#define HECHA_N_VERDICTS (HECHA_VERDICT_NOT_APPLICABLE + 1)

extern const HechaNick hecha_verdict_nicks[];
extern const HechaText hecha_verdict_labels[HECHA_N_VERDICTS];

/**
 * HechaFaultKind:
 *
 * What an item still lacks before it can be issued.
 */
typedef enum
{
  HECHA_FAULT_OPEN,                /* a step without an answer */
  HECHA_FAULT_OBSERVATION_MISSING, /* a no, or a yes on a TEST, without what was seen */
  HECHA_FAULT_REASON_MISSING,      /* not applicable, or another verdict than the derived, without why */
  HECHA_FAULT_OT_NOTE_MISSING,     /* a yes on a TEST of a live device without the plant's agreement */
  HECHA_FAULT_CONFLICT,            /* two answers that did not see each other */
  HECHA_FAULT_FINDING_MISSING,     /* not fully conforming, and nothing says what is to be done */
  HECHA_FAULT_FINDING_CONTRADICTS, /* nothing amiss, and a finding that says otherwise */
  HECHA_FAULT_UNCONFIRMED,         /* taken over from an earlier visit, and not confirmed at this one */
} HechaFaultKind;

extern const HechaText hecha_fault_labels[];

/**
 * HechaFault:
 * @kind: what is missing
 * @item: (transfer none): of the checklist
 * @object: (nullable) (transfer none): the object, or %NULL
 * @step: from 1; 0 where it is about no step
 */
typedef struct
{
  HechaFaultKind     kind;
  const HechaItem   *item;
  const HechaObject *object;
  int                step;
} HechaFault;

GPtrArray   *hecha_item_objects       (const HechaItem *item,
                                       GPtrArray       *objects);
HechaVerdict hecha_verdict_of_object  (const HechaItem *item,
                                       HechaAnswers    *answers,
                                       const char      *object);
HechaVerdict hecha_verdict_join       (const HechaVerdict *verdicts,
                                       guint            n);
HechaVerdict hecha_verdict_derive     (const HechaItem *item,
                                       HechaAnswers    *answers,
                                       GPtrArray       *objects);
HechaVerdict hecha_verdict_of_item    (const HechaItem *item,
                                       HechaAnswers    *answers,
                                       GPtrArray       *objects);
gboolean     hecha_verdict_may_choose (const HechaItem *item,
                                       HechaAnswers    *answers,
                                       GPtrArray       *objects,
                                       HechaVerdict     verdict,
                                       const char      *reason,
                                       GError         **error);
gboolean     hecha_step_may_answer    (const HechaItem *item,
                                       HechaAnswers    *answers,
                                       const char      *object,
                                       int              step,
                                       const char      *value,
                                       GError         **error);
gboolean     hecha_item_awaits_confirmation (const HechaItem *item,
                                             HechaAnswers    *answers);
GArray      *hecha_item_faults        (const HechaItem *item,
                                       HechaAnswers    *answers,
                                       GPtrArray       *objects,
                                       GPtrArray       *findings);

G_END_DECLS
