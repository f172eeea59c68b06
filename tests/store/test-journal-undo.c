/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"
#include "journal-undo.h"

static Place place, other;
static char *scope;

static void
set_up (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1);

  scope = hecha_scope_of_case (uuid);
  place_open (&place, a);
  place_open (&other, b);
}

static void
tear_down (void)
{
  g_clear_pointer (&scope, g_free);
  place_close (&place);
  place_close (&other);
}

static void
assert_answer (const char *item,
               const char *value)
{
  g_autofree char *found = hecha_db_text (place.db, "SELECT value FROM answer WHERE item = ?", "s", item);

  g_assert_cmpstr (found, ==, value);
}

static void
answer_together (const char *group,
                 const char *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *item = g_strdup_printf ("item-%d", i);
      HechaEvent *event = answer_event (scope, item, 1, value);

      event->group = g_strdup (group);
      g_ptr_array_add (events, event);
    }
  g_assert_true (hecha_journal_append_all (place.journal, events, &error));
}

static void
undo_ok (void)
{
  g_autoptr(GError) error = NULL;

  hecha_journal_undo (place.journal, scope, &error);
  g_assert_no_error (error);
}

static void
test_back_and_back (void)
{
  g_autoptr(GError) error = NULL;

  set_up ();
  append_ok (&place, answer_event (scope, "item-1", 1, "na"));
  answer_together ("bulk-1", "yes");
  answer_together ("bulk-2", "no");
  undo_ok ();
  assert_answer ("item-1", "yes");
  assert_answer ("item-3", "yes");
  undo_ok ();
  assert_answer ("item-1", "na");
  assert_answer ("item-3", NULL);
  undo_ok ();
  assert_answer ("item-1", NULL);
  g_assert_false (hecha_journal_undo (place.journal, scope, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_cmpint (hecha_db_int (place.db, 0, "SELECT count (*) FROM event", ""), ==, 14);
  tear_down ();
}

static void
test_last_group (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) group = NULL, none = NULL;

  set_up ();
  none = hecha_journal_last_group (place.journal, scope, &error);
  g_assert_cmpuint (none->len, ==, 0);
  answer_together ("bulk-1", "yes");
  group = hecha_journal_last_group (place.journal, scope, &error);
  g_assert_cmpuint (group->len, ==, 3);
  g_assert_cmpstr (((HechaEvent *) group->pdata[0])->subject, ==, "answer/item-1/whole/1/answer");
  tear_down ();
}

/* An object that was put in is taken away again. */
static void
test_object (void)
{
  g_autoptr(HechaObject) object = hecha_object_new ("controller", "PLC-07");
  g_autoptr(JsonObject) payload = hecha_object_to_json (object);
  g_autofree char *subject = g_strconcat ("object/", object->uuid, NULL);

  set_up ();
  append_ok (&place, hecha_event_new (scope, HECHA_EVENT_OBJECT_SET, subject, payload));
  g_assert_cmpint (hecha_db_int (place.db, 0, "SELECT count (*) FROM object", ""), ==, 1);
  undo_ok ();
  g_assert_cmpint (hecha_db_int (place.db, 9, "SELECT count (*) FROM object", ""), ==, 0);
  tear_down ();
}

static void
test_built_on (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) ours = NULL, theirs = NULL;
  g_autofree char *a = device_id (1), *b = device_id (2);

  set_up ();
  answer_together ("bulk-1", "yes");
  ours = hecha_journal_read (place.journal, scope, a, 1, 9, &error);
  g_assert_true (hecha_journal_merge (other.journal, ours, NULL, &error));
  append_ok (&other, answer_event (scope, "item-2", 1, "no"));
  theirs = hecha_journal_read (other.journal, scope, b, 1, 9, &error);
  g_assert_true (hecha_journal_merge (place.journal, theirs, NULL, &error));
  g_assert_false (hecha_journal_undo (place.journal, scope, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  assert_answer ("item-1", "yes");
  assert_answer ("item-2", "no");
  tear_down ();
}

static void
test_frozen (void)
{
  g_autoptr(GError) error = NULL;

  set_up ();
  answer_together ("bulk-1", "yes");
  append_ok (&place, frozen_event (place.journal, scope, 1));
  g_assert_false (hecha_journal_undo (place.journal, scope, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/journal-undo/back-and-back", test_back_and_back);
  g_test_add_func ("/journal-undo/last-group", test_last_group);
  g_test_add_func ("/journal-undo/object", test_object);
  g_test_add_func ("/journal-undo/built-on", test_built_on);
  g_test_add_func ("/journal-undo/frozen", test_frozen);
  return g_test_run ();
}
