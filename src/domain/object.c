/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "object.h"

#include "uuid.h"

const HechaObjectKind hecha_object_kinds[] = {
  { "control-system", { "工业控制系统", "Control system" } },
  { "control-device", { "控制设备", "Control device" } },
  { "host", { "主机", "Host" } },
  { "network-device", { "网络与安全设备", "Network or security device" } },
  { "platform", { "平台", "Platform" } },
  { "application", { "应用系统", "Application" } },
  { "identifier-node", { "标识解析节点", "Identifier node" } },
  { "data-set", { "数据资源", "Data set" } },
  { "room", { "机房与场所", "Room" } },
  { "document", { "管理文件", "Document" } },
  { "role", { "岗位人员", "People in a role" } },
  { NULL, { NULL, NULL } },
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
  return self;
}
