/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-pack.h"

#include "oscal-build.h"
#include "uuid.h"

typedef struct
{
  const HechaPack *pack;
  const char      *time;
  gboolean         chinese;   /* whether the documents are in Chinese, with English beside it */
} Writing;

static const char *
main_words (const Writing   *writing,
            const HechaText *text)
{
  return writing->chinese ? text->zh : text->en;
}

static void
add_prop (JsonArray  *props,
          const char *name,
          const char *value,
          gboolean    own,
          gboolean    english)
{
  g_autofree char *line = NULL;
  JsonObject *prop;

  if (!value || !*value)
    return;
  line = hecha_oscal_line (value);
  prop = json_object_new ();
  json_object_set_string_member (prop, "name", name);
  if (own)
    json_object_set_string_member (prop, "ns", HECHA_OSCAL_NS);
  json_object_set_string_member (prop, "value", line);
  if (english)
    json_object_set_string_member (prop, "class", "en");
  json_array_add_object_element (props, prop);
}

static void
add_text_prop (const Writing   *writing,
               JsonArray       *props,
               const char      *name,
               const HechaText *text)
{
  add_prop (props, name, main_words (writing, text), TRUE, FALSE);
  if (writing->chinese)
    add_prop (props, name, text->en, TRUE, TRUE);
}

/* A title, and English beside it. */
static void
set_title (const Writing   *writing,
           JsonObject      *object,
           JsonArray       *props,
           const HechaText *title)
{
  const char *words = main_words (writing, title);

  hecha_oscal_set_line (object, "title", words && *words ? words : title->en);
  if (writing->chinese)
    add_prop (props, "title", title->en, TRUE, TRUE);
}

static JsonObject *
part_new (const Writing   *writing,
          const char      *name,
          const HechaText *text,
          JsonArray       *inside)
{
  const char *words = main_words (writing, text), *other = writing->chinese ? text->en : text->zh;
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "name", name);
  if (words && *words)
    json_object_set_string_member (part, "prose", words);
  if (other && *other)
    {
      JsonObject *translation = json_object_new ();

      json_object_set_string_member (translation, "name", "translation");
      json_object_set_string_member (translation, "ns", HECHA_OSCAL_NS);
      json_object_set_string_member (translation, "class", writing->chinese ? "en" : "zh");
      json_object_set_string_member (translation, "prose", other);
      json_array_add_object_element (inside, translation);
    }
  return part;
}

static void
add_own_part (const Writing   *writing,
              JsonArray       *parts,
              const char      *name,
              const HechaText *text)
{
  JsonArray *inside;
  JsonObject *part;

  if (hecha_text_is_empty (text))
    return;
  inside = json_array_new ();
  part = part_new (writing, name, text, inside);
  json_object_set_string_member (part, "ns", HECHA_OSCAL_NS);
  hecha_oscal_set_array (part, "parts", inside);
  json_array_add_object_element (parts, part);
}

static JsonObject *
method_new (HechaMethod method)
{
  JsonObject *part = json_object_new ();
  JsonArray *props = json_array_new ();

  json_object_set_string_member (part, "name", "assessment-method");
  add_prop (props, "method", hecha_nick_text (hecha_method_nicks, method), FALSE, FALSE);
  json_object_set_array_member (part, "props", props);
  json_object_set_array_member (part, "parts", json_array_new ());
  return part;
}

static void
add_steps (const Writing   *writing,
           JsonArray       *parts,
           const HechaItem *item)
{
  JsonObject *method = NULL;

  for (guint i = 0; i < item->steps->len; i++)
    {
      const HechaStep *step = item->steps->pdata[i];
      const HechaStep *before = i ? item->steps->pdata[i - 1] : NULL;
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      JsonArray *inside = json_array_new (), *props = json_array_new ();
      JsonObject *part = part_new (writing, "step", &step->text, inside);

      json_object_set_string_member (part, "ns", HECHA_OSCAL_NS);
      add_prop (props, "label", number, FALSE, FALSE);
      json_object_set_array_member (part, "props", props);
      add_own_part (writing, inside, "yes", &step->yes);
      hecha_oscal_set_array (part, "parts", inside);
      if (!before || before->method != step->method)
        json_array_add_object_element (parts, method = method_new (step->method));
      json_array_add_object_element (json_object_get_array_member (method, "parts"), part);
    }
}

