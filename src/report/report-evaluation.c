/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-parts.h"

#include <string.h>

static void
page_break (HechaReportBuilder *self)
{
  hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
}

static void
space (HechaReportBuilder *self,
       int                 millimetres)
{
  hecha_report_model_add (self->model, HECHA_BLOCK_SPACE, NULL)->level = millimetres;
}

static void
add_cover (HechaReportBuilder *self)
{
  g_autofree char *types = hecha_builder_types (self);
  g_autofree char *revision = hecha_builder_revision (self);
  g_autofree char *lead = hecha_builder_members (self, HECHA_ROLE_LEAD);
  HechaBlock *facts;

  space (self, 42);
  hecha_report_model_add (self->model, HECHA_BLOCK_TITLE, self->model->title);
  space (self, 8);
  hecha_builder_paragraph (self, HECHA_STYLE_CENTRED, self->model->subject);
  space (self, 46);
  facts = hecha_builder_facts (self);
  hecha_builder_fact (self, facts, HECHA_SAY_SUBJECT_EVALUATED, self->model->subject);
  hecha_builder_fact (self, facts, HECHA_SAY_CREDIT_CODE, hecha_visit_code (self->visit));
  hecha_builder_fact (self, facts, HECHA_SAY_TYPES_AND_LEVELS, types);
  hecha_builder_fact (self, facts, HECHA_SAY_UNIT_EVALUATION, self->visit->unit);
  if (*lead)
    hecha_builder_fact (self, facts, HECHA_SAY_LEAD, lead);
  hecha_builder_fact (self, facts, HECHA_SAY_NUMBER, self->visit->number);
  hecha_builder_fact (self, facts, HECHA_SAY_REVISION, revision);
  hecha_builder_fact (self, facts, HECHA_SAY_PLANNED_ON, self->visit->planned_on);
  page_break (self);
}

static void
add_statement (HechaReportBuilder *self)
{
  g_autofree char *made_at = hecha_builder_time (self, self->input->claimed_time);
  HechaBlock *facts;

  hecha_builder_heading (self, 1, hecha_builder_say (self, HECHA_SAY_STATEMENT));
  for (HechaSay id = HECHA_SAY_STATEMENT_1; id <= HECHA_SAY_STATEMENT_6; id++)
    {
      g_autofree char *text = g_strdup_printf ("%d. %s", (int) (id - HECHA_SAY_STATEMENT_1 + 1),
                                               hecha_builder_say (self, id));

      hecha_builder_paragraph (self, HECHA_STYLE_LIST, text);
    }
  space (self, 2);
  facts = hecha_builder_facts (self);
  hecha_builder_fact (self, facts, HECHA_SAY_MADE_AT, made_at);
  hecha_builder_fact (self, facts, HECHA_SAY_MADE_BY, self->input->author);
  hecha_builder_fact (self, facts, HECHA_SAY_DEVICE, self->input->device);
  if (self->input->replaces)
    hecha_builder_fact (self, facts, HECHA_SAY_REPLACES, self->input->replaces);
  hecha_builder_heading (self, 1, hecha_builder_say (self, HECHA_SAY_SIGNATURES));
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_SIGNATURES_NOTE));
  hecha_builder_add_places (self);
  page_break (self);
  hecha_report_model_add (self->model, HECHA_BLOCK_CONTENTS, hecha_builder_say (self, HECHA_SAY_CONTENTS));
  page_break (self);
}

static void
add_overview (HechaReportBuilder *self)
{
  HechaBlock *facts;

  hecha_builder_chapter (self, HECHA_SAY_OVERVIEW);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_PURPOSE));
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_PURPOSE_TEXT));
  if (self->visit->basis && *self->visit->basis)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, self->visit->basis);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_BASIS));
  hecha_builder_paragraph (self, HECHA_STYLE_LIST, hecha_builder_say (self, HECHA_SAY_BASIS_MEASURES_EVALUATION));
  for (const char *const *line = self->input->basis; line && *line; line++)
    hecha_builder_paragraph (self, HECHA_STYLE_LIST, *line);
  hecha_builder_paragraph (self, HECHA_STYLE_LIST, hecha_builder_say (self, HECHA_SAY_BASIS_PACKS));
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_SCOPE));
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_SCOPE_TEXT));
  hecha_builder_add_scopes (self);
  hecha_builder_add_sites (self);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_METHOD));
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_METHOD_TEXT));
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_VERDICT_RULE));
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_COURSE));
  hecha_builder_format (self, HECHA_STYLE_BODY, HECHA_SAY_COURSE_TEXT,
                        self->visit->planned_on ? self->visit->planned_on : "—");
  facts = hecha_builder_facts (self);
  hecha_builder_add_times (self, facts);
  hecha_builder_add_team (self, HECHA_SAY_CERTIFICATE);
}

