/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "error.h"

#include <string.h>

static char *
answer_value (HechaDb    *db,
              const char *item,
              int         step)
{
  return hecha_db_text (db, "SELECT coalesce (value, 'none') || CASE conflict WHEN 1 THEN ' conflict' ELSE '' END"
                        " FROM answer WHERE item = ? AND step = ?", "si", item, step);
}

static void
test_append (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *first = NULL, *second = NULL;
  HechaEvent *one, *two;
  Place place;

  place_open (&place, device);
  append_ok (&place, answer_event (scope, "item-1", 1, "no"));
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  append_ok (&place, answer_event (scope, "item-1", 2, NULL));
  first = answer_value (place.db, "item-1", 1);
  second = answer_value (place.db, "item-1", 2);
  g_assert_cmpstr (first, ==, "yes");
  g_assert_cmpstr (second, ==, "none");

  events = hecha_journal_read (place.journal, scope, device, 1, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 3);
  one = events->pdata[0];
  two = events->pdata[1];
  g_assert_true (hecha_event_follows (one, NULL, &error));
  g_assert_true (hecha_event_follows (two, one, &error));
  g_assert_cmpint (two->lamport, ==, 2);
  g_assert_cmpstr (two->author, ==, "王检查");
  g_assert_cmpstr (two->time, ==, "2026-01-26T02:30:00.125Z");
  g_assert_cmpuint (g_strv_length (two->based_on), ==, 1);
  g_assert_cmpstr (two->based_on[0], ==, one->hash);
  place_close (&place);
}

static void
test_frozen (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL;
  Place place;

  place_open (&place, device);
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  append_ok (&place, frozen_event (place.journal, scope, 1));
  g_assert_true (hecha_journal_is_frozen (place.journal, scope));
  g_assert_false (hecha_journal_append (place.journal, answer_event (scope, "item-1", 1, "no"), &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED);
  append_ok (&place, course_event (scope, HECHA_EVENT_REOPENED, "{\"revision\": 1, \"reason\": \"补充\"}"));
  append_ok (&place, answer_event (scope, "item-1", 1, "no"));
  value = answer_value (place.db, "item-1", 1);
  g_assert_cmpstr (value, ==, "no");
  place_close (&place);
}

/* Two devices answer without seeing each other's; the third event settles it. */
static void
test_conflict (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) of_b = NULL, heads = NULL;
  g_autofree char *before = NULL, *after = NULL;
  guint added = 0;
  Place one, two;

  place_open (&one, a);
  place_open (&two, b);
  append_ok (&one, answer_event (scope, "item-1", 1, "yes"));
  append_ok (&two, answer_event (scope, "item-1", 1, "no"));
  of_b = hecha_journal_read (two.journal, scope, b, 1, 9, &error);
  g_assert_true (hecha_journal_merge (one.journal, of_b, &added, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (added, ==, 1);
  g_assert_true (hecha_journal_merge (one.journal, of_b, &added, &error));
  g_assert_cmpuint (added, ==, 0);
  before = answer_value (one.db, "item-1", 1);
  g_assert_true (g_str_has_suffix (before, " conflict"));
  heads = hecha_journal_subject_heads (one.journal, scope, "answer/item-1/whole/1/answer", &error);
  g_assert_cmpuint (heads->len, ==, 2);
  append_ok (&one, answer_event (scope, "item-1", 1, "na"));
  after = answer_value (one.db, "item-1", 1);
  g_assert_cmpstr (after, ==, "na");
  place_close (&one);
  place_close (&two);
}

static void
test_same_answer_is_no_conflict (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) of_b = NULL;
  g_autofree char *value = NULL;
  Place one, two;

  place_open (&one, a);
  place_open (&two, b);
  append_ok (&one, answer_event (scope, "item-1", 1, "yes"));
  append_ok (&two, answer_event (scope, "item-1", 1, "yes"));
  of_b = hecha_journal_read (two.journal, scope, b, 1, 9, &error);
  g_assert_true (hecha_journal_merge (one.journal, of_b, NULL, &error));
  value = answer_value (one.db, "item-1", 1);
  g_assert_cmpstr (value, ==, "yes");
  place_close (&one);
  place_close (&two);
}

/* The same device on two disks: the second copy of the chain is refused, by name. */
static void
test_fork_and_gap (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) good = NULL, forked = NULL, tail = NULL;
  g_autofree char *before = NULL, *after = NULL;
  Place here, one, two;

  place_open (&here, a);
  place_open (&one, b);
  place_open (&two, b);
  for (int i = 1; i <= 3; i++)
    append_ok (&one, answer_event (scope, "item-1", i, "yes"));
  good = hecha_journal_read (one.journal, scope, b, 1, 2, &error);
  g_assert_true (hecha_journal_merge (here.journal, good, NULL, &error));
  g_assert_true (hecha_journal_merge (two.journal, good, NULL, &error));
  append_ok (&two, answer_event (scope, "item-1", 3, "no"));
  append_ok (&two, answer_event (scope, "item-1", 4, "no"));
  tail = hecha_journal_read (two.journal, scope, b, 4, 4, &error);
  g_assert_false (hecha_journal_merge (here.journal, tail, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "Events 3 to 3"));
  g_clear_error (&error);

  g_ptr_array_unref (good);
  good = hecha_journal_read (one.journal, scope, b, 1, 3, &error);
  g_assert_true (hecha_journal_merge (here.journal, good, NULL, &error));
  before = dump_all (here.db);
  forked = hecha_journal_read (two.journal, scope, b, 1, 4, &error);
  g_assert_false (hecha_journal_merge (here.journal, forked, NULL, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Event 3 of device"));
  after = dump_all (here.db);
  g_assert_cmpstr (before, ==, after);
  place_close (&here);
  place_close (&one);
  place_close (&two);
}

/* What another device wrote before it had seen the freeze is kept, counted, and not in the report. */
static void
test_late (void)
{
  g_autofree char *a = device_id (1), *b = device_id (2), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) first = NULL, rest = NULL;
  g_autofree char *in_report = NULL, *reopened = NULL;
  Place one, two;

  place_open (&one, a);
  place_open (&two, b);
  append_ok (&two, answer_event (scope, "item-1", 1, "no"));
  first = hecha_journal_read (two.journal, scope, b, 1, 1, &error);
  g_assert_true (hecha_journal_merge (one.journal, first, NULL, &error));
  append_ok (&one, frozen_event (one.journal, scope, 1));
  append_ok (&two, answer_event (scope, "item-1", 1, "yes"));
  append_ok (&two, answer_event (scope, "item-1", 2, "yes"));
  rest = hecha_journal_read (two.journal, scope, b, 2, 3, &error);
  g_assert_true (hecha_journal_merge (one.journal, rest, NULL, &error));
  g_assert_no_error (error);
  in_report = answer_value (one.db, "item-1", 1);
  g_assert_cmpstr (in_report, ==, "no");
  g_assert_null (answer_value (one.db, "item-1", 2));
  g_assert_cmpint (hecha_journal_count_late (one.journal, scope), ==, 2);

  append_ok (&one, course_event (scope, HECHA_EVENT_REOPENED, "{\"revision\": 1}"));
  reopened = answer_value (one.db, "item-1", 1);
  g_assert_cmpstr (reopened, ==, "yes");
  g_assert_cmpint (hecha_journal_count_late (one.journal, scope), ==, 0);
  place_close (&one);
  place_close (&two);
}

static void
test_append_only (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  static const char *const forbidden[] = {
    "DELETE FROM event",
    "UPDATE event SET payload = '{}'",
    "UPDATE event SET author = 'x', payload = NULL, salt = NULL",
    "UPDATE event SET hash = 'x'",
    "INSERT OR REPLACE INTO event SELECT * FROM event",
  };
  Place place;

  place_open (&place, device);
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (hecha_db_exec (place.db, &error, forbidden[i], ""));
      g_assert_error (error, HECHA_ERROR, HECHA_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "append-only"));
    }
  place_close (&place);
}

