/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-catalog.h"

#include "error.h"
#include "oscal-build.h"
#include "oscal-item.h"

#include <string.h>

/* What all texts of a pack may come to, parameters inserted. */
#define MAX_WORDS (128 * 1024 * 1024)

/* Walking a catalog: groups and controls, nested in each other. */
typedef struct
{
  HechaOscalDocument *document;
  GPtrArray          *controls;
  GHashTable         *params;
  GHashTable         *ids;
  guint               n_groups;
} Walk;

/* Where the walk stands. */
typedef struct
{
  const char *group;
  HechaText   group_title;   /* borrowed */
  const char *control;
  int         depth;
} Place;

static gboolean walk_holder (Walk *walk, JsonObject *holder, const char *path, const Place *place, GError **error);

HechaOscalControl *
hecha_oscal_control_copy (const HechaOscalControl *self)
{
  HechaOscalControl *copy = g_new0 (HechaOscalControl, 1);

  copy->document = hecha_oscal_document_ref (self->document);
  copy->json = json_object_ref (self->json);
  copy->id = g_strdup (self->id);
  copy->parent = g_strdup (self->parent);
  copy->group = g_strdup (self->group);
  hecha_text_copy (&self->group_title, &copy->group_title);
  copy->params = g_hash_table_ref (self->params);
  copy->path = g_strdup (self->path);
  return copy;
}

void
hecha_oscal_control_free (HechaOscalControl *self)
{
  hecha_oscal_document_unref (self->document);
  json_object_unref (self->json);
  g_free (self->id);
  g_free (self->parent);
  g_free (self->group);
  hecha_text_clear (&self->group_title);
  g_hash_table_unref (self->params);
  g_free (self->path);
  g_free (self);
}

static gboolean
invalid (const Walk  *walk,
         const char  *path,
         const char  *rule,
         GError     **error)
{
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: %s", walk->document->name, path, rule);
  return FALSE;
}

static void
add_params (Walk       *walk,
            JsonObject *holder)
{
  JsonArray *params = hecha_json_array (holder, "params");

  for (guint i = 0; params && i < json_array_get_length (params); i++)
    {
      JsonObject *param = hecha_json_element (params, i);
      const char *id = hecha_json_string (param, "id");

      if (id && !g_hash_table_contains (walk->params, id))
        g_hash_table_insert (walk->params, g_strdup (id), json_object_ref (param));
    }
}

static gboolean
walk_group (Walk         *walk,
            JsonObject   *group,
            const char   *path,
            const Place  *place,
            GError      **error)
{
  const char *id = hecha_json_string (group, "id");
  g_autofree char *made = g_strdup_printf ("group-%u", ++walk->n_groups);
  g_auto(HechaText) title = { NULL, NULL };
  Place inside = *place;

  if (!hecha_json_string (group, "title"))
    return invalid (walk, path, "the group has no title", error);
  hecha_oscal_title (walk->document, group, &title);
  inside.group = id ? id : made;
  inside.group_title = title;
  inside.depth++;
  return walk_holder (walk, group, path, &inside, error);
}

static gboolean
walk_control (Walk         *walk,
              JsonObject   *json,
              const char   *path,
              const Place  *place,
              GError      **error)
{
  const char *id = hecha_json_string (json, "id");
  HechaOscalControl *control;
  Place inside = *place;

  if (!id || !*id || !hecha_json_string (json, "title"))
    return invalid (walk, path, "the control has no id or no title", error);
  if (!g_hash_table_add (walk->ids, g_strdup (id)))
    return invalid (walk, path, "another control has the same id", error);
  if (walk->controls->len >= HECHA_OSCAL_MAX_CONTROLS)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "%s: more than %d controls",
                   walk->document->name, HECHA_OSCAL_MAX_CONTROLS);
      return FALSE;
    }
  control = g_new0 (HechaOscalControl, 1);
  control->document = hecha_oscal_document_ref (walk->document);
  control->json = json_object_ref (json);
  control->id = g_strdup (id);
  control->parent = g_strdup (place->control);
  control->group = g_strdup (place->group);
  hecha_text_copy (&place->group_title, &control->group_title);
  control->params = g_hash_table_ref (walk->params);
  control->path = g_strdup (path);
  g_ptr_array_add (walk->controls, control);
  inside.control = id;
  inside.depth++;
  return walk_holder (walk, json, path, &inside, error);
}

