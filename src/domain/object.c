/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object.h"

#include "error.h"
#include "uuid.h"

#include <string.h>

#define CONNECTED  (1u << HECHA_TYPE_CONNECTED)
#define PLATFORM   (1u << HECHA_TYPE_PLATFORM)
#define IDENTIFIER (1u << HECHA_TYPE_IDENTIFIER)
#define ANY        (CONNECTED | PLATFORM | IDENTIFIER)

/* Control devices are the access layer of a platform too, and a factory may run a platform. */
const HechaObjectKind hecha_object_kinds[] = {
  { "control-system", CONNECTED, TRUE, { "工业控制系统", "Control system" } },
  { "control-device", CONNECTED | PLATFORM, TRUE, { "控制设备", "Control device" } },
  { "host", ANY, TRUE, { "主机", "Host" } },
  { "network-device", ANY, TRUE, { "网络与安全设备", "Network or security device" } },
  { "platform", CONNECTED | PLATFORM, TRUE, { "平台", "Platform" } },
  { "application", ANY, TRUE, { "应用系统", "Application" } },
  { "identifier-node", IDENTIFIER, TRUE, { "标识解析节点", "Identifier node" } },
  { "data-set", ANY, FALSE, { "数据资源", "Data set" } },
  { "room", ANY, FALSE, { "机房与场所", "Room" } },
  { "document", ANY, FALSE, { "管理文件", "Document" } },
  { "role", ANY, FALSE, { "岗位人员", "People in a role" } },
  { NULL, 0, FALSE, { NULL, NULL } },
};

/**
 * hecha_object_kind_find:
 * @id: (nullable): from outside
 *
 * Returns: (transfer none) (nullable): the kind
 */
const HechaObjectKind *
hecha_object_kind_find (const char *id)
{
  for (const HechaObjectKind *kind = hecha_object_kinds; kind->id; kind++)
    if (g_strcmp0 (kind->id, id) == 0)
      return kind;
  return NULL;
}

/**
 * hecha_object_kind_refuse:
 * @text: (nullable): what was said to be a kind
 *
 * Sets @error to %HECHA_ERROR_INVALID, naming the kinds that there are.
 */
void
hecha_object_kind_refuse (const char  *text,
                          GError     **error)
{
  g_autoptr(GString) kinds = g_string_new (NULL);

  for (const HechaObjectKind *kind = hecha_object_kinds; kind->id; kind++)
    g_string_append_printf (kinds, "%s%s (%s)", kinds->len ? ", " : "", kind->id, kind->label.zh);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%s” is no kind of object: write one of %s", text ? text : "",
               kinds->str);
}

/**
 * hecha_object_new:
 *
 * Returns: (transfer full): an object with a UUID of its own
 */
HechaObject *
hecha_object_new (const char *kind,
                  const char *name)
{
  HechaObject *self = g_new0 (HechaObject, 1);

  self->uuid = hecha_uuid_new ();
  self->kind = g_strdup (kind);
  self->name = g_strdup (name);
  return self;
}

HechaObject *
hecha_object_copy (const HechaObject *self)
{
  HechaObject *copy = g_new0 (HechaObject, 1);

  copy->uuid = g_strdup (self->uuid);
  copy->kind = g_strdup (self->kind);
  copy->name = g_strdup (self->name);
  copy->site = g_strdup (self->site);
  copy->zone = g_strdup (self->zone);
  copy->address = g_strdup (self->address);
  copy->reason = g_strdup (self->reason);
  copy->note = g_strdup (self->note);
  return copy;
}

void
hecha_object_free (HechaObject *self)
{
  g_free (self->uuid);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->site);
  g_free (self->zone);
  g_free (self->address);
  g_free (self->reason);
  g_free (self->note);
  g_free (self);
}

JsonObject *
hecha_object_to_json (const HechaObject *self)
{
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "uuid", self->uuid);
  hecha_json_set_string (object, "kind", self->kind);
  hecha_json_set_string (object, "name", self->name);
  hecha_json_set_string (object, "site", self->site);
  hecha_json_set_string (object, "zone", self->zone);
  hecha_json_set_string (object, "address", self->address);
  hecha_json_set_string (object, "reason", self->reason);
  hecha_json_set_string (object, "note", self->note);
  return object;
}

/**
 * hecha_object_from_json:
 * @object: (nullable): as hecha_object_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the object; %NULL without uuid, kind or name
 */
