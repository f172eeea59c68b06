/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict.h"

#include "blank.h"
#include "error.h"

#include <string.h>

const HechaNick hecha_verdict_nicks[] = {
  { HECHA_VERDICT_OPEN, "open" },
  { HECHA_VERDICT_CONFORMING, "conforming" },
  { HECHA_VERDICT_PARTIAL, "partial" },
  { HECHA_VERDICT_NONCONFORMING, "nonconforming" },
  { HECHA_VERDICT_NOT_APPLICABLE, "na" },
  { 0, NULL },
};

const HechaText hecha_verdict_labels[HECHA_N_VERDICTS] = {
  [HECHA_VERDICT_OPEN] = { "未完成", "Open" },
  [HECHA_VERDICT_CONFORMING] = { "符合", "Conforming" },
  [HECHA_VERDICT_PARTIAL] = { "部分符合", "Partly conforming" },
  [HECHA_VERDICT_NONCONFORMING] = { "不符合", "Not conforming" },
  [HECHA_VERDICT_NOT_APPLICABLE] = { "不适用", "Not applicable" },
};

const HechaText hecha_fault_labels[] = {
  [HECHA_FAULT_OPEN] = { "尚未作答", "not answered yet" },
  [HECHA_FAULT_OBSERVATION_MISSING] = { "缺少观察记录", "observation missing" },
  [HECHA_FAULT_REASON_MISSING] = { "缺少理由", "reason missing" },
  [HECHA_FAULT_OT_NOTE_MISSING] = { "缺少现场设备测试确认", "agreement to the test on a live device missing" },
  [HECHA_FAULT_CONFLICT] = { "两份作答相互冲突", "two answers contradict each other" },
  [HECHA_FAULT_FINDING_MISSING] = { "缺少问题描述", "finding missing" },
  [HECHA_FAULT_FINDING_CONTRADICTS] = { "所列问题与作答不一致：移除问题，或按发现时的情况作答",
                                        "a finding contradicts the answers: remove it, or answer as it was found" },
  [HECHA_FAULT_UNCONFIRMED] = { "沿用上次结果，本次尚未确认", "carried over and not confirmed today" },
};

static gboolean
is_answer (const char *value)
{
  return g_strcmp0 (value, "yes") == 0 || g_strcmp0 (value, "no") == 0 || g_strcmp0 (value, "na") == 0;
}

/**
 * hecha_item_objects:
 * @objects: (element-type HechaObject): those of the visit
 *
 * Returns: (transfer container) (element-type HechaObject): the objects that
 *   @item is looked at on; empty for an item about the enterprise as a whole
 */
GPtrArray *
hecha_item_objects (const HechaItem *item,
                    GPtrArray       *objects)
{
  GPtrArray *fitting = g_ptr_array_new ();

  for (guint i = 0; item->object_kinds && i < objects->len; i++)
    {
      HechaObject *object = objects->pdata[i];

      if (g_strv_contains ((const char *const *) item->object_kinds, object->kind))
        g_ptr_array_add (fitting, object);
    }
  return fitting;
}

/**
 * hecha_verdict_of_object:
 * @object: UUID of an object, or %HECHA_WHOLE
 *
 * The verdict that the steps of @item give: steps that do not apply drop out;
 * any unanswered, open; all yes, conforming; all no, not conforming; mixed,
 * partly conforming; none left, not applicable.
 */
HechaVerdict
hecha_verdict_of_object (const HechaItem *item,
                         HechaAnswers    *answers,
                         const char      *object)
{
  guint yes = 0, no = 0;

  for (guint step = 1; step <= item->steps->len; step++)
    {
      const char *value = hecha_answers_get (answers, item->uuid, object, step, HECHA_ANSWER_STEP);

      if (!is_answer (value))
        return HECHA_VERDICT_OPEN;
      yes += strcmp (value, "yes") == 0;
      no += strcmp (value, "no") == 0;
    }
  if (yes && no)
    return HECHA_VERDICT_PARTIAL;
  return yes ? HECHA_VERDICT_CONFORMING : no ? HECHA_VERDICT_NONCONFORMING : HECHA_VERDICT_NOT_APPLICABLE;
}