static JsonArray *
props_of (const Writing   *writing,
          const HechaItem *item)
{
  JsonArray *props = json_array_new ();
  g_autofree char *level = g_strdup_printf ("%d", item->min_level), *weight = g_strdup_printf ("%d", item->weight);

  add_prop (props, "label", item->label, FALSE, FALSE);
  add_prop (props, "item-uuid", item->uuid, TRUE, FALSE);
  add_prop (props, "min-level", level, TRUE, FALSE);
  add_prop (props, "weight", item->weight != 1 ? weight : NULL, TRUE, FALSE);
  add_prop (props, "gbt-44462", item->gbt_44462, TRUE, FALSE);
  add_prop (props, "unverified", item->unverified ? "yes" : NULL, TRUE, FALSE);
  for (guint i = 0; item->object_kinds && item->object_kinds[i]; i++)
    add_prop (props, "object-kind", item->object_kinds[i], TRUE, FALSE);
  add_text_prop (writing, props, "source", &item->source);
  add_text_prop (writing, props, "ot-impact", &item->ot_impact);
  add_text_prop (writing, props, "hazard", &item->hazard);
  add_text_prop (writing, props, "mitigation", &item->mitigation);
  return props;
}

static JsonObject *
control_of (const Writing   *writing,
            const HechaItem *item)
{
  JsonObject *control = json_object_new (), *statement;
  JsonArray *props = props_of (writing, item), *parts = json_array_new (), *inside = json_array_new ();
  g_autofree char *token = hecha_oscal_token (item->id), *statement_id = g_strconcat (token, "_smt", NULL);

  json_object_set_string_member (control, "id", token);
  set_title (writing, control, props, &item->title);
  json_object_set_array_member (control, "props", props);
  statement = part_new (writing, "statement", &item->requirement, inside);
  json_object_set_string_member (statement, "id", statement_id);
  hecha_oscal_set_array (statement, "parts", inside);
  json_array_add_object_element (parts, statement);
  add_steps (writing, parts, item);
  add_own_part (writing, parts, "evidence", &item->evidence);
  add_own_part (writing, parts, "finding", &item->finding);
  add_own_part (writing, parts, "risk", &item->risk);
  add_own_part (writing, parts, "remedy", &item->remedy);
  json_object_set_array_member (control, "parts", parts);
  return control;
}

static JsonObject *
metadata_of (const Writing *writing,
             const char    *type,
             int            level)
{
  JsonObject *metadata = json_object_new ();
  JsonArray *props = json_array_new ();
  g_autofree char *number = g_strdup_printf ("%d", level);

  set_title (writing, metadata, props, &writing->pack->title);
  json_object_set_string_member (metadata, "last-modified", writing->time);
  hecha_oscal_set_line (metadata, "version", writing->pack->version);
  json_object_set_string_member (metadata, "oscal-version", HECHA_OSCAL_VERSION);
  add_prop (props, "pack-id", writing->pack->id, TRUE, FALSE);
  add_prop (props, "language", writing->chinese ? "zh-CN" : "en", TRUE, FALSE);
  add_prop (props, "enterprise-type", type, TRUE, FALSE);
  add_prop (props, "level", type ? number : NULL, TRUE, FALSE);
  json_object_set_array_member (metadata, "props", props);
  return metadata;
}

static JsonObject *
document_of (const Writing *writing,
             const char    *what,
             const char    *type,
             int            level)
{
  JsonObject *document = json_object_new ();
  g_autofree char *name = g_strdup_printf ("%s %s %s %d", writing->pack->id, writing->pack->version, what, level);
  g_autofree char *uuid = hecha_uuid_name (HECHA_OSCAL_SPACE, name);

  json_object_set_string_member (document, "uuid", uuid);
  json_object_set_object_member (document, "metadata", metadata_of (writing, type, level));
  return document;
}

static JsonObject *
group_of (const Writing    *writing,
          const HechaGroup *group)
{
  JsonObject *object = json_object_new ();
  JsonArray *props = json_array_new (), *controls = json_array_new ();
  g_autofree char *token = hecha_oscal_token (group->id);

  json_object_set_string_member (object, "id", token);
  set_title (writing, object, props, &group->title);
  hecha_oscal_set_array (object, "props", props);
  for (guint i = 0; i < writing->pack->items->len; i++)
    if (g_strcmp0 (((HechaItem *) writing->pack->items->pdata[i])->group, group->id) == 0)
      json_array_add_object_element (controls, control_of (writing, writing->pack->items->pdata[i]));
  hecha_oscal_set_array (object, "controls", controls);
  return object;
}

