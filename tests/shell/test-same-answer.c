/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "same-answer.h"

#include <string.h>

/* An item of two steps, the second a test; worked by hand. */
static HechaItem *
item_new (const char *uuid,
          gboolean    live)
{
  HechaItem *item = hecha_item_new ();
  HechaStep *test = hecha_step_new (HECHA_METHOD_TEST);

  item->uuid = g_strdup (uuid);
  item->id = g_strdup (uuid);
  item->label = g_strdup (uuid);
  item->group = g_strdup ("g");
  if (live)
    item->ot_impact.en = g_strdup ("may stop the line");
  g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_INTERVIEW));
  g_ptr_array_add (item->steps, test);
  return item;
}

static HechaCase *
case_new (void)
{
  return hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_EVALUATION));
}

static const char *
value_in (GPtrArray        *answers,
          const char       *item,
          const char       *object,
          int               step,
          HechaAnswerField  field)
{
  for (guint i = 0; i < answers->len; i++)
    {
      HechaAnswer *answer = answers->pdata[i];

      if (strcmp (answer->item, item) == 0 && strcmp (answer->object, object) == 0 && answer->step == step &&
          answer->field == field)
        return answer->value;
    }
  return NULL;
}

static void
test_every_object_the_same (void)
{
  const char *kinds[] = { "host", NULL };
  g_autoptr(HechaCase) visit = case_new ();
  g_autoptr(HechaItem) item = item_new ("a", FALSE);
  g_autoptr(GPtrArray) answers = NULL;
  HechaObject *first = hecha_object_new ("host", "H1"), *second = hecha_object_new ("host", "H2");
  HechaObject *other = hecha_object_new ("room", "R1");

  item->object_kinds = g_strdupv ((char **) kinds);
  g_ptr_array_add (visit->objects, first);
  g_ptr_array_add (visit->objects, second);
  g_ptr_array_add (visit->objects, other);
  hecha_answers_put (visit->answers, hecha_answer_new ("a", first->uuid, 1, HECHA_ANSWER_STEP, "no"));
  hecha_answers_put (visit->answers, hecha_answer_new ("a", first->uuid, 1, HECHA_ANSWER_OBSERVATION, "seen"));
  hecha_answers_put (visit->answers, hecha_answer_new ("a", second->uuid, 2, HECHA_ANSWER_STEP, "yes"));
  answers = hecha_same_answer (visit, item, first->uuid);
  g_assert_cmpuint (answers->len, ==, 3);
  g_assert_cmpstr (value_in (answers, "a", second->uuid, 1, HECHA_ANSWER_STEP), ==, "no");
  g_assert_cmpstr (value_in (answers, "a", second->uuid, 1, HECHA_ANSWER_OBSERVATION), ==, "seen");
  g_assert_null (value_in (answers, "a", second->uuid, 2, HECHA_ANSWER_STEP));
}

static void
test_bulk_not_applicable (void)
{
  g_autoptr(HechaCase) visit = case_new ();
  g_autoptr(HechaItem) one = item_new ("a", FALSE);
  g_autoptr(HechaItem) two = item_new ("b", TRUE);
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autoptr(GPtrArray) with = NULL;
  g_autoptr(GPtrArray) without = NULL;
  HechaBulk bulk = { .verdict = HECHA_VERDICT_NOT_APPLICABLE, .note = "told" };
  guint refused;

  g_ptr_array_add (items, one);
  g_ptr_array_add (items, two);
  without = hecha_bulk_answer (visit, items, &bulk, &refused);
  g_assert_cmpuint (refused, ==, 2);
  g_assert_cmpuint (without->len, ==, 0);
  bulk.reason = "no such system";
  hecha_answers_put (visit->answers, hecha_answer_new ("a", NULL, 0, HECHA_ANSWER_NOTE, "before"));
  with = hecha_bulk_answer (visit, items, &bulk, &refused);
  g_assert_cmpuint (refused, ==, 0);
  g_assert_cmpstr (value_in (with, "a", HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT), ==, "na");
  g_assert_cmpstr (value_in (with, "b", HECHA_WHOLE, 0, HECHA_ANSWER_REASON), ==, "no such system");
  g_assert_cmpstr (value_in (with, "a", HECHA_WHOLE, 0, HECHA_ANSWER_NOTE), ==, "before\ntold");
}

static void
test_bulk_leaves_tests_alone (void)
{
  g_autoptr(HechaCase) visit = case_new ();
  g_autoptr(HechaItem) one = item_new ("a", FALSE);
  g_autoptr(HechaItem) two = item_new ("b", TRUE);
  g_autoptr(HechaItem) three = item_new ("c", FALSE);
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autoptr(GPtrArray) answers = NULL;
  HechaBulk bulk = { .steps = "yes" };
  guint refused;

  g_ptr_array_add (items, one);
  g_ptr_array_add (items, two);
  g_ptr_array_add (items, three);
  hecha_answers_put (visit->answers, hecha_answer_new ("a", NULL, 2, HECHA_ANSWER_OBSERVATION, "closed ports"));
  hecha_answers_put (visit->answers, hecha_answer_new ("b", NULL, 2, HECHA_ANSWER_OBSERVATION, "closed ports"));
  answers = hecha_bulk_answer (visit, items, &bulk, &refused);
  g_assert_cmpuint (refused, ==, 2);   /* a live device without agreement, a test without what was seen */
  g_assert_cmpuint (answers->len, ==, 2);
  g_assert_cmpstr (value_in (answers, "a", HECHA_WHOLE, 2, HECHA_ANSWER_STEP), ==, "yes");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/same-answer/every-object-the-same", test_every_object_the_same);
  g_test_add_func ("/same-answer/bulk-not-applicable", test_bulk_not_applicable);
  g_test_add_func ("/same-answer/bulk-leaves-tests-alone", test_bulk_leaves_tests_alone);
  return g_test_run ();
}
