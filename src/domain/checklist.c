/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checklist.h"

#include "digest.h"
#include "error.h"

#include <string.h>

const HechaNick hecha_method_nicks[] = {
  { HECHA_METHOD_INTERVIEW, "INTERVIEW" },
  { HECHA_METHOD_EXAMINE, "EXAMINE" },
  { HECHA_METHOD_TEST, "TEST" },
  { 0, NULL },
};

/**
 * hecha_step_new:
 *
 * Returns: (transfer full): a step without words
 */
HechaStep *
hecha_step_new (HechaMethod method)
{
  HechaStep *self = g_new0 (HechaStep, 1);

  self->method = method;
  return self;
}

void
hecha_step_free (HechaStep *self)
{
  hecha_text_clear (&self->text);
  hecha_text_clear (&self->yes);
  g_free (self);
}

/**
 * hecha_item_new:
 *
 * Returns: (transfer full): an item of level 1 and weight 1, without words; to
 *   be filled in, sealed, and not changed after that
 */
HechaItem *
hecha_item_new (void)
{
  HechaItem *self = g_new0 (HechaItem, 1);

  self->min_level = 1;
  self->weight = 1;
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_step_free);
  g_atomic_ref_count_init (&self->refs);
  return self;
}

HechaItem *
hecha_item_ref (HechaItem *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hecha_item_unref (HechaItem *self)
{
  HechaText *texts[] = {
    &self->title, &self->requirement, &self->source, &self->evidence, &self->finding,
    &self->risk, &self->remedy, &self->ot_impact, &self->hazard, &self->mitigation,
  };

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    hecha_text_clear (texts[i]);
  g_free (self->uuid);
  g_free (self->id);
  g_free (self->label);
  g_free (self->group);
  g_free (self->gbt_44462);
  g_strfreev (self->object_kinds);
  g_ptr_array_unref (self->steps);
  g_free (self->digest);
  g_free (self);
}

/**
 * hecha_item_seal:
 * @self: an item whose words are complete
 *
 * Computes the text digest: over requirement and steps with their methods, in
 * both languages. A typical finding or a remedy may be reworded without asking
 * for new answers.
 */
void
hecha_item_seal (HechaItem *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonArray *steps = json_array_new ();
  g_autofree char *canonical = NULL;

  json_object_set_object_member (object, "requirement", hecha_text_to_json (&self->requirement));
  for (guint i = 0; i < self->steps->len; i++)
    {
      HechaStep *step = self->steps->pdata[i];
      JsonObject *entry = hecha_text_to_json (&step->text);

      json_object_set_string_member (entry, "method", hecha_nick_text (hecha_method_nicks, step->method));
      json_array_add_object_element (steps, entry);
    }
  json_object_set_array_member (object, "steps", steps);
  canonical = hecha_json_canonical_object (object);
  g_free (self->digest);
  self->digest = hecha_sha256_hex (canonical, strlen (canonical));
}

/**
 * hecha_item_has_method:
 *
 * Returns: whether any step of @self is done by @method
 */
gboolean
hecha_item_has_method (const HechaItem *self,
                       HechaMethod      method)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (((HechaStep *) self->steps->pdata[i])->method == method)
      return TRUE;
  return FALSE;
}

HechaGroup *
hecha_group_new (const char      *id,
                 const HechaText *title)
{
  HechaGroup *self = g_new0 (HechaGroup, 1);

  self->id = g_strdup (id);
  hecha_text_copy (title, &self->title);
  return self;
}

void
hecha_group_free (HechaGroup *self)
{
  g_free (self->id);
  hecha_text_clear (&self->title);
  g_free (self);
}

/**
 * hecha_pack_new:
 *
 * Returns: (transfer full): a pack without items
 */
HechaPack *
hecha_pack_new (const char *id,
                const char *version)
{
  HechaPack *self = g_new0 (HechaPack, 1);

  self->id = g_strdup (id);
  self->version = g_strdup (version);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_group_free);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_item_unref);
  return self;
}

