/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "enterprise.h"

G_BEGIN_DECLS

#define HECHA_MAX_GRADES 8

/**
 * HechaGrade:
 * @type: a #HechaType, or -1 where only a level was said
 * @level: 1 to 3, or 0 where only a type was said
 */
typedef struct
{
  int type;
  int level;
} HechaGrade;

char    *hecha_words_fold    (const char  *text);
char    *hecha_words_line    (const char  *text);
char    *hecha_words_code    (const char  *text);
guint    hecha_words_grades  (const char  *text,
                              HechaGrade   grades[HECHA_MAX_GRADES]);
gboolean hecha_words_date    (const char  *text,
                              GDate       *date);
gboolean hecha_words_serial  (const char  *text,
                              GDate       *date);
char    *hecha_words_region  (const char  *text,
                              gboolean    *by_name);
char    *hecha_words_industry (const char *text);

/**
 * HechaWord:
 * @text: folded as hecha_words_fold() does
 * @id: what it stands for on disk
 */
typedef struct
{
  const char *text;
  const char *id;
} HechaWord;

extern const HechaWord hecha_words_yes_no[];
extern const HechaWord hecha_words_states[];
extern const HechaWord hecha_words_node_kinds[];

const char *hecha_words_find (const HechaWord *words,
                              const char      *text);

G_END_DECLS
