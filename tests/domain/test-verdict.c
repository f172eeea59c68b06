/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verdict.h"

#include "error.h"

#include <string.h>

#define O HECHA_VERDICT_OPEN
#define C HECHA_VERDICT_CONFORMING
#define P HECHA_VERDICT_PARTIAL
#define N HECHA_VERDICT_NONCONFORMING
#define A HECHA_VERDICT_NOT_APPLICABLE

static HechaItem *
item_of (const char *methods)
{
  HechaItem *item = hecha_item_new ();

  item->uuid = g_strdup ("i");
  item->id = g_strdup ("i-1");
  item->label = g_strdup ("1");
  item->group = g_strdup ("g");
  for (; *methods; methods++)
    g_ptr_array_add (item->steps, hecha_step_new (*methods == 'T' ? HECHA_METHOD_TEST : HECHA_METHOD_EXAMINE));
  hecha_item_seal (item);
  return item;
}

static void
say (HechaAnswers *answers,
     const char   *object,
     const char   *steps)
{
  for (guint i = 0; steps[i]; i++)
    if (steps[i] != '.')
      hecha_answers_put (answers, hecha_answer_new ("i", object, i + 1, HECHA_ANSWER_STEP,
                                                    steps[i] == 'y' ? "yes" : steps[i] == 'n' ? "no" : "na"));
}

/* Each row is a set of answers to three steps and what it comes to. */
static void
test_steps (void)
{
  static const struct { const char *steps; HechaVerdict verdict; } rows[] = {
    { "yyy", C }, { "nnn", N }, { "yyn", P }, { "nny", P }, { "aaa", A }, { "yay", C }, { "nan", N }, { "yna", P },
    { "yy.", O }, { "...", O }, { "nn.", O }, { "aa.", O }, { "yaa", C }, { "naa", N },
  };
  g_autoptr(HechaItem) item = item_of ("EEE");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(HechaAnswers) answers = hecha_answers_new ();

      say (answers, HECHA_WHOLE, rows[i].steps);
      g_assert_cmpint (hecha_verdict_of_object (item, answers, HECHA_WHOLE), ==, rows[i].verdict);
    }
}

