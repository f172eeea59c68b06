/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notice.h"

#include "clock.h"
#include "report-text.h"
#include "report-write.h"

typedef enum
{
  SAY_TITLE_ACCEPT,
  SAY_TITLE_CORRECT,
  SAY_NUMBER,
  SAY_TO,
  SAY_OPENING,
  SAY_ACCEPTED,
  SAY_TO_CORRECT,
  SAY_NUMBER_COLUMN,
  SAY_FAULT_COLUMN,
  SAY_WITHIN,
  SAY_UNTIL,
  SAY_ASSUMED,
  SAY_AFTERWARDS,
  SAY_CONSEQUENCES,
  SAY_DUTIES,
  SAY_WORKSHEET,
  SAY_FACTOR,
  SAY_FILED,
  SAY_OPINION,
  SAY_REMARK,
  SAY_POINTS,
  SAY_FORM,
  SAY_VERIFIER,
  SAY_SEAL,
  SAY_LEVEL,
  SAY_HEADER,
  N_SAYINGS
} Say;

static const HechaText sayings[N_SAYINGS] = {
  [SAY_TITLE_ACCEPT] = { "登记信息核查通过通知", "Notice of an Accepted Filing" },
  [SAY_TITLE_CORRECT] = { "登记信息补正通知", "Correction Notice" },
  [SAY_NUMBER] = { "编号：%s　日期：%s", "Number: %s   Date: %s" },
  [SAY_TO] = { "%s（统一社会信用代码：%s）：", "To %s (unified social credit code %s):" },
  [SAY_OPENING] = { "你单位作为%s（%s）登记的信息，已依照《工业互联网安全分类分级管理办法》（工信部网安〔2024〕68号）第七条核查（第%u轮）。",
                    "Your filing as %s (%s) was verified under article 7 of the Measures (工信部网安〔2024〕68号), round %u." },
  [SAY_ACCEPTED] = { "经核查，材料内容齐全，所报级别与七项定级要素相符，予以通过。",
                     "The filing is complete, and the level agrees with the seven factors: it is accepted." },
  [SAY_TO_CORRECT] = { "经核查，存在材料内容不齐全或定级不准确的情形，请按下表补正：",
                       "The filing is incomplete or not graded accurately. Please correct what the table lists:" },
  [SAY_NUMBER_COLUMN] = { "序号", "No." },
  [SAY_FAULT_COLUMN] = { "需补正的内容", "To be corrected" },
  [SAY_WITHIN] = { "请于二十个工作日内补正（第七条）。", "Please correct it within 20 working days (article 7)." },
  [SAY_UNTIL] = { "自 %s 起算，截止日为 %s%s。", "Counted from %s, the last day is %s%s." },
  [SAY_ASSUMED] = { "计算依据：%s。", "What the day rests on: %s." },
  [SAY_AFTERWARDS] = { "补正后将重新核查。", "The correction will be verified again." },
  [SAY_CONSEQUENCES] = { "第二十条：不履行网络和数据安全保护义务的，按照《网络安全法》《数据安全法》等相关法律法规予以处理。",
                         "Article 20: who does not protect networks and data is dealt with under the Cybersecurity Law, the "
                         "Data Security Law and other rules." },
  [SAY_DUTIES] = { "定级要素发生较大变化、可能影响定级结果的，应在三个月内重新定级（第六条）。",
                   "After a large change in a factor that may affect the level, grade again within three months (article 6)." },
  [SAY_WORKSHEET] = { "七要素工作表（第六条）", "Worksheet of the seven factors (article 6)" },
  [SAY_FACTOR] = { "定级要素", "Factor" },
  [SAY_FILED] = { "登记内容", "As filed" },
  [SAY_OPINION] = { "核查意见", "Opinion" },
  [SAY_REMARK] = { "说明", "Remark" },
  [SAY_POINTS] = { "%d 分", "%d points" },
  [SAY_FORM] = { "《办法》未规定本文书的格式；以上为内部格式，非官方。", "The Measures prescribe no form for this notice; this one is internal, not official." },
  [SAY_VERIFIER] = { "核查人", "Verified by" },
  [SAY_SEAL] = { "主管部门（印章）", "Seal of the authority" },
  [SAY_LEVEL] = { "%d级", "level %d" },
  [SAY_HEADER] = { "%s　编号 %s", "%s  No. %s" },
};