static gboolean
walk_list (Walk         *walk,
           JsonObject   *holder,
           const char   *member,
           const char   *path,
           const Place  *place,
           GError      **error)
{
  JsonArray *list = hecha_json_array (holder, member);

  if (!list && json_object_has_member (holder, member))
    return invalid (walk, path, "“groups” and “controls” must be arrays", error);
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      g_autofree char *at = g_strdup_printf ("%s.%s[%u]", path, member, i);
      JsonObject *element = hecha_json_element (list, i);

      if (!element)
        return invalid (walk, at, "must be an object", error);
      if (!(*member == 'g' ? walk_group : walk_control) (walk, element, at, place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
walk_holder (Walk         *walk,
             JsonObject   *holder,
             const char   *path,
             const Place  *place,
             GError      **error)
{
  if (place->depth > HECHA_OSCAL_MAX_NESTING)
    return invalid (walk, path, "groups and controls are nested too deep", error);
  add_params (walk, holder);
  return walk_list (walk, holder, "controls", path, place, error) &&
         walk_list (walk, holder, "groups", path, place, error);
}

/**
 * hecha_oscal_controls:
 * @document: a catalog
 *
 * Returns: (transfer full) (element-type HechaOscalControl) (nullable): its
 *   controls in document order, those inside others after them; withdrawn ones
 *   among them. %HECHA_ERROR_INVALID and %HECHA_ERROR_TOO_LARGE name the place.
 */
GPtrArray *
hecha_oscal_controls (HechaOscalDocument  *document,
                      GError             **error)
{
  g_autoptr(GPtrArray) controls = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_oscal_control_free);
  g_autoptr(GHashTable) params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) json_object_unref);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { document, controls, params, ids, 0 };
  /* What stands in no group belongs to a group as a file could have it. */
  g_autofree char *group = hecha_oscal_token (document->id);
  Place place = { group, document->title, NULL, 0 };

  if (!walk_holder (&walk, document->root, "catalog", &place, error))
    return NULL;
  return g_steal_pointer (&controls);
}

static gboolean
is_withdrawn (const HechaOscalControl *control)
{
  const char *status = hecha_oscal_prop (control->json, "status");

  return status && g_ascii_strcasecmp (status, "withdrawn") == 0;
}

static void
add_group (HechaPack               *pack,
           GHashTable              *groups,
           const HechaOscalControl *control)
{
  if (g_hash_table_contains (groups, control->group))
    return;
  g_ptr_array_add (pack->groups, hecha_group_new (control->group, &control->group_title));
  g_hash_table_add (groups, control->group);
}

/**
 * hecha_oscal_pack_new:
 * @document: the catalog or profile that names the pack
 * @controls: (element-type HechaOscalControl): what it consists of
 *
 * Returns: (transfer full) (nullable): the pack, without withdrawn controls and
 *   without empty groups; its digest is that of @document
 */
HechaPack *
hecha_oscal_pack_new (HechaOscalDocument  *document,
                      GPtrArray           *controls,
                      GError             **error)
{
  g_autoptr(HechaPack) pack = hecha_pack_new (document->id, document->version);
  g_autoptr(GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize budget = MAX_WORDS;

  hecha_text_copy (&document->title, &pack->title);
  pack->digest = g_strdup (document->digest);
  for (guint i = 0; i < controls->len; i++)
    {
      const HechaOscalControl *control = controls->pdata[i];
      HechaOscalWords words = { control->document, control->params, control->path, &budget };
      HechaItem *item;

      if (is_withdrawn (control))
        continue;
      item = hecha_oscal_item_new (&words, control->json, control->group, error);
      if (!item)
        return NULL;
      g_ptr_array_add (pack->items, item);
      add_group (pack, groups, control);
      if (g_hash_table_add (uuids, item->uuid))
        continue;
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%s: %s: another control has the item-uuid %s",
                   control->document->name, control->path, item->uuid);
      return NULL;
    }
  return g_steal_pointer (&pack);
}

/**
 * hecha_oscal_catalog_read:
 * @bytes: an OSCAL catalog as JSON
 * @name: the file's name, for errors
 *
 * Reads all of a catalog, ours or any published one, as a checklist.
 *
 * Returns: (transfer full) (nullable): the pack; %HECHA_ERROR_INVALID and
 *   %HECHA_ERROR_TOO_LARGE name file and place, %HECHA_ERROR_UNSUPPORTED for
 *   another document
 */
HechaPack *
hecha_oscal_catalog_read (GBytes      *bytes,
                          const char  *name,
                          GError     **error)
{
  g_autoptr(HechaOscalDocument) document = hecha_oscal_document_parse (bytes, name, error);
  g_autoptr(GPtrArray) controls = NULL;

  if (!document)
    return NULL;
  if (document->kind != HECHA_OSCAL_CATALOG)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_UNSUPPORTED, "%s: a profile, not a catalog", name);
      return NULL;
    }
  controls = hecha_oscal_controls (document, error);
  return controls ? hecha_oscal_pack_new (document, controls, error) : NULL;
}