/**
 * hecha_verdict_join:
 * @verdicts: (array length=n): one for each object
 * @n: any number
 *
 * An item's verdict over its objects: those that do not apply drop out; any
 * open, open; all conforming, conforming; all not conforming, not conforming;
 * none left, not applicable; every other mixture, partly conforming.
 */
HechaVerdict
hecha_verdict_join (const HechaVerdict *verdicts,
                    guint               n)
{
  guint count[HECHA_N_VERDICTS] = { 0 };
  guint applying;

  for (guint i = 0; i < n; i++)
    count[verdicts[i]]++;
  applying = n - count[HECHA_VERDICT_NOT_APPLICABLE];
  if (count[HECHA_VERDICT_OPEN])
    return HECHA_VERDICT_OPEN;
  if (applying == 0)
    return HECHA_VERDICT_NOT_APPLICABLE;
  if (count[HECHA_VERDICT_CONFORMING] == applying)
    return HECHA_VERDICT_CONFORMING;
  if (count[HECHA_VERDICT_NONCONFORMING] == applying)
    return HECHA_VERDICT_NONCONFORMING;
  return HECHA_VERDICT_PARTIAL;
}

/**
 * hecha_verdict_derive:
 * @objects: (element-type HechaObject): those of the visit
 *
 * Returns: what the answers come to. An item for kinds of object of which none
 *   is listed is answered as a whole.
 */
HechaVerdict
hecha_verdict_derive (const HechaItem *item,
                      HechaAnswers    *answers,
                      GPtrArray       *objects)
{
  g_autoptr(GPtrArray) fitting = hecha_item_objects (item, objects);
  g_autofree HechaVerdict *verdicts = g_new (HechaVerdict, fitting->len + 1);

  if (fitting->len == 0)
    return hecha_verdict_of_object (item, answers, HECHA_WHOLE);
  for (guint i = 0; i < fitting->len; i++)
    verdicts[i] = hecha_verdict_of_object (item, answers, ((HechaObject *) fitting->pdata[i])->uuid);
  return hecha_verdict_join (verdicts, fitting->len);
}

/**
 * hecha_verdict_of_item:
 * @objects: (element-type HechaObject): those of the visit
 *
 * Returns: the chosen verdict where one was chosen, else the derived one
 */
HechaVerdict
hecha_verdict_of_item (const HechaItem *item,
                       HechaAnswers    *answers,
                       GPtrArray       *objects)
{
  int chosen;

  if (hecha_nick_value (hecha_verdict_nicks,
                        hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT), &chosen))
    return chosen;
  return hecha_verdict_derive (item, answers, objects);
}

/**
 * hecha_verdict_may_choose:
 * @verdict: what is to be chosen
 * @reason: (nullable): why, where it is not what the steps give
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED: another verdict than the derived
 *   one, and 不适用, need a reason; an item of one step, looked at once, has no
 *   部分符合
 */
gboolean
hecha_verdict_may_choose (const HechaItem  *item,
                          HechaAnswers     *answers,
                          GPtrArray        *objects,
                          HechaVerdict      verdict,
                          const char       *reason,
                          GError          **error)
{
  g_autoptr(GPtrArray) fitting = hecha_item_objects (item, objects);
  gboolean needs_reason = verdict == HECHA_VERDICT_NOT_APPLICABLE ||
                          verdict != hecha_verdict_derive (item, answers, objects);

  if (verdict == HECHA_VERDICT_PARTIAL && item->steps->len == 1 && fitting->len < 2)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                   "Item %s has one step: it conforms or it does not, partly is not possible", item->label);
      return FALSE;
    }
  if (needs_reason && hecha_is_blank (reason))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                   verdict == HECHA_VERDICT_NOT_APPLICABLE
                   ? "Item %s: “not applicable” needs a written reason"
                   : "Item %s: a verdict that differs from what the steps give needs a written reason",
                   item->label);
      return FALSE;
    }
  return TRUE;
}

