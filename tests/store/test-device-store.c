/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "device-store.h"
#include "error.h"

#include <string.h>

static Place here, there;
static char *ours, *theirs, *third, *scope;

static void
set_up (void)
{
  g_autofree char *uuid = case_uuid (1);

  ours = device_id (1);
  theirs = device_id (2);
  third = device_id (3);
  scope = hecha_scope_of_case (uuid);
  place_open (&here, ours);
  place_open (&there, theirs);
}

static void
tear_down (void)
{
  place_close (&here);
  place_close (&there);
  g_clear_pointer (&ours, g_free);
  g_clear_pointer (&theirs, g_free);
  g_clear_pointer (&third, g_free);
  g_clear_pointer (&scope, g_free);
}

static gboolean
receive (gint64 first,
         gint64 last)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = hecha_journal_read (there.journal, scope, theirs, first, last, &error);
  gboolean waits = FALSE;

  hecha_device_store_receive (here.journal, events, &waits, &error);
  g_assert_no_error (error);
  return waits;
}

static HechaEvent *
admission (const char *in,
           const char *id)
{
  g_autoptr(JsonObject) payload = json_object_new ();
  g_autofree char *subject = g_strconcat ("device/", id, NULL);

  json_object_set_string_member (payload, "public-key", "KEY");
  json_object_set_string_member (payload, "name", "李四的笔记本");
  return hecha_event_new (in, HECHA_EVENT_DEVICE_ADMITTED, subject, payload);
}

static int
count_answers (void)
{
  return (int) hecha_db_int (here.db, -1, "SELECT count (*) FROM answer", "");
}

static void
test_new_case (void)
{
  set_up ();
  append_ok (&there, answer_event (scope, "item-1", 1, "yes"));
  g_assert_false (receive (1, 1));
  g_assert_cmpint (count_answers (), ==, 1);
  tear_down ();
}

static void
test_waits_until_admitted (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HechaDevice) before = NULL, after = NULL;
  g_autoptr(GPtrArray) all = NULL;

  set_up ();
  append_ok (&here, answer_event (scope, "item-1", 1, "no"));
  for (int i = 2; i <= 5; i++)
    append_ok (&there, answer_event (scope, "item-1", i, "yes"));
  g_assert_true (receive (1, 2));
  g_assert_true (receive (3, 4));
  g_assert_cmpint (count_answers (), ==, 1);
  before = hecha_device_store_find (here.db, theirs, &error);
  g_assert_cmpint (before->state, ==, HECHA_DEVICE_UNKNOWN);
  g_assert_cmpint (before->waiting, ==, 4);
  append_ok (&here, admission (HECHA_SCOPE_WORKSPACE, theirs));
  g_assert_cmpint (count_answers (), ==, 5);
  after = hecha_device_store_find (here.db, theirs, &error);
  g_assert_cmpint (after->state, ==, HECHA_DEVICE_ADMITTED);
  g_assert_cmpint (after->waiting, ==, 0);
  g_assert_cmpstr (after->name, ==, "李四的笔记本");
  append_ok (&there, answer_event (scope, "item-1", 6, "yes"));
  g_assert_false (receive (5, 5));
  g_assert_cmpint (count_answers (), ==, 6);
  all = hecha_device_store_list (here.db, &error);
  g_assert_cmpuint (all->len, ==, 1);
  tear_down ();
}

/* The second part came, the first did not: it goes on waiting. */
static void
test_gap (void)
{
  set_up ();
  append_ok (&here, answer_event (scope, "item-1", 1, "no"));
  for (int i = 2; i <= 5; i++)
    append_ok (&there, answer_event (scope, "item-1", i, "yes"));
  g_assert_true (receive (3, 4));
  append_ok (&here, admission (scope, theirs));
  g_assert_cmpint (count_answers (), ==, 1);
  g_assert_false (receive (1, 2));
  g_assert_cmpint (count_answers (), ==, 5);
  g_assert_cmpint (hecha_db_int (here.db, 9, "SELECT count (*) FROM quarantine", ""), ==, 0);
  tear_down ();
}