static void
add_filed (HechaReportBuilder *self,
           HechaBlock         *facts,
           const HechaFiling  *filing,
           HechaField          from,
           HechaField          to)
{
  for (HechaField field = from; field <= to; field++)
    if (hecha_filing_get (filing, field) && *hecha_filing_get (filing, field))
      hecha_block_add_row (facts, hecha_text_get (&hecha_field_specs[field].label, self->language),
                           hecha_filing_get (filing, field), NULL);
}

static void
add_enterprise (HechaReportBuilder *self)
{
  hecha_builder_chapter (self, HECHA_SAY_ENTERPRISE);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_ENTERPRISE_DATA));
  if (self->visit->filings->len)
    add_filed (self, hecha_builder_facts (self), self->visit->filings->pdata[0], HECHA_FIELD_NAME, HECHA_FIELD_FILED_ON);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_GRADING));
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_GRADING_TEXT));
  for (guint i = 0; i < self->visit->filings->len; i++)
    {
      HechaFiling *filing = self->visit->filings->pdata[i];
      g_autofree char *type = hecha_builder_type_level (self, filing->type, filing->level);
      HechaBlock *facts = hecha_builder_facts (self);

      hecha_builder_fact (self, facts, HECHA_SAY_TYPE, type);
      add_filed (self, facts, filing, HECHA_FIELD_SIZE, HECHA_FIELD_CONSEQUENCES);
    }
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_OBJECTS));
  hecha_builder_add_objects (self);
}

static char *
explain_item (const HechaReportBuilder *self,
              const HechaItem          *item)
{
  g_autoptr(GPtrArray) findings = hecha_case_findings (self->content, item->uuid);
  const char *reason = hecha_answers_get (self->content->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON);
  g_autofree char *carried = hecha_builder_carried (self, item->uuid);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = hecha_builder_marks (self, findings->pdata[i], ((HechaFinding *) findings->pdata[i])->what);

      g_string_append_printf (text, "%s%s", text->len ? "\n" : "", line);
    }
  if (reason)
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "", reason);
  if (carried)
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "", carried);
  return g_string_free (text, FALSE);
}

static void
add_domain_results (HechaReportBuilder *self,
                    HechaType           type,
                    const HechaGroup   *group)
{
  HechaBlock *table = NULL;

  for (guint i = 0; i < self->content->checklist->entries->len; i++)
    {
      HechaChecklistEntry *entry = self->content->checklist->entries->pdata[i];
      const HechaItem *item = entry->item;
      g_autofree char *explanation = NULL;

      if (!(entry->types & 1u << type) || strcmp (item->group, group->id) != 0)
        continue;
      if (!table)
        {
          hecha_builder_heading (self, 3, hecha_text_get (&group->title, self->language));
          table = hecha_builder_table (self, 0.75, HECHA_ALIGN_START, HECHA_SAY_ITEM_NUMBER,
                                       2.7, HECHA_ALIGN_START, HECHA_SAY_ITEM,
                                       1.25, HECHA_ALIGN_CENTRE, HECHA_SAY_VERDICT,
                                       3.3, HECHA_ALIGN_START, HECHA_SAY_EXPLANATION, 0.0);
        }
      explanation = explain_item (self, item);
      hecha_block_add_row (table, item->label ? item->label : "—", hecha_text_get (&item->title, self->language),
                           hecha_builder_verdict (self, hecha_case_verdict (self->content, item)), explanation, NULL);
    }
}

static void
add_results (HechaReportBuilder *self)
{
  hecha_builder_chapter (self, HECHA_SAY_RESULTS);
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_RESULTS_TEXT));
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autofree char *type = hecha_builder_type_level (self, scope->type, scope->level);

      hecha_builder_section (self, type);
      for (guint j = 0; j < self->content->checklist->groups->len; j++)
        add_domain_results (self, scope->type, self->content->checklist->groups->pdata[j]);
    }
}

