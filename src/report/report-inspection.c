/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"
#include "report-parts.h"

#include <string.h>

static char *
join_sites (const HechaReportBuilder *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->visit->sites->len; i++)
    {
      const HechaSite *site = self->visit->sites->pdata[i];
      const char *address = site->address ? site->address : "";

      g_string_append (text, i ? "\n" : "");
      if (*address && strcmp (address, site->name) != 0)
        g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_BRACKETS), site->name, address);
      else
        g_string_append (text, site->name);
    }
  return g_string_free (text, FALSE);
}

static const char *
filed (const HechaReportBuilder *self,
       HechaField                field)
{
  return self->visit->filings->len ? hecha_filing_get (self->visit->filings->pdata[0], field) : NULL;
}

/* What was noted at planning; nothing is printed for what was not. */
static void
add_notes (HechaReportBuilder *self,
           HechaBlock         *facts)
{
  static const HechaVisitNote notes[] = {
    HECHA_VISIT_NOTE_APPROVED_BY, HECHA_VISIT_NOTE_APPROVED_ON, HECHA_VISIT_NOTE_CEILING, HECHA_VISIT_NOTE_JOINT,
    HECHA_VISIT_NOTE_SCAN_CODE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (self->visit->notes[notes[i]])
      hecha_block_add_row (facts, hecha_text_get (&hecha_visit_note_labels[notes[i]], self->language),
                           self->visit->notes[notes[i]], NULL);
}

/* Who inspected along, and where that is written down. */
static void
add_joint (HechaReportBuilder *self,
           HechaBlock         *facts)
{
  guint record = hecha_record_of_id (self->visit->uuid);
  g_autofree char *number = NULL, *words = NULL;

  if (!record || !self->visit->partner)
    return;
  number = g_strdup (self->visit->number);
  number[strlen (number) - 1] = record == 1 ? '2' : '1';
  words = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_I_JOINT_IS), self->visit->partner, number);
  hecha_builder_fact (self, facts, HECHA_SAY_I_JOINT, words);
}

static void
add_particulars (HechaReportBuilder *self)
{
  const HechaReportInput *input = self->input;
  g_autofree char *sites = join_sites (self);
  g_autofree char *types = hecha_builder_types (self);
  g_autofree char *revision = hecha_builder_revision (self);
  g_autofree char *made_at = hecha_builder_time (self, input->claimed_time);
  g_autofree char *contact = NULL;
  HechaBlock *facts;

  if (filed (self, HECHA_FIELD_CONTACT))
    contact = g_strdup_printf ("%s　%s", filed (self, HECHA_FIELD_CONTACT),
                               filed (self, HECHA_FIELD_PHONE) ? filed (self, HECHA_FIELD_PHONE) : "");
  hecha_builder_chapter (self, HECHA_SAY_I_BASIC);
  facts = hecha_builder_facts (self);
  hecha_builder_fact (self, facts, HECHA_SAY_SUBJECT_INSPECTED, self->model->subject);
  hecha_builder_fact (self, facts, HECHA_SAY_CREDIT_CODE, hecha_visit_code (self->visit));
  hecha_builder_fact (self, facts, HECHA_SAY_TYPES_AND_LEVELS, types);
  hecha_builder_fact (self, facts, HECHA_SAY_I_PERSON_IN_CHARGE, filed (self, HECHA_FIELD_PERSON_IN_CHARGE));
  hecha_builder_fact (self, facts, HECHA_SAY_I_CONTACT, contact);
  hecha_builder_fact (self, facts, HECHA_SAY_UNIT_INSPECTION, self->visit->unit);
  hecha_builder_fact (self, facts, HECHA_SAY_I_TASK, self->visit->basis);
  add_joint (self, facts);
  add_notes (self, facts);
  hecha_builder_fact (self, facts, HECHA_SAY_NUMBER, self->visit->number);
  hecha_builder_fact (self, facts, HECHA_SAY_REVISION, revision);
  if (input->replaces)
    hecha_builder_fact (self, facts, HECHA_SAY_REPLACES, input->replaces);
  hecha_builder_fact (self, facts, HECHA_SAY_I_PLACE, sites);
  hecha_builder_fact (self, facts, HECHA_SAY_PLANNED_ON, self->visit->planned_on);
  hecha_builder_fact (self, facts, HECHA_SAY_I_ARRIVED,
                      input->arrived ? input->arrived : hecha_builder_say (self, HECHA_SAY_I_BLANK_TIME));
  hecha_builder_fact (self, facts, HECHA_SAY_I_LEFT,
                      input->left ? input->left : hecha_builder_say (self, HECHA_SAY_I_BLANK_TIME));
  hecha_builder_fact (self, facts, HECHA_SAY_I_PRESENT,
                      input->present ? input->present : hecha_builder_say (self, HECHA_SAY_I_BLANK_PEOPLE));
  hecha_builder_add_times (self, facts);
  hecha_builder_fact (self, facts, HECHA_SAY_MADE_AT, made_at);
  hecha_builder_fact (self, facts, HECHA_SAY_MADE_BY, input->author);
  hecha_builder_fact (self, facts, HECHA_SAY_DEVICE, input->device);
}