static GBytes *
catalog_of (const Writing *writing)
{
  JsonObject *catalog = document_of (writing, "catalog", NULL, 0);
  JsonArray *groups = json_array_new ();

  for (guint i = 0; i < writing->pack->groups->len; i++)
    json_array_add_object_element (groups, group_of (writing, writing->pack->groups->pdata[i]));
  hecha_oscal_set_array (catalog, "groups", groups);
  return hecha_oscal_to_bytes ("catalog", catalog);
}

static JsonObject *
import_of (const HechaPack *pack,
           int              level)
{
  JsonObject *import = json_object_new (), *include = json_object_new ();
  JsonArray *ids = json_array_new (), *includes = json_array_new ();

  json_object_set_string_member (import, "href", "catalog.json");
  for (guint i = 0; i < pack->items->len; i++)
    {
      const HechaItem *item = pack->items->pdata[i];
      g_autofree char *token = hecha_oscal_token (item->id);

      if (item->min_level <= level)
        json_array_add_string_element (ids, token);
    }
  json_object_set_array_member (include, "with-ids", ids);
  json_array_add_object_element (includes, include);
  json_object_set_array_member (import, "include-controls", includes);
  return import;
}

static GBytes *
profile_of (const Writing *writing,
            const char    *type,
            int            level)
{
  JsonObject *profile = document_of (writing, "profile", type, level), *merge = json_object_new ();
  JsonArray *imports = json_array_new ();

  json_array_add_object_element (imports, import_of (writing->pack, level));
  json_object_set_array_member (profile, "imports", imports);
  json_object_set_boolean_member (merge, "as-is", TRUE);
  json_object_set_object_member (profile, "merge", merge);
  return hecha_oscal_to_bytes ("profile", profile);
}

static gboolean
has_chinese (const HechaText *text)
{
  return text->zh && *text->zh;
}

static gboolean
speaks_chinese (const HechaPack *pack)
{
  for (guint i = 0; i < pack->items->len; i++)
    {
      const HechaItem *item = pack->items->pdata[i];

      if (has_chinese (&item->title) || has_chinese (&item->requirement) || has_chinese (&item->source))
        return TRUE;
    }
  return has_chinese (&pack->title);
}

static gboolean
has_level (const HechaPack *pack,
           int              level)
{
  for (guint i = 0; i < pack->items->len; i++)
    if (((HechaItem *) pack->items->pdata[i])->min_level <= level)
      return TRUE;
  return FALSE;
}

/**
 * hecha_oscal_pack_write:
 * @pack: with its items; ids of items and domains are OSCAL tokens, or become ones
 * @type: (nullable): the enterprise type that it is for, as in #hecha_type_nicks;
 *   %NULL for a catalog alone
 * @time: when it was made, RFC 3339
 *
 * Writes a pack as OSCAL (1.2.1): catalog.json, and level-1.json to level-3.json
 * where it is for a type of enterprise. Reading it again gives equal items.
 *
 * Returns: (transfer full) (nullable): the bundle; the errors of hecha_bundle_add()
 */
HechaBundle *
hecha_oscal_pack_write (const HechaPack  *pack,
                        const char       *type,
                        const char       *time,
                        GError          **error)
{
  const Writing writing = { pack, time, speaks_chinese (pack) };
  g_autoptr(HechaBundle) bundle = hecha_bundle_new ();
  g_autoptr(GBytes) catalog = catalog_of (&writing);

  if (!hecha_bundle_add (bundle, "catalog.json", catalog, error))
    return NULL;
  for (int level = 1; type && level <= 3; level++)
    {
      g_autofree char *name = g_strdup_printf ("level-%d.json", level);
      g_autoptr(GBytes) profile = has_level (pack, level) ? profile_of (&writing, type, level) : NULL;

      if (profile && !hecha_bundle_add (bundle, name, profile, error))
        return NULL;
    }
  return g_steal_pointer (&bundle);
}