static void
add_chart (HechaReportBuilder *self,
           HechaType           type)
{
  g_autofree char *caption = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_CHART), ++self->figure,
                                              hecha_builder_type (self, type));
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_CHART, caption);

  for (guint i = 0; i < self->content->checklist->groups->len; i++)
    {
      HechaGroup *group = self->content->checklist->groups->pdata[i];
      g_autofree char *text = NULL;
      HechaTally tally;
      int rate = -1;

      hecha_case_tally (self->content, 1u << type, group->id, &tally);
      if (tally.total == 0)
        continue;
      hecha_tally_rate (&tally, &rate);
      text = hecha_tally_rate_text (&tally);
      hecha_block_add_bar (block, hecha_text_get (&group->title, self->language), rate, text);
    }
}

static char *
list_domains (const HechaReportBuilder *self,
              HechaType                 type,
              gboolean                  conforming)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->content->checklist->groups->len; i++)
    {
      HechaGroup *group = self->content->checklist->groups->pdata[i];
      HechaTally tally;
      guint applying;
      gboolean fits;

      hecha_case_tally (self->content, 1u << type, group->id, &tally);
      applying = tally.total - tally.count[HECHA_VERDICT_NOT_APPLICABLE];
      fits = conforming ? applying && tally.count[HECHA_VERDICT_CONFORMING] == applying
                        : tally.count[HECHA_VERDICT_PARTIAL] || tally.count[HECHA_VERDICT_NONCONFORMING];
      if (fits)
        g_string_append_printf (text, "%s%s", text->len ? hecha_builder_say (self, HECHA_SAY_COMMA) : "",
                                hecha_text_get (&group->title, self->language));
    }
  if (text->len == 0)
    g_string_append (text, hecha_builder_say (self, HECHA_SAY_NONE));
  return g_string_free (text, FALSE);
}

static void
count_findings (const HechaReportBuilder *self,
                guint                     types,
                guint                    *all,
                guint                    *major,
                guint                    *cured)
{
  *all = *major = *cured = 0;
  for (guint i = 0; i < self->content->findings->len; i++)
    {
      HechaFinding *finding = self->content->findings->pdata[i];
      HechaChecklistEntry *entry = hecha_checklist_find (self->content->checklist, finding->item);

      if (!entry || !(entry->types & types))
        continue;
      *all += 1;
      *major += finding->major && !hecha_finding_is_downgraded (finding);
      *cured += finding->cured;
    }
}

static void
add_overruled (HechaReportBuilder *self)
{
  HechaBlock *table = NULL;

  for (guint i = 0; i < self->content->checklist->entries->len; i++)
    {
      const HechaItem *item = ((HechaChecklistEntry *) self->content->checklist->entries->pdata[i])->item;
      HechaVerdict derived = hecha_verdict_derive (item, self->content->answers, self->content->objects);
      HechaVerdict chosen = hecha_case_verdict (self->content, item);
      const char *reason = hecha_answers_get (self->content->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON);
      g_autofree char *title = NULL;

      if (derived == chosen)
        continue;
      if (!table)
        {
          hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_OVERRULED));
          table = hecha_builder_table (self, 2.4, HECHA_ALIGN_START, HECHA_SAY_ITEM,
                                       1.25, HECHA_ALIGN_CENTRE, HECHA_SAY_DERIVED,
                                       1.25, HECHA_ALIGN_CENTRE, HECHA_SAY_CHOSEN,
                                       3.0, HECHA_ALIGN_START, HECHA_SAY_REASON, 0.0);
        }
      title = g_strdup_printf ("%s %s", item->label ? item->label : "—", hecha_text_get (&item->title, self->language));
      hecha_block_add_row (table, title, hecha_builder_verdict (self, derived), hecha_builder_verdict (self, chosen),
                           reason ? reason : "—", NULL);
    }
}

typedef struct
{
  HechaReportBuilder *builder;
  HechaBlock         *table;
} LiveTests;

static const char *
ot_field (const HechaReportBuilder *self,
          const HechaAnswer        *agreed,
          HechaAnswerField          field)
{
  const char *value = hecha_answers_get (self->content->answers, agreed->item, agreed->object, 0, field);

  return value ? value : "—";
}

