/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text.h"

G_BEGIN_DECLS

/**
 * HechaRuleId:
 *
 * The rules of the Measures 《工业互联网安全分类分级管理办法》 that Hecha holds, in
 * the order of their articles.
 */
typedef enum
{
  HECHA_RULE_SECTORS,
  HECHA_RULE_SUPERVISION_CONNECTED,
  HECHA_RULE_SUPERVISION_PLATFORM,
  HECHA_RULE_AUTHORITIES,
  HECHA_RULE_TYPES,
  HECHA_RULE_NODE_KINDS,
  HECHA_RULE_FACTORS,
  HECHA_RULE_LEVELS,
  HECHA_RULE_REGRADING,
  HECHA_RULE_SEPARATE_GRADING,
  HECHA_RULE_FILING,
  HECHA_RULE_VERIFICATION,
  HECHA_RULE_CORRECTION,
  HECHA_RULE_PROTECTION,
  HECHA_RULE_EVALUATION_3,
  HECHA_RULE_EVALUATION_2,
  HECHA_RULE_EVALUATION_1,
  HECHA_RULE_EVALUATORS,
  HECHA_RULE_HAZARDS,
  HECHA_RULE_PERSON_IN_CHARGE,
  HECHA_RULE_MANAGEMENT,
  HECHA_RULE_MONITORING,
  HECHA_RULE_LOGS,
  HECHA_RULE_DEFENCE,
  HECHA_RULE_LINKAGE,
  HECHA_RULE_EMERGENCY,
  HECHA_RULE_REPORTING,
  HECHA_RULE_INSPECTION_3,
  HECHA_RULE_INSPECTION_OTHER,
  HECHA_RULE_INSPECTION_LINES,
  HECHA_RULE_RECTIFICATION,
  HECHA_RULE_COOPERATION,
  HECHA_RULE_THIRD_PARTIES,
  HECHA_RULE_CONSEQUENCES,
  HECHA_RULE_CRITICAL,
} HechaRuleId;

#define HECHA_N_RULES (HECHA_RULE_CRITICAL + 1)

/**
 * HechaRule:
 * @name: names it in JSON; frozen
 * @article: of the Measures
 * @text: what it demands, in our own words
 * @where: where Hecha holds it, for people
 */
typedef struct
{
  const char *name;
  int         article;
  HechaText   text;
  HechaText   where;
} HechaRule;

const HechaRule *hecha_rule_get     (HechaRuleId      id);
char            *hecha_rule_article (const HechaRule *self,
                                     HechaLanguage    language);
char            *hecha_rule_cite    (const HechaRule *self,
                                     HechaLanguage    language);

G_END_DECLS
