/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attachments.h"

#include <string.h>

static GBytes *
to_bytes (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_set_object (node, object);
  text = hecha_json_pretty (node);
  return g_bytes_new_take (text, strlen (text));
}

static int
compare_evidence (gconstpointer a,
                  gconstpointer b)
{
  return strcmp ((*(HechaEvidence *const *) a)->uuid, (*(HechaEvidence *const *) b)->uuid);
}

static JsonObject *
file_of (const HechaEvidence *evidence)
{
  JsonObject *file = json_object_new ();

  json_object_set_string_member (file, "uuid", evidence->uuid);
  json_object_set_string_member (file, "name", evidence->name);
  json_object_set_int_member (file, "size", evidence->size);
  json_object_set_string_member (file, "sha256", evidence->sha256);
  hecha_json_set_string (file, "sm3", evidence->sm3);
  hecha_json_set_string (file, "media-type", evidence->media_type);
  hecha_json_set_string (file, "time", evidence->time);
  hecha_json_set_string (file, "author", evidence->author);
  hecha_json_set_string (file, "original", evidence->original);
  hecha_json_set_string (file, "withdrawn", evidence->withdrawn);
  return file;
}

/**
 * hecha_evidence_manifest:
 * @self: a frozen case
 *
 * Returns: (transfer full): evidence-manifest.json: each file's name, size,
 *   digests and journal subject (its UUID), ordered by UUID, so that the same
 *   case gives the same bytes; withdrawn files stay, with the reason
 */
GBytes *
hecha_evidence_manifest (const HechaCase *self)
{
  g_autoptr(GPtrArray) ordered = g_ptr_array_new ();
  g_autoptr(JsonObject) manifest = json_object_new ();
  JsonArray *files = json_array_new ();

  for (guint i = 0; i < self->evidence->len; i++)
    g_ptr_array_add (ordered, self->evidence->pdata[i]);
  g_ptr_array_sort (ordered, compare_evidence);
  for (guint i = 0; i < ordered->len; i++)
    json_array_add_object_element (files, file_of (ordered->pdata[i]));
  json_object_set_int_member (manifest, "v", 1);
  json_object_set_string_member (manifest, "case", self->visit->uuid);
  json_object_set_int_member (manifest, "revision", self->revision);
  json_object_set_array_member (manifest, "files", files);
  return to_bytes (manifest);
}

static int
compare_heads (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(HechaHead *const *) a)->device, (*(HechaHead *const *) b)->device);
}

/**
 * hecha_journal_heads_file:
 * @self: a frozen case
 *
 * Returns: (transfer full): journal-heads.json: count and last hash of every
 *   chain as the freeze pinned them, ordered by device
 */
GBytes *
hecha_journal_heads_file (const HechaCase *self)
{
  g_autoptr(GPtrArray) ordered = g_ptr_array_new ();
  g_autoptr(JsonObject) document = json_object_new ();
  g_autofree char *scope = hecha_scope_of_case (self->visit->uuid);
  JsonArray *heads = json_array_new ();

  for (guint i = 0; i < self->pinned->len; i++)
    g_ptr_array_add (ordered, self->pinned->pdata[i]);
  g_ptr_array_sort (ordered, compare_heads);
  for (guint i = 0; i < ordered->len; i++)
    {
      const HechaHead *head = ordered->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "device", head->device);
      json_object_set_int_member (entry, "count", head->count);
      json_object_set_string_member (entry, "hash", head->hash);
      json_array_add_object_element (heads, entry);
    }
  json_object_set_int_member (document, "v", 1);
  json_object_set_string_member (document, "scope", scope);
  json_object_set_int_member (document, "revision", self->revision);
  json_object_set_array_member (document, "heads", heads);
  return to_bytes (document);
}