static gboolean
file_holds (const char *dir,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &content, &length, NULL) && memmem (content, length, text, strlen (text));
}

static void
test_destroy (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(JsonObject) line = NULL;
  g_autoptr(HechaEvent) again = NULL;
  g_autofree char *value = NULL;
  HechaEvent *event;
  Place place;

  place_open (&place, device);
  append_ok (&place, answer_event (scope, "item-1", 1, "very-secret-words"));
  g_assert_true (file_holds (place.dir, "hecha.db-wal", "very-secret-words"));
  g_assert_true (hecha_journal_destroy_payload (place.journal, scope, device, 1, &error));
  g_assert_no_error (error);
  g_assert_false (file_holds (place.dir, "hecha.db-wal", "very-secret-words"));
  g_assert_false (file_holds (place.dir, "hecha.db", "very-secret-words"));
  value = answer_value (place.db, "item-1", 1);
  g_assert_cmpstr (value, ==, "none");
  events = hecha_journal_read (place.journal, scope, device, 1, 1, &error);
  event = events->pdata[0];
  g_assert_null (event->payload);
  g_assert_null (event->salt);
  line = hecha_event_to_json (event);
  again = hecha_event_from_json (line, &error);
  g_assert_no_error (error);
  g_assert_false (hecha_journal_destroy_payload (place.journal, scope, device, 7, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND);
  place_close (&place);
}

/* A group is whole or not there: the second event is too large. */
static void
test_bulk (void)
{
  g_autofree char *device = device_id (1), *uuid = case_uuid (1), *scope = hecha_scope_of_case (uuid);
  g_autofree char *huge = g_strnfill (5 * 1024 * 1024, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_event_free);
  Place place;

  place_open (&place, device);
  g_ptr_array_add (events, answer_event (scope, "item-1", 1, "yes"));
  g_ptr_array_add (events, answer_event (scope, "item-2", 1, huge));
  g_assert_false (hecha_journal_append_all (place.journal, events, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpint (hecha_db_int (place.db, -1, "SELECT count (*) FROM event", ""), ==, 0);
  g_assert_cmpint (hecha_db_int (place.db, -1, "SELECT count (*) FROM answer", ""), ==, 0);
  g_ptr_array_set_size (events, 1);
  g_clear_error (&error);
  g_assert_true (hecha_journal_append_all (place.journal, events, &error));
  g_assert_nonnull (((HechaEvent *) events->pdata[0])->hash);
  place_close (&place);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/journal/append", test_append);
  g_test_add_func ("/journal/bulk", test_bulk);
  g_test_add_func ("/journal/frozen", test_frozen);
  g_test_add_func ("/journal/conflict", test_conflict);
  g_test_add_func ("/journal/same-answer", test_same_answer_is_no_conflict);
  g_test_add_func ("/journal/fork-and-gap", test_fork_and_gap);
  g_test_add_func ("/journal/late", test_late);
  g_test_add_func ("/journal/append-only", test_append_only);
  g_test_add_func ("/journal/destroy", test_destroy);
  return g_test_run ();
}
