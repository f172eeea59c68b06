/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of library.h that looks for faults. */
#include "library.h"

#include "citation.h"
#include "object.h"

#include <string.h>

typedef struct
{
  GStrvBuilder    *faults;
  const HechaPack *pack;
  GHashTable      *seen;       /* ids, labels and UUIDs so far */
} Check;

static void
complain (Check           *check,
          const HechaItem *item,
          const char      *what)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", item->id, what);

  g_strv_builder_add (check->faults, line);
}

/* What an item must say, in both languages. */
static void
check_text (Check           *check,
            const HechaItem *item,
            const HechaText *text,
            const char      *name)
{
  g_autofree char *none = g_strdup_printf ("no %s", name), *half = g_strdup_printf ("%s is not in both languages", name);

  if (hecha_text_is_empty (text))
    complain (check, item, none);
  else if (!text->zh || !*text->zh || !text->en || !*text->en)
    complain (check, item, half);
}

static void
check_optional (Check           *check,
                const HechaItem *item,
                const HechaText *text,
                const char      *name)
{
  if (!hecha_text_is_empty (text))
    check_text (check, item, text, name);
}

static void
check_texts (Check           *check,
             const HechaItem *item)
{
  check_text (check, item, &item->title, "title");
  check_text (check, item, &item->requirement, "requirement");
  check_text (check, item, &item->source, "source");
  check_text (check, item, &item->evidence, "evidence");
  check_text (check, item, &item->finding, "typical finding");
  check_text (check, item, &item->risk, "risk");
  check_text (check, item, &item->remedy, "remedy");
  check_optional (check, item, &item->ot_impact, "OT impact");
  check_optional (check, item, &item->hazard, "hazard");
  check_optional (check, item, &item->mitigation, "mitigation");
  if (hecha_text_is_empty (&item->hazard) != hecha_text_is_empty (&item->mitigation))
    complain (check, item, "a major hazard and what may downgrade it go together");
}

/* Who reads a control without a step makes one of its requirement. */
static gboolean
is_requirement (const HechaStep *step,
                const HechaItem *item)
{
  return hecha_text_is_empty (&step->yes) && !hecha_text_is_empty (&step->text) &&
         g_strcmp0 (step->text.zh, item->requirement.zh) == 0 && g_strcmp0 (step->text.en, item->requirement.en) == 0;
}

static void
check_steps (Check           *check,
             const HechaItem *item)
{
  if (item->steps->len == 0 || (item->steps->len == 1 && is_requirement (item->steps->pdata[0], item)))
    {
      complain (check, item, "no steps");
      return;
    }
  for (guint i = 0; i < item->steps->len; i++)
    {
      const HechaStep *step = item->steps->pdata[i];
      g_autofree char *text = g_strdup_printf ("step %u", i + 1), *yes = g_strdup_printf ("word on what a yes to step %u looks like", i + 1);

      check_text (check, item, &step->text, text);
      check_text (check, item, &step->yes, yes);
    }
}

/* A TEST on what controls a plant says what it may do to it. */
static void
check_impact (Check           *check,
              const HechaItem *item)
{
  gboolean live = item->object_kinds && (g_strv_contains ((const char *const *) item->object_kinds, "control-device") ||
                                         g_strv_contains ((const char *const *) item->object_kinds, "control-system"));

  if (live && hecha_item_has_method (item, HECHA_METHOD_TEST) && hecha_text_is_empty (&item->ot_impact))
    complain (check, item, "a TEST on a control device or system, without its OT impact");
}

static void
check_once (Check           *check,
            const HechaItem *item,
            const char      *name,
            const char      *what)
{
  if (name && !g_hash_table_add (check->seen, (gpointer) name))
    complain (check, item, what);
}

static gboolean
has_group (const HechaPack *pack,
           const char      *id)
{
  for (guint i = 0; i < pack->groups->len; i++)
    if (g_strcmp0 (((HechaGroup *) pack->groups->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
check_source (Check           *check,
              const HechaItem *item)
{
  g_auto(GStrv) faults = NULL;

  /* That there is none, or half of one, is said already. */
  if (!item->source.zh || !*item->source.zh || !item->source.en || !*item->source.en)
    return;
  faults = hecha_citation_check (&item->source);
  for (guint i = 0; faults[i]; i++)
    complain (check, item, faults[i]);
}

static void
check_references (Check           *check,
                  const HechaItem *item)
{
  check_once (check, item, item->uuid, "another item has this UUID");
  check_once (check, item, item->id, "another item has this id");
  if (g_strcmp0 (item->label, item->id) != 0)
    check_once (check, item, item->label, "another item has this label");
  if (!has_group (check->pack, item->group))
    complain (check, item, "an unknown domain");
  if (item->min_level < 1 || item->min_level > 3)
    complain (check, item, "a level that is not 1, 2 or 3");
  check_source (check, item);
  for (guint i = 0; item->object_kinds && item->object_kinds[i]; i++)
    if (!hecha_object_kind_find (item->object_kinds[i]))
      complain (check, item, "an unknown kind of object");
}

/**
 * hecha_library_check:
 *
 * Returns: (transfer full): a line for each fault of the pack; empty where
 *   there is none
 */
GStrv
hecha_library_check (const HechaPack *pack)
{
  g_autoptr(GStrvBuilder) faults = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Check check = { faults, pack, seen };

  for (guint i = 0; i < pack->groups->len; i++)
    {
      const HechaGroup *group = pack->groups->pdata[i];

      if (!group->title.zh || !*group->title.zh || !group->title.en || !*group->title.en)
        {
          g_autofree char *line = g_strdup_printf ("domain %s: its name is not in both languages", group->id);

          g_strv_builder_add (faults, line);
        }
    }
  for (guint i = 0; i < pack->items->len; i++)
    {
      const HechaItem *item = pack->items->pdata[i];

      check_texts (&check, item);
      check_steps (&check, item);
      check_impact (&check, item);
      check_references (&check, item);
    }
  return g_strv_builder_end (faults);
}
