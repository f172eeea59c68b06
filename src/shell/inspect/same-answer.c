/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "same-answer.h"

static GPtrArray *
answers_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);
}

static void
copy_field (GPtrArray        *out,
            const HechaCase  *visit,
            const HechaItem  *item,
            const char       *from,
            const char       *to,
            int               step,
            HechaAnswerField  field)
{
  const char *value = hecha_answers_get (visit->answers, item->uuid, from, step, field);

  if (!hecha_answers_is (visit->answers, item->uuid, to, step, field, value))
    g_ptr_array_add (out, hecha_answer_new (item->uuid, to, step, field, value));
}

static void
copy_record (GPtrArray       *out,
             const HechaCase *visit,
             const HechaItem *item,
             const char      *from,
             const char      *to)
{
  for (HechaAnswerField field = HECHA_ANSWER_OT_AGREED; field <= HECHA_ANSWER_OT_WAY_BACK; field++)
    copy_field (out, visit, item, from, to, 0, field);
  copy_field (out, visit, item, from, to, 0, HECHA_ANSWER_REASON);
  for (guint step = 1; step <= item->steps->len; step++)
    {
      copy_field (out, visit, item, from, to, step, HECHA_ANSWER_OBSERVATION);
      copy_field (out, visit, item, from, to, step, HECHA_ANSWER_SOURCE);
      copy_field (out, visit, item, from, to, step, HECHA_ANSWER_STEP);
    }
}

/**
 * hecha_same_answer:
 * @object: UUID of the object whose record stands for all
 *
 * Returns: (transfer full) (element-type HechaAnswer): what gives every other
 *   object of @item the same record
 */
GPtrArray *
hecha_same_answer (const HechaCase *visit,
                   const HechaItem *item,
                   const char      *object)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, visit->objects);
  GPtrArray *out = answers_new ();

  for (guint i = 0; i < objects->len; i++)
    {
      HechaObject *other = objects->pdata[i];

      if (g_strcmp0 (other->uuid, object) != 0)
        copy_record (out, visit, item, object, other->uuid);
    }
  return out;
}

/* What would be incomplete is not answered together: a yes on a test says what was seen. */
static gboolean
is_enough (const HechaCase *visit,
           const HechaItem *item,
           const char      *object,
           int              step,
           const char      *value)
{
  const HechaStep *asked = item->steps->pdata[step - 1];

  return hecha_step_may_answer (item, visit->answers, object, step, value, NULL) &&
         (asked->method != HECHA_METHOD_TEST ||
          hecha_answers_get (visit->answers, item->uuid, object, step, HECHA_ANSWER_OBSERVATION));
}

/* Returns whether every step of the object may be answered so. */
static gboolean
answer_steps (GPtrArray       *out,
              const HechaCase *visit,
              const HechaItem *item,
              const char      *object,
              const char      *value)
{
  guint before = out->len;

  for (guint step = 1; step <= item->steps->len; step++)
    {
      if (!is_enough (visit, item, object, step, value))
        {
          g_ptr_array_set_size (out, before);
          return FALSE;
        }
      g_ptr_array_add (out, hecha_answer_new (item->uuid, object, step, HECHA_ANSWER_STEP, value));
    }
  return TRUE;
}

static gboolean
answer_all_steps (GPtrArray       *out,
                  const HechaCase *visit,
                  const HechaItem *item,
                  const char      *value)
{
  g_autoptr(GPtrArray) objects = hecha_item_objects (item, visit->objects);
  gboolean all = TRUE;

  if (objects->len == 0)
    return answer_steps (out, visit, item, HECHA_WHOLE, value);
  for (guint i = 0; i < objects->len; i++)
    all &= answer_steps (out, visit, item, ((HechaObject *) objects->pdata[i])->uuid, value);
  return all;
}

static gboolean
choose (GPtrArray       *out,
        const HechaCase *visit,
        const HechaItem *item,
        const HechaBulk *bulk)
{
  const char *verdict = hecha_nick_text (hecha_verdict_nicks, bulk->verdict);

  if (!hecha_verdict_may_choose (item, visit->answers, visit->objects, bulk->verdict, bulk->reason, NULL))
    return FALSE;
  g_ptr_array_add (out, hecha_answer_new (item->uuid, NULL, 0, HECHA_ANSWER_VERDICT, verdict));
  return TRUE;
}

static void
add_note (GPtrArray       *out,
          const HechaCase *visit,
          const HechaItem *item,
          const char      *note)
{
  const char *old = hecha_answers_get (visit->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_NOTE);
  g_autofree char *both = old ? g_strdup_printf ("%s\n%s", old, note) : g_strdup (note);

  g_ptr_array_add (out, hecha_answer_new (item->uuid, NULL, 0, HECHA_ANSWER_NOTE, both));
}

/**
 * hecha_bulk_answer:
 * @items: (element-type HechaItem): to be answered together
 * @refused: (out): how many of them the rules do not let be answered so; these are left alone
 *
 * Returns: (transfer full) (element-type HechaAnswer): saved together, they are
 *   one action with one undo
 */
GPtrArray *
hecha_bulk_answer (const HechaCase *visit,
                   GPtrArray       *items,
                   const HechaBulk *bulk,
                   guint           *refused)
{
  GPtrArray *out = answers_new ();

  *refused = 0;
  for (guint i = 0; i < items->len; i++)
    {
      HechaItem *item = items->pdata[i];
      guint before = out->len;

      if (bulk->reason && *bulk->reason)
        g_ptr_array_add (out, hecha_answer_new (item->uuid, NULL, 0, HECHA_ANSWER_REASON, bulk->reason));
      if ((bulk->steps && !answer_all_steps (out, visit, item, bulk->steps)) ||
          (bulk->verdict && !choose (out, visit, item, bulk)))
        {
          g_ptr_array_set_size (out, before);
          (*refused)++;
        }
      else if (bulk->note && *bulk->note)
        add_note (out, visit, item, bulk->note);
    }
  return out;
}
