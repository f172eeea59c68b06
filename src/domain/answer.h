/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nick.h"

G_BEGIN_DECLS

/* The object of an answer that speaks of the enterprise as a whole. */
#define HECHA_WHOLE "whole"

/**
 * HechaAnswerField:
 * @HECHA_ANSWER_STEP: of a step: yes, no or na
 * @HECHA_ANSWER_OBSERVATION: of a step: what was seen or heard
 * @HECHA_ANSWER_SOURCE: of a step: interviewee and post, or document with version, or tool and command
 * @HECHA_ANSWER_REASON: of an object or the item: why not applicable, or why the verdict is not the derived one
 * @HECHA_ANSWER_VERDICT: of the item: the chosen verdict
 * @HECHA_ANSWER_NOTE: of the item: a note
 * @HECHA_ANSWER_FLAG: of the item: "yes" where somebody wants to come back
 * @HECHA_ANSWER_OT_AGREED: of an object or the item: who of the plant agreed to a TEST on a live device, name and post
 * @HECHA_ANSWER_OT_WINDOW: when
 * @HECHA_ANSWER_OT_STOPS: what may stop
 * @HECHA_ANSWER_OT_WAY_BACK: how to back out
 * @HECHA_ANSWER_CARRIED: of the item: the number and day of the earlier visit whose answers were taken over
 * @HECHA_ANSWER_CONFIRMED: of the item: "yes" where somebody saw today that what was taken over still holds
 *
 * The fields of an answer. Fields of steps have a step from 1, all others step 0.
 */
typedef enum
{
  HECHA_ANSWER_STEP,
  HECHA_ANSWER_OBSERVATION,
  HECHA_ANSWER_SOURCE,
  HECHA_ANSWER_REASON,
  HECHA_ANSWER_VERDICT,
  HECHA_ANSWER_NOTE,
  HECHA_ANSWER_FLAG,
  HECHA_ANSWER_OT_AGREED,
  HECHA_ANSWER_OT_WINDOW,
  HECHA_ANSWER_OT_STOPS,
  HECHA_ANSWER_OT_WAY_BACK,
  HECHA_ANSWER_CARRIED,
  HECHA_ANSWER_CONFIRMED,
} HechaAnswerField;

extern const HechaNick hecha_answer_field_nicks[];

/**
 * HechaAnswer:
 * @item: UUID of the item
 * @object: UUID of the object, or %HECHA_WHOLE
 * @step: from 1; 0 for a field that is of no step
 * @field: which of the fields
 * @value: (nullable): what was said; %NULL where it was taken back
 * @author: (nullable): who said it
 * @time: (nullable): when, RFC 3339
 * @conflict: whether two people said different things without seeing each other's
 *
 * One entry of a record 结果记录. Its subject, independent of the enterprise's
 * type, is (item, object, step, field).
 */
typedef struct
{
  char             *item;
  char             *object;
  int               step;
  HechaAnswerField  field;
  char             *value;
  char             *author;
  char             *time;
  gboolean          conflict;
} HechaAnswer;

/**
 * HechaAnswers:
 *
 * The answers of one visit, by subject. Not thread-safe.
 */
typedef struct _HechaAnswers HechaAnswers;

HechaAnswer  *hecha_answer_new      (const char        *item,
                                     const char        *object,
                                     int                step,
                                     HechaAnswerField   field,
                                     const char        *value);
HechaAnswer  *hecha_answer_copy     (const HechaAnswer *self);
void          hecha_answer_free     (HechaAnswer       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaAnswer, hecha_answer_free)
char         *hecha_answer_subject  (const HechaAnswer *self);
HechaAnswer  *hecha_answer_from_subject (const char    *subject,
                                     const char        *value);

HechaAnswers *hecha_answers_new     (void);
HechaAnswers *hecha_answers_copy    (HechaAnswers      *self);
void          hecha_answers_free    (HechaAnswers      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaAnswers, hecha_answers_free)
void          hecha_answers_put     (HechaAnswers      *self,
                                     HechaAnswer       *answer);
const HechaAnswer *hecha_answers_find (HechaAnswers    *self,
                                     const char        *item,
                                     const char        *object,
                                     int                step,
                                     HechaAnswerField   field);
const char   *hecha_answers_get     (HechaAnswers      *self,
                                     const char        *item,
                                     const char        *object,
                                     int                step,
                                     HechaAnswerField   field);
gboolean      hecha_answers_is (HechaAnswers      *self,
                                     const char        *item,
                                     const char        *object,
                                     int                step,
                                     HechaAnswerField   field,
                                     const char        *value);
void          hecha_answers_foreach (HechaAnswers      *self,
                                     void             (*func) (const HechaAnswer *answer,
                                                               gpointer           data),
                                     gpointer           data);

G_END_DECLS
