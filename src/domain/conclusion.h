/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"

G_BEGIN_DECLS

/**
 * HechaTally:
 * @total: items
 * @count: how many of them have each verdict
 *
 * What a set of items comes to. The rate 符合率 is conforming ÷ (all − not
 * applicable); partly conforming is not conforming.
 */
typedef struct
{
  guint total;
  guint count[HECHA_N_VERDICTS];
} HechaTally;

/**
 * HechaGrade:
 * @id: conforming, basically-conforming, nonconforming, or what the file says
 * @label: for the report
 * @from: lowest rate, in hundredths of a percent
 * @inclusive: whether a rate of just @from is enough
 * @with_hazard: whether a major hazard may be open
 */
typedef struct
{
  char      *id;
  HechaText  label;
  int        from;
  gboolean   inclusive;
  gboolean   with_hazard;
} HechaGrade;

/**
 * HechaCorner:
 * @id: names the case; frozen
 * @text: the case that no rule decides, and what this one does with it
 * @rate: (nullable): a rate of the case, in hundredths of a percent; -1 for none
 * @hazard: whether a major hazard is open in it
 * @gives: (nullable): id of the grade that is given; %NULL for no conclusion
 *
 * A case that the sources of a rule leave open, decided by its author.
 */
typedef struct
{
  char      *id;
  HechaText  text;
  int        rate;
  gboolean   hazard;
  char      *gives;
} HechaCorner;

/**
 * HechaConclusionRule:
 * @id: names the rule over its versions
 * @version: as its author counts
 * @title: printed in the report
 * @official: whether an authority published it; shipped ones are not
 * @basis: where it comes from, printed
 * @formula: how the rate is computed, printed
 * @grades: (element-type HechaGrade): best first; the first that fits is given
 * @corners: (element-type HechaCorner): what its sources leave open, printed
 * @cured_counts: whether a major hazard that was cured on the spot counts as open
 */
typedef struct
{
  char      *id;
  char      *version;
  HechaText  title;
  gboolean   official;
  HechaText  basis;
  HechaText  formula;
  GPtrArray *grades;
  GPtrArray *corners;
  gboolean   cured_counts;
} HechaConclusionRule;

/**
 * HechaConclusion:
 * @type: one type of the visit
 * @level: its level
 * @tally: its items
 * @hazard: whether a major hazard is open on them, as the rule counts
 * @grade: (nullable): what the rule gives; %NULL where it draws no conclusion:
 *   of an inspection, while an item is open, and where no item applies
 *
 * What a visit comes to for one type (article 6).
 */
typedef struct
{
  HechaType         type;
  int               level;
  HechaTally        tally;
  gboolean          hazard;
  const HechaGrade *grade;
} HechaConclusion;

void     hecha_tally_add       (HechaTally       *self,
                                HechaVerdict      verdict);
gboolean hecha_tally_rate      (const HechaTally *self,
                                int              *rate);
char    *hecha_tally_rate_text (const HechaTally *self);
void     hecha_case_tally      (const HechaCase  *self,
                                guint             types,
                                const char       *group,
                                HechaTally       *tally);
gboolean hecha_case_has_major_hazard (const HechaCase *self,
                                guint             types);

HechaConclusionRule *hecha_conclusion_rule_from_json (JsonObject          *object,
                                                      const char          *name,
                                                      GError             **error);
void                 hecha_conclusion_rule_free      (HechaConclusionRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaConclusionRule, hecha_conclusion_rule_free)
gboolean             hecha_conclusion_rule_hazard    (const HechaConclusionRule *self,
                                                      const HechaCase           *content,
                                                      guint                      types);
const HechaGrade    *hecha_conclusion_rule_grade_of  (const HechaConclusionRule *self,
                                                      int                        rate,
                                                      gboolean                   hazard);
const HechaGrade    *hecha_conclusion_rule_grade     (const HechaConclusionRule *self,
                                                      const HechaTally          *tally,
                                                      gboolean                   hazard);
const HechaCorner   *hecha_conclusion_rule_corner    (const HechaConclusionRule *self,
                                                      const HechaConclusion     *drawn);
HechaConclusion      hecha_conclusion_rule_conclude  (const HechaConclusionRule *self,
                                                      const HechaCase           *content,
                                                      const HechaScope          *scope);

G_END_DECLS
