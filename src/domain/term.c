/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term.h"

const HechaNick hecha_term_nicks[] = {
  { HECHA_TERM_VERIFICATION, "verification" },
  { HECHA_TERM_CORRECTION, "correction" },
  { HECHA_TERM_REGRADING, "regrading" },
  { HECHA_TERM_EVALUATION, "evaluation" },
  { HECHA_TERM_INSPECTION, "inspection" },
  { HECHA_TERM_RECTIFICATION, "rectification" },
  { 0, NULL },
};

const HechaText hecha_term_labels[HECHA_N_TERMS] = {
  [HECHA_TERM_VERIFICATION] = { "登记核查", "Verification of the filing" },
  [HECHA_TERM_CORRECTION] = { "企业补正", "Correction by the enterprise" },
  [HECHA_TERM_REGRADING] = { "重新定级", "Re-grading" },
  [HECHA_TERM_EVALUATION] = { "符合性评测", "Conformity evaluation" },
  [HECHA_TERM_INSPECTION] = { "监督检查", "Supervisory inspection" },
  [HECHA_TERM_RECTIFICATION] = { "整改", "Rectification" },
};

const HechaText hecha_assumption_texts[HECHA_N_ASSUMPTIONS] = {
  [HECHA_ASSUME_FROM_FILING] = { "自登记之日起算：办法未规定起算日",
    "counted from the filing date, since the rule does not say when the days begin" },
  [HECHA_ASSUME_FROM_RESUBMITTED] = { "自收到补正材料之日起另行计算：办法未规定补正后的核查期限",
    "counted anew from the day on which the correction arrived, since the rule does not speak of a second round" },
  [HECHA_ASSUME_FROM_CHOSEN] = { "自核查人员设定之日起算：办法未规定起算日",
    "counted from a day that the verifier set, since the rule does not say when the days begin" },
  [HECHA_ASSUME_FROM_NOTICE] = { "自收到补正通知之日起算：办法未规定起算日",
    "counted from the day on which the notice was received, since the rule does not say when the days begin" },
  [HECHA_ASSUME_FROM_ISSUE] = { "收到日期尚未登记，暂按通知书日期为收到日期计算",
    "the day of receipt is not recorded yet: the day of the notice stands for it" },
  [HECHA_ASSUME_NO_EARLIER] = { "未见此前记录，自登记之日起算", "counted from the filing, since no earlier one is known" },
  [HECHA_ASSUME_CALENDAR_YEAR] = { "“每年”按自然年理解：截至12月31日", "a year is a calendar year: due by 31 December" },
  [HECHA_ASSUME_ROLLING_YEAR] = { "“每年”按上次起连续十二个月理解", "a year is the 12 months after the last one" },
  [HECHA_ASSUME_MONTHS] = { "按月计算的，末日为对应日，无对应日的为该月末日；末日为休息日的顺延至下一工作日"
                            "（民法典第201至203条，待核）",
    "months end on the corresponding day, else on the month’s last; a last day off moves to the next working day "
    "(Civil Code 201–203, to be verified)" },
  [HECHA_ASSUME_FINDING] = { "未规定天数：以问题中写明的日期为准",
    "no number of days is fixed: the day is the one that the finding states" },
  [HECHA_ASSUME_PROVISIONAL] = { "暂定：涉及的年份尚无工作日表", "provisional: the days off of a year that it reaches are not known yet" },
};

/* How many days before the end a clock is near. */
static const guint soon_days[HECHA_N_TERMS] = {
  [HECHA_TERM_VERIFICATION] = 14,
  [HECHA_TERM_CORRECTION] = 14,
  [HECHA_TERM_REGRADING] = 30,
  [HECHA_TERM_EVALUATION] = 60,
  [HECHA_TERM_INSPECTION] = 60,
  [HECHA_TERM_RECTIFICATION] = 14,
};

static void
init (HechaTerm     *self,
      HechaTermKind  kind,
      HechaRuleId    rule)
{
  *self = (HechaTerm) { .kind = kind, .rule = rule };
  g_date_clear (&self->from, 1);
  g_date_clear (&self->due, 1);
}

