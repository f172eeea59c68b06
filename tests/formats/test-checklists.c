/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-fixture.h"
#include "oscal-profile.h"

#include "object.h"

#include <string.h>

/* What every pack under data/checklists must have. */

static GBytes *
load (const char  *href,
      gpointer     data,
      GError     **error)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HECHA_DATA_DIR"), "checklists", NULL);

  return fixture (folder, href);
}

static HechaPack *
read_pack (HechaType type,
           int       level)
{
  g_autofree char *name = g_strdup_printf ("%s/level-%d.json", hecha_nick_text (hecha_type_nicks, type), level);
  g_autoptr(GBytes) bytes = load (name, NULL, NULL);
  g_autoptr(GError) error = NULL;
  HechaPack *pack = hecha_oscal_read (bytes, name, load, NULL, &error);
  HechaType of_type;
  int of_level;

  g_assert_no_error (error);
  g_assert_true (hecha_oscal_profile_target (bytes, name, &of_type, &of_level, NULL));
  g_assert_cmpint (of_type, ==, type);
  g_assert_cmpint (of_level, ==, level);
  return pack;
}

static void
assert_both (const HechaItem *item,
             const HechaText *text,
             const char      *what)
{
  if (!text->zh || !*text->zh || !text->en || !*text->en)
    g_error ("%s: %s is not there in both languages", item->id, what);
  if (g_str_is_ascii (text->zh) || !g_ascii_isprint (*text->en))
    g_error ("%s: %s: the languages are mixed up", item->id, what);
}

static void
assert_optional (const HechaItem *item,
                 const HechaText *text,
                 const char      *what)
{
  if (!hecha_text_is_empty (text))
    assert_both (item, text, what);
}

static void
check_item (const HechaItem *item,
            int              level)
{
  assert_both (item, &item->title, "title");
  assert_both (item, &item->requirement, "requirement");
  assert_both (item, &item->source, "source");
  assert_both (item, &item->evidence, "evidence");
  assert_both (item, &item->finding, "finding");
  assert_both (item, &item->risk, "risk");
  assert_both (item, &item->remedy, "remedy");
  assert_optional (item, &item->ot_impact, "ot-impact");
  assert_optional (item, &item->hazard, "hazard");
  assert_optional (item, &item->mitigation, "mitigation");
  g_assert_cmpint (item->min_level, <=, level);
  g_assert_cmpuint (item->steps->len, >=, 1);
  g_assert_cmpuint (item->steps->len, <=, 4);
  for (guint i = 0; i < item->steps->len; i++)
    {
      const HechaStep *step = item->steps->pdata[i];

      assert_both (item, &step->text, "step");
      assert_both (item, &step->yes, "yes");
    }
  if (!hecha_text_is_empty (&item->ot_impact) && !hecha_item_has_method (item, HECHA_METHOD_TEST) &&
      !hecha_item_has_method (item, HECHA_METHOD_EXAMINE))
    g_error ("%s: touches a live device without a step that does", item->id);
  if (hecha_text_is_empty (&item->hazard) != hecha_text_is_empty (&item->mitigation))
    g_error ("%s: a hazard and its mitigation go together", item->id);
}

/* What level 3 has at least; the data part counts. */
static void
test_packs (void)
{
  static const guint least[HECHA_N_TYPES] = { 90, 80, 60 };

  for (HechaType type = 0; type < HECHA_N_TYPES; type++)
    {
      guint below = 0;

      for (int level = 1; level <= 3; level++)
        {
          g_autoptr(HechaPack) pack = read_pack (type, level);
          guint data = 0;

          for (guint i = 0; i < pack->items->len; i++)
            {
              check_item (pack->items->pdata[i], level);
              data += strcmp (((HechaItem *) pack->items->pdata[i])->group, "dat") == 0;
            }
          g_test_message ("%s: %u items in %u domains, %u of them data", pack->title.en, pack->items->len,
                          pack->groups->len, data);
          assert_both (pack->items->pdata[0], &pack->title, "the pack's title");
          /* Each level asks for three items more than the one below, at least. */
          g_assert_cmpuint (pack->items->len, >=, below + 3);
          below = pack->items->len;
          if (level == 3)
            g_assert_cmpuint (data, >=, 20);
        }
      g_assert_cmpuint (below, >=, least[type]);
    }
}

