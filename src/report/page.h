/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report.h"

G_BEGIN_DECLS

/* A4, in points of 1/72 inch. */
#define HECHA_PAGE_WIDTH  595.276
#define HECHA_PAGE_HEIGHT 841.890

/**
 * HechaPageField:
 * @name: of the PDF field
 * @label: for people
 * @is_text: to write in, else to sign
 * @page: from 0
 * @x: left edge; points from the page's lower left corner, like the others
 * @y: lower edge
 * @locks: (nullable): fields that a signature here locks
 *
 * Where a form field came to lie.
 */
typedef struct
{
  char     *name;
  char     *label;
  gboolean  is_text;
  guint     page;
  double    x;
  double    y;
  double    width;
  double    height;
  GStrv     locks;
} HechaPageField;

/**
 * HechaPages:
 * @n_pages: how many
 * @fields: (element-type HechaPageField): in the document's order
 * @alternatives: (element-type utf8): what each tagged figure shows, in order
 *
 * What the layout knows that the next step needs.
 */
typedef struct
{
  guint      n_pages;
  GPtrArray *fields;
  GPtrArray *alternatives;
} HechaPages;

void        hecha_pages_free  (HechaPages             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPages, hecha_pages_free)
HechaPages *hecha_pages_write (GOutputStream          *out,
                               const HechaReportModel *model,
                               const HechaReportInput *input,
                               GCancellable           *cancellable,
                               GError                **error);

G_END_DECLS
