/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-build.h"

#include "clock.h"
#include "record.h"
#include "uuid.h"

#include <string.h>

const HechaText hecha_oscal_type_labels[HECHA_N_TYPES] = {
  [HECHA_TYPE_CONNECTED] = { "联网工业企业", "Connected industrial enterprise" },
  [HECHA_TYPE_PLATFORM] = { "平台企业", "Platform enterprise" },
  [HECHA_TYPE_IDENTIFIER] = { "标识解析企业", "Identifier-resolution enterprise" },
};

/**
 * hecha_oscal_uuid:
 * @what: a kind of thing
 * @which: (nullable): which of them
 *
 * Returns: (transfer full): the UUID that this thing of this case and revision
 *   always has (version 5)
 */
char *
hecha_oscal_uuid (const HechaCase *self,
                  const char      *what,
                  const char      *which)
{
  const char *id = self->visit->uuid;
  g_autofree char *uuid = hecha_record_case (id);
  g_autofree char *name = g_strdup_printf ("oscal/%d/%s/%s%s", self->revision, what, which ? which : "",
                                           id + strlen (uuid));

  return hecha_uuid_name (uuid, name);
}

/**
 * hecha_oscal_line:
 * @words: (nullable): anything
 *
 * Returns: (transfer full): @words on one line without white space around
 *   them, as OSCAL's strings and titles must be; "-" where nothing is left
 */
char *
hecha_oscal_line (const char *words)
{
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = words ? words : ""; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR ||
          g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR)
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, c);
    }
  if (out->len == 0)
    g_string_append_c (out, '-');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * hecha_oscal_token:
 * @id: anything
 *
 * Returns: (transfer full): @id as a token: letters, digits, ".", "-", "_",
 *   with a letter or "_" first; what is one stays as it is
 */
char *
hecha_oscal_token (const char *id)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = id; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean letter = g_unichar_isalpha (c) || c == '_';

      if (out->len == 0 && !letter)
        g_string_append_c (out, '_');
      if (letter || g_unichar_isdigit (c) || c == '.' || c == '-')
        g_string_append_unichar (out, c);
      else if (out->len > 1)
        g_string_append_c (out, '_');
    }
  if (out->len == 0)
    g_string_append_c (out, '_');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * hecha_oscal_say:
 *
 * Returns: (transfer none): the words in the language of the case
 */
const char *
hecha_oscal_say (const HechaCase *self,
                 const HechaText *text)
{
  return hecha_text_get (text, self->visit->language);
}

/**
 * hecha_oscal_time:
 * @time: (nullable): RFC 3339
 *
 * Returns: (transfer full): @time in UTC; where it is none, that of the
 *   freeze, else the beginning of the planned day
 */
char *
hecha_oscal_time (const HechaCase *self,
                  const char      *time)
{
  gint64 read;

  if (!hecha_time_from_text (time, &read) && !hecha_time_from_text (self->frozen_at, &read))
    {
      g_autofree char *day = g_strdup_printf ("%sT00:00:00+08:00",
                                              self->visit->planned_on ? self->visit->planned_on : "");

      if (!hecha_time_from_text (day, &read))
        read = 0;
    }
  return hecha_time_to_text (read);
}

void
hecha_oscal_set_line (JsonObject *object,
                      const char *member,
                      const char *words)
{
  g_autofree char *line = hecha_oscal_line (words);

  json_object_set_string_member (object, member, line);
}

/**
 * hecha_oscal_set_array:
 * @array: (transfer full): left out where empty, as OSCAL wants it
 */
void
hecha_oscal_set_array (JsonObject *object,
                       const char *member,
                       JsonArray  *array)
{
  if (json_array_get_length (array))
    json_object_set_array_member (object, member, array);
  else
    json_array_unref (array);
}

/**
 * hecha_oscal_add_prop:
 * @value: (nullable): left out where %NULL or empty
 */
void
hecha_oscal_add_prop (JsonArray  *props,
                      const char *name,
                      const char *value)
{
  JsonObject *prop;

  if (!value || !*value)
    return;
  prop = json_object_new ();
  json_object_set_string_member (prop, "name", name);
  json_object_set_string_member (prop, "ns", HECHA_OSCAL_NS);
  hecha_oscal_set_line (prop, "value", value);
  json_array_add_object_element (props, prop);
}

static char *
party_uuid (const HechaCase *self,
            guint            nth)
{
  g_autofree char *which = g_strdup_printf ("%u", nth);

  return hecha_oscal_uuid (self, "party", which);
}

static void
add_party (const HechaCase *self,
           JsonArray       *parties,
           guint            nth,
           const char      *type,
           const char      *name,
           JsonArray       *props)
{
  JsonObject *party = json_object_new ();
  g_autofree char *uuid = party_uuid (self, nth);

  json_object_set_string_member (party, "uuid", uuid);
  json_object_set_string_member (party, "type", type);
  hecha_oscal_set_line (party, "name", name);
  hecha_oscal_set_array (party, "props", props);
  json_array_add_object_element (parties, party);
}