/* An enterprise of several types answers shared items once. */
static void
test_shared (void)
{
  g_autoptr(HechaChecklist) checklist = hecha_checklist_new ();
  g_autoptr(GError) error = NULL;
  guint together = 0, shared = 0;

  for (HechaType type = 0; type < HECHA_N_TYPES; type++)
    {
      g_autoptr(HechaPack) pack = read_pack (type, 3);

      together += pack->items->len;
      g_assert_true (hecha_checklist_add (checklist, type, pack, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < checklist->entries->len; i++)
    shared += ((HechaChecklistEntry *) checklist->entries->pdata[i])->types == (1u << HECHA_N_TYPES) - 1;
  g_assert_cmpuint (shared, >=, 28);
  g_assert_cmpuint (checklist->entries->len, ==, together - 2 * shared);
}

/* Of the guidelines of document 14 the outline of items 1, 2 and 8 to 14 was read in public; the
 * rest, the extensions of GB/T 22239 beyond the industrial one, what is built on the titles of
 * GB/T 44462 alone, and the headings of document 166 beyond grading, catalogue and life cycle,
 * is recalled. */
static gboolean
is_recalled (const char *source)
{
  static const char *const titles[] = { "云计算安全扩展要求", "大数据扩展要求", "GB/T 44462", "166号）：主体责任", "166号）：监测" };
  const char *item = strstr (source, "14号）第");
  gint64 number = item ? g_ascii_strtoll (item + strlen ("14号）第"), NULL, 10) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strstr (source, titles[i]))
      return TRUE;
  return number && number != 1 && number != 2 && (number < 8 || number > 14);
}

/* What was not read again is marked as to be verified, in every pack. */
static void
test_recalled (void)
{
  guint recalled = 0;

  for (HechaType type = HECHA_TYPE_CONNECTED; type < HECHA_N_TYPES; type++)
    {
      g_autoptr(HechaPack) pack = read_pack (type, 3);

      for (guint i = 0; i < pack->items->len; i++)
        {
          const HechaItem *item = pack->items->pdata[i];

          if (!is_recalled (item->source.zh))
            continue;
          recalled++;
          if (!item->unverified)
            g_error ("%s: “%s” was not read again, and is not marked", item->id, item->source.zh);
        }
    }
  g_assert_cmpuint (recalled, >, 50);
}

/* Where an item begins is our allotment, but not where the law says whom it binds: articles 6 to 8
 * and 10 to 14 of the Measures bind every enterprise, article 9 levels 2 and 3 (level 1 may follow),
 * the last sentence of article 12 level 3; document 166 knows no levels of enterprises. */
static void
test_law (void)
{
  static const struct { const char *id; int level; } rows[] = {
    { "measures-06-grading", 1 }, { "measures-06-regrading", 1 }, { "measures-07-filing", 1 }, { "measures-07-correction", 1 },
    { "measures-08-protection", 1 }, { "measures-09-evaluation", 2 }, { "measures-10-hazards", 1 },
    { "measures-11-first-responsible", 1 }, { "measures-11-rules", 1 }, { "measures-11-budget", 1 },
    { "measures-11-cooperation", 1 }, { "measures-12-monitoring", 1 }, { "measures-12-logs", 1 }, { "measures-12-defence", 1 },
    { "measures-12-linkage", 3 }, { "measures-13-plan", 1 }, { "measures-13-drill", 1 }, { "measures-13-report", 1 },
    { "data-catalogue", 1 }, { "data-export", 1 },
  };

  for (HechaType type = HECHA_TYPE_CONNECTED; type < HECHA_N_TYPES; type++)
    {
      g_autoptr(HechaPack) pack = read_pack (type, 3);

      for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
        {
          const HechaItem *found = NULL;

          for (guint i = 0; i < pack->items->len && !found; i++)
            if (g_str_equal (((HechaItem *) pack->items->pdata[i])->id, rows[r].id))
              found = pack->items->pdata[i];
          g_test_message ("%s", rows[r].id);
          g_assert_nonnull (found);
          g_assert_cmpint (found->min_level, ==, rows[r].level);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/checklists/packs", test_packs);
  g_test_add_func ("/checklists/shared", test_shared);
  g_test_add_func ("/checklists/recalled", test_recalled);
  g_test_add_func ("/checklists/law", test_law);
  return g_test_run ();
}