static void
add_basis (HechaReportBuilder *self)
{
  hecha_builder_chapter (self, HECHA_SAY_I_BASIS);
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_I_BASIS_TEXT));
  if (!self->input->basis || !self->input->basis[0])
    hecha_builder_paragraph (self, HECHA_STYLE_LIST, hecha_builder_say (self, HECHA_SAY_BASIS_LAWS));
  for (const char *const *line = self->input->basis; line && *line; line++)
    hecha_builder_paragraph (self, HECHA_STYLE_LIST, *line);
  hecha_builder_paragraph (self, HECHA_STYLE_LIST, hecha_builder_say (self, HECHA_SAY_BASIS_MEASURES_INSPECTION));
}

static void
add_people (HechaReportBuilder *self)
{
  g_autofree char *support = hecha_builder_members (self, HECHA_ROLE_SUPPORT);

  hecha_builder_chapter (self, HECHA_SAY_I_PEOPLE);
  hecha_builder_add_team (self, HECHA_SAY_LAW_CERTIFICATE);
  if (*support)
    hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_I_SUPPORT_NOTE));
  hecha_builder_chapter (self, HECHA_SAY_I_RIGHTS);
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_I_RIGHTS_TEXT));
  for (HechaSay id = HECHA_SAY_I_RIGHTS_1; id <= HECHA_SAY_I_RIGHTS_3; id++)
    {
      g_autofree char *text = g_strdup_printf ("%d. %s", (int) (id - HECHA_SAY_I_RIGHTS_1 + 1),
                                               hecha_builder_say (self, id));

      hecha_builder_paragraph (self, HECHA_STYLE_LIST, text);
    }
}

static void
add_scope (HechaReportBuilder *self)
{
  HechaTally tally;

  hecha_case_tally (self->content, hecha_visit_types (self->visit), NULL, &tally);
  hecha_builder_chapter (self, HECHA_SAY_I_SCOPE);
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_I_SCOPE_TEXT));
  hecha_builder_add_scopes (self);
  hecha_builder_format (self, HECHA_STYLE_BODY, HECHA_SAY_I_COURSE, tally.total,
                        tally.count[HECHA_VERDICT_CONFORMING],
                        tally.count[HECHA_VERDICT_PARTIAL] + tally.count[HECHA_VERDICT_NONCONFORMING],
                        tally.count[HECHA_VERDICT_NOT_APPLICABLE], tally.count[HECHA_VERDICT_OPEN],
                        self->content->objects->len, self->content->evidence->len);
  if (self->content->objects->len || self->content->samplings->len)
    hecha_builder_add_objects (self);
}