/* A last day off moves to the next working day. */
static void
move_to_working_day (HechaTerm     *self,
                     HechaCalendar *calendar)
{
  gboolean provisional = FALSE;

  hecha_calendar_next_working_day (calendar, &self->due, &provisional);
  self->assumptions |= 1u << HECHA_ASSUME_MONTHS;
  if (provisional)
    self->assumptions |= 1u << HECHA_ASSUME_PROVISIONAL;
}

/**
 * hecha_term_init_working_days:
 * @kind: %HECHA_TERM_VERIFICATION, 30 working days, or %HECHA_TERM_CORRECTION, 20
 * @from: (nullable): the day of the event, which is not counted
 * @assumptions: what @from rests on, bit 1 << #HechaAssumption
 *
 * Article 7.
 */
void
hecha_term_init_working_days (HechaTerm     *self,
                              HechaTermKind  kind,
                              HechaCalendar *calendar,
                              const GDate   *from,
                              guint          assumptions)
{
  gboolean provisional = FALSE;

  g_return_if_fail (kind == HECHA_TERM_VERIFICATION || kind == HECHA_TERM_CORRECTION);

  init (self, kind, kind == HECHA_TERM_VERIFICATION ? HECHA_RULE_VERIFICATION : HECHA_RULE_CORRECTION);
  if (!from)
    return;
  self->dated = TRUE;
  self->from = *from;
  self->assumptions = assumptions;
  hecha_calendar_add_working_days (calendar, from, kind == HECHA_TERM_VERIFICATION ? HECHA_VERIFICATION_DAYS
                                                                                   : HECHA_CORRECTION_DAYS,
                                   &self->due, &provisional);
  if (provisional)
    self->assumptions |= 1u << HECHA_ASSUME_PROVISIONAL;
}

/**
 * hecha_term_init_regrading:
 * @changed: (nullable): the day on which a factor changed
 *
 * Article 6: within three months.
 */
void
hecha_term_init_regrading (HechaTerm     *self,
                           HechaCalendar *calendar,
                           const GDate   *changed)
{
  init (self, HECHA_TERM_REGRADING, HECHA_RULE_REGRADING);
  if (!changed)
    return;
  self->dated = TRUE;
  self->from = self->due = *changed;
  g_date_add_months (&self->due, HECHA_REGRADING_MONTHS);
  move_to_working_day (self, calendar);
}

static void
set_years (HechaTerm     *self,
           HechaCalendar *calendar,
           int            level,
           const GDate   *last,
           const GDate   *filed,
           HechaYearRule  rule)
{
  if (!hecha_deadline_years (level == 3 ? 1 : 2, last, filed, rule, &self->due))
    return;
  self->dated = TRUE;
  self->from = last ? *last : *filed;
  self->assumptions |= 1u << (rule == HECHA_YEAR_ROLLING ? HECHA_ASSUME_ROLLING_YEAR : HECHA_ASSUME_CALENDAR_YEAR);
  if (!last)
    self->assumptions |= 1u << HECHA_ASSUME_NO_EARLIER;
  if (rule == HECHA_YEAR_ROLLING)
    move_to_working_day (self, calendar);
}

/**
 * hecha_term_init_evaluation:
 * @level: 1 to 3
 * @last: (nullable): the last evaluation
 * @filed: (nullable): the filing
 *
 * Article 9. Level 1 may follow level 2: the day is advice.
 */
void
hecha_term_init_evaluation (HechaTerm     *self,
                            HechaCalendar *calendar,
                            int            level,
                            const GDate   *last,
                            const GDate   *filed,
                            HechaYearRule  rule)
{
  init (self, HECHA_TERM_EVALUATION,
        level == 3 ? HECHA_RULE_EVALUATION_3 : level == 2 ? HECHA_RULE_EVALUATION_2 : HECHA_RULE_EVALUATION_1);
  self->advised = level < 2;
  set_years (self, calendar, level, last, filed, rule);
}

/**
 * hecha_term_init_inspection:
 * @level: 1 to 3
 * @last: (nullable): the last inspection
 * @filed: (nullable): the filing
 *
 * Article 14: level 3 every year; for levels 2 and 1 no number of years is
 * fixed, so that there is no day.
 */
