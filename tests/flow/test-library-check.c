/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library.h"

static HechaText
both (const char *words)
{
  return (HechaText) { g_strdup (words), g_strdup (words) };
}

/* An item that wants nothing. */
static HechaItem *
whole (const char *id)
{
  HechaItem *item = hecha_item_new ();
  HechaStep *step = hecha_step_new (HECHA_METHOD_TEST);
  HechaText *const texts[] = { &item->title, &item->requirement, &item->source, &item->evidence,
                               &item->finding, &item->risk, &item->remedy };

  item->id = g_strdup (id);
  item->uuid = g_strconcat ("uuid-", id, NULL);
  item->group = g_strdup ("g");
  item->min_level = 2;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = both ("《词》");
  step->text = both ("看");
  step->yes = both ("有");
  g_ptr_array_add (item->steps, step);
  return item;
}

static void
set_kinds (HechaItem  *item,
           const char *kind)
{
  const char *kinds[] = { kind, NULL };

  item->object_kinds = g_strdupv ((char **) kinds);
}

static void
break_title (HechaItem *item)
{
  hecha_text_clear (&item->title);
}

static void
break_translation (HechaItem *item)
{
  g_clear_pointer (&item->remedy.en, g_free);
}

static void
break_source (HechaItem *item)
{
  hecha_text_clear (&item->source);
}

static void
break_steps (HechaItem *item)
{
  g_ptr_array_set_size (item->steps, 0);
}

/* As a control without any step is read. */
static void
break_steps_to_requirement (HechaItem *item)
{
  HechaStep *step = item->steps->pdata[0];

  hecha_text_clear (&step->yes);
  hecha_text_clear (&step->text);
  hecha_text_copy (&item->requirement, &step->text);
}

static void
break_yes (HechaItem *item)
{
  hecha_text_clear (&((HechaStep *) item->steps->pdata[0])->yes);
}

static void
break_step (HechaItem *item)
{
  hecha_text_clear (&((HechaStep *) item->steps->pdata[0])->text);
}

static void
break_step_translation (HechaItem *item)
{
  g_clear_pointer (&((HechaStep *) item->steps->pdata[0])->text.en, g_free);
}

static void
break_requirement (HechaItem *item)
{
  g_clear_pointer (&item->requirement.zh, g_free);
}

static void
break_evidence (HechaItem *item)
{
  hecha_text_clear (&item->evidence);
}

static void
break_finding (HechaItem *item)
{
  hecha_text_clear (&item->finding);
}

static void
break_risk (HechaItem *item)
{
  hecha_text_clear (&item->risk);
}

static void
break_impact_translation (HechaItem *item)
{
  item->ot_impact = (HechaText) { g_strdup ("停"), NULL };
}

static void
break_impact (HechaItem *item)
{
  set_kinds (item, "control-device");
}

static void
break_hazard (HechaItem *item)
{
  item->hazard = both ("危");
}

static void
break_kind (HechaItem *item)
{
  set_kinds (item, "submarine");
}

static void
break_domain (HechaItem *item)
{
  g_free (item->group);
  item->group = g_strdup ("nowhere");
}

static void
break_uuid (HechaItem *item)
{
  g_free (item->uuid);
  item->uuid = g_strdup ("uuid-sound");
}

static void
break_id (HechaItem *item)
{
  g_free (item->id);
  item->id = g_strdup ("sound");
}

static void
break_label (HechaItem *item)
{
  item->label = g_strdup ("sound");
}

/* Each fault of a source is in tests/domain/test-citation.c. */
static void
break_article (HechaItem *item)
{
  hecha_text_clear (&item->source);
  item->source = both ("《工业互联网安全分类分级管理办法》第二十三条");
}

static void
break_nothing (HechaItem *item)
{
}

static void
break_level (HechaItem *item)
{
  item->min_level = 4;
}

static const struct
{
  void      (*break_it) (HechaItem *item);
  const char *fault;
} cases[] = {
  { break_nothing, NULL },
  { break_title, "no title" },
  { break_translation, "remedy is not in both languages" },
  { break_source, "no source" },
  { break_steps, "no steps" },
  { break_steps_to_requirement, "no steps" },
  { break_step, "no step 1" },
  { break_step_translation, "step 1 is not in both languages" },
  { break_requirement, "requirement is not in both languages" },
  { break_evidence, "no evidence" },
  { break_finding, "no typical finding" },
  { break_risk, "no risk" },
  { break_impact_translation, "OT impact is not in both languages" },
  { break_id, "another item has this id" },
  { break_label, "another item has this label" },
  { break_yes, "no word on what a yes to step 1 looks like" },
  { break_impact, "a TEST on a control device or system, without its OT impact" },
  { break_hazard, "a major hazard and what may downgrade it go together" },
  { break_kind, "an unknown kind of object" },
  { break_domain, "an unknown domain" },
  { break_uuid, "another item has this UUID" },
  { break_article, "an unknown article of the Measures: they have 22" },
  { break_level, "a level that is not 1, 2 or 3" },
};

static void
test_faults (void)
{
  const HechaText title = { (char *) "域", (char *) "Domain" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HechaPack) pack = hecha_pack_new ("p", "1");
      HechaItem *item = whole ("bad");
      g_auto(GStrv) faults = NULL;

      g_ptr_array_add (pack->groups, hecha_group_new ("g", &title));
      g_ptr_array_add (pack->items, whole ("sound"));
      g_ptr_array_add (pack->items, item);
      cases[i].break_it (item);
      faults = hecha_library_check (pack);
      g_assert_cmpuint (g_strv_length (faults), ==, cases[i].fault ? 1 : 0);
      if (cases[i].fault)
        {
          g_autofree char *line = g_strdup_printf ("%s: %s", item->id, cases[i].fault);

          g_assert_cmpstr (faults[0], ==, line);
        }
    }
}

static void
test_domain (void)
{
  const HechaText half = { (char *) "域", NULL };
  g_autoptr(HechaPack) pack = hecha_pack_new ("p", "1");
  g_auto(GStrv) faults = NULL;

  g_ptr_array_add (pack->groups, hecha_group_new ("g", &half));
  faults = hecha_library_check (pack);
  g_assert_cmpstr (faults[0], ==, "domain g: its name is not in both languages");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/flow/library-check/faults", test_faults);
  g_test_add_func ("/flow/library-check/domain", test_domain);
  return g_test_run ();
}
