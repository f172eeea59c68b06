/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-form.h"

/**
 * HechaPdfArea:
 * @page: from 0
 * @left: points from the left edge of the page as shown
 * @top: points from its top edge
 * @width: points; 0 where only the whole page can be told
 * @height: points
 *
 * Where something is shown that was not there when the file was signed.
 */
typedef struct
{
  guint  page;
  double left;
  double top;
  double width;
  double height;
} HechaPdfArea;

/**
 * HechaPdfIsBlank:
 * @before: a file
 * @after: the same file with more revisions
 * @areas: (array length=n_areas): of its pages
 *
 * Returns: whether what @after shows in each of @areas hides nothing that
 *   @before shows
 */
typedef gboolean (*HechaPdfIsBlank) (GBytes             *before,
                                     GBytes             *after,
                                     const HechaPdfArea *areas,
                                     guint               n_areas);

/**
 * HechaPdfDiff:
 * @change: (nullable): the first change that no signature allows; %NULL where
 *   there is none
 * @filled: (element-type utf8): names of the fields that were signed since
 * @texts: (element-type utf8): names of the other fields that were filled since
 * @has_validation_data: whether a document security store was added or extended
 * @level: what the signed revision allows, see hecha_pdf_form_level()
 * @areas: (element-type HechaPdfArea): what is shown anew, outside of fields
 *   that were there; whether it covers anything is for others to see
 * @differences: (nullable) (element-type HechaDifference): each kind of difference; the last one
 *   is @change, where there is one
 *
 * What became of a file after one of its revisions.
 */
typedef struct
{
  char      *change;
  GPtrArray *filled;
  GPtrArray *texts;
  gboolean   has_validation_data;
  guint      level;
  GArray    *areas;
  GPtrArray *differences;
} HechaPdfDiff;

HechaPdfDiff *hecha_pdf_diff_new  (HechaPdfFile *before,
                                   HechaPdfFile *after);
void          hecha_pdf_diff_free (HechaPdfDiff *self);
