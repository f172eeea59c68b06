/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text.h"
#include "topology.h"

G_BEGIN_DECLS

/**
 * HechaBlockKind:
 *
 * What a document is made of, from top to bottom.
 */
typedef enum
{
  HECHA_BLOCK_TITLE,      /* @text, large and centred */
  HECHA_BLOCK_HEADING,    /* @text, @level 1 to 3 */
  HECHA_BLOCK_PARAGRAPH,  /* @text, @style */
  HECHA_BLOCK_TABLE,      /* @columns, @rows, @has_head */
  HECHA_BLOCK_PICTURES,   /* @pictures, two a row */
  HECHA_BLOCK_CHART,      /* @bars, @text is the caption */
  HECHA_BLOCK_DIAGRAM,    /* @topology, @text is the caption */
  HECHA_BLOCK_PLACES,     /* @places to sign, kept on one page */
  HECHA_BLOCK_CONTENTS,   /* the headings of levels 1 and 2 with their pages */
  HECHA_BLOCK_SPACE,      /* @level millimetres */
  HECHA_BLOCK_PAGE_BREAK,
} HechaBlockKind;

typedef enum
{
  HECHA_STYLE_BODY,
  HECHA_STYLE_LIST,
  HECHA_STYLE_STRONG,
  HECHA_STYLE_NOTE,
  HECHA_STYLE_CENTRED,
} HechaStyle;

typedef enum
{
  HECHA_ALIGN_START,
  HECHA_ALIGN_CENTRE,
  HECHA_ALIGN_END,
} HechaAlign;

/**
 * HechaColumn:
 * @weight: its share of the width
 * @align: of its cells
 * @label: whether its cells name what stands beside them
 * @digest: whether its cells are digests, set in a fixed pitch
 */
typedef struct
{
  double     weight;
  HechaAlign align;
  gboolean   label;
  gboolean   digest;
} HechaColumn;

/**
 * HechaRow:
 * @cells: as many as there are columns
 * @strong: whether it is a sum
 */
typedef struct
{
  GStrv    cells;
  gboolean strong;
} HechaRow;

/**
 * HechaPicture:
 * @evidence: UUID of the evidence
 * @caption: with its number
 * @digest: SHA-256 of the file in the vault, lower-case hex
 */
typedef struct
{
  char *evidence;
  char *caption;
  char *digest;
} HechaPicture;

/**
 * HechaBar:
 * @label: below what
 * @rate: in hundredths of a percent, or -1 where there is none
 * @text: the rate in words
 */
typedef struct
{
  char *label;
  int   rate;
  char *text;
} HechaBar;

/**
 * HechaPlace:
 * @field: (nullable): name of the PDF field; %NULL for a place on paper only
 * @label: whose place it is
 * @signer: (nullable): who was named at planning
 * @is_text: a place to write in, not to sign
 * @locks: (nullable): fields that a signature here locks
 */
typedef struct
{
  char     *field;
  char     *label;
  char     *signer;
  gboolean  is_text;
  GStrv     locks;
} HechaPlace;

/**
 * HechaBlock:
 *
 * One block; see #HechaBlockKind for which members it uses.
 */
typedef struct
{
  HechaBlockKind  kind;
  int             level;
  HechaStyle      style;
  char           *text;
  gboolean        has_head;
  GArray         *columns;
  GPtrArray      *rows;
  GPtrArray      *pictures;
  GPtrArray      *bars;
  GPtrArray      *places;
  HechaTopology  *topology;
} HechaBlock;

/**
 * HechaReportModel:
 * @language: of the document
 * @title: of the document
 * @subject: the enterprise
 * @author: the unit that makes it
 * @number: of the case
 * @revision: of the document; 0 for a draft
 * @draft: whether a watermark says so
 * @header: (array length=2): two lines at the top of each page
 * @footer: the line at the foot of each page
 * @page_format: with page and pages, two %u
 * @strip: (nullable): what is signed by hand at the foot of each page
 * @draft_mark: the watermark's words
 * @date_label: beside a place to sign
 * @planned_label: what stands before the name of a planned signer
 * @missing_picture: what stands where a picture cannot be shown
 * @blocks: (element-type HechaBlock): from top to bottom
 *
 * A document before it has pages.
 */
typedef struct
{
  HechaLanguage  language;
  char          *title;
  char          *subject;
  char          *author;
  char          *number;
  int            revision;
  gboolean       draft;
  char          *header[2];
  char          *footer;
  char          *strip;
  const char    *page_format;
  const char    *draft_mark;
  const char    *date_label;
  const char    *planned_label;
  const char    *missing_picture;
  GPtrArray     *blocks;
} HechaReportModel;

HechaReportModel *hecha_report_model_new   (HechaLanguage           language);
void              hecha_report_model_free  (HechaReportModel       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaReportModel, hecha_report_model_free)
HechaBlock       *hecha_report_model_add   (HechaReportModel       *self,
                                            HechaBlockKind          kind,
                                            const char             *text);
void              hecha_block_add_column   (HechaBlock             *self,
                                            double                  weight,
                                            HechaAlign              align);
HechaRow         *hecha_block_add_row      (HechaBlock             *self,
                                            ...) G_GNUC_NULL_TERMINATED;
HechaPicture     *hecha_block_add_picture  (HechaBlock             *self,
                                            const char             *evidence,
                                            const char             *caption,
                                            const char             *digest);
void              hecha_block_add_bar      (HechaBlock             *self,
                                            const char             *label,
                                            int                     rate,
                                            const char             *text);
HechaPlace       *hecha_block_add_place    (HechaBlock             *self,
                                            const char             *field,
                                            const char             *label,
                                            const char             *signer);
GPtrArray        *hecha_report_model_texts (const HechaReportModel *self);

G_END_DECLS