typedef struct
{
  const HechaNoticeInput *input;
  const HechaFilingRound *round;
  HechaReportModel       *model;
} Builder;

static const char *
say (const Builder *self,
     Say            id)
{
  return hecha_text_get (&sayings[id], self->input->language);
}

static const char *
text (const Builder   *self,
      const HechaText *words)
{
  return hecha_text_get (words, self->input->language);
}

static void
paragraph (Builder    *self,
           HechaStyle  style,
           const char *words)
{
  hecha_report_model_add (self->model, HECHA_BLOCK_PARAGRAPH, words)->style = style;
}

static void
add_opening (Builder *self)
{
  const HechaFiling *filing = self->input->filing;
  g_autofree char *number = g_strdup_printf (say (self, SAY_NUMBER), self->round->number, self->round->decided_on);
  g_autofree char *to = g_strdup_printf (say (self, SAY_TO), hecha_filing_get (filing, HECHA_FIELD_NAME),
                                         hecha_filing_get (filing, HECHA_FIELD_CODE));
  g_autofree char *level = g_strdup_printf (say (self, SAY_LEVEL), filing->level);
  g_autofree char *opening = g_strdup_printf (say (self, SAY_OPENING), text (self, &hecha_type_labels[filing->type]), level,
                                              self->input->check->rounds->len);

  hecha_report_model_add (self->model, HECHA_BLOCK_TITLE, self->model->title);
  paragraph (self, HECHA_STYLE_CENTRED, number);
  paragraph (self, HECHA_STYLE_STRONG, to);
  paragraph (self, HECHA_STYLE_BODY, opening);
}

static void
add_faults (Builder *self)
{
  HechaBlock *table = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);
  g_autoptr(GPtrArray) faults = hecha_filing_check_faults (self->input->check, self->input->filing, self->input->language);

  hecha_block_add_column (table, 0.6, HECHA_ALIGN_CENTRE);
  hecha_block_add_column (table, 6, HECHA_ALIGN_START);
  table->has_head = TRUE;
  hecha_block_add_row (table, say (self, SAY_NUMBER_COLUMN), say (self, SAY_FAULT_COLUMN), NULL);
  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      hecha_block_add_row (table, number, faults->pdata[i], NULL);
    }
}

static void
add_term (Builder *self)
{
  const HechaTerm *term = self->input->correction;
  g_autofree char *from = NULL, *due = NULL, *until = NULL, *assumed = NULL, *rests = NULL;

  paragraph (self, HECHA_STYLE_STRONG, say (self, SAY_WITHIN));
  if (!term || !term->dated)
    return;
  from = hecha_date_to_text (&term->from);
  due = hecha_date_to_text (&term->due);
  until = g_strdup_printf (say (self, SAY_UNTIL), from, due,
                           !hecha_term_is_provisional (term) ? ""
                           : self->input->language == HECHA_LANGUAGE_ZH ? "（暂定）" : " (provisional)");
  assumed = hecha_term_assumed (term, self->input->language);
  rests = g_strdup_printf (say (self, SAY_ASSUMED), assumed);
  paragraph (self, HECHA_STYLE_BODY, until);
  paragraph (self, HECHA_STYLE_NOTE, rests);
}

static void
add_worksheet (Builder *self)
{
  HechaBlock *table;

  hecha_report_model_add (self->model, HECHA_BLOCK_HEADING, say (self, SAY_WORKSHEET))->level = 2;
  table = hecha_report_model_add (self->model, HECHA_BLOCK_TABLE, NULL);
  hecha_block_add_column (table, 2, HECHA_ALIGN_START);
  hecha_block_add_column (table, 2.4, HECHA_ALIGN_START);
  hecha_block_add_column (table, 1.4, HECHA_ALIGN_START);
  hecha_block_add_column (table, 2.2, HECHA_ALIGN_START);
  table->has_head = TRUE;
  hecha_block_add_row (table, say (self, SAY_FACTOR), say (self, SAY_FILED), say (self, SAY_OPINION), say (self, SAY_REMARK), NULL);
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    {
      const char *filed = hecha_filing_get (self->input->filing, HECHA_FACTOR_FIELD (i));
      const char *note = self->round->notes[i] ? self->round->notes[i] : "";
      g_autofree char *points = self->round->points[i] ? g_strdup_printf (say (self, SAY_POINTS), self->round->points[i]) : g_strdup ("");
      g_autofree char *remark = g_strdup_printf ("%s%s%s", points, *points && *note ? " · " : "", note);

      hecha_block_add_row (table, text (self, &hecha_field_specs[HECHA_FACTOR_FIELD (i)].label), *filed ? filed : "—",
                           text (self, &hecha_opinion_labels[self->round->opinions[i]]), remark, NULL);
    }
}