static void
add_live_test (LiveTests         *self,
               const HechaItem   *item,
               const HechaObject *object)
{
  HechaReportBuilder *builder = self->builder;
  const HechaAnswer *agreed = hecha_answers_find (builder->content->answers, item->uuid,
                                                  object ? object->uuid : HECHA_WHOLE, 0, HECHA_ANSWER_OT_AGREED);
  g_autofree char *where = NULL;

  if (!agreed || !agreed->value)
    return;
  if (!self->table)
    {
      hecha_builder_section (builder, hecha_builder_say (builder, HECHA_SAY_LIVE_TESTS));
      self->table = hecha_builder_table (builder, 1.8, HECHA_ALIGN_START, HECHA_SAY_ITEM,
                                         1.3, HECHA_ALIGN_START, HECHA_SAY_AGREED,
                                         1.5, HECHA_ALIGN_START, HECHA_SAY_WINDOW,
                                         1.5, HECHA_ALIGN_START, HECHA_SAY_STOPS,
                                         1.5, HECHA_ALIGN_START, HECHA_SAY_WAY_BACK, 0.0);
    }
  where = g_strdup_printf ("%s %s", item->label ? item->label : "—",
                           object ? object->name : hecha_builder_say (builder, HECHA_SAY_WHOLE));
  hecha_block_add_row (self->table, where, agreed->value, ot_field (builder, agreed, HECHA_ANSWER_OT_WINDOW),
                       ot_field (builder, agreed, HECHA_ANSWER_OT_STOPS),
                       ot_field (builder, agreed, HECHA_ANSWER_OT_WAY_BACK), NULL);
}

static void
add_live_tests (HechaReportBuilder *self)
{
  LiveTests tests = { self, NULL };

  for (guint i = 0; i < self->content->checklist->entries->len; i++)
    {
      const HechaItem *item = ((HechaChecklistEntry *) self->content->checklist->entries->pdata[i])->item;
      g_autoptr(GPtrArray) objects = hecha_item_objects (item, self->content->objects);

      add_live_test (&tests, item, NULL);
      for (guint j = 0; j < objects->len; j++)
        add_live_test (&tests, item, objects->pdata[j]);
    }
}

static void
add_analysis (HechaReportBuilder *self)
{
  hecha_builder_chapter (self, HECHA_SAY_ANALYSIS);
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autofree char *type = hecha_builder_type_level (self, scope->type, scope->level);
      g_autofree char *conform = list_domains (self, scope->type, TRUE);
      g_autofree char *rest = list_domains (self, scope->type, FALSE);
      guint all, major, cured;

      count_findings (self, 1u << scope->type, &all, &major, &cured);
      hecha_builder_section (self, type);
      hecha_builder_format (self, HECHA_STYLE_BODY, HECHA_SAY_ALL_CONFORM, conform);
      hecha_builder_format (self, HECHA_STYLE_BODY, HECHA_SAY_NOT_ALL_CONFORM, rest);
      hecha_builder_format (self, HECHA_STYLE_BODY, HECHA_SAY_FINDINGS_COUNT, all, major, cured);
      add_chart (self, scope->type);
    }
  add_overruled (self);
  add_live_tests (self);
}

static void
add_tally_row (HechaReportBuilder *self,
               HechaBlock         *table,
               const char         *label,
               const HechaTally   *tally,
               gboolean            strong)
{
  g_autofree char *total = g_strdup_printf ("%u", tally->total);
  g_autofree char *rate = hecha_tally_rate_text (tally);
  char count[HECHA_N_VERDICTS][12];

  for (guint i = 0; i < HECHA_N_VERDICTS; i++)
    g_snprintf (count[i], sizeof count[i], "%u", tally->count[i]);
  hecha_block_add_row (table, label, total, count[HECHA_VERDICT_CONFORMING], count[HECHA_VERDICT_PARTIAL],
                       count[HECHA_VERDICT_NONCONFORMING], count[HECHA_VERDICT_NOT_APPLICABLE],
                       count[HECHA_VERDICT_OPEN], rate, NULL)->strong = strong;
}