static void
append_seen (const HechaReportBuilder *self,
             GString                  *text,
             const HechaItem          *item,
             const HechaObject        *object)
{
  for (guint step = 1; step <= item->steps->len; step++)
    {
      const char *uuid = object ? object->uuid : HECHA_WHOLE;
      const char *seen = hecha_answers_get (self->content->answers, item->uuid, uuid, step, HECHA_ANSWER_OBSERVATION);
      const char *source = hecha_answers_get (self->content->answers, item->uuid, uuid, step, HECHA_ANSWER_SOURCE);
      g_autofree char *from = NULL;

      if (!seen || !hecha_answers_is (self->content->answers, item->uuid, uuid, step, HECHA_ANSWER_STEP, "no"))
        continue;
      if (source)
        from = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_SOURCE_IS), source);
      g_string_append (text, text->len ? "\n" : "");
      if (object)
        g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_COLON), object->name, seen);
      else
        g_string_append (text, seen);
      if (from)
        g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_BRACKETS), "", from);
    }
}

static char *
describe_fact (const HechaReportBuilder *self,
               const HechaItem          *item)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, self->content->objects);
  g_autoptr(GPtrArray) findings = hecha_case_findings (self->content, item->uuid);
  g_autofree char *evidence = hecha_builder_evidence (self, item->uuid);
  GString *text = g_string_new (NULL);

  if (objects->len == 0)
    append_seen (self, text, item, NULL);
  for (guint i = 0; i < objects->len; i++)
    append_seen (self, text, item, objects->pdata[i]);
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = hecha_builder_marks (self, findings->pdata[i], ((HechaFinding *) findings->pdata[i])->what);

      g_string_append_printf (text, "%s%s", text->len ? "\n" : "", line);
    }
  if (*evidence)
    {
      g_string_append (text, text->len ? "\n" : "");
      g_string_append_printf (text, hecha_builder_say (self, HECHA_SAY_EVIDENCE_REFS), evidence);
    }
  return g_string_free (text, FALSE);
}

static gboolean
has_problem (const HechaReportBuilder *self,
             const HechaItem          *item)
{
  HechaVerdict verdict = hecha_case_verdict (self->content, item);

  return verdict == HECHA_VERDICT_PARTIAL || verdict == HECHA_VERDICT_NONCONFORMING;
}

static void
add_facts (HechaReportBuilder *self)
{
  HechaBlock *table = NULL;

  hecha_builder_chapter (self, HECHA_SAY_I_FACTS);
  for (guint i = 0; i < self->content->checklist->entries->len; i++)
    {
      const HechaItem *item = ((HechaChecklistEntry *) self->content->checklist->entries->pdata[i])->item;
      g_autofree char *fact = NULL;

      if (!has_problem (self, item))
        continue;
      if (!table)
        table = hecha_builder_table (self, 0.8, HECHA_ALIGN_START, HECHA_SAY_ITEM_NUMBER,
                                     2.0, HECHA_ALIGN_START, HECHA_SAY_ITEM,
                                     5.0, HECHA_ALIGN_START, HECHA_SAY_I_FACT, 0.0);
      fact = describe_fact (self, item);
      hecha_block_add_row (table, item->label ? item->label : "—", hecha_text_get (&item->title, self->language),
                           fact, NULL);
    }
  if (!table)
    hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_I_NO_FACTS));
}

static void
add_finding_line (HechaReportBuilder *self,
                  guint               i,
                  const char         *text)
{
  g_autofree char *number = g_strdup_printf ("P%u", i + 1);
  g_autofree char *line = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_COLON), number, text);

  hecha_builder_paragraph (self, HECHA_STYLE_LIST, line);
}

static void
add_cured (HechaReportBuilder *self)
{
  guint n = 0;

  hecha_builder_chapter (self, HECHA_SAY_I_CURED);
  for (guint i = 0; i < self->content->findings->len; i++)
    {
      HechaFinding *finding = self->content->findings->pdata[i];

      if (finding->cured)
        add_finding_line (self, i, finding->what);
      n += finding->cured;
    }
  hecha_builder_paragraph (self, HECHA_STYLE_BODY,
                           hecha_builder_say (self, n ? HECHA_SAY_I_CURED_IS : HECHA_SAY_I_NO_CURED));
}

