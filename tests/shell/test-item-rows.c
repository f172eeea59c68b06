/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"
#include "inspect.h"
#include "item-rows.h"

/* The lines of a planned visit, nothing answered yet. */

typedef struct
{
  HechaSession  *session;
  HechaCase     *visit;
  HechaItemRows *rows;
} Lines;

static const HechaItem *
item (const Lines *lines,
      guint        n)
{
  return ((HechaChecklistEntry *) lines->visit->checklist->entries->pdata[n])->item;
}

static Lines
lines_new (void)
{
  g_autofree char *uuid = NULL;
  Lines lines;

  fixture_language ("en");
  lines.session = fixture_session (HECHA_HOLDER_EVALUATION);
  uuid = fixture_plan (lines.session, FIXTURE_CODE_ONE_TYPE, 1u << HECHA_TYPE_CONNECTED, HECHA_LANGUAGE_EN);
  lines.visit = hecha_inspect_load (lines.session, uuid, NULL);
  lines.rows = hecha_item_rows_new ();
  g_assert_true (hecha_item_rows_load (lines.rows, lines.visit));
  g_assert_false (hecha_item_rows_load (lines.rows, lines.visit));
  hecha_item_rows_filter (lines.rows, HECHA_ITEM_FILTER_ALL, "");
  return lines;
}

static void
lines_clear (Lines *lines)
{
  g_object_unref (lines->rows);
  hecha_case_free (lines->visit);
  g_object_unref (lines->session);
}

static guint
n_shown (const Lines *lines)
{
  return g_list_model_get_n_items (hecha_item_rows_get_shown (lines->rows));
}

/* A group stands before its first item, and is passed over. */
static void
test_shown (void)
{
  Lines lines = lines_new ();
  guint items = lines.visit->checklist->entries->len, first, done, total, seen = 0;

  g_assert_nonnull (hecha_item_row_get_group (hecha_item_rows_get_row (lines.rows, 0)));
  first = hecha_item_rows_next (lines.rows, G_MAXUINT, 1);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (hecha_item_rows_find (lines.rows, item (&lines, 0)->uuid), ==, 1);
  for (guint i = first; i != G_MAXUINT; i = hecha_item_rows_next (lines.rows, i, 1))
    seen++;
  g_assert_cmpuint (seen, ==, items);
  g_assert_cmpuint (hecha_item_rows_next (lines.rows, first, -1), ==, G_MAXUINT);
  hecha_item_rows_get_progress (lines.rows, &done, &total);
  g_assert_cmpuint (done, ==, 0);
  g_assert_cmpuint (total, ==, items);
  hecha_item_rows_filter (lines.rows, HECHA_ITEM_FILTER_ALL, item (&lines, 3)->id);
  g_assert_cmpuint (n_shown (&lines), ==, 2);
  g_assert_cmpuint (hecha_item_rows_find (lines.rows, item (&lines, 0)->uuid), ==, G_MAXUINT);
  hecha_item_rows_filter (lines.rows, HECHA_ITEM_FILTER_FLAGGED, "");
  g_assert_cmpuint (n_shown (&lines), ==, 0);
  lines_clear (&lines);
}

/* Ticking touches what is shown, and unticking all. */
static void
test_ticks (void)
{
  Lines lines = lines_new ();
  g_autoptr(GPtrArray) checked = NULL, none = NULL;

  g_assert_false (hecha_item_rows_all_checked (lines.rows));
  hecha_item_rows_filter (lines.rows, HECHA_ITEM_FILTER_ALL, item (&lines, 3)->id);
  hecha_item_rows_check_shown (lines.rows, TRUE);
  g_assert_true (hecha_item_rows_all_checked (lines.rows));
  hecha_item_rows_filter (lines.rows, HECHA_ITEM_FILTER_ALL, "");
  g_assert_false (hecha_item_rows_all_checked (lines.rows));
  checked = hecha_item_rows_get_checked (lines.rows);
  g_assert_cmpuint (checked->len, ==, 1);
  g_assert_true (checked->pdata[0] == item (&lines, 3));
  hecha_item_rows_filter (lines.rows, HECHA_ITEM_FILTER_FLAGGED, "");
  g_assert_false (hecha_item_rows_all_checked (lines.rows));
  hecha_item_rows_uncheck (lines.rows);
  none = hecha_item_rows_get_checked (lines.rows);
  g_assert_cmpuint (none->len, ==, 0);
  lines_clear (&lines);
}

/* The order of the checklist, with an end; open items go round it. */
static void
test_step (void)
{
  Lines lines = lines_new ();
  const char *first = item (&lines, 0)->uuid, *last = item (&lines, lines.visit->checklist->entries->len - 1)->uuid;
  g_autofree char *begin = hecha_item_rows_step (lines.rows, NULL, 1, FALSE);
  g_autofree char *next = hecha_item_rows_step (lines.rows, first, 1, FALSE);
  g_autofree char *before = hecha_item_rows_step (lines.rows, first, -1, FALSE);
  g_autofree char *after = hecha_item_rows_step (lines.rows, last, 1, FALSE);
  g_autofree char *round = hecha_item_rows_step (lines.rows, last, 1, TRUE);

  g_assert_cmpstr (begin, ==, first);
  g_assert_cmpstr (next, ==, item (&lines, 1)->uuid);
  g_assert_null (before);
  g_assert_null (after);
  g_assert_cmpstr (round, ==, first);
  lines_clear (&lines);
}

int
main (int    argc,
      char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/item-rows/shown", test_shown);
  g_test_add_func ("/item-rows/ticks", test_ticks);
  g_test_add_func ("/item-rows/step", test_step);
  return g_test_run ();
}