static void
add_tallies (HechaReportBuilder *self,
             const HechaScope   *scope)
{
  HechaBlock *table = hecha_builder_table (self, 2.6, HECHA_ALIGN_START, HECHA_SAY_DOMAIN,
                                           0.8, HECHA_ALIGN_END, HECHA_SAY_TOTAL,
                                           0.8, HECHA_ALIGN_END, HECHA_SAY_SHORT_CONFORMING,
                                           1.0, HECHA_ALIGN_END, HECHA_SAY_SHORT_PARTIAL,
                                           1.0, HECHA_ALIGN_END, HECHA_SAY_SHORT_NONCONFORMING,
                                           0.9, HECHA_ALIGN_END, HECHA_SAY_SHORT_NOT_APPLICABLE,
                                           0.9, HECHA_ALIGN_END, HECHA_SAY_SHORT_OPEN,
                                           1.1, HECHA_ALIGN_END, HECHA_SAY_RATE, 0.0);
  HechaTally tally;

  for (guint i = 0; i < self->content->checklist->groups->len; i++)
    {
      HechaGroup *group = self->content->checklist->groups->pdata[i];

      hecha_case_tally (self->content, 1u << scope->type, group->id, &tally);
      if (tally.total)
        add_tally_row (self, table, hecha_text_get (&group->title, self->language), &tally, FALSE);
    }
  hecha_case_tally (self->content, 1u << scope->type, NULL, &tally);
  add_tally_row (self, table, hecha_builder_say (self, HECHA_SAY_SUM), &tally, TRUE);
}

static char *
conclusion_words (const HechaReportBuilder *self,
                  const HechaConclusion    *conclusion)
{
  guint open = conclusion->tally.count[HECHA_VERDICT_OPEN];

  if (open)
    return g_strdup_printf (hecha_builder_say (self, HECHA_SAY_NO_CONCLUSION_OPEN), open);
  return g_strdup (conclusion->grade ? hecha_text_get (&conclusion->grade->label, self->language)
                                     : hecha_builder_say (self, HECHA_SAY_NO_CONCLUSION_NONE));
}

/* Where a conclusion rests on what the rule itself decided, that is said beside it. */
static void
add_corner_of (HechaReportBuilder *self,
               const HechaScope   *scope)
{
  const HechaConclusion drawn = hecha_conclusion_rule_conclude (self->input->rule, self->content, scope);
  const HechaCorner *corner = hecha_conclusion_rule_corner (self->input->rule, &drawn);
  g_autofree char *type = hecha_builder_type_level (self, drawn.type, drawn.level);
  g_autofree char *text = corner ? g_strdup_printf (hecha_builder_say (self, HECHA_SAY_RESTS_ON_CORNER), type,
                                                    hecha_text_get (&corner->text, self->language)) : NULL;

  if (text)
    hecha_builder_paragraph (self, HECHA_STYLE_NOTE, text);
}

static void
add_conclusions (HechaReportBuilder *self)
{
  HechaBlock *table = hecha_builder_table (self, 3.0, HECHA_ALIGN_START, HECHA_SAY_TYPE,
                                           1.2, HECHA_ALIGN_END, HECHA_SAY_RATE,
                                           1.5, HECHA_ALIGN_CENTRE, HECHA_SAY_MAJOR_HAZARD,
                                           2.4, HECHA_ALIGN_CENTRE, HECHA_SAY_CONCLUSION, 0.0);

  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      const HechaConclusion drawn = hecha_conclusion_rule_conclude (self->input->rule, self->content,
                                                                    self->visit->scopes->pdata[i]);
      g_autofree char *type = hecha_builder_type_level (self, drawn.type, drawn.level);
      g_autofree char *rate = hecha_tally_rate_text (&drawn.tally);
      g_autofree char *conclusion = conclusion_words (self, &drawn);

      hecha_block_add_row (table, type, rate,
                           hecha_builder_say (self, drawn.hazard ? HECHA_SAY_YES_THERE_IS : HECHA_SAY_NO_THERE_IS_NOT),
                           conclusion, NULL)->strong = TRUE;
    }
  for (guint i = 0; i < self->visit->scopes->len; i++)
    add_corner_of (self, self->visit->scopes->pdata[i]);
}

