/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "journal-check.h"

#include <sqlite3.h>
#include <string.h>

static Place place;
static char *device, *scope;

/* Answers, a freeze over them, a reopening and another answer: six events. */
static void
set_up (void)
{
  g_autofree char *uuid = case_uuid (1);

  device = device_id (1);
  scope = hecha_scope_of_case (uuid);
  place_open (&place, device);
  for (int i = 1; i <= 3; i++)
    append_ok (&place, answer_event (scope, "item-1", i, "yes"));
  append_ok (&place, frozen_event (place.journal, scope, 1));
  append_ok (&place, course_event (scope, HECHA_EVENT_REOPENED, "{\"revision\": 1}"));
  append_ok (&place, answer_event (scope, "item-1", 4, "no"));
}

static void
tear_down (void)
{
  place_close (&place);
  g_clear_pointer (&device, g_free);
  g_clear_pointer (&scope, g_free);
}

/* What somebody does who has the file and knows SQL. */
static void
tamper (const char *sql)
{
  g_autofree char *path = g_build_filename (place.dir, "hecha.db", NULL);
  sqlite3 *handle;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "DROP TRIGGER event_no_delete; DROP TRIGGER event_no_update", NULL, NULL, NULL);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
assert_faults (const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = hecha_journal_check (place.journal, NULL, &error);
  g_autoptr(GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    {
      HechaJournalFault *fault = faults->pdata[i];

      g_string_append_printf (found, "%s%s %d", i ? ", " : "",
                              hecha_nick_text (hecha_journal_fault_nicks, fault->kind), (int) fault->seq);
      g_assert_cmpstr (fault->scope, ==, scope);
      g_assert_nonnull (fault->message);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static const struct
{
  const char *name;
  const char *sql;
  const char *faults;
} cases[] = {
  { "sound", "SELECT 1", "" },
  { "author", "UPDATE event SET author = 'x' WHERE seq = 2", "forged 2, row 0" },
  { "payload", "UPDATE event SET payload = '{\"value\":\"na\"}' WHERE seq = 2", "forged 2, row 0" },
  { "payload-gone", "UPDATE event SET payload = NULL, salt = NULL WHERE seq = 4", "row 0" },
  { "cut-out", "DELETE FROM event WHERE seq = 2", "broken 3, row 0" },
  { "cut-off", "DELETE FROM event WHERE seq = 6", "truncated 6, row 0" },
  { "cut-off-before-the-pin", "DELETE FROM event WHERE seq = 3", "broken 4, truncated 3, row 0" },
  { "cut-off-and-chain-mended", "DELETE FROM event WHERE seq = 6; UPDATE chain SET count = 5, lamport = 5,"
    " hash = (SELECT hash FROM event WHERE seq = 5)", "row 0" },
  { "reordered", "UPDATE event SET seq = 99 WHERE seq = 1; UPDATE event SET seq = 1 WHERE seq = 2;"
    " UPDATE event SET seq = 2 WHERE seq = 99",
    "forged 1, broken 1, forged 2, broken 2, broken 3" },
  { "row", "UPDATE answer SET value = 'no' WHERE step = 2", "row 0" },
  { "row-more", "INSERT INTO answer SELECT case_id, 'x', object, step, field, value, author, time, event, conflict"
    " FROM answer WHERE step = 1", "row 0" },
  { "row-less", "DELETE FROM answer WHERE step = 3", "row 0" },
  { "report-row", "UPDATE report SET frozen = 1", "row 0" },
};

static void
test_tampered (gconstpointer data)
{
  const char *const *row = data;

  set_up ();
  tamper (row[1]);
  assert_faults (row[2]);
  tear_down ();
}

/* Whoever rewrites a whole chain with new hashes meets the pins of the freeze. */
static void
test_rewritten (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) good = NULL;
  g_autofree char *hash = g_strnfill (64, 'b');
  g_autofree char *frozen = NULL;

  device = device_id (1);
  g_autofree char *uuid = case_uuid (1);
  scope = hecha_scope_of_case (uuid);
  place_open (&place, device);
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  frozen = g_strdup_printf ("{\"revision\": 1, \"heads\": [{\"device\": \"%s\", \"count\": 1, \"hash\": \"%s\"},"
                            " {\"device\": \"%s\", \"count\": 3, \"hash\": \"%s\"}]}", device, hash, hash, hash);
  append_ok (&place, course_event (scope, HECHA_EVENT_FROZEN, frozen));
  assert_faults ("rewritten 1, truncated 3");
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/journal-check/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_tampered);
    }
  g_test_add_func ("/journal-check/rewritten", test_rewritten);
  return g_test_run ();
}
