/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case.h"

/* A case of one item, asked of connected enterprises, with one finding of the visit before. */
static HechaCase *
sample (const char *state)
{
  HechaCase *self = hecha_case_new (hecha_visit_new (HECHA_PROCEDURE_EVALUATION));
  HechaPrior *prior = hecha_prior_new ("11111111-1111-4111-8111-111111111111", "2025-0001-AAAA", "2025-11-24");
  g_autoptr(HechaFinding) finding = hecha_finding_new ("item", "found");
  g_autoptr(HechaPack) pack = hecha_pack_new ("pack", "1");
  HechaText title = { (char *) "组", (char *) "group" };
  HechaItem *item = hecha_item_new ();

  item->uuid = g_strdup ("item");
  item->id = g_strdup ("i-1");
  item->group = g_strdup ("g");
  g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
  g_ptr_array_add (pack->groups, hecha_group_new ("g", &title));
  g_ptr_array_add (pack->items, item);
  g_assert_true (hecha_checklist_add (self->checklist, HECHA_TYPE_CONNECTED, pack, NULL));
  g_ptr_array_add (prior->findings, hecha_prior_finding_new (finding, state, "seen"));
  g_ptr_array_add (self->visit->earlier, prior);
  return self;
}

static const HechaPriorFinding *
only (const HechaCase *self)
{
  return ((HechaPrior *) self->visit->earlier->pdata[0])->findings->pdata[0];
}

static void
test_course (void)
{
  const struct
  {
    const char  *state;
    const char  *answer;
    HechaCourse  course;
  } table[] = {
    { NULL, NULL, HECHA_COURSE_PENDING },      { "open", "no", HECHA_COURSE_PERSISTING },
    { "open", "yes", HECHA_COURSE_CLOSED },    { "open", "na", HECHA_COURSE_CLOSED },
    { "cured", NULL, HECHA_COURSE_CLOSED },    { "accepted", "no", HECHA_COURSE_CLOSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(HechaCase) self = sample (table[i].state);

      if (table[i].answer)
        hecha_answers_put (self->answers, hecha_answer_new ("item", NULL, 1, HECHA_ANSWER_STEP, table[i].answer));
      g_assert_cmpint (hecha_case_earlier_course (self, only (self)), ==, table[i].course);
    }
}

/* A finding that names the earlier one continues it, whatever a re-check said; any other is new. */
static void
test_continues (void)
{
  g_autoptr(HechaCase) self = sample ("cured");
  HechaFinding *again = hecha_finding_new ("item", "again"), *other = hecha_finding_new ("item", "other");

  again->previous = g_strdup (only (self)->finding->uuid);
  other->previous = g_strdup ("no-such");
  g_ptr_array_add (self->findings, again);
  g_ptr_array_add (self->findings, other);
  g_assert_cmpint (hecha_case_course (self, again), ==, HECHA_COURSE_PERSISTING);
  g_assert_cmpint (hecha_case_course (self, other), ==, HECHA_COURSE_NEW);
  g_assert_cmpint (hecha_case_earlier_course (self, only (self)), ==, HECHA_COURSE_PERSISTING);
}

static void
test_json (void)
{
  g_autoptr(HechaCase) self = sample ("accepted");
  g_autoptr(JsonObject) object = hecha_prior_to_json (self->visit->earlier->pdata[0]), bad = json_object_new ();
  g_autoptr(HechaPrior) back = hecha_prior_from_json (object);
  const HechaPriorFinding *finding = back->findings->pdata[0];

  g_assert_cmpstr (back->number, ==, "2025-0001-AAAA");
  g_assert_cmpstr (back->planned_on, ==, "2025-11-24");
  g_assert_cmpstr (finding->state, ==, "accepted");
  g_assert_cmpstr (finding->note, ==, "seen");
  g_assert_cmpstr (finding->finding->uuid, ==, only (self)->finding->uuid);
  g_assert_null (hecha_prior_from_json (NULL));
  g_assert_null (hecha_prior_from_json (bad));
}

static void
test_confirmation (void)
{
  g_autoptr(HechaCase) self = sample (NULL);
  HechaItem *item = ((HechaChecklistEntry *) self->checklist->entries->pdata[0])->item;

  g_assert_false (hecha_item_awaits_confirmation (item, self->answers));
  hecha_answers_put (self->answers, hecha_answer_new ("item", NULL, 0, HECHA_ANSWER_CARRIED, "2025-0001-AAAA 2025-11-24"));
  g_assert_true (hecha_item_awaits_confirmation (item, self->answers));
  hecha_answers_put (self->answers, hecha_answer_new ("item", NULL, 0, HECHA_ANSWER_CONFIRMED, "yes"));
  g_assert_false (hecha_item_awaits_confirmation (item, self->answers));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/domain/prior/course", test_course);
  g_test_add_func ("/domain/prior/continues", test_continues);
  g_test_add_func ("/domain/prior/json", test_json);
  g_test_add_func ("/domain/prior/confirmation", test_confirmation);
  return g_test_run ();
}
