/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadline.h"
#include "rule.h"

G_BEGIN_DECLS

/**
 * HechaTermKind:
 * @HECHA_TERM_VERIFICATION: the authority verifies a filing (article 7)
 * @HECHA_TERM_CORRECTION: the enterprise corrects its filing (article 7)
 * @HECHA_TERM_REGRADING: the enterprise grades itself again (article 6)
 * @HECHA_TERM_EVALUATION: conformity evaluation (article 9)
 * @HECHA_TERM_INSPECTION: supervisory inspection (article 14)
 * @HECHA_TERM_RECTIFICATION: a finding is to be cured (articles 10, 14)
 *
 * The clocks that run for an enterprise.
 */
typedef enum
{
  HECHA_TERM_VERIFICATION,
  HECHA_TERM_CORRECTION,
  HECHA_TERM_REGRADING,
  HECHA_TERM_EVALUATION,
  HECHA_TERM_INSPECTION,
  HECHA_TERM_RECTIFICATION,
} HechaTermKind;

#define HECHA_N_TERMS (HECHA_TERM_RECTIFICATION + 1)

/**
 * HechaAssumption:
 *
 * What a date rests on beside its rule, a bit each. What the Measures leave
 * open is never decided in silence: it is said beside each date.
 */
typedef enum
{
  HECHA_ASSUME_FROM_FILING,      /* article 7 does not say when the 30 days begin */
  HECHA_ASSUME_FROM_RESUBMITTED, /* nor whether they begin anew after a correction */
  HECHA_ASSUME_FROM_CHOSEN,      /* a day that somebody set */
  HECHA_ASSUME_FROM_NOTICE,      /* nor when the 20 days begin */
  HECHA_ASSUME_FROM_ISSUE,       /* the receipt of the notice is not known yet */
  HECHA_ASSUME_NO_EARLIER,       /* no earlier evaluation or inspection is known */
  HECHA_ASSUME_CALENDAR_YEAR,
  HECHA_ASSUME_ROLLING_YEAR,
  HECHA_ASSUME_MONTHS,           /* Civil Code 201–203, to be verified */
  HECHA_ASSUME_FINDING,          /* the day stands in the finding */
  HECHA_ASSUME_PROVISIONAL,      /* a year without a table was touched */
} HechaAssumption;

#define HECHA_N_ASSUMPTIONS (HECHA_ASSUME_PROVISIONAL + 1)

/**
 * HechaTerm:
 * @kind: which clock
 * @rule: what it follows
 * @dated: whether there is a day at all
 * @from: the day it is counted from, where @dated
 * @due: the last day, where @dated
 * @advised: whether it is advice, so that it is never overdue
 * @done: whether it has been met
 * @assumptions: bit 1 << #HechaAssumption for each
 *
 * One clock of one enterprise, with what it rests on. Plain data.
 */
typedef struct
{
  HechaTermKind kind;
  HechaRuleId   rule;
  gboolean      dated;
  GDate         from;
  GDate         due;
  gboolean      advised;
  gboolean      done;
  guint         assumptions;
} HechaTerm;

extern const HechaNick hecha_term_nicks[];
extern const HechaText hecha_term_labels[HECHA_N_TERMS];
extern const HechaText hecha_assumption_texts[HECHA_N_ASSUMPTIONS];

void          hecha_term_init_working_days (HechaTerm       *self,
                                            HechaTermKind    kind,
                                            HechaCalendar   *calendar,
                                            const GDate     *from,
                                            guint            assumptions);
void          hecha_term_init_regrading    (HechaTerm       *self,
                                            HechaCalendar   *calendar,
                                            const GDate     *changed);
void          hecha_term_init_evaluation   (HechaTerm       *self,
                                            HechaCalendar   *calendar,
                                            int              level,
                                            const GDate     *last,
                                            const GDate     *filed,
                                            HechaYearRule    rule);
void          hecha_term_init_inspection   (HechaTerm       *self,
                                            HechaCalendar   *calendar,
                                            int              level,
                                            const GDate     *last,
                                            const GDate     *filed,
                                            HechaYearRule    rule);
void          hecha_term_init_rectification (HechaTerm      *self,
                                            const GDate     *deadline);
gboolean      hecha_term_is_provisional    (const HechaTerm *self);
HechaDueState hecha_term_state             (const HechaTerm *self,
                                            const GDate     *today);
char         *hecha_term_assumed           (const HechaTerm *self,
                                            HechaLanguage    language);
const HechaText *hecha_term_undated        (const HechaTerm *self);

G_END_DECLS
