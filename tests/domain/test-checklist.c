/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist.h"

#include "error.h"

static HechaPack *
pack_of (const char *items,
         const char *words)
{
  HechaPack *pack = hecha_pack_new ("p", "1");
  g_auto(GStrv) ids = g_strsplit (items, " ", -1);

  for (guint i = 0; ids[i]; i++)
    {
      HechaItem *item = hecha_item_new ();
      const char group[] = { ids[i][0], '\0' };
      const HechaText title = { NULL, (char *) group };
      gboolean known = FALSE;

      item->uuid = g_strdup (ids[i]);
      item->id = g_strconcat ("id-", ids[i], NULL);
      item->group = g_strdup (group);
      item->requirement.en = g_strdup (words);
      g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
      hecha_item_seal (item);
      g_ptr_array_add (pack->items, item);
      for (guint g = 0; g < pack->groups->len; g++)
        known |= g_str_equal (((HechaGroup *) pack->groups->pdata[g])->id, group);
      if (!known)
        g_ptr_array_add (pack->groups, hecha_group_new (group, &title));
    }
  return pack;
}

static void
test_join (void)
{
  g_autoptr(HechaChecklist) checklist = hecha_checklist_new ();
  g_autoptr(HechaPack) one = pack_of ("a1 a2 b1", "w"), two = pack_of ("c1 a2 b2", "w");
  g_autoptr(GString) order = g_string_new (NULL);

  g_assert_true (hecha_checklist_add (checklist, HECHA_TYPE_CONNECTED, one, NULL));
  g_assert_true (hecha_checklist_add (checklist, HECHA_TYPE_PLATFORM, two, NULL));
  for (guint i = 0; i < checklist->entries->len; i++)
    g_string_append_printf (order, "%s ", ((HechaChecklistEntry *) checklist->entries->pdata[i])->item->uuid);
  g_assert_cmpstr (order->str, ==, "a1 a2 b1 b2 c1 ");
  g_assert_cmpuint (hecha_checklist_find (checklist, "a2")->types, ==, 3);
  g_assert_cmpuint (hecha_checklist_find (checklist, "id-c1")->types, ==, 2);
  g_assert_null (hecha_checklist_find (checklist, "z"));
}

static void
test_different_words (void)
{
  g_autoptr(HechaChecklist) checklist = hecha_checklist_new ();
  g_autoptr(HechaPack) one = pack_of ("a1", "w"), two = pack_of ("a1", "v");
  g_autoptr(GError) error = NULL;

  g_assert_true (hecha_checklist_add (checklist, HECHA_TYPE_CONNECTED, one, NULL));
  g_assert_false (hecha_checklist_add (checklist, HECHA_TYPE_PLATFORM, two, &error));
  g_assert_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT);
}

/* An answer speaks of requirement and steps: a reworded remedy asks for no new one. */
static void
test_digest (void)
{
  g_autoptr(HechaItem) item = hecha_item_new ();
  g_autofree char *before = NULL;

  item->requirement.zh = g_strdup ("要求");
  g_ptr_array_add (item->steps, hecha_step_new (HECHA_METHOD_EXAMINE));
  hecha_item_seal (item);
  before = g_strdup (item->digest);
  item->remedy.zh = g_strdup ("整改");
  hecha_item_seal (item);
  g_assert_cmpstr (before, ==, item->digest);
  ((HechaStep *) item->steps->pdata[0])->method = HECHA_METHOD_TEST;
  hecha_item_seal (item);
  g_assert_cmpstr (before, !=, item->digest);
  g_assert_true (hecha_item_has_method (item, HECHA_METHOD_TEST));
  g_assert_false (hecha_item_has_method (item, HECHA_METHOD_EXAMINE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/checklist/join", test_join);
  g_test_add_func ("/checklist/different-words", test_different_words);
  g_test_add_func ("/checklist/digest", test_digest);
  return g_test_run ();
}