static void
add_places (Builder *self)
{
  HechaBlock *block;

  paragraph (self, HECHA_STYLE_NOTE, say (self, SAY_FORM));
  block = hecha_report_model_add (self->model, HECHA_BLOCK_PLACES, NULL);
  hecha_block_add_place (block, HECHA_NOTICE_VERIFIER, say (self, SAY_VERIFIER), self->round->by);
  hecha_block_add_place (block, HECHA_NOTICE_SEAL, say (self, SAY_SEAL), NULL);
}

static HechaReportModel *
build (const HechaNoticeInput *input)
{
  Builder self = { input, hecha_filing_check_round (input->check), hecha_report_model_new (input->language) };
  gboolean accepted = self.round->decision == HECHA_FILING_ACCEPT;
  HechaReportModel *model = self.model;

  model->title = g_strdup (say (&self, accepted ? SAY_TITLE_ACCEPT : SAY_TITLE_CORRECT));
  model->subject = g_strdup (hecha_filing_get (input->filing, HECHA_FIELD_NAME));
  model->author = g_strdup (input->unit);
  model->number = g_strdup (self.round->number);
  model->revision = 1;
  model->header[0] = g_strdup (input->unit);
  model->header[1] = g_strdup_printf (say (&self, SAY_HEADER), model->title, model->number);
  model->footer = g_strdup (hecha_report_text (HECHA_SAY_FOOTER, input->language));
  model->page_format = hecha_report_text (HECHA_SAY_PAGE, input->language);
  model->draft_mark = hecha_report_text (HECHA_SAY_DRAFT_MARK, input->language);
  model->date_label = hecha_report_text (HECHA_SAY_DATE, input->language);
  model->planned_label = hecha_report_text (HECHA_SAY_PLANNED_SIGNER, input->language);
  model->missing_picture = "";
  add_opening (&self);
  paragraph (&self, HECHA_STYLE_BODY, say (&self, accepted ? SAY_ACCEPTED : SAY_TO_CORRECT));
  if (!accepted)
    {
      add_faults (&self);
      add_term (&self);
      paragraph (&self, HECHA_STYLE_BODY, say (&self, SAY_AFTERWARDS));
      paragraph (&self, HECHA_STYLE_BODY, say (&self, SAY_CONSEQUENCES));
    }
  else
    paragraph (&self, HECHA_STYLE_BODY, say (&self, SAY_DUTIES));
  add_worksheet (&self);
  add_places (&self);
  return model;
}

/**
 * hecha_notice_texts:
 *
 * Returns: (transfer full): every text of the notice, as pages are to show it
 */
GStrv
hecha_notice_texts (const HechaNoticeInput *input)
{
  g_autoptr(HechaReportModel) model = build (input);
  g_autoptr(GPtrArray) texts = hecha_report_model_texts (model);
  g_autoptr(GStrvBuilder) copies = g_strv_builder_new ();

  for (guint i = 0; i < texts->len; i++)
    g_strv_builder_add (copies, texts->pdata[i]);
  return g_strv_builder_end (copies);
}

/**
 * hecha_notice_write:
 * @path: a PDF; replaced whole, or left as it was
 *
 * Makes the notice that a round of a verification ends in (article 7): what is
 * accepted, or what is to be corrected until when, with the worksheet of the
 * factors and an empty field for the authority's seal. The same input gives the
 * same bytes. Call it from a worker thread.
 */
gboolean
hecha_notice_write (const char              *path,
                    const HechaNoticeInput  *input,
                    GError                 **error)
{
  g_autoptr(HechaReportModel) model = NULL;
  const HechaReportInput plain = { .claimed_time = input->claimed_time };

  g_return_val_if_fail (path && input && hecha_filing_check_round (input->check), FALSE);
  model = build (input);
  return hecha_report_write_model (path, model, &plain, NULL, NULL, error);
}