static void
test_join (void)
{
  static const struct { HechaVerdict verdicts[3], joined; } rows[] = {
    { { C, C, C }, C }, { { N, N, N }, N }, { { A, A, A }, A }, { { C, A, C }, C }, { { N, A, A }, N },
    { { C, N, C }, P }, { { P, P, P }, P }, { { C, P, A }, P }, { { N, P, N }, P },
    { { C, O, C }, O }, { { A, O, A }, O }, { { N, N, O }, O },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (hecha_verdict_join (rows[i].verdicts, 3), ==, rows[i].joined);
  g_assert_cmpint (hecha_verdict_join (NULL, 0), ==, A);
}

/* An item of one step over two devices may well be partly conforming. */
static void
test_objects (void)
{
  g_autoptr(HechaItem) item = item_of ("E");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  HechaObject *plc = hecha_object_new ("control-device", "PLC-07"), *hmi = hecha_object_new ("control-device", "HMI-1");

  item->object_kinds = g_strsplit ("control-device host", " ", -1);
  g_ptr_array_add (objects, plc);
  g_ptr_array_add (objects, hmi);
  g_ptr_array_add (objects, hecha_object_new ("room", "R"));
  say (answers, plc->uuid, "y");
  g_assert_cmpint (hecha_verdict_derive (item, answers, objects), ==, O);
  say (answers, hmi->uuid, "n");
  g_assert_cmpint (hecha_verdict_derive (item, answers, objects), ==, P);
  g_assert_true (hecha_verdict_may_choose (item, answers, objects, P, NULL, NULL));
}

static void
test_choose (void)
{
  g_autoptr(HechaItem) one = item_of ("E"), two = item_of ("EE");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  say (answers, HECHA_WHOLE, "yy");
  g_assert_true (hecha_verdict_may_choose (two, answers, objects, C, NULL, NULL));
  g_assert_false (hecha_verdict_may_choose (two, answers, objects, N, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  g_assert_false (hecha_verdict_may_choose (two, answers, objects, N, "", NULL));
  g_assert_true (hecha_verdict_may_choose (two, answers, objects, N, "why", NULL));
  g_assert_false (hecha_verdict_may_choose (one, answers, objects, P, "why", NULL));
  g_assert_false (hecha_verdict_may_choose (two, answers, objects, A, NULL, NULL));
  say (answers, HECHA_WHOLE, "aa");
  g_assert_false (hecha_verdict_may_choose (two, answers, objects, A, NULL, NULL));
}

static void
test_live_device (void)
{
  static const HechaAnswerField note[] = {
    HECHA_ANSWER_OT_AGREED, HECHA_ANSWER_OT_WINDOW, HECHA_ANSWER_OT_STOPS, HECHA_ANSWER_OT_WAY_BACK,
  };
  g_autoptr(HechaItem) item = item_of ("ET");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();

  item->ot_impact.en = g_strdup ("may stop the line");
  g_assert_true (hecha_step_may_answer (item, answers, HECHA_WHOLE, 1, "yes", NULL));
  g_assert_true (hecha_step_may_answer (item, answers, HECHA_WHOLE, 2, "no", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (note); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_step_may_answer (item, answers, HECHA_WHOLE, 2, "yes", &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
      hecha_answers_put (answers, hecha_answer_new ("i", NULL, 0, note[i], "x"));
    }
  g_assert_true (hecha_step_may_answer (item, answers, HECHA_WHOLE, 2, "yes", NULL));
  g_assert_false (hecha_step_may_answer (item, answers, HECHA_WHOLE, 3, "yes", NULL));
  g_assert_false (hecha_step_may_answer (item, answers, HECHA_WHOLE, 0, "yes", NULL));
  g_assert_false (hecha_step_may_answer (item, answers, HECHA_WHOLE, 1, "maybe", NULL));
}

static gboolean
has_fault (const HechaItem *item,
           HechaAnswers    *answers,
           gboolean         has_finding,
           HechaFaultKind   kind)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_finding_free);
  g_autoptr(GArray) faults = NULL;

  if (has_finding)
    g_ptr_array_add (findings, hecha_finding_new (item->uuid, "no record"));
  faults = hecha_item_faults (item, answers, objects, findings);
  for (guint i = 0; i < faults->len; i++)
    if (g_array_index (faults, HechaFault, i).kind == kind)
      return TRUE;
  return FALSE;
}

static void
test_faults (void)
{
  g_autoptr(HechaItem) item = item_of ("ET");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();
  g_autoptr(GArray) none = NULL;

  g_assert_true (has_fault (item, answers, FALSE, HECHA_FAULT_OPEN));
  say (answers, HECHA_WHOLE, "yy");
  g_assert_true (has_fault (item, answers, FALSE, HECHA_FAULT_OBSERVATION_MISSING));
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 2, HECHA_ANSWER_OBSERVATION, "port closed"));
  none = hecha_item_faults (item, answers, objects, objects);
  g_assert_cmpuint (none->len, ==, 0);
  say (answers, HECHA_WHOLE, "n");
  g_assert_true (has_fault (item, answers, FALSE, HECHA_FAULT_OBSERVATION_MISSING));
  g_assert_true (has_fault (item, answers, FALSE, HECHA_FAULT_FINDING_MISSING));
  g_assert_false (has_fault (item, answers, TRUE, HECHA_FAULT_FINDING_MISSING));
  say (answers, HECHA_WHOLE, "aa");
  g_assert_true (has_fault (item, answers, FALSE, HECHA_FAULT_REASON_MISSING));
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 0, HECHA_ANSWER_REASON, "no such device"));
  g_assert_false (has_fault (item, answers, FALSE, HECHA_FAULT_REASON_MISSING));
}

/* Spaces are no reason, of whatever width. */
static void
test_blank_reason (void)
{
  static const char *const blanks[] = { NULL, "", "  ", "　", "\n\t" };
  g_autoptr(HechaItem) item = item_of ("E");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();

  say (answers, HECHA_WHOLE, "n");
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_verdict_may_choose (item, answers, objects, HECHA_VERDICT_CONFORMING, blanks[i], &error));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
      hecha_answers_put (answers, hecha_answer_new ("i", NULL, 0, HECHA_ANSWER_REASON, blanks[i]));
      g_assert_null (hecha_answers_get (answers, "i", NULL, 0, HECHA_ANSWER_REASON));
    }
  g_assert_true (hecha_verdict_may_choose (item, answers, objects, HECHA_VERDICT_CONFORMING, "见附件", NULL));
}

