/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-fixture.h"
#include "pack-sheet.h"
#include "row-issue.h"
#include "table-text.h"

static HechaPack *
there_and_back (const HechaPack *pack,
                const char      *type,
                HechaLanguage    language,
                char           **type_again)
{
  char *path = write_temp ("pack.xlsx", "old", 3);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_row_issue_free);
  g_autoptr(GError) error = NULL;
  HechaPack *again;

  g_assert_true (hecha_pack_sheet_write (pack, type, path, language, &error));
  again = hecha_pack_sheet_read (path, type_again, faults, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  remove_temp (path);
  return again;
}

/* Nothing is lost, whichever language the columns are named in. */
static void
test_round_trip (void)
{
  static const char *const types[] = { "connected", "platform", "identifier" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *name = g_strconcat (types[i], "/level-3.json", NULL), *type = NULL;
      g_autoptr(HechaPack) pack = shipped_pack (name), again = NULL;

      again = there_and_back (pack, types[i], i % 2 ? HECHA_LANGUAGE_EN : HECHA_LANGUAGE_ZH, &type);
      assert_same_items (pack, again);
      g_assert_cmpstr (type, ==, types[i]);
      g_assert_cmpstr (again->id, ==, pack->id);
      g_assert_cmpstr (again->version, ==, pack->version);
      g_assert_cmpstr (again->title.en, ==, pack->title.en);
      g_assert_cmpuint (again->groups->len, ==, pack->groups->len);
    }
}

static void
test_odd_words (void)
{
  g_autoptr(GBytes) bytes = fixture (NULL, "lookalike-catalog.json");
  g_autoptr(HechaPack) pack = hecha_oscal_read (bytes, "c", NULL, NULL, NULL), again = NULL;
  HechaItem *item = pack->items->pdata[0];
  g_autofree char *type = NULL;

  g_free (item->requirement.en);
  item->requirement.en = g_strdup ("=SUM(A1) & <b>“x”</b>\n\n  - _x000D_ and 1.0\n  - 甲 😀");
  g_free (item->label);
  item->label = g_strdup ("01.10");
  item->gbt_44462 = g_strdup ("7.10");
  hecha_item_seal (item);
  again = there_and_back (pack, NULL, HECHA_LANGUAGE_ZH, &type);
  assert_same_items (pack, again);
  g_assert_null (type);
}

/* What no cell can hold is refused, and the file that was there stays. */
static void
test_too_long (void)
{
  g_autoptr(HechaPack) pack = shipped_pack ("identifier/level-1.json");
  HechaItem *item = pack->items->pdata[0];
  char *path = write_temp ("pack.xlsx", "old", 3);
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL, control = NULL;

  g_free (item->risk.en);
  item->risk.en = g_strnfill (32768, 'x');
  g_assert_false (hecha_pack_sheet_write (pack, NULL, path, HECHA_LANGUAGE_EN, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE);
  item->risk.en[3] = '\001';
  item->risk.en[9] = '\0';
  g_assert_false (hecha_pack_sheet_write (pack, NULL, path, HECHA_LANGUAGE_EN, &control));
  g_assert_error (control, HECHA_ERROR, HECHA_ERROR_INVALID);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "old");
  remove_temp (path);
}

static void
test_nowhere (void)
{
  g_autoptr(HechaPack) pack = shipped_pack ("identifier/level-1.json");
  g_autoptr(GError) error = NULL;

  g_assert_false (hecha_pack_sheet_write (pack, NULL, "/nowhere/pack.xlsx", HECHA_LANGUAGE_EN, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_IO);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pack-sheet/round-trip", test_round_trip);
  g_test_add_func ("/pack-sheet/odd-words", test_odd_words);
  g_test_add_func ("/pack-sheet/too-long", test_too_long);
  g_test_add_func ("/pack-sheet/nowhere", test_nowhere);
  return g_test_run ();
}