static gboolean
has_ot_note (const HechaItem *item,
             HechaAnswers    *answers,
             const char      *object)
{
  for (HechaAnswerField field = HECHA_ANSWER_OT_AGREED; field <= HECHA_ANSWER_OT_WAY_BACK; field++)
    if (!hecha_answers_get (answers, item->uuid, object, 0, field) &&
        !hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, field))
      return FALSE;
  return TRUE;
}

static gboolean
lacks_ot_note (const HechaItem *item,
               HechaAnswers    *answers,
               const char      *object,
               int              step,
               const char      *value)
{
  HechaStep *asked = item->steps->pdata[step - 1];

  return asked->method == HECHA_METHOD_TEST && !hecha_text_is_empty (&item->ot_impact) &&
         g_strcmp0 (value, "yes") == 0 && !has_ot_note (item, answers, object);
}

/**
 * hecha_step_may_answer:
 * @object: UUID of an object, or %HECHA_WHOLE
 * @step: from 1
 * @value: (nullable): yes, no, na; %NULL takes the answer back
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for a step or value that there is
 *   not, with %HECHA_ERROR_REFUSED for a yes on a TEST that touches a live
 *   device without the plant's agreement
 */
gboolean
hecha_step_may_answer (const HechaItem  *item,
                       HechaAnswers     *answers,
                       const char       *object,
                       int               step,
                       const char       *value,
                       GError          **error)
{
  if (step < 1 || step > (int) item->steps->len)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "Item %s has no step %d, it has %u",
                   item->label, step, item->steps->len);
      return FALSE;
    }
  if (value && !is_answer (value))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                   "“%s” is no answer: a step is answered yes, no or na", value);
      return FALSE;
    }
  if (lacks_ot_note (item, answers, object, step, value))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                   "Item %s, step %d touches a live device: first write down who of the plant agreed, "
                   "when, what may stop and the way back", item->label, step);
      return FALSE;
    }
  return TRUE;
}

static void
add_fault (GArray            *faults,
           HechaFaultKind     kind,
           const HechaItem   *item,
           const HechaObject *object,
           int                step)
{
  HechaFault fault = { kind, item, object, step };

  g_array_append_val (faults, fault);
}

static void
add_step_faults (GArray            *faults,
                 const HechaItem   *item,
                 HechaAnswers      *answers,
                 const HechaObject *object,
                 int                step)
{
  const char *uuid = object ? object->uuid : HECHA_WHOLE;
  const HechaStep *asked = item->steps->pdata[step - 1];
  const HechaAnswer *answer = hecha_answers_find (answers, item->uuid, uuid, step, HECHA_ANSWER_STEP);
  const char *value = answer ? answer->value : NULL;
  gboolean speaks = g_strcmp0 (value, "no") == 0 ||
                    (g_strcmp0 (value, "yes") == 0 && asked->method == HECHA_METHOD_TEST);

  if (answer && answer->conflict)
    add_fault (faults, HECHA_FAULT_CONFLICT, item, object, step);
  if (!is_answer (value))
    add_fault (faults, HECHA_FAULT_OPEN, item, object, step);
  else if (speaks && !hecha_answers_get (answers, item->uuid, uuid, step, HECHA_ANSWER_OBSERVATION))
    add_fault (faults, HECHA_FAULT_OBSERVATION_MISSING, item, object, step);
  if (lacks_ot_note (item, answers, uuid, step, value))
    add_fault (faults, HECHA_FAULT_OT_NOTE_MISSING, item, object, step);
}

