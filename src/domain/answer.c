/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer.h"

#include "blank.h"

#include <stdlib.h>
#include <string.h>

const HechaNick hecha_answer_field_nicks[] = {
  { HECHA_ANSWER_STEP, "answer" },
  { HECHA_ANSWER_OBSERVATION, "observation" },
  { HECHA_ANSWER_SOURCE, "source" },
  { HECHA_ANSWER_REASON, "reason" },
  { HECHA_ANSWER_VERDICT, "verdict" },
  { HECHA_ANSWER_NOTE, "note" },
  { HECHA_ANSWER_FLAG, "flag" },
  { HECHA_ANSWER_OT_AGREED, "ot-agreed" },
  { HECHA_ANSWER_OT_WINDOW, "ot-window" },
  { HECHA_ANSWER_OT_STOPS, "ot-stops" },
  { HECHA_ANSWER_OT_WAY_BACK, "ot-way-back" },
  { HECHA_ANSWER_CARRIED, "carried" },
  { HECHA_ANSWER_CONFIRMED, "confirmed" },
  { 0, NULL },
};

struct _HechaAnswers
{
  GHashTable *by_subject;
};

/**
 * hecha_answer_new:
 * @value: (nullable): what is said; nothing, or spaces alone, takes an earlier answer back
 *
 * Returns: (transfer full): an answer by nobody yet
 */
HechaAnswer *
hecha_answer_new (const char       *item,
                  const char       *object,
                  int               step,
                  HechaAnswerField  field,
                  const char       *value)
{
  HechaAnswer *self = g_new0 (HechaAnswer, 1);

  self->item = g_strdup (item);
  self->object = g_strdup (object ? object : HECHA_WHOLE);
  self->step = step;
  self->field = field;
  self->value = hecha_is_blank (value) ? NULL : g_strdup (value);
  return self;
}

HechaAnswer *
hecha_answer_copy (const HechaAnswer *self)
{
  HechaAnswer *copy = hecha_answer_new (self->item, self->object, self->step, self->field, self->value);

  copy->author = g_strdup (self->author);
  copy->time = g_strdup (self->time);
  copy->conflict = self->conflict;
  return copy;
}

void
hecha_answer_free (HechaAnswer *self)
{
  g_free (self->item);
  g_free (self->object);
  g_free (self->value);
  g_free (self->author);
  g_free (self->time);
  g_free (self);
}

static char *
subject_of (const char       *item,
            const char       *object,
            int               step,
            HechaAnswerField  field)
{
  return g_strdup_printf ("answer/%s/%s/%d/%s", item, object, step,
                          hecha_nick_text (hecha_answer_field_nicks, field));
}

/**
 * hecha_answer_subject:
 *
 * Returns: (transfer full): the journal's subject: answer/ITEM/OBJECT/STEP/FIELD
 */
char *
hecha_answer_subject (const HechaAnswer *self)
{
  return subject_of (self->item, self->object, self->step, self->field);
}

/**
 * hecha_answer_from_subject:
 * @subject: from a journal
 * @value: (nullable): the event's value
 *
 * Returns: (transfer full) (nullable): the answer; %NULL where @subject is none
 */
HechaAnswer *
hecha_answer_from_subject (const char *subject,
                           const char *value)
{
  g_auto(GStrv) parts = g_strsplit (subject, "/", 6);
  int field;

  if (g_strv_length (parts) != 5 || strcmp (parts[0], "answer") != 0 || !*parts[1] || !*parts[2] ||
      !*parts[3] || strlen (parts[3]) > 3 || strspn (parts[3], "0123456789") != strlen (parts[3]) ||
      !hecha_nick_value (hecha_answer_field_nicks, parts[4], &field))
    return NULL;
  return hecha_answer_new (parts[1], parts[2], atoi (parts[3]), field, value);
}

/**
 * hecha_answers_new:
 *
 * Returns: (transfer full): no answers
 */
HechaAnswers *
hecha_answers_new (void)
{
  HechaAnswers *self = g_new0 (HechaAnswers, 1);

  self->by_subject = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) hecha_answer_free);
  return self;
}

/**
 * hecha_answers_copy:
 *
 * Returns: (transfer full): the same answers, of their own
 */
HechaAnswers *
hecha_answers_copy (HechaAnswers *self)
{
  HechaAnswers *copy = hecha_answers_new ();
  GHashTableIter iter;
  gpointer answer;

  g_hash_table_iter_init (&iter, self->by_subject);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    hecha_answers_put (copy, hecha_answer_copy (answer));
  return copy;
}

void
hecha_answers_free (HechaAnswers *self)
{
  g_hash_table_unref (self->by_subject);
  g_free (self);
}

/**
 * hecha_answers_put:
 * @answer: (transfer full): takes the place of an earlier one on the same subject
 */
void
hecha_answers_put (HechaAnswers *self,
                   HechaAnswer  *answer)
{
  g_hash_table_replace (self->by_subject, hecha_answer_subject (answer), answer);
}

/**
 * hecha_answers_find:
 *
 * Returns: (transfer none) (nullable): the answer on this subject
 */
const HechaAnswer *
hecha_answers_find (HechaAnswers     *self,
                    const char       *item,
                    const char       *object,
                    int               step,
                    HechaAnswerField  field)
{
  g_autofree char *subject = subject_of (item, object ? object : HECHA_WHOLE, step, field);

  return g_hash_table_lookup (self->by_subject, subject);
}

/**
 * hecha_answers_get:
 *
 * Returns: (transfer none) (nullable): what was said on this subject; %NULL
 *   where nothing, an empty text, or it was taken back
 */
const char *
hecha_answers_get (HechaAnswers     *self,
                   const char       *item,
                   const char       *object,
                   int               step,
                   HechaAnswerField  field)
{
  const HechaAnswer *answer = hecha_answers_find (self, item, object, step, field);

  return answer && answer->value && *answer->value ? answer->value : NULL;
}

/**
 * hecha_answers_is:
 *
 * Returns: whether just @value was said on this subject
 */
gboolean
hecha_answers_is (HechaAnswers     *self,
                  const char       *item,
                  const char       *object,
                  int               step,
                  HechaAnswerField  field,
                  const char       *value)
{
  return g_strcmp0 (hecha_answers_get (self, item, object, step, field), value) == 0;
}

/**
 * hecha_answers_foreach:
 * @func: (scope call): called for each answer, in no order
 */
void
hecha_answers_foreach (HechaAnswers  *self,
                       void         (*func) (const HechaAnswer *answer,
                                             gpointer           data),
                       gpointer       data)
{
  GHashTableIter iter;
  gpointer answer;

  g_hash_table_iter_init (&iter, self->by_subject);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    func (answer, data);
}