void
hecha_pack_free (HechaPack *self)
{
  g_free (self->id);
  g_free (self->version);
  hecha_text_clear (&self->title);
  g_free (self->digest);
  g_free (self->signer);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static void
entry_free (HechaChecklistEntry *self)
{
  hecha_item_unref (self->item);
  g_free (self);
}

/**
 * hecha_checklist_new:
 *
 * Returns: (transfer full): a checklist that asks for nothing yet
 */
HechaChecklist *
hecha_checklist_new (void)
{
  HechaChecklist *self = g_new0 (HechaChecklist, 1);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_group_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
hecha_checklist_free (HechaChecklist *self)
{
  for (HechaType type = 0; type < HECHA_N_TYPES; type++)
    hecha_text_clear (&self->titles[type]);
  g_hash_table_unref (self->by_uuid);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

static gboolean
has_group (HechaChecklist *self,
           const char     *id)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (strcmp (((HechaGroup *) self->groups->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_item (HechaChecklist  *self,
          HechaType        type,
          HechaItem       *item,
          GError         **error)
{
  HechaChecklistEntry *entry = g_hash_table_lookup (self->by_uuid, item->uuid);

  if (entry && strcmp (entry->item->digest, item->digest) != 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_CONFLICT,
                   "Item %s stands in two packs with different words: an answer could not count for both",
                   item->id);
      return FALSE;
    }
  if (!entry)
    {
      entry = g_new0 (HechaChecklistEntry, 1);
      entry->item = hecha_item_ref (item);
      g_hash_table_insert (self->by_uuid, item->uuid, entry);
      g_ptr_array_add (self->entries, entry);
    }
  entry->types |= 1u << type;
  return TRUE;
}

/* The place of an entry's group; entries of a group keep their order. */
static int
compare_groups (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  GHashTable *places = data;
  const HechaChecklistEntry *left = *(HechaChecklistEntry *const *) a;
  const HechaChecklistEntry *right = *(HechaChecklistEntry *const *) b;

  return GPOINTER_TO_INT (g_hash_table_lookup (places, left->item->group)) -
         GPOINTER_TO_INT (g_hash_table_lookup (places, right->item->group));
}

/**
 * hecha_checklist_add:
 * @type: what the enterprise is graded as
 * @pack: the pack for @type at its level, resolved
 *
 * Joins the items of @pack: those that are there already now count for @type
 * as well.
 *
 * Returns: %FALSE with %HECHA_ERROR_CONFLICT where two packs give one item
 *   different words
 */
gboolean
hecha_checklist_add (HechaChecklist   *self,
                     HechaType         type,
                     const HechaPack  *pack,
                     GError          **error)
{
  g_autoptr(GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  hecha_text_clear (&self->titles[type]);
  hecha_text_copy (&pack->title, &self->titles[type]);
  for (guint i = 0; i < pack->groups->len; i++)
    {
      HechaGroup *group = pack->groups->pdata[i];

      if (!has_group (self, group->id))
        g_ptr_array_add (self->groups, hecha_group_new (group->id, &group->title));
    }
  for (guint i = 0; i < pack->items->len; i++)
    if (!add_item (self, type, pack->items->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    g_hash_table_insert (places, ((HechaGroup *) self->groups->pdata[i])->id, GINT_TO_POINTER (i + 1));
  /* g_ptr_array_sort_with_data() is a stable merge sort. */
  g_ptr_array_sort_with_data (self->entries, compare_groups, places);
  return TRUE;
}

/**
 * hecha_checklist_find:
 * @uuid_or_id: an item's UUID, its control id, or its label
 *
 * Returns: (transfer none) (nullable): the entry
 */
HechaChecklistEntry *
hecha_checklist_find (HechaChecklist *self,
                      const char     *uuid_or_id)
{
  HechaChecklistEntry *entry = g_hash_table_lookup (self->by_uuid, uuid_or_id);

  for (guint i = 0; !entry && i < self->entries->len; i++)
    {
      HechaChecklistEntry *each = self->entries->pdata[i];

      if (g_strcmp0 (each->item->id, uuid_or_id) == 0 || g_strcmp0 (each->item->label, uuid_or_id) == 0)
        entry = each;
    }
  return entry;
}
