/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-diff.h"

static HechaItem *
item_of (const char *uuid,
         const char *requirement,
         const char *remedy)
{
  HechaItem *item = hecha_item_new ();
  HechaStep *step = hecha_step_new (HECHA_METHOD_EXAMINE);

  item->uuid = g_strdup (uuid);
  item->id = g_strdup (uuid);
  item->group = g_strdup ("g");
  item->requirement.en = g_strdup (requirement);
  item->remedy.en = g_strdup (remedy);
  step->text.en = g_strdup ("look");
  g_ptr_array_add (item->steps, step);
  return item;
}

static GPtrArray *
sealed (HechaItem *first,
        HechaItem *second)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_item_unref);

  hecha_item_seal (first);
  hecha_item_seal (second);
  g_ptr_array_add (items, first);
  g_ptr_array_add (items, second);
  return items;
}

/* Each change as "kind item field field …", "=" where answers stay. */
static char *
told (GPtrArray *before,
      GPtrArray *after)
{
  g_autoptr(GPtrArray) changes = hecha_items_diff (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      HechaItemChange *change = changes->pdata[i];

      g_string_append_printf (text, "%s%s %s", change->same_text ? "=" : "",
                              hecha_nick_text (hecha_change_kind_nicks, change->kind),
                              (change->after ? change->after : change->before)->id);
      for (guint f = 0; f < change->fields->len; f++)
        g_string_append_printf (text, " %s", ((HechaFieldChange *) change->fields->pdata[f])->field);
      g_string_append (text, "; ");
    }
  return g_string_free (text, FALSE);
}

static void
test_kinds (void)
{
  g_autoptr(GPtrArray) before = sealed (item_of ("a", "r", "m"), item_of ("b", "r", "m"));
  g_autoptr(GPtrArray) after = sealed (item_of ("b", "other", "m"), item_of ("c", "r", "m"));
  g_autofree char *text = told (before, after), *none = told (before, before);

  g_assert_cmpstr (text, ==, "changed b requirement; added c; removed a; ");
  g_assert_cmpstr (none, ==, "");
}

/* A remedy may be reworded and answers stay; a step may not. */
static void
test_answers_stay (void)
{
  HechaItem *reworded = item_of ("a", "r", "better"), *stepped = item_of ("b", "r", "m");
  HechaStep *step = hecha_step_new (HECHA_METHOD_TEST);
  g_autoptr(GPtrArray) before = sealed (item_of ("a", "r", "m"), item_of ("b", "r", "m")), after = NULL;
  g_autofree char *text = NULL;

  step->text.en = g_strdup ("try");
  step->yes.en = g_strdup ("it holds");
  g_ptr_array_add (stepped->steps, step);
  after = sealed (reworded, stepped);
  text = told (before, after);
  g_assert_cmpstr (text, ==, "=changed a remedy; changed b step-2-method step-2 step-2-yes; ");
}

static void
test_plain_fields (void)
{
  static const char *const kinds[] = { "host", "room", NULL };
  HechaItem *changed = item_of ("a", "r", "m");
  g_autoptr(GPtrArray) before = sealed (item_of ("a", "r", "m"), item_of ("b", "r", "m")), after = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  g_autofree char *text = NULL;
  HechaFieldChange *level;

  changed->min_level = 3;
  changed->weight = 5;
  changed->unverified = TRUE;
  changed->gbt_44462 = g_strdup ("7.1");
  changed->label = g_strdup ("G-09");
  changed->object_kinds = g_strdupv ((char **) kinds);
  g_free (changed->group);
  changed->group = g_strdup ("h");
  after = sealed (changed, item_of ("b", "r", "m"));
  text = told (before, after);
  g_assert_cmpstr (text, ==, "=changed a gbt-44462 level weight unverified domain label object-kinds; ");
  changes = hecha_items_diff (before, after);
  level = ((HechaItemChange *) changes->pdata[0])->fields->pdata[1];
  g_assert_cmpstr (level->before.zh, ==, "1");
  g_assert_cmpstr (level->after.en, ==, "3");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pack-diff/kinds", test_kinds);
  g_test_add_func ("/pack-diff/answers-stay", test_answers_stay);
  g_test_add_func ("/pack-diff/plain-fields", test_plain_fields);
  return g_test_run ();
}
