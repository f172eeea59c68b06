/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-parts.h"

#include "clock.h"

#include <stdarg.h>

#define CHINA_OFFSET (8 * G_TIME_SPAN_HOUR)

const char *
hecha_builder_say (const HechaReportBuilder *self,
                   HechaSay                  id)
{
  return hecha_report_text (id, self->language);
}

void
hecha_builder_heading (HechaReportBuilder *self,
                       int                 level,
                       const char         *text)
{
  hecha_report_model_add (self->model, HECHA_BLOCK_HEADING, text)->level = level;
}

/* Enough for the chapters of a record; a report counts in digits. */
static const char *const chinese_numbers[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
                                               "十一", "十二", "十三", "十四", "十五" };

/**
 * hecha_builder_chapter:
 *
 * Begins a numbered chapter: 一、 in a Chinese record, 1 elsewhere.
 */
void
hecha_builder_chapter (HechaReportBuilder *self,
                       HechaSay            id)
{
  g_autofree char *text = NULL;

  self->section = 0;
  self->chapter++;
  if (self->chinese_numbers && self->chapter < G_N_ELEMENTS (chinese_numbers))
    text = g_strdup_printf ("%s、%s", chinese_numbers[self->chapter], hecha_builder_say (self, id));
  else
    text = g_strdup_printf ("%u  %s", self->chapter, hecha_builder_say (self, id));
  hecha_builder_heading (self, 1, text);
}

void
hecha_builder_section (HechaReportBuilder *self,
                       const char         *text)
{
  g_autofree char *numbered = NULL;

  self->section++;
  numbered = g_strdup_printf ("%u.%u  %s", self->chapter, self->section, text);
  hecha_builder_heading (self, 2, numbered);
}

void
hecha_builder_appendix (HechaReportBuilder *self,
                        HechaSay            id)
{
  g_autofree char *text = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_APPENDIX), 'A' + (int) self->appendix++,
                                           hecha_builder_say (self, id));

  hecha_builder_heading (self, 1, text);
}

void
hecha_builder_paragraph (HechaReportBuilder *self,
                         HechaStyle          style,
                         const char         *text)
{
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, text)->style = style;
}

void
hecha_builder_format (HechaReportBuilder *self,
                      HechaStyle          style,
                      HechaSay            id,
                      ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, id);
  text = g_strdup_vprintf (hecha_builder_say (self, id), args);
  va_end (args);
  hecha_builder_paragraph (self, style, text);
}

/**
 * hecha_builder_facts:
 *
 * Returns: (transfer none): a new table of names and values, without a head
 */
HechaBlock *
hecha_builder_facts (HechaReportBuilder *self)
{
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);

  hecha_block_add_column (block, 1, HECHA_ALIGN_START);
  hecha_block_add_column (block, 3.2, HECHA_ALIGN_START);
  g_array_index (block->columns, HechaColumn, 0).label = TRUE;
  return block;
}

/**
 * hecha_builder_fact:
 * @value: (nullable): “not recorded” where there is none
 */
void
hecha_builder_fact (HechaReportBuilder *self,
                    HechaBlock         *block,
                    HechaSay            label,
                    const char         *value)
{
  hecha_block_add_row (block, hecha_builder_say (self, label),
                       value && *value ? value : hecha_builder_say (self, HECHA_SAY_NOT_RECORDED), NULL);
}

/**
 * hecha_builder_table:
 * @...: a double for a column's weight, an int for its #HechaAlign, an int for
 *   the #HechaSay of its head, for each; and 0.0
 *
 * Returns: (transfer none): a new table with a head
 */
HechaBlock *
hecha_builder_table (HechaReportBuilder *self,
                     ...)
{
  HechaBlock *block = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);
  g_autoptr(GStrvBuilder) head = g_strv_builder_new ();
  HechaRow *row = g_new0 (HechaRow, 1);
  double weight;
  va_list args;

  va_start (args, self);
  while ((weight = va_arg (args, double)) > 0)
    {
      HechaAlign align = va_arg (args, int);

      hecha_block_add_column (block, weight, align);
      g_strv_builder_add (head, hecha_builder_say (self, va_arg (args, int)));
    }
  va_end (args);
  row->cells = g_strv_builder_end (head);
  g_ptr_array_add (block->rows, row);
  block->has_head = TRUE;
  return block;
}

const char *
hecha_builder_type (const HechaReportBuilder *self,
                    HechaType                 type)
{
  return hecha_builder_say (self, HECHA_SAY_TYPE_CONNECTED + type);
}

/**
 * hecha_builder_type_level:
 *
 * Returns: (transfer full): a type with its level in brackets
 */
char *
hecha_builder_type_level (const HechaReportBuilder *self,
                          HechaType                 type,
                          int                       level)
{
  return g_strdup_printf (hecha_builder_say (self, HECHA_SAY_BRACKETS), hecha_builder_type (self, type),
                          hecha_builder_say (self, HECHA_SAY_LEVEL_1 + CLAMP (level, 1, 3) - 1));
}

