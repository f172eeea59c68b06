/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* With what the code of each page begins. */
#define HECHA_PAGE_MARK_PREFIX "HECHA/1 "
#define HECHA_PAGE_MARK_MAX_PAGES 20000

/**
 * HechaPageMark:
 * @number: of the report
 * @revision: of the freeze
 * @digest: (nullable): SHA-256 of the results, lower-case hex; %NULL for a draft
 * @page: from 1
 * @pages: how many the report has
 *
 * What the QR code of a printed page says.
 */
typedef struct
{
  char  *number;
  int    revision;
  char  *digest;
  guint  page;
  guint  pages;
} HechaPageMark;

char          *hecha_page_mark_to_text (const HechaPageMark  *self);
HechaPageMark *hecha_page_mark_parse   (const char           *text,
                                        GError              **error);
void           hecha_page_mark_free    (HechaPageMark        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPageMark, hecha_page_mark_free)

G_END_DECLS
