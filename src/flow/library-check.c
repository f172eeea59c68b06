/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of library.h that looks for faults. */
#include "library.h"

#include "object.h"

static void
complain (GStrvBuilder    *faults,
          const HechaItem *item,
          const char      *what)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", item->id, what);

  g_strv_builder_add (faults, line);
}

static gboolean
lacks_translation (const HechaText *text)
{
  return !hecha_text_is_empty (text) && (!text->zh || !*text->zh || !text->en || !*text->en);
}

static void
check_item (GStrvBuilder    *faults,
            const HechaItem *item)
{
  if (hecha_text_is_empty (&item->requirement))
    complain (faults, item, "no requirement");
  if (hecha_text_is_empty (&item->source))
    complain (faults, item, "no source");
  if (item->steps->len == 0)
    complain (faults, item, "no steps");
  if (lacks_translation (&item->title) || lacks_translation (&item->requirement) || lacks_translation (&item->source))
    complain (faults, item, "not in both languages");
  for (guint i = 0; i < item->steps->len; i++)
    if (lacks_translation (&((HechaStep *) item->steps->pdata[i])->text))
      complain (faults, item, "a step is not in both languages");
  for (guint i = 0; item->object_kinds && item->object_kinds[i]; i++)
    if (!hecha_object_kind_find (item->object_kinds[i]))
      complain (faults, item, "an unknown kind of object");
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

  for (guint i = 0; i < pack->items->len; i++)
    check_item (faults, pack->items->pdata[i]);
  return g_strv_builder_end (faults);
}
