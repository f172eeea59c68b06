/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence.h"

#include "digest.h"
#include "uuid.h"

#include <string.h>

/**
 * hecha_evidence_new:
 *
 * Returns: (transfer full): a record with a UUID of its own, for no item yet
 */
HechaEvidence *
hecha_evidence_new (const char *sha256,
                    guint64     size,
                    const char *name)
{
  HechaEvidence *self = g_new0 (HechaEvidence, 1);

  self->uuid = hecha_uuid_new ();
  self->sha256 = g_strdup (sha256);
  self->size = size;
  self->name = g_strdup (name);
  self->items = g_ptr_array_new_with_free_func (g_free);
  return self;
}

HechaEvidence *
hecha_evidence_copy (const HechaEvidence *self)
{
  g_autoptr(JsonObject) object = hecha_evidence_to_json (self);

  return hecha_evidence_from_json (object);
}

void
hecha_evidence_free (HechaEvidence *self)
{
  g_free (self->uuid);
  g_free (self->sha256);
  g_free (self->sm3);
  g_free (self->media_type);
  g_free (self->name);
  g_free (self->caption);
  g_free (self->origin);
  g_free (self->original);
  g_free (self->author);
  g_free (self->time);
  g_free (self->object);
  g_free (self->withdrawn);
  g_ptr_array_unref (self->items);
  g_free (self);
}

gboolean
hecha_evidence_is_picture (const HechaEvidence *self)
{
  return self->media_type && g_str_has_prefix (self->media_type, "image/");
}

/**
 * hecha_evidence_is_for:
 * @item: UUID of an item
 */
gboolean
hecha_evidence_is_for (const HechaEvidence *self,
                       const char          *item)
{
  for (guint i = 0; i < self->items->len; i++)
    if (strcmp (self->items->pdata[i], item) == 0)
      return TRUE;
  return FALSE;
}

JsonObject *
hecha_evidence_to_json (const HechaEvidence *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  hecha_json_set_string (object, "uuid", self->uuid);
  hecha_json_set_string (object, "sha256", self->sha256);
  hecha_json_set_string (object, "sm3", self->sm3);
  json_object_set_int_member (object, "size", (gint64) self->size);
  hecha_json_set_string (object, "media-type", self->media_type);
  hecha_json_set_string (object, "name", self->name);
  hecha_json_set_string (object, "caption", self->caption);
  hecha_json_set_string (object, "origin", self->origin);
  hecha_json_set_string (object, "original", self->original);
  hecha_json_set_string (object, "author", self->author);
  hecha_json_set_string (object, "time", self->time);
  hecha_json_set_string (object, "object", self->object);
  hecha_json_set_string (object, "withdrawn", self->withdrawn);
  for (guint i = 0; i < self->items->len; i++)
    json_array_add_string_element (items, self->items->pdata[i]);
  json_object_set_array_member (object, "items", items);
  return object;
}

static void
read_items (HechaEvidence *self,
            JsonArray     *items)
{
  for (guint i = 0; items && i < json_array_get_length (items); i++)
    {
      JsonNode *node = json_array_get_element (items, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (self->items, json_node_dup_string (node));
    }
}

/**
 * hecha_evidence_from_json:
 * @object: (nullable): as hecha_evidence_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the record; %NULL without a UUID, a
 *   well-formed digest and a size
 */
HechaEvidence *
hecha_evidence_from_json (JsonObject *object)
{
  HechaEvidence *self;
  gint64 size = hecha_json_int (object, "size", -1);

  if (!hecha_json_string (object, "uuid") || !hecha_is_sha256_hex (hecha_json_string (object, "sha256")) || size < 0)
    return NULL;
  self = hecha_evidence_new (hecha_json_string (object, "sha256"), size, hecha_json_string (object, "name"));
  g_free (self->uuid);
  self->uuid = g_strdup (hecha_json_string (object, "uuid"));
  self->sm3 = g_strdup (hecha_json_string (object, "sm3"));
  self->media_type = g_strdup (hecha_json_string (object, "media-type"));
  self->caption = g_strdup (hecha_json_string (object, "caption"));
  self->origin = g_strdup (hecha_json_string (object, "origin"));
  self->original = g_strdup (hecha_json_string (object, "original"));
  self->author = g_strdup (hecha_json_string (object, "author"));
  self->time = g_strdup (hecha_json_string (object, "time"));
  self->object = g_strdup (hecha_json_string (object, "object"));
  self->withdrawn = g_strdup (hecha_json_string (object, "withdrawn"));
  read_items (self, hecha_json_array (object, "items"));
  return self;
}