/* Two that call themselves by one device, each with a first entry of its own: both wait, and one may be dropped. */
static void
test_same_numbers (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL, both = NULL, left = NULL;
  Place other;
  gboolean waits = FALSE;

  set_up ();
  place_open (&other, theirs);
  append_ok (&here, answer_event (scope, "item-1", 1, "no"));
  append_ok (&there, answer_event (scope, "item-1", 2, "yes"));
  append_ok (&other, answer_event (scope, "item-1", 2, "na"));
  g_assert_true (receive (1, 1));
  g_assert_true (receive (1, 1));
  events = hecha_journal_read (other.journal, scope, theirs, 1, 1, &error);
  hecha_device_store_receive (here.journal, events, &waits, &error);
  g_assert_no_error (error);
  g_assert_true (waits);
  both = hecha_device_store_waiting (here.journal, theirs, &error);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (hecha_device_store_drop (here.journal, events, &error));
  left = hecha_device_store_waiting (here.journal, theirs, &error);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((HechaEvent *) ((GPtrArray *) left->pdata[0])->pdata[0])->hash, !=,
                   ((HechaEvent *) events->pdata[0])->hash);
  place_close (&other);
  tear_down ();
}

static const struct
{
  const char     *name;
  HechaEventKind  kind;
  const char     *payload;
  gboolean        waits;
} kinds[] = {
  { "decision", HECHA_EVENT_DECIDED, "{\"revision\": 1, \"decision\": \"approve\"}", FALSE },
  { "receipt", HECHA_EVENT_RECEIVED, "{\"revision\": 1}", FALSE },
  { "freeze", HECHA_EVENT_FROZEN, "{\"revision\": 1, \"heads\": []}", TRUE },
  { "reopening", HECHA_EVENT_REOPENED, "{\"revision\": 1}", TRUE },
};

static void
test_course_of_a_stranger (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      set_up ();
      g_test_message ("%s", kinds[i].name);
      append_ok (&here, answer_event (scope, "item-1", 1, "no"));
      append_ok (&there, course_event (scope, kinds[i].kind, kinds[i].payload));
      g_assert_cmpint (receive (1, 1), ==, kinds[i].waits);
      tear_down ();
    }
}

/* A stranger cannot admit, neither itself nor another one. */
static void
test_stranger_admits (void)
{
  g_autoptr(GError) error = NULL;

  set_up ();
  append_ok (&there, admission (scope, theirs));
  append_ok (&there, admission (scope, third));
  g_assert_false (receive (1, 2));
  g_assert_null (hecha_device_store_find (here.db, third, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* Once it is admitted itself, what it said before counts. */
  append_ok (&here, admission (scope, theirs));
  g_assert_cmpint (hecha_db_int (here.db, 0, "SELECT count (*) FROM device WHERE state = 'admitted'", ""), ==, 2);
  tear_down ();
}

static void
test_states_only_rise (void)
{
  g_autoptr(GError) error = NULL;
  static const HechaDeviceState states[] = { HECHA_DEVICE_UNKNOWN, HECHA_DEVICE_ADMITTED, HECHA_DEVICE_UNKNOWN,
                                             HECHA_DEVICE_OWN, HECHA_DEVICE_ADMITTED };
  static const HechaDeviceState expected[] = { HECHA_DEVICE_UNKNOWN, HECHA_DEVICE_ADMITTED, HECHA_DEVICE_ADMITTED,
                                               HECHA_DEVICE_OWN, HECHA_DEVICE_OWN };

  set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(HechaDevice) device = hecha_device_new (third, states[i]), found = NULL;

      device->name = i == 0 ? g_strdup ("甲") : NULL;
      g_assert_true (hecha_device_store_put (here.db, device, &error));
      found = hecha_device_store_find (here.db, third, &error);
      g_assert_cmpint (found->state, ==, expected[i]);
      g_assert_cmpstr (found->name, ==, "甲");
    }
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/device-store/new-case", test_new_case);
  g_test_add_func ("/device-store/waits-until-admitted", test_waits_until_admitted);
  g_test_add_func ("/device-store/gap", test_gap);
  g_test_add_func ("/device-store/same-numbers", test_same_numbers);
  g_test_add_func ("/device-store/course-of-a-stranger", test_course_of_a_stranger);
  g_test_add_func ("/device-store/stranger-admits", test_stranger_admits);
  g_test_add_func ("/device-store/states-only-rise", test_states_only_rise);
  return g_test_run ();
}