/* Party 0 is the unit, party 1 the enterprise, then the members in their order. */
static void
add_team (const HechaCase *self,
          JsonObject      *metadata)
{
  JsonArray *roles = json_array_new (), *parties = json_array_new (), *responsible = json_array_new ();
  GPtrArray *members = self->visit->members;

  add_party (self, parties, 0, "organization", self->visit->unit, json_array_new ());
  add_party (self, parties, 1, "organization", hecha_visit_enterprise (self->visit), json_array_new ());
  for (guint i = 0; i < members->len; i++)
    {
      const HechaMember *member = members->pdata[i];
      JsonArray *props = json_array_new ();

      hecha_oscal_add_prop (props, "post", member->post);
      hecha_oscal_add_prop (props, "certificate-number", member->number);
      hecha_oscal_add_prop (props, "certificate-sha256", member->fingerprint);
      add_party (self, parties, i + 2, "person", member->name, props);
    }
  for (HechaRole role = 0; role < HECHA_N_ROLES; role++)
    {
      const char *id = hecha_nick_text (hecha_role_nicks, role);
      JsonArray *uuids = json_array_new ();
      JsonObject *object;

      for (guint i = 0; i < members->len; i++)
        if (((HechaMember *) members->pdata[i])->role == role)
          {
            g_autofree char *uuid = party_uuid (self, i + 2);

            json_array_add_string_element (uuids, uuid);
          }
      if (json_array_get_length (uuids) == 0)
        {
          json_array_unref (uuids);
          continue;
        }
      object = json_object_new ();
      json_object_set_string_member (object, "id", id);
      hecha_oscal_set_line (object, "title", hecha_oscal_say (self, &hecha_role_labels[role]));
      json_array_add_object_element (roles, object);
      object = json_object_new ();
      json_object_set_string_member (object, "role-id", id);
      json_object_set_array_member (object, "party-uuids", uuids);
      json_array_add_object_element (responsible, object);
    }
  hecha_oscal_set_array (metadata, "roles", roles);
  hecha_oscal_set_array (metadata, "parties", parties);
  hecha_oscal_set_array (metadata, "responsible-parties", responsible);
}

/**
 * hecha_oscal_metadata:
 * @title: the kind of document
 *
 * Returns: (transfer full): the metadata of a document about the case: title,
 *   revision, number, procedure and team
 */
JsonObject *
hecha_oscal_metadata (const HechaCase *self,
                      const HechaText *title)
{
  JsonObject *metadata = json_object_new ();
  JsonArray *props = json_array_new ();
  g_autofree char *whole = g_strdup_printf ("%s – %s", hecha_visit_enterprise (self->visit),
                                            hecha_oscal_say (self, title));
  g_autofree char *modified = hecha_oscal_time (self, NULL);
  g_autofree char *version = g_strdup_printf ("%d", self->revision);

  hecha_oscal_set_line (metadata, "title", whole);
  json_object_set_string_member (metadata, "last-modified", modified);
  json_object_set_string_member (metadata, "version", version);
  json_object_set_string_member (metadata, "oscal-version", HECHA_OSCAL_VERSION);
  hecha_oscal_add_prop (props, "case", self->visit->uuid);
  hecha_oscal_add_prop (props, "number", self->visit->number);
  hecha_oscal_add_prop (props, "procedure", hecha_nick_text (hecha_procedure_nicks, self->visit->procedure));
  hecha_oscal_add_prop (props, "language", hecha_language_to_text (self->visit->language));
  hecha_oscal_add_prop (props, "enterprise-code", hecha_visit_code (self->visit));
  hecha_oscal_set_array (metadata, "props", props);
  add_team (self, metadata);
  return metadata;
}

/**
 * hecha_oscal_add_noted_prop:
 * @value: UTF-8
 * @remarks: (nullable): what is to be said of it
 */
void
hecha_oscal_add_noted_prop (JsonArray  *props,
                            const char *name,
                            const char *value,
                            const char *remarks)
{
  guint n = json_array_get_length (props);

  hecha_oscal_add_prop (props, name, value);
  if (remarks && *remarks && json_array_get_length (props) > n)
    json_object_set_string_member (json_array_get_object_element (props, n), "remarks", remarks);
}

/* Each connection once, at the object that it comes from, or leads to from a zone. */
static void
add_links (const HechaCase   *self,
           const HechaObject *object,
           JsonArray         *props)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const HechaLink *link = self->links->pdata[i];
      gboolean from = strcmp (link->from, object->uuid) == 0;
      gboolean to = strcmp (link->to, object->uuid) == 0 && g_str_has_prefix (link->from, HECHA_LINK_ZONE);

      if (from || to)
        hecha_oscal_add_noted_prop (props, link->conduit ? "conduit-to" : "connected-to", from ? link->to : link->from,
                                    link->label);
    }
}

