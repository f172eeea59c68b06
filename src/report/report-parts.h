/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report-text.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * HechaReportBuilder:
 *
 * A document being put together: what it is made from, what there is so far,
 * and where its numbers stand. Private to src/report.
 */
typedef struct
{
  const HechaReportInput *input;
  const HechaCase        *content;
  const HechaVisit       *visit;
  HechaLanguage           language;
  HechaReportModel       *model;
  gboolean                chinese_numbers;
  guint                   chapter;
  guint                   section;
  guint                   figure;
  guint                   appendix;
} HechaReportBuilder;

const char *hecha_builder_say        (const HechaReportBuilder *self,
                                      HechaSay                  id);
void        hecha_builder_chapter    (HechaReportBuilder *self,
                                      HechaSay            id);
void        hecha_builder_section    (HechaReportBuilder *self,
                                      const char         *text);
void        hecha_builder_appendix   (HechaReportBuilder *self,
                                      HechaSay            id);
void        hecha_builder_heading    (HechaReportBuilder *self,
                                      int                 level,
                                      const char         *text);
void        hecha_builder_paragraph  (HechaReportBuilder *self,
                                      HechaStyle          style,
                                      const char         *text);
void        hecha_builder_format     (HechaReportBuilder *self,
                                      HechaStyle          style,
                                      HechaSay            id,
                                      ...);
HechaBlock *hecha_builder_facts      (HechaReportBuilder *self);
void        hecha_builder_fact       (HechaReportBuilder *self,
                                      HechaBlock         *block,
                                      HechaSay            label,
                                      const char         *value);
HechaBlock *hecha_builder_table      (HechaReportBuilder *self,
                                      ...);

const char *hecha_builder_type       (const HechaReportBuilder *self,
                                      HechaType                 type);
char       *hecha_builder_type_level (const HechaReportBuilder *self,
                                      HechaType                 type,
                                      int                       level);
char       *hecha_builder_types      (const HechaReportBuilder *self);
const char *hecha_builder_verdict    (const HechaReportBuilder *self,
                                      HechaVerdict              verdict);
char       *hecha_builder_time       (const HechaReportBuilder *self,
                                      const char               *time);
char       *hecha_builder_revision   (const HechaReportBuilder *self);
char       *hecha_builder_evidence   (const HechaReportBuilder *self,
                                      const char               *item);
char       *hecha_builder_members    (const HechaReportBuilder *self,
                                      HechaRole                 role);
char       *hecha_builder_carried    (const HechaReportBuilder *self,
                                      const char               *item);
char       *hecha_builder_marks      (const HechaReportBuilder *self,
                                      const HechaFinding       *finding,
                                      const char               *text);

void        hecha_builder_add_scopes   (HechaReportBuilder *self);
void        hecha_builder_add_sites    (HechaReportBuilder *self);
void        hecha_builder_add_objects  (HechaReportBuilder *self);
void        hecha_builder_add_times    (HechaReportBuilder *self,
                                        HechaBlock         *facts);
void        hecha_builder_add_team     (HechaReportBuilder *self,
                                        HechaSay            certificate);
void        hecha_builder_add_problems (HechaReportBuilder *self);
void        hecha_builder_add_earlier  (HechaReportBuilder *self);
void        hecha_builder_add_measures (HechaReportBuilder *self);
void        hecha_builder_add_pictures (HechaReportBuilder *self);
void        hecha_builder_add_evidence (HechaReportBuilder *self);
void        hecha_builder_add_custody  (HechaReportBuilder *self);
void        hecha_builder_add_digests  (HechaReportBuilder *self);
void        hecha_builder_add_places   (HechaReportBuilder *self);

void        hecha_report_evaluation  (HechaReportBuilder *self);
void        hecha_report_inspection  (HechaReportBuilder *self);

G_END_DECLS
