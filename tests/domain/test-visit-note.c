/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visit-note.h"

#include "error.h"

#include <string.h>

static void
clear (char *notes[HECHA_N_VISIT_NOTES])
{
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    g_clear_pointer (&notes[i], g_free);
}

static void
test_names (void)
{
  guint n = 0;

  for (const HechaNick *nick = hecha_visit_note_nicks; nick->text; nick++, n++)
    {
      g_assert_cmpint (nick->value, ==, (int) n);
      g_assert_false (hecha_text_is_empty (&hecha_visit_note_labels[n]));
      g_assert_nonnull (hecha_visit_note_labels[n].zh);
      g_assert_nonnull (hecha_visit_note_labels[n].en);
    }
  g_assert_cmpuint (n, ==, HECHA_N_VISIT_NOTES);
}

static void
test_round_trip (void)
{
  char *notes[HECHA_N_VISIT_NOTES] = { NULL }, *again[HECHA_N_VISIT_NOTES] = { NULL };
  g_autoptr(JsonObject) object = NULL;

  g_assert_true (hecha_visit_note_set (notes, HECHA_VISIT_NOTE_CEILING, "2", NULL));
  g_assert_true (hecha_visit_note_set (notes, HECHA_VISIT_NOTE_ARRIVED, "09:05", NULL));
  object = hecha_visit_notes_to_json (notes);
  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_cmpstr (hecha_json_string (object, "ceiling"), ==, "2");
  hecha_visit_notes_from_json (object, again);
  g_assert_cmpstr (again[HECHA_VISIT_NOTE_ARRIVED], ==, "09:05");
  hecha_visit_notes_from_json (NULL, again);
  g_assert_true (hecha_visit_note_set (again, HECHA_VISIT_NOTE_ARRIVED, "", NULL));
  g_assert_null (again[HECHA_VISIT_NOTE_ARRIVED]);
  clear (notes);
  clear (again);
}

static void
test_too_long (void)
{
  char *notes[HECHA_N_VISIT_NOTES] = { NULL };
  g_autofree char *longest = g_strnfill (HECHA_VISIT_NOTE_LARGEST, 'x'), *longer = g_strconcat (longest, "x", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_visit_note_set (notes, HECHA_VISIT_NOTE_PRESENT, longest, NULL));
  g_assert_false (hecha_visit_note_set (notes, HECHA_VISIT_NOTE_PRESENT, longer, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  g_assert_cmpstr (notes[HECHA_VISIT_NOTE_PRESENT], ==, longest);
  clear (notes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/visit-note/names", test_names);
  g_test_add_func ("/visit-note/round-trip", test_round_trip);
  g_test_add_func ("/visit-note/too-long", test_too_long);
  return g_test_run ();
}