/**
 * hecha_builder_types:
 *
 * Returns: (transfer full): the types of the visit with their levels
 */
char *
hecha_builder_types (const HechaReportBuilder *self)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) texts = NULL;

  for (guint i = 0; i < self->visit->scopes->len; i++)
    {
      HechaScope *scope = self->visit->scopes->pdata[i];
      g_autofree char *text = hecha_builder_type_level (self, scope->type, scope->level);

      g_strv_builder_add (parts, text);
    }
  texts = g_strv_builder_end (parts);
  return g_strjoinv (hecha_builder_say (self, HECHA_SAY_COMMA), texts);
}

const char *
hecha_builder_verdict (const HechaReportBuilder *self,
                       HechaVerdict              verdict)
{
  return hecha_text_get (&hecha_verdict_labels[verdict], self->language);
}

/**
 * hecha_builder_time:
 * @time: (nullable): RFC 3339
 *
 * Returns: (transfer full): the time in China to the second, where China has
 *   one zone; anything else as it is
 */
char *
hecha_builder_time (const HechaReportBuilder *self,
                    const char               *time)
{
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) china = NULL;
  g_autofree char *text = NULL;
  gint64 at;

  if (!time || !hecha_time_from_text (time, &at))
    return g_strdup (time ? time : hecha_builder_say (self, HECHA_SAY_NOT_RECORDED));
  utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  china = utc ? g_date_time_add (utc, CHINA_OFFSET) : NULL;
  text = china ? g_date_time_format (china, "%Y-%m-%d %H:%M:%S") : g_strdup (time);
  return g_strconcat (text, hecha_builder_say (self, HECHA_SAY_TIME_ZONE), NULL);
}

char *
hecha_builder_revision (const HechaReportBuilder *self)
{
  if (!self->content->frozen)
    return g_strdup (hecha_builder_say (self, HECHA_SAY_REVISION_DRAFT));
  return g_strdup_printf (hecha_builder_say (self, HECHA_SAY_REVISION_N), self->content->revision);
}

/**
 * hecha_builder_evidence:
 * @item: UUID of an item
 *
 * Returns: (transfer full): the numbers of its evidence, or the empty text
 */
char *
hecha_builder_evidence (const HechaReportBuilder *self,
                        const char               *item)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->content->evidence->len; i++)
    if (hecha_evidence_is_for (self->content->evidence->pdata[i], item))
      g_string_append_printf (text, "%sE%u", text->len ? hecha_builder_say (self, HECHA_SAY_COMMA) : "", i + 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * hecha_builder_members:
 *
 * Returns: (transfer full): the names of those with @role, or the empty text
 */
char *
hecha_builder_members (const HechaReportBuilder *self,
                       HechaRole                 role)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->visit->members->len; i++)
    {
      HechaMember *member = self->visit->members->pdata[i];

      if (member->role == role)
        g_string_append_printf (text, "%s%s", text->len ? hecha_builder_say (self, HECHA_SAY_COMMA) : "", member->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * hecha_builder_carried:
 * @item: UUID of an item
 *
 * Returns: (transfer full) (nullable): which visit its answers were taken over
 *   from, and who confirmed it when; %NULL where it was answered anew
 */
char *
hecha_builder_carried (const HechaReportBuilder *self,
                       const char               *item)
{
  const char *from = hecha_answers_get (self->content->answers, item, HECHA_WHOLE, 0, HECHA_ANSWER_CARRIED);
  const HechaAnswer *confirmed = hecha_answers_find (self->content->answers, item, HECHA_WHOLE, 0, HECHA_ANSWER_CONFIRMED);
  g_autofree char *text = from ? g_strdup_printf (hecha_builder_say (self, HECHA_SAY_CARRIED), from) : NULL;
  g_autofree char *time = NULL, *more = NULL;

  if (!from || !confirmed || !confirmed->value)
    return g_steal_pointer (&text);
  time = hecha_builder_time (self, confirmed->time);
  more = g_strdup_printf (hecha_builder_say (self, HECHA_SAY_CARRIED_CONFIRMED),
                          confirmed->author ? confirmed->author : "—", time);
  return g_strconcat (text, more, NULL);
}

/**
 * hecha_builder_marks:
 *
 * Returns: (transfer full): @text after what is to be seen first of @finding
 */
char *
hecha_builder_marks (const HechaReportBuilder *self,
                     const HechaFinding       *finding,
                     const char               *text)
{
  g_autofree char *downgraded = hecha_finding_is_downgraded (finding)
    ? g_strdup_printf (hecha_builder_say (self, HECHA_SAY_DOWNGRADED), finding->downgraded_by, finding->downgrade_reason)
    : NULL;

  return g_strconcat (hecha_case_course (self->content, finding) == HECHA_COURSE_PERSISTING
                      ? hecha_builder_say (self, HECHA_SAY_PERSISTING) : "",
                      downgraded ? downgraded : finding->major ? hecha_builder_say (self, HECHA_SAY_MAJOR) : "",
                      finding->cured ? hecha_builder_say (self, HECHA_SAY_CURED) : "", text, NULL);
}
