/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "deadline.h"
#include "enterprise.h"
#include "text.h"
#include "visit.h"

G_BEGIN_DECLS

const char *hecha_words_type         (HechaType        type);
const char *hecha_words_type_short   (HechaType        type);
char       *hecha_words_types        (guint            types);
char       *hecha_words_level        (int              level);
char       *hecha_words_type_level   (HechaType        type,
                                      int              level);
const char *hecha_words_filing_state (const char      *state);
const char *hecha_words_sector       (const char      *industry);
const char *hecha_words_conclusion   (const char      *grade);
char       *hecha_words_due          (HechaDueState    state,
                                      const char      *due);
const char *hecha_words_due_class    (HechaDueState    state);
const char *hecha_words_visit_class  (HechaVisitState  state);
char       *hecha_words_tooltip      (const char      *text);
const char *hecha_words              (const HechaText *text);

G_END_DECLS