static void
add_object_faults (GArray            *faults,
                   const HechaItem   *item,
                   HechaAnswers      *answers,
                   const HechaObject *object)
{
  const char *uuid = object ? object->uuid : HECHA_WHOLE;

  for (guint step = 1; step <= item->steps->len; step++)
    add_step_faults (faults, item, answers, object, step);
  if (hecha_verdict_of_object (item, answers, uuid) == HECHA_VERDICT_NOT_APPLICABLE &&
      !hecha_answers_get (answers, item->uuid, uuid, 0, HECHA_ANSWER_REASON) &&
      !hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON))
    add_fault (faults, HECHA_FAULT_REASON_MISSING, item, object, 0);
}

/**
 * hecha_item_awaits_confirmation:
 *
 * Returns: whether answers of an earlier visit were taken over, and nobody has
 *   confirmed at this one that they still hold
 */
gboolean
hecha_item_awaits_confirmation (const HechaItem *item,
                                HechaAnswers    *answers)
{
  return hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_CARRIED) &&
         !hecha_answers_is (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_CONFIRMED, "yes");
}

static gboolean
is_wanting (HechaVerdict verdict)
{
  return verdict == HECHA_VERDICT_PARTIAL || verdict == HECHA_VERDICT_NONCONFORMING;
}

static gboolean
is_settled (HechaVerdict verdict)
{
  return verdict == HECHA_VERDICT_CONFORMING || verdict == HECHA_VERDICT_NOT_APPLICABLE;
}

/* A finding on an item, or an object of it, that nothing was found on. What was cured on the spot counts as well:
 * the verdict stays as it was found. */
static gboolean
has_contradicting (GPtrArray       *findings,
                   const HechaItem *item,
                   HechaAnswers    *answers,
                   HechaVerdict     verdict)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HechaFinding *finding = findings->pdata[i];

      if (is_settled (verdict) ||
          (finding->object && is_settled (hecha_verdict_of_object (item, answers, finding->object))))
        return TRUE;
    }
  return FALSE;
}

/**
 * hecha_item_faults:
 * @objects: (element-type HechaObject): those of the visit
 * @findings: (nullable) (element-type HechaFinding): those of the item, or %NULL where they are not asked about
 *
 * Returns: (transfer full) (element-type HechaFault): what keeps the item from
 *   being issued; empty where nothing does. A verdict chosen with a reason
 *   stands in for steps that were left open, and for a finding beside it.
 */
GArray *
hecha_item_faults (const HechaItem *item,
                   HechaAnswers    *answers,
                   GPtrArray       *objects,
                   GPtrArray       *findings)
{
  g_autoptr(GPtrArray) fitting = hecha_item_objects (item, objects);
  GArray *faults = g_array_new (FALSE, FALSE, sizeof (HechaFault));
  const HechaAnswer *chosen = hecha_answers_find (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT);
  HechaVerdict verdict = hecha_verdict_of_item (item, answers, objects);
  gboolean overruled = chosen && chosen->value && verdict != hecha_verdict_derive (item, answers, objects);

  if (overruled && !hecha_answers_get (answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON))
    add_fault (faults, HECHA_FAULT_REASON_MISSING, item, NULL, 0);
  if (chosen && chosen->conflict)
    add_fault (faults, HECHA_FAULT_CONFLICT, item, NULL, 0);
  if (!overruled && fitting->len == 0)
    add_object_faults (faults, item, answers, NULL);
  for (guint i = 0; !overruled && i < fitting->len; i++)
    add_object_faults (faults, item, answers, fitting->pdata[i]);
  if (findings && is_wanting (verdict) && findings->len == 0)
    add_fault (faults, HECHA_FAULT_FINDING_MISSING, item, NULL, 0);
  if (findings && !overruled && has_contradicting (findings, item, answers, verdict))
    add_fault (faults, HECHA_FAULT_FINDING_CONTRADICTS, item, NULL, 0);
  if (hecha_item_awaits_confirmation (item, answers))
    add_fault (faults, HECHA_FAULT_UNCONFIRMED, item, NULL, 0);
  return faults;
}
