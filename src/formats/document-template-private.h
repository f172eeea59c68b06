/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document-template.h"

G_BEGIN_DECLS

#define HECHA_TEMPLATE_MAX_DEPTH 8

typedef enum
{
  HECHA_LINE_PART,    /* part: says what it becomes */
  HECHA_LINE_EACH,
  HECHA_LINE_IF,
  HECHA_LINE_ELSE,
  HECHA_LINE_END,
} HechaLineKind;

/**
 * HechaTemplateLine:
 * @kind: what it does
 * @number: where it stands in the file, from 1
 * @part: what it becomes
 * @level: of the part
 * @text: (nullable): its words, with fields
 * @cells: (nullable): likewise, of a row; of a place who was named for it
 * @field: (nullable): name of the signature field of a place
 * @path: (nullable): of EACH and IF
 * @variable: (nullable): of EACH
 * @negated: of IF
 * @next: index of the ELSE or END that belongs to an EACH, IF or ELSE
 */
typedef struct
{
  HechaLineKind   kind;
  guint           number;
  HechaPaperKind  part;
  int             level;
  char           *text;
  GStrv           cells;
  char           *field;
  guint8          weights[HECHA_PAPER_MAX_COLUMNS];
  guint           n_weights;
  char           *path;
  char           *variable;
  gboolean        negated;
  guint           next;
} HechaTemplateLine;

struct _HechaDocumentTemplate
{
  char       *name;
  GHashTable *keys;
  GPtrArray  *lines;
};

G_END_DECLS
