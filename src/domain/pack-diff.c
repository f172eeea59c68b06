/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-diff.h"

#include <string.h>

const HechaNick hecha_change_kind_nicks[] = {
  { HECHA_CHANGE_ADDED, "added" },
  { HECHA_CHANGE_REMOVED, "removed" },
  { HECHA_CHANGE_CHANGED, "changed" },
  { 0, NULL },
};

static const struct
{
  const char *name;
  gsize       offset;
} texts[] = {
  { "title", G_STRUCT_OFFSET (HechaItem, title) },
  { "requirement", G_STRUCT_OFFSET (HechaItem, requirement) },
  { "source", G_STRUCT_OFFSET (HechaItem, source) },
  { "evidence", G_STRUCT_OFFSET (HechaItem, evidence) },
  { "finding", G_STRUCT_OFFSET (HechaItem, finding) },
  { "risk", G_STRUCT_OFFSET (HechaItem, risk) },
  { "remedy", G_STRUCT_OFFSET (HechaItem, remedy) },
  { "ot-impact", G_STRUCT_OFFSET (HechaItem, ot_impact) },
  { "hazard", G_STRUCT_OFFSET (HechaItem, hazard) },
  { "mitigation", G_STRUCT_OFFSET (HechaItem, mitigation) },
};

static void
field_change_free (gpointer data)
{
  HechaFieldChange *self = data;

  g_free (self->field);
  hecha_text_clear (&self->before);
  hecha_text_clear (&self->after);
  g_free (self);
}

/**
 * hecha_item_change_free:
 * @self: (transfer full): a change
 */
void
hecha_item_change_free (HechaItemChange *self)
{
  g_clear_pointer (&self->before, hecha_item_unref);
  g_clear_pointer (&self->after, hecha_item_unref);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static gboolean
same (const char *a,
      const char *b)
{
  return strcmp (a ? a : "", b ? b : "") == 0;
}

static void
compare_text (GPtrArray       *fields,
              const char      *name,
              const HechaText *before,
              const HechaText *after)
{
  HechaFieldChange *change;

  if (same (before->zh, after->zh) && same (before->en, after->en))
    return;
  change = g_new0 (HechaFieldChange, 1);
  change->field = g_strdup (name);
  hecha_text_copy (before, &change->before);
  hecha_text_copy (after, &change->after);
  g_ptr_array_add (fields, change);
}

static void
compare_plain (GPtrArray  *fields,
               const char *name,
               const char *before,
               const char *after)
{
  HechaText old = { (char *) before, (char *) before }, new = { (char *) after, (char *) after };

  compare_text (fields, name, &old, &new);
}

static void
compare_number (GPtrArray  *fields,
                const char *name,
                int         before,
                int         after)
{
  g_autofree char *old = g_strdup_printf ("%d", before), *new = g_strdup_printf ("%d", after);

  compare_plain (fields, name, old, new);
}

static void
compare_step (GPtrArray       *fields,
              guint            number,
              const HechaStep *before,
              const HechaStep *after)
{
  static const HechaText none = { NULL, NULL };
  g_autofree char *text = g_strdup_printf ("step-%u", number), *yes = g_strconcat (text, "-yes", NULL);
  g_autofree char *method = g_strconcat (text, "-method", NULL);

  compare_plain (fields, method, before ? hecha_nick_text (hecha_method_nicks, before->method) : NULL,
                 after ? hecha_nick_text (hecha_method_nicks, after->method) : NULL);
  compare_text (fields, text, before ? &before->text : &none, after ? &after->text : &none);
  compare_text (fields, yes, before ? &before->yes : &none, after ? &after->yes : &none);
}

static void
compare_kinds (GPtrArray       *fields,
               const HechaItem *before,
               const HechaItem *after)
{
  g_autofree char *old = before->object_kinds ? g_strjoinv (" ", before->object_kinds) : NULL;
  g_autofree char *new = after->object_kinds ? g_strjoinv (" ", after->object_kinds) : NULL;

  compare_plain (fields, "object-kinds", old, new);
}

static GPtrArray *
compare_items (const HechaItem *before,
               const HechaItem *after)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_change_free);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    compare_text (fields, texts[i].name, G_STRUCT_MEMBER_P (before, texts[i].offset),
                  G_STRUCT_MEMBER_P (after, texts[i].offset));
  for (guint i = 0; i < MAX (before->steps->len, after->steps->len); i++)
    compare_step (fields, i + 1, i < before->steps->len ? before->steps->pdata[i] : NULL,
                  i < after->steps->len ? after->steps->pdata[i] : NULL);
  compare_plain (fields, "gbt-44462", before->gbt_44462, after->gbt_44462);
  compare_number (fields, "level", before->min_level, after->min_level);
  compare_number (fields, "weight", before->weight, after->weight);
  compare_plain (fields, "unverified", before->unverified ? "yes" : NULL, after->unverified ? "yes" : NULL);
  compare_plain (fields, "domain", before->group, after->group);
  compare_plain (fields, "label", before->label, after->label);
  compare_kinds (fields, before, after);
  return fields;
}

static HechaItemChange *
change_new (HechaChangeKind  kind,
            HechaItem       *before,
            HechaItem       *after)
{
  HechaItemChange *change = g_new0 (HechaItemChange, 1);

  change->kind = kind;
  change->before = before ? hecha_item_ref (before) : NULL;
  change->after = after ? hecha_item_ref (after) : NULL;
  change->same_text = before && after && same (before->digest, after->digest);
  change->fields = before && after ? compare_items (before, after)
                                   : g_ptr_array_new_with_free_func (field_change_free);
  return change;
}

static GHashTable *
by_uuid (GPtrArray *items)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (table, ((HechaItem *) items->pdata[i])->uuid, items->pdata[i]);
  return table;
}

/**
 * hecha_items_diff:
 * @before: (element-type HechaItem): the items of one version
 * @after: (element-type HechaItem): the items of the other
 *
 * Compares item by item, told apart by their UUIDs.
 *
 * Returns: (transfer full) (element-type HechaItemChange): in the order of
 *   @after, then what was removed; items without a difference are left out
 */
GPtrArray *
hecha_items_diff (GPtrArray *before,
                  GPtrArray *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_item_change_free);
  g_autoptr(GHashTable) old = by_uuid (before), new = by_uuid (after);

  for (guint i = 0; i < after->len; i++)
    {
      HechaItem *item = after->pdata[i], *was = g_hash_table_lookup (old, item->uuid);
      HechaItemChange *change = change_new (was ? HECHA_CHANGE_CHANGED : HECHA_CHANGE_ADDED, was, item);

      if (was && change->fields->len == 0)
        hecha_item_change_free (change);
      else
        g_ptr_array_add (changes, change);
    }
  for (guint i = 0; i < before->len; i++)
    {
      HechaItem *item = before->pdata[i];

      if (!g_hash_table_contains (new, item->uuid))
        g_ptr_array_add (changes, change_new (HECHA_CHANGE_REMOVED, item, NULL));
    }
  return changes;
}
