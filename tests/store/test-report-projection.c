/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-test.h"

#include "report-projection.h"

#include <string.h>

static Place place;
static char *uuid, *scope;

static void
set_up (void)
{
  g_autofree char *device = device_id (1);

  uuid = case_uuid (1);
  scope = hecha_scope_of_case (uuid);
  place_open (&place, device);
}

static void
tear_down (void)
{
  place_close (&place);
  g_clear_pointer (&uuid, g_free);
  g_clear_pointer (&scope, g_free);
}

/* f is a freeze, o a reopening, m a report made, s a signature; the digit the
 * revision, then the file, and for a signature the file before it. */
static void
append_script (const char *script)
{
  g_auto(GStrv) steps = g_strsplit (script, " ", -1);

  for (guint i = 0; steps[i]; i++)
    {
      int revision = g_ascii_digit_value (steps[i][1]);
      g_autofree char *file = strlen (steps[i]) > 2 ? g_strnfill (64, steps[i][2]) : NULL;
      g_autofree char *before = strlen (steps[i]) > 3 ? g_strnfill (64, steps[i][3]) : NULL;
      g_autofree char *json = g_strdup_printf ("{\"revision\": %d, \"sha256\": \"%s\", \"before\": \"%s\","
                                               " \"field\": \"prepared\", \"heads\": []}", revision, file, before);

      append_ok (&place, course_event (scope, steps[i][0] == 'f' ? HECHA_EVENT_FROZEN :
                                              steps[i][0] == 'o' ? HECHA_EVENT_REOPENED :
                                              steps[i][0] == 'm' ? HECHA_EVENT_REPORT_MADE :
                                              steps[i][0] == 't' ? HECHA_EVENT_STAMPED : HECHA_EVENT_SIGNED, json));
    }
}

static const struct
{
  const char *name;
  const char *script;
  const char *report;  /* revision, frozen, conflict, the newest file's letter */
} cases[] = {
  { "frozen", "f1", "1 1 0 -" },
  { "made", "f1 m1a", "1 1 0 a" },
  { "signed", "f1 m1a s1ba s1cb", "1 1 0 c" },
  { "stamped", "f1 m1a s1ba t1cb", "1 1 0 c" },
  { "signed-and-stamped-apart", "f1 m1a s1ba s1cb t1db", "1 1 1 d" },
  { "reopened", "f1 m1a o1", "1 0 0 a" },
  { "second-revision", "f1 m1a o1 f2", "2 1 0 -" },
  { "second-report", "f1 m1a o1 f2 m2b", "2 1 0 b" },
  { "reopening-of-another-revision", "f1 o1 f2 o1", "2 1 0 -" },
  { "frozen-twice", "f1 f1", "1 1 1 -" },
  { "frozen-twice-and-reopened", "f1 f1 o1", "1 0 0 -" },
  { "made-twice", "f1 m1a m1b", "1 1 1 b" },
  { "two-branches", "f1 m1a s1ba s1ca", "1 1 1 c" },
  { "the-same-twice", "f1 m1a m1a", "1 1 0 a" },
  { "branches-of-an-old-revision", "f1 m1a m1b o1 f2", "2 1 0 -" },
};

static void
test_fold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      set_up ();
      g_test_message ("%s", cases[i].name);
      append_script (cases[i].script);
      found = hecha_db_text (place.db, "SELECT revision || ' ' || frozen || ' ' || conflict || ' ' ||"
                             " coalesce (substr (sha256, 1, 1), '-') FROM report", "");
      g_assert_cmpstr (found, ==, cases[i].report);
      tear_down ();
    }
}

static void
test_pins (void)
{
  g_autofree char *none = NULL, *pins = NULL, *device = device_id (1), *open = NULL;
  g_autoptr(GHashTable) counts = NULL;

  set_up ();
  none = hecha_report_projection_pins (place.db, uuid);
  g_assert_null (none);
  g_assert_null (hecha_report_projection_parse (NULL));
  append_ok (&place, answer_event (scope, "item-1", 1, "yes"));
  append_ok (&place, frozen_event (place.journal, scope, 1));
  pins = hecha_report_projection_pins (place.db, uuid);
  counts = hecha_report_projection_parse (pins);
  g_assert_cmpint (*(gint64 *) g_hash_table_lookup (counts, device), ==, 1);
  append_script ("o1");
  open = hecha_report_projection_pins (place.db, uuid);
  g_assert_null (open);
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-projection/fold", test_fold);
  g_test_add_func ("/report-projection/pins", test_pins);
  return g_test_run ();
}