/**
 * hecha_oscal_inventory:
 *
 * Returns: (transfer full): the objects of the visit as inventory items. Their
 *   UUIDs are the objects' own.
 */
JsonArray *
hecha_oscal_inventory (const HechaCase *self)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < self->objects->len; i++)
    {
      const HechaObject *object = self->objects->pdata[i];
      JsonObject *item = json_object_new ();
      JsonArray *props = json_array_new ();

      json_object_set_string_member (item, "uuid", object->uuid);
      hecha_oscal_set_line (item, "description", object->name);
      hecha_oscal_add_prop (props, "object-kind", object->kind);
      hecha_oscal_add_prop (props, "site", object->site);
      hecha_oscal_add_prop (props, "zone", object->zone);
      hecha_oscal_add_prop (props, "address", object->address);
      hecha_oscal_add_prop (props, "sampling-reason", object->reason);
      hecha_oscal_add_prop (props, "note", object->note);
      add_links (self, object, props);
      hecha_oscal_set_array (item, "props", props);
      json_array_add_object_element (items, item);
    }
  return items;
}

/* Why an item does not apply: the reason given for it as a whole, else those of its objects. */
static void
append_reason (const HechaCase *self,
               const HechaItem *item,
               GString         *out)
{
  const char *whole = hecha_answers_get (self->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_REASON);
  const char *before = out->len ? "\n" : "";

  g_string_append_printf (out, "%s%s: %s", before, item->label, whole ? whole : "");
  for (guint i = 0; !whole && i < self->objects->len; i++)
    {
      const HechaObject *object = self->objects->pdata[i];
      const char *reason = hecha_answers_get (self->answers, item->uuid, object->uuid, 0, HECHA_ANSWER_REASON);

      if (reason)
        g_string_append_printf (out, "%s (%s) ", reason, object->name);
    }
}

static void
add_control (JsonArray       *controls,
             const HechaItem *item)
{
  JsonObject *control = json_object_new ();
  g_autofree char *token = hecha_oscal_token (item->id);

  json_object_set_string_member (control, "control-id", token);
  json_array_add_object_element (controls, control);
}

/**
 * hecha_oscal_reviewed:
 * @types: bits of the types that are meant
 * @with_results: whether items that turned out not to apply are excluded, with
 *   the reasons as a remark
 *
 * Returns: (transfer full): reviewed-controls over the items of @types
 */
JsonObject *
hecha_oscal_reviewed (const HechaCase *self,
                      guint            types,
                      gboolean         with_results)
{
  JsonObject *reviewed = json_object_new (), *selection = json_object_new ();
  JsonArray *selections = json_array_new (), *included = json_array_new (), *excluded = json_array_new ();
  g_autoptr(GString) reasons = g_string_new (NULL);

  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      const HechaChecklistEntry *entry = self->checklist->entries->pdata[i];

      if (!(entry->types & types))
        continue;
      add_control (included, entry->item);
      if (!with_results || hecha_case_verdict (self, entry->item) != HECHA_VERDICT_NOT_APPLICABLE)
        continue;
      add_control (excluded, entry->item);
      append_reason (self, entry->item, reasons);
    }
  /* A checklist without items has nothing to name; the schema still wants a selection. */
  if (json_array_get_length (included) == 0)
    json_object_set_object_member (selection, "include-all", json_object_new ());
  hecha_oscal_set_array (selection, "include-controls", included);
  hecha_oscal_set_array (selection, "exclude-controls", excluded);
  if (reasons->len)
    json_object_set_string_member (selection, "remarks", reasons->str);
  json_array_add_object_element (selections, selection);
  json_object_set_array_member (reviewed, "control-selections", selections);
  return reviewed;
}

/**
 * hecha_oscal_resource:
 * @what: names the resource in this case
 *
 * Returns: (transfer full): a back-matter resource with a title
 */
JsonObject *
hecha_oscal_resource (const HechaCase *self,
                      const char      *what,
                      const HechaText *title)
{
  JsonObject *resource = json_object_new ();
  g_autofree char *uuid = hecha_oscal_uuid (self, "resource", what);

  json_object_set_string_member (resource, "uuid", uuid);
  hecha_oscal_set_line (resource, "title", hecha_oscal_say (self, title));
  return resource;
}

/**
 * hecha_oscal_to_bytes:
 * @root: the document's one member
 * @object: (transfer full): what stands in it
 *
 * Returns: (transfer full): the document
 */
GBytes *
hecha_oscal_to_bytes (const char *root,
                      JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *document = json_object_new ();
  char *text;

  json_object_set_object_member (document, root, object);
  json_node_take_object (node, document);
  text = hecha_json_pretty (node);
  return g_bytes_new_take (text, strlen (text));
}
