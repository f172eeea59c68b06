/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report.h"
#include "sample-case.h"

G_BEGIN_DECLS

/**
 * SampleInput:
 *
 * A sample case with all that its document needs. Keep it where it is while
 * the document is made: @input points into it.
 */
typedef struct
{
  HechaCase           *content;
  HechaConclusionRule *rule;
  GBytes              *jpeg;
  int                  width;
  int                  height;
  guint                asked;
  HechaReportFile      files[4];
  HechaReportInput     input;
} SampleInput;

void sample_input_init  (SampleInput       *self,
                         const HechaSample *sample,
                         const char        *picture);
void sample_input_clear (SampleInput       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SampleInput, sample_input_clear)

char *sample_write  (SampleInput *self,
                     guint       *n_pages);
char *sample_run    (const char  *program,
                     ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