static char *
describe_grades (const HechaReportBuilder *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->input->rule->grades->len; i++)
    {
      const HechaGrade *grade = self->input->rule->grades->pdata[i];
      const char *label = hecha_text_get (&grade->label, self->language);
      g_autofree char *from = g_strdup_printf ("%d.%02d%%", grade->from / 100, grade->from % 100);

      if (i)
        g_string_append_c (text, '\n');
      if (i + 1 == self->input->rule->grades->len)
        g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_GRADE_REST), label);
      else
        g_string_append_printf (text, hecha_builder_say (self, grade->inclusive ? HECHA_SAY_GRADE_FROM
                                                                                : HECHA_SAY_GRADE_OVER), label, from);
      if (!grade->with_hazard)
        g_string_append (text, hecha_builder_say (self, HECHA_SAY_GRADE_WITHOUT_HAZARD));
    }
  return g_string_free (text, FALSE);
}

/* What the sources of the rule leave open, and what it does with that. */
static void
add_corners (HechaReportBuilder *self,
             HechaBlock         *facts)
{
  const HechaConclusionRule *rule = self->input->rule;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < rule->corners->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "",
                            hecha_text_get (&((HechaCorner *) rule->corners->pdata[i])->text, self->language));
  if (text->len)
    hecha_builder_fact (self, facts, HECHA_SAY_RULE_CORNERS, text->str);
}

static void
add_rule (HechaReportBuilder *self)
{
  const HechaConclusionRule *rule = self->input->rule;
  g_autofree char *name = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_BRACKETS),
                                           hecha_text_get (&rule->title, self->language), rule->id);
  g_autofree char *grades = describe_grades (self);
  HechaBlock *facts;

  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_RULE));
  facts = hecha_builder_facts (self);
  hecha_builder_fact (self, facts, HECHA_SAY_RULE_NAME, name);
  hecha_builder_fact (self, facts, HECHA_SAY_VERSION, rule->version);
  hecha_builder_fact (self, facts, HECHA_SAY_RULE_STANDING,
                      hecha_builder_say (self, rule->official ? HECHA_SAY_RULE_OFFICIAL : HECHA_SAY_RULE_INTERNAL));
  hecha_builder_fact (self, facts, HECHA_SAY_RULE_BASIS, hecha_text_get (&rule->basis, self->language));
  hecha_builder_fact (self, facts, HECHA_SAY_RULE_FORMULA, hecha_text_get (&rule->formula, self->language));
  hecha_builder_fact (self, facts, HECHA_SAY_RULE_GRADES, grades);
  add_corners (self, facts);
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_RATE_ROUNDING));
}

static void
add_summary (HechaReportBuilder *self)
{
  hecha_builder_chapter (self, HECHA_SAY_SUMMARY);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_TALLIES));
  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autofree char *type = hecha_builder_type_level (self, scope->type, scope->level);

      hecha_builder_heading (self, 3, type);
      add_tallies (self, scope);
    }
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_PROBLEMS));
  hecha_builder_add_problems (self);
  hecha_builder_add_earlier (self);
  hecha_builder_section (self, hecha_builder_say (self, HECHA_SAY_CONCLUSION));
  add_conclusions (self);
  add_rule (self);
}

static const char *
answer_words (const HechaReportBuilder *self,
              const char               *value)
{
  if (g_strcmp0 (value, "yes") == 0)
    return hecha_builder_say (self, HECHA_SAY_ANSWER_YES);
  if (g_strcmp0 (value, "no") == 0)
    return hecha_builder_say (self, HECHA_SAY_ANSWER_NO);
  return value ? hecha_builder_say (self, HECHA_SAY_ANSWER_NA) : "—";
}

static void
add_step_row (HechaReportBuilder *self,
              HechaBlock         *table,
              const HechaItem    *item,
              int                 step,
              const HechaObject  *object)
{
  const char *uuid = object ? object->uuid : HECHA_WHOLE;
  const HechaStep *asked = item->steps->pdata[step - 1];
  const char *seen = hecha_answers_get (self->content->answers, item->uuid, uuid, step, HECHA_ANSWER_OBSERVATION);
  const char *source = hecha_answers_get (self->content->answers, item->uuid, uuid, step, HECHA_ANSWER_SOURCE);
  g_autofree char *what = g_strdup_printf ("%d. [%s] %s", step,
                                           hecha_builder_say (self, HECHA_SAY_INTERVIEW + asked->method),
                                           hecha_text_get (&asked->text, self->language));
  g_autofree char *from = source ? g_strdup_printf (hecha_builder_say (self, HECHA_SAY_SOURCE_IS), source) : NULL;
  g_autofree char *record = g_strconcat (seen ? seen : "", seen && from ? "\n" : "", from ? from : "", NULL);

  hecha_block_add_row (table, what, object ? object->name : hecha_builder_say (self, HECHA_SAY_WHOLE),
                       answer_words (self, hecha_answers_get (self->content->answers, item->uuid, uuid, step,
                                                              HECHA_ANSWER_STEP)), record, NULL);
}

