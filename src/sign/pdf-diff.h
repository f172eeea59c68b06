/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-form.h"

/**
 * HechaPdfDiff:
 * @change: (nullable): the first change that no signature allows; %NULL where
 *   there is none
 * @filled: (element-type utf8): names of the fields that were signed since
 * @texts: (element-type utf8): names of the text fields that were filled since
 * @has_validation_data: whether a document security store was added or extended
 *
 * What became of a file after one of its revisions.
 */
typedef struct
{
  char      *change;
  GPtrArray *filled;
  GPtrArray *texts;
  gboolean   has_validation_data;
} HechaPdfDiff;

HechaPdfDiff *hecha_pdf_diff_new  (HechaPdfFile *before,
                                   HechaPdfFile *after);
void          hecha_pdf_diff_free (HechaPdfDiff *self);
