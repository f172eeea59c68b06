/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf-diff.h"
#include "verification.h"

/* For pdf-diff.c and pdf-additions.c: a comparison while it is made. */

/**
 * HechaDiff:
 * @before: a signed revision
 * @after: the whole file
 * @out: what is told
 * @stage: what is compared now: the name of a change that is found
 * @grade: what such a change means
 * @allowed: (element-type guint): objects that may differ
 * @added: (element-type guint): those of them that were not there before
 * @replaced: (element-type guint): empty looks of fields, which other programs
 *   write over
 * @filled: (element-type guint): the fields themselves
 * @touched: (element-type guint): allowed ones that were there and were written anew
 * @pages: (element-type guint): pages with new annotations
 * @metadata: the stream with the file's metadata where it was written anew; else 0
 * @widgets: (element-type guint): new signature fields, and whether they are shown
 * @named: (nullable) (element-type guint): every object that @after refers to
 * @current: object of the signed revision that is looked at
 * @queue: those whose values were not looked at yet
 */
typedef struct
{
  HechaPdfFile *before;
  HechaPdfFile *after;
  HechaPdfDiff *out;
  const char *stage;
  HechaDifferenceGrade grade;
  GHashTable *allowed;
  GHashTable *added;
  GHashTable *replaced;
  GHashTable *filled;
  GHashTable *touched;
  GHashTable *pages;
  guint metadata;
  GHashTable *widgets;
  GHashTable *named;
  guint current;
  GQueue queue;
} HechaDiff;

/* What pdf-diff.c lends to pdf-additions.c. */

gboolean    hecha_diff_refuse             (HechaDiff           *self,
                                           const char          *format,
                                           ...) G_GNUC_PRINTF (2, 3);
void        hecha_diff_tell               (HechaDiff           *self,
                                           const char          *name,
                                           HechaDifferenceGrade grade,
                                           const char          *format,
                                           ...) G_GNUC_PRINTF (4, 5);
gboolean    hecha_diff_is_there           (HechaPdfFile        *file,
                                           guint                number);
gboolean    hecha_diff_is_same            (HechaDiff           *self,
                                           guint                number);
gboolean    hecha_diff_allow_graph        (HechaDiff           *self,
                                           const HechaPdfValue *value);
void        hecha_diff_allow_object       (HechaDiff           *self,
                                           const HechaPdfValue *reference);
int         hecha_diff_common             (const HechaPdfValue *first,
                                           const HechaPdfValue *all);
const char *hecha_diff_key                (const HechaPdfValue *a,
                                           const HechaPdfValue *b,
                                           const char *const   *except);

/* What others than the authors of a file add to it. */

gboolean    hecha_pdf_additions_sign      (HechaDiff           *self,
                                           const HechaPdfField *field);
gboolean    hecha_pdf_additions_field     (HechaDiff           *self,
                                           const HechaPdfField *field);
gboolean    hecha_pdf_additions_pages     (HechaDiff           *self);
gboolean    hecha_pdf_additions_resources (HechaDiff           *self,
                                           const HechaPdfValue *before,
                                           const HechaPdfValue *after);
gboolean    hecha_pdf_additions_metadata  (HechaDiff           *self);
gboolean    hecha_pdf_additions_left_over (HechaDiff           *self,
                                           guint                number);
gboolean    hecha_pdf_additions_rewritten (HechaDiff           *self,
                                           guint                number);
gboolean    hecha_pdf_additions_passive   (HechaDiff           *self);