static void
add_statements (HechaReportBuilder *self)
{
  HechaBlock *block;

  hecha_builder_chapter (self, HECHA_SAY_I_STATEMENT);
  for (guint i = 0; i < self->content->findings->len; i++)
    {
      HechaFinding *finding = self->content->findings->pdata[i];

      if (finding->statement && *finding->statement)
        add_finding_line (self, i, finding->statement);
    }
  hecha_builder_paragraph (self, HECHA_STYLE_BODY, hecha_builder_say (self, HECHA_SAY_I_STATEMENT_BLANK));
  block = hecha_report_model_add (self->model, HECHA_BLOCK_PLACES, NULL);
  hecha_block_add_place (block, NULL, hecha_builder_say (self, HECHA_SAY_I_STATEMENT), NULL)->is_text = TRUE;
}

static void
add_refusal (HechaReportBuilder *self)
{
  static const char *const locks[] = { "on-site-person", "refusal", NULL };
  HechaBlock *block;
  HechaPlace *place;

  hecha_builder_heading (self, 2, hecha_builder_say (self, HECHA_SAY_I_REFUSAL));
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_I_REFUSAL_NOTE));
  block = hecha_report_model_add (self->model, HECHA_BLOCK_PLACES, NULL);
  hecha_block_add_place (block, "refusal", hecha_builder_say (self, HECHA_SAY_I_REFUSAL_FIELD), NULL)->is_text = TRUE;
  place = hecha_block_add_place (block, "refusal-officer-1",
                                 hecha_builder_say (self, HECHA_SAY_I_REFUSAL_OFFICER_1), NULL);
  place->locks = g_strdupv ((char **) locks);
  place = hecha_block_add_place (block, "refusal-officer-2",
                                 hecha_builder_say (self, HECHA_SAY_I_REFUSAL_OFFICER_2), NULL);
  place->locks = g_strdupv ((char **) locks);
}

static void
add_problem_list (HechaReportBuilder *self)
{
  hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
  hecha_builder_heading (self, 1, hecha_builder_say (self, HECHA_SAY_PROBLEM_LIST_TITLE));
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_I_LIST_NOTE));
  hecha_builder_add_problems (self);
  hecha_builder_add_earlier (self);
  if (self->content->findings->len == 0)
    return;
  hecha_builder_heading (self, 2, hecha_builder_say (self, HECHA_SAY_ADVICE));
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_ADVICE_TEXT));
  hecha_builder_add_measures (self);
}

/**
 * hecha_report_inspection:
 *
 * The on-site record 现场检查笔录 and the problem list. It tells facts and
 * draws no conclusion on conformity.
 */
void
hecha_report_inspection (HechaReportBuilder *self)
{
  self->chinese_numbers = self->language == HECHA_LANGUAGE_ZH;
  hecha_report_model_add (self->model, HECHA_BLOCK_TITLE, self->model->title);
  add_particulars (self);
  add_basis (self);
  add_people (self);
  add_scope (self);
  add_facts (self);
  add_cured (self);
  add_statements (self);
  hecha_builder_chapter (self, HECHA_SAY_I_SIGN);
  hecha_builder_paragraph (self, HECHA_STYLE_NOTE, hecha_builder_say (self, HECHA_SAY_I_SIGN_NOTE));
  hecha_builder_add_places (self);
  add_refusal (self);
  add_problem_list (self);
  hecha_report_model_add (self->model, HECHA_BLOCK_PAGE_BREAK, NULL);
  hecha_builder_appendix (self, HECHA_SAY_PHOTOS);
  hecha_builder_add_pictures (self);
  hecha_builder_appendix (self, HECHA_SAY_EVIDENCE_LIST);
  hecha_builder_add_evidence (self);
  hecha_builder_appendix (self, HECHA_SAY_CUSTODY);
  hecha_builder_add_custody (self);
  hecha_builder_appendix (self, HECHA_SAY_DIGESTS);
  hecha_builder_add_digests (self);
}