HechaObject *
hecha_object_from_json (JsonObject *object)
{
  HechaObject *self;

  if (!hecha_json_string (object, "uuid") || !hecha_json_string (object, "kind") ||
      !hecha_json_string (object, "name"))
    return NULL;
  self = g_new0 (HechaObject, 1);
  self->uuid = g_strdup (hecha_json_string (object, "uuid"));
  self->kind = g_strdup (hecha_json_string (object, "kind"));
  self->name = g_strdup (hecha_json_string (object, "name"));
  self->site = g_strdup (hecha_json_string (object, "site"));
  self->zone = g_strdup (hecha_json_string (object, "zone"));
  self->address = g_strdup (hecha_json_string (object, "address"));
  self->reason = g_strdup (hecha_json_string (object, "reason"));
  self->note = g_strdup (hecha_json_string (object, "note"));
  return self;
}

/**
 * hecha_object_dup_zone:
 *
 * Returns: (transfer full) (nullable): the zone, with its site before it where
 *   one is said, since two plants may use the same names; %NULL without a zone
 */
char *
hecha_object_dup_zone (const HechaObject *self)
{
  if (!self->zone || !*self->zone)
    return NULL;
  return self->site && *self->site ? g_strdup_printf ("%s / %s", self->site, self->zone) : g_strdup (self->zone);
}

/**
 * hecha_object_kinds_for:
 * @types: bit 1 << #HechaType for each type that a visit is about
 *
 * Returns: (transfer container) (element-type HechaObjectKind): all kinds,
 *   first those that enterprises of these types usually have
 */
GPtrArray *
hecha_object_kinds_for (guint types)
{
  GPtrArray *kinds = g_ptr_array_new ();

  for (int usual = 1; usual >= 0; usual--)
    for (const HechaObjectKind *kind = hecha_object_kinds; kind->id; kind++)
      if (((kind->types & types) != 0) == usual)
        g_ptr_array_add (kinds, (gpointer) kind);
  return kinds;
}

/**
 * hecha_names_compare:
 *
 * Orders names as people count: PLC-2 before PLC-10. Bytes else, so that no
 * locale has a say.
 */
int
hecha_names_compare (const char *a,
                     const char *b)
{
  while (*a && *b)
    {
      gsize left = strspn (a, "0123456789"), right = strspn (b, "0123456789"), zeros_a, zeros_b;

      if (!left || !right)
        {
          if (*a != *b)
            return (guchar) *a < (guchar) *b ? -1 : 1;
          a++;
          b++;
          continue;
        }
      zeros_a = MIN (strspn (a, "0"), left);
      zeros_b = MIN (strspn (b, "0"), right);
      if (left - zeros_a != right - zeros_b)
        return left - zeros_a < right - zeros_b ? -1 : 1;
      if (memcmp (a + zeros_a, b + zeros_b, left - zeros_a) != 0)
        return memcmp (a + zeros_a, b + zeros_b, left - zeros_a);
      a += left;
      b += right;
    }
  return *a ? 1 : *b ? -1 : 0;
}

/**
 * hecha_zones_compare:
 * @a: (nullable): a zone; %NULL for none, which comes last
 * @b: (nullable): likewise
 */
int
hecha_zones_compare (const char *a,
                     const char *b)
{
  int order;

  if (!a || !b)
    return !a - !b;
  order = hecha_names_compare (a, b);
  return order ? order : strcmp (a, b);
}

static int
compare_objects (gconstpointer a,
                 gconstpointer b)
{
  const HechaObject *left = *(HechaObject *const *) a, *right = *(HechaObject *const *) b;
  g_autofree char *left_zone = hecha_object_dup_zone (left), *right_zone = hecha_object_dup_zone (right);
  int order = hecha_zones_compare (left_zone, right_zone);

  if (!order)
    order = hecha_names_compare (left->name, right->name);
  return order ? order : strcmp (left->uuid, right->uuid);
}

/**
 * hecha_objects_sorted:
 * @objects: (element-type HechaObject): in any order
 *
 * Returns: (transfer container) (element-type HechaObject): the same by zone, then
 *   by name
 */
GPtrArray *
hecha_objects_sorted (GPtrArray *objects)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (sorted, objects->pdata[i]);
  g_ptr_array_sort (sorted, compare_objects);
  return sorted;
}