void
hecha_term_init_inspection (HechaTerm     *self,
                            HechaCalendar *calendar,
                            int            level,
                            const GDate   *last,
                            const GDate   *filed,
                            HechaYearRule  rule)
{
  init (self, HECHA_TERM_INSPECTION, level == 3 ? HECHA_RULE_INSPECTION_3 : HECHA_RULE_INSPECTION_OTHER);
  if (level == 3)
    set_years (self, calendar, level, last, filed, rule);
}

/**
 * hecha_term_init_rectification:
 * @deadline: (nullable): the day that the finding states
 *
 * Articles 10 and 14 fix no number of days.
 */
void
hecha_term_init_rectification (HechaTerm   *self,
                               const GDate *deadline)
{
  init (self, HECHA_TERM_RECTIFICATION, HECHA_RULE_RECTIFICATION);
  self->assumptions = 1u << HECHA_ASSUME_FINDING;
  if (!deadline)
    return;
  self->dated = TRUE;
  self->from = self->due = *deadline;
}

/**
 * hecha_term_is_provisional:
 *
 * Returns: whether the day may move once a table of working days is published
 */
gboolean
hecha_term_is_provisional (const HechaTerm *self)
{
  return (self->assumptions & 1u << HECHA_ASSUME_PROVISIONAL) != 0;
}

/* With the rule of the calendar year a warning begins 12 (24) months after the last one. */
static gboolean
is_a_year_ago (const HechaTerm *self,
               const GDate     *today)
{
  GDate warning = self->from;

  if (!(self->assumptions & 1u << HECHA_ASSUME_CALENDAR_YEAR) || self->assumptions & 1u << HECHA_ASSUME_NO_EARLIER)
    return FALSE;
  g_date_add_months (&warning, 12 * (g_date_get_year (&self->due) - g_date_get_year (&self->from)));
  return g_date_compare (today, &warning) >= 0;
}

/**
 * hecha_term_state:
 * @today: the day to judge by
 *
 * Returns: how near the day is; %HECHA_DUE_NONE for what is done, advised or
 *   has no day
 */
HechaDueState
hecha_term_state (const HechaTerm *self,
                  const GDate     *today)
{
  if (!self->dated || self->done || self->advised)
    return HECHA_DUE_NONE;
  if (g_date_compare (today, &self->due) > 0)
    return HECHA_DUE_OVERDUE;
  if (g_date_days_between (today, &self->due) < (int) soon_days[self->kind] || is_a_year_ago (self, today))
    return HECHA_DUE_SOON;
  return HECHA_DUE_LATER;
}

/**
 * hecha_term_assumed:
 *
 * Returns: (transfer full): what the day rests on beside its rule; empty for nothing
 */
char *
hecha_term_assumed (const HechaTerm *self,
                    HechaLanguage    language)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < HECHA_N_ASSUMPTIONS; i++)
    if (self->assumptions & 1u << i)
      {
        if (text->len)
          g_string_append (text, language == HECHA_LANGUAGE_ZH ? "；" : "; ");
        g_string_append (text, hecha_text_get (&hecha_assumption_texts[i], language));
      }
  return g_string_free (text, FALSE);
}

/**
 * hecha_term_undated:
 *
 * Returns: (transfer none) (nullable): why there is no day; %NULL where there is
 *   one, where it is met, and where the rule itself says that none is fixed
 */
const HechaText *
hecha_term_undated (const HechaTerm *self)
{
  static const HechaText reasons[HECHA_N_TERMS] = {
    [HECHA_TERM_VERIFICATION] = { "登记日期未填写，无法起算", "no filing date is known to count from" },
    [HECHA_TERM_CORRECTION] = { "没有正在进行的补正", "no correction is asked for" },
    [HECHA_TERM_REGRADING] = { "未记录定级要素的变化", "no change of a factor is recorded" },
    [HECHA_TERM_EVALUATION] = { "登记日期和上次评测日期均未填写，无法起算",
                                "neither a filing date nor an earlier evaluation is known to count from" },
    [HECHA_TERM_INSPECTION] = { "登记日期未填写，也未见此前的检查，无法起算",
                                "neither a filing date nor an earlier inspection is known to count from" },
    [HECHA_TERM_RECTIFICATION] = { "问题中未写明整改期限", "the finding states no day" },
  };

  return self->dated || self->done || self->rule == HECHA_RULE_INSPECTION_OTHER ? NULL : &reasons[self->kind];
}
