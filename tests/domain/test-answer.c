/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answer.h"

static void
test_subject (void)
{
  g_autoptr(HechaAnswer) answer = hecha_answer_new ("i-1", NULL, 2, HECHA_ANSWER_OBSERVATION, "seen");
  g_autofree char *subject = hecha_answer_subject (answer);
  g_autoptr(HechaAnswer) back = NULL;

  g_assert_cmpstr (subject, ==, "answer/i-1/whole/2/observation");
  back = hecha_answer_from_subject (subject, "seen");
  g_assert_cmpstr (back->item, ==, "i-1");
  g_assert_cmpstr (back->object, ==, HECHA_WHOLE);
  g_assert_cmpint (back->step, ==, 2);
  g_assert_cmpint (back->field, ==, HECHA_ANSWER_OBSERVATION);
  g_assert_cmpstr (back->value, ==, "seen");
}

static void
test_foreign_subjects (void)
{
  static const char *const subjects[] = {
    "", "answer", "answer/i/whole/1", "answer/i/whole/1/what", "finding/i/whole/1/answer", "answer//whole/1/answer",
    "answer/i//1/answer", "answer/i/whole//answer", "answer/i/whole/-1/answer", "answer/i/whole/1000/answer",
    "answer/i/whole/1/answer/more",
  };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    g_assert_null (hecha_answer_from_subject (subjects[i], "yes"));
}

static void
test_replace (void)
{
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(HechaAnswers) copy = NULL;

  g_assert_null (hecha_answers_get (answers, "i", NULL, 1, HECHA_ANSWER_STEP));
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 1, HECHA_ANSWER_STEP, "yes"));
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 1, HECHA_ANSWER_STEP, "no"));
  hecha_answers_put (answers, hecha_answer_new ("i", "plc", 1, HECHA_ANSWER_STEP, "na"));
  g_assert_cmpstr (hecha_answers_get (answers, "i", HECHA_WHOLE, 1, HECHA_ANSWER_STEP), ==, "no");
  g_assert_true (hecha_answers_is (answers, "i", "plc", 1, HECHA_ANSWER_STEP, "na"));
  copy = hecha_answers_copy (answers);
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 1, HECHA_ANSWER_STEP, NULL));
  g_assert_null (hecha_answers_get (answers, "i", NULL, 1, HECHA_ANSWER_STEP));
  g_assert_nonnull (hecha_answers_find (answers, "i", NULL, 1, HECHA_ANSWER_STEP));
  g_assert_cmpstr (hecha_answers_get (copy, "i", NULL, 1, HECHA_ANSWER_STEP), ==, "no");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/answer/subject", test_subject);
  g_test_add_func ("/answer/foreign-subjects", test_foreign_subjects);
  g_test_add_func ("/answer/replace", test_replace);
  return g_test_run ();
}
