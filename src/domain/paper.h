/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text.h"

G_BEGIN_DECLS

#define HECHA_PAPER_MAX_COLUMNS 12

/**
 * HechaPaperKind:
 *
 * What a paper is made of, from top to bottom.
 */
typedef enum
{
  HECHA_PAPER_HEADING,    /* @text, @level 1 to 3 */
  HECHA_PAPER_TEXT,
  HECHA_PAPER_LIST,
  HECHA_PAPER_NOTE,
  HECHA_PAPER_STRONG,
  HECHA_PAPER_CENTRED,
  HECHA_PAPER_TABLE,      /* @weights; @level 1 where the first column names what stands beside it */
  HECHA_PAPER_ROW,        /* @cells, of the table before it; @level 1 for its head */
  HECHA_PAPER_PLACE,      /* @text to sign at, @cells[0] (if any) who was named for it, @field its signature field;
                             level 1 to write in */
  HECHA_PAPER_SPACE,      /* @level millimetres */
  HECHA_PAPER_PAGE_BREAK,
} HechaPaperKind;

/**
 * HechaPaperPart:
 *
 * One part; see #HechaPaperKind for which members it uses.
 */
typedef struct
{
  HechaPaperKind  kind;
  int             level;
  char           *text;
  GStrv           cells;
  char           *field;
  guint8          weights[HECHA_PAPER_MAX_COLUMNS];
  guint           n_weights;
} HechaPaperPart;

/**
 * HechaPaper:
 * @language: its language
 * @title: what it is
 * @letterhead: (nullable): whose it is, above the title
 * @number: (nullable): for people
 * @subject: (nullable): whom it is about, at the top of each page
 * @unit: (nullable): who makes it
 * @footer: (nullable): at the foot of each page
 * @strip: (nullable): what is signed by hand at the foot of each page
 * @parts: (element-type HechaPaperPart): from top to bottom
 *
 * A document of a procedure, such as a notice or a form, with its words filled
 * in and before it has pages.
 */
typedef struct
{
  HechaLanguage  language;
  char          *title;
  char          *letterhead;
  char          *number;
  char          *subject;
  char          *unit;
  char          *footer;
  char          *strip;
  GPtrArray     *parts;
} HechaPaper;

HechaPaper     *hecha_paper_new  (HechaLanguage   language);
void            hecha_paper_free (HechaPaper     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPaper, hecha_paper_free)
HechaPaperPart *hecha_paper_add  (HechaPaper     *self,
                                  HechaPaperKind  kind,
                                  int             level,
                                  const char     *text);

G_END_DECLS