/* What was written while an item did not conform must not stand in silence beside a verdict that it does. */
static void
test_contradicting_finding (void)
{
  g_autoptr(HechaItem) item = item_of ("E");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();

  g_assert_false (has_fault (item, answers, TRUE, HECHA_FAULT_FINDING_CONTRADICTS));
  say (answers, HECHA_WHOLE, "n");
  g_assert_false (has_fault (item, answers, TRUE, HECHA_FAULT_FINDING_CONTRADICTS));
  say (answers, HECHA_WHOLE, "y");
  g_assert_true (has_fault (item, answers, TRUE, HECHA_FAULT_FINDING_CONTRADICTS));
  g_assert_false (has_fault (item, answers, FALSE, HECHA_FAULT_FINDING_CONTRADICTS));
  say (answers, HECHA_WHOLE, "a");
  g_assert_true (has_fault (item, answers, TRUE, HECHA_FAULT_FINDING_CONTRADICTS));
  say (answers, HECHA_WHOLE, "n");
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 0, HECHA_ANSWER_VERDICT, "conforming"));
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 0, HECHA_ANSWER_REASON, "a note only"));
  g_assert_false (has_fault (item, answers, TRUE, HECHA_FAULT_FINDING_CONTRADICTS));
}

static void
test_contradicting_finding_on_object (void)
{
  g_autoptr(HechaItem) item = item_of ("E");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_object_free);
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_finding_free);
  g_autoptr(GArray) before = NULL, after = NULL;
  HechaObject *plc = hecha_object_new ("control-device", "PLC-07"), *hmi = hecha_object_new ("control-device", "HMI-1");
  HechaFinding *finding = hecha_finding_new (item->uuid, "a password that was never changed");

  item->object_kinds = g_strsplit ("control-device", " ", -1);
  g_ptr_array_add (objects, plc);
  g_ptr_array_add (objects, hmi);
  finding->object = g_strdup (plc->uuid);
  g_ptr_array_add (findings, finding);
  for (guint i = 0; i < objects->len; i++)
    {
      const char *uuid = ((HechaObject *) objects->pdata[i])->uuid;

      say (answers, uuid, "n");
      hecha_answers_put (answers, hecha_answer_new ("i", uuid, 1, HECHA_ANSWER_OBSERVATION, "default password"));
    }
  before = hecha_item_faults (item, answers, objects, findings);
  g_assert_cmpuint (before->len, ==, 0);
  say (answers, plc->uuid, "y");
  after = hecha_item_faults (item, answers, objects, findings);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (g_array_index (after, HechaFault, 0).kind, ==, HECHA_FAULT_FINDING_CONTRADICTS);
}

/* A verdict that was chosen before a step was changed must not pass in silence. */
static void
test_overruled (void)
{
  g_autoptr(HechaItem) item = item_of ("E");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  g_autoptr(GPtrArray) objects = g_ptr_array_new ();

  say (answers, HECHA_WHOLE, "y");
  hecha_answers_put (answers, hecha_answer_new ("i", NULL, 0, HECHA_ANSWER_VERDICT, "conforming"));
  g_assert_false (has_fault (item, answers, TRUE, HECHA_FAULT_REASON_MISSING));
  say (answers, HECHA_WHOLE, "n");
  g_assert_true (has_fault (item, answers, TRUE, HECHA_FAULT_REASON_MISSING));
  g_assert_cmpint (hecha_verdict_of_item (item, answers, objects), ==, C);
}

static void
test_conflict (void)
{
  g_autoptr(HechaItem) item = item_of ("E");
  g_autoptr(HechaAnswers) answers = hecha_answers_new ();
  HechaAnswer *answer = hecha_answer_new ("i", NULL, 1, HECHA_ANSWER_STEP, "yes");

  answer->conflict = TRUE;
  hecha_answers_put (answers, answer);
  g_assert_true (has_fault (item, answers, FALSE, HECHA_FAULT_CONFLICT));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/verdict/steps", test_steps);
  g_test_add_func ("/verdict/join", test_join);
  g_test_add_func ("/verdict/objects", test_objects);
  g_test_add_func ("/verdict/choose", test_choose);
  g_test_add_func ("/verdict/live-device", test_live_device);
  g_test_add_func ("/verdict/faults", test_faults);
  g_test_add_func ("/verdict/blank-reason", test_blank_reason);
  g_test_add_func ("/verdict/contradicting-finding", test_contradicting_finding);
  g_test_add_func ("/verdict/contradicting-finding-on-object", test_contradicting_finding_on_object);
  g_test_add_func ("/verdict/overruled", test_overruled);
  g_test_add_func ("/verdict/conflict", test_conflict);
  return g_test_run ();
}