static void
add_steps (HechaReportBuilder *self,
           const HechaItem    *item)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, self->content->objects);
  HechaBlock *table = hecha_builder_table (self, 3.0, HECHA_ALIGN_START, HECHA_SAY_STEP,
                                           1.3, HECHA_ALIGN_START, HECHA_SAY_OBJECT,
                                           0.8, HECHA_ALIGN_CENTRE, HECHA_SAY_ANSWER,
                                           3.0, HECHA_ALIGN_START, HECHA_SAY_OBSERVATION, 0.0);

  for (guint step = 1; step <= item->steps->len; step++)
    {
      if (objects->len == 0)
        add_step_row (self, table, item, step, NULL);
      for (guint i = 0; i < objects->len; i++)
        add_step_row (self, table, item, step, objects->pdata[i]);
    }
}

static void
add_item_note (HechaReportBuilder *self,
               HechaSay            id,
               const char         *text)
{
  if (text && *text)
    hecha_builder_format (self, HECHA_STYLE_NOTE, id, text);
}

static void
add_record (HechaReportBuilder        *self,
            const HechaChecklistEntry *entry)
{
  const HechaItem *item = entry->item;
  HechaAnswers *answers = self->content->answers;
  g_autofree char *heading = g_strdup_printf ("%s  %s — %s", item->label ? item->label : "",
                                              hecha_text_get (&item->title, self->language),
                                              hecha_builder_verdict (self, hecha_case_verdict (self->content, item)));
  g_autofree char *source = g_strconcat (hecha_text_get (&item->source, self->language),
                                         item->unverified ? hecha_builder_say (self, HECHA_SAY_UNVERIFIED) : "", NULL);
  g_autofree char *evidence = hecha_builder_evidence (self, item->uuid);
  g_autoptr(GString) types = g_string_new (NULL);

  for (HechaType type = 0; type < HECHA_N_TYPES; type++)
    if (entry->types & 1u << type)
      g_string_append_printf (types, "%s%s", types->len ? hecha_builder_say (self, HECHA_SAY_COMMA) : "",
                              hecha_builder_type (self, type));
  hecha_builder_heading (self, 3, heading);
  add_item_note (self, HECHA_SAY_REQUIREMENT, hecha_text_get (&item->requirement, self->language));
  add_item_note (self, HECHA_SAY_SOURCE_OF_ITEM, source);
  add_item_note (self, HECHA_SAY_APPLIES_TO, types->str);
  add_steps (self, item);
  add_item_note (self, HECHA_SAY_REASON_IS,
                 hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON));
  add_item_note (self, HECHA_SAY_NOTE, hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_NOTE));
  add_item_note (self, HECHA_SAY_EVIDENCE_REFS, evidence);
}

/**
 * hecha_report_evaluation:
 *
 * The chapters that evaluation reports usually have.
 */
void
hecha_report_evaluation (HechaReportBuilder *self)
{
  add_cover (self);
  add_statement (self);
  add_overview (self);
  add_enterprise (self);
  add_results (self);
  add_analysis (self);
  add_summary (self);
  hecha_builder_chapter (self, HECHA_SAY_ADVICE);
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_ADVICE_TEXT));
  hecha_builder_add_measures (self);
  hecha_builder_appendix (self, HECHA_SAY_RECORDS);
  for (guint i = 0; i < self->content->checklist->entries->len; i++)
    add_record (self, self->content->checklist->entries->pdata[i]);
  hecha_builder_appendix (self, HECHA_SAY_PHOTOS);
  hecha_builder_add_pictures (self);
  hecha_builder_appendix (self, HECHA_SAY_EVIDENCE_LIST);
  hecha_builder_add_evidence (self);
  hecha_builder_appendix (self, HECHA_SAY_CUSTODY);
  hecha_builder_add_custody (self);
  hecha_builder_appendix (self, HECHA_SAY_DIGESTS);
  hecha_builder_add_digests (self);
}
