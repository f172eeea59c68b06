/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link.h"

#include "error.h"
#include "uuid.h"

#include <string.h>

/**
 * hecha_link_new:
 *
 * Returns: (transfer full): a connection with a UUID of its own
 */
HechaLink *
hecha_link_new (const char *from,
                const char *to)
{
  HechaLink *self = g_new0 (HechaLink, 1);

  self->uuid = hecha_uuid_new ();
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  return self;
}

HechaLink *
hecha_link_copy (const HechaLink *self)
{
  HechaLink *copy = g_new0 (HechaLink, 1);

  copy->uuid = g_strdup (self->uuid);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->label = g_strdup (self->label);
  copy->conduit = self->conduit;
  return copy;
}

void
hecha_link_free (HechaLink *self)
{
  g_free (self->uuid);
  g_free (self->from);
  g_free (self->to);
  g_free (self->label);
  g_free (self);
}

JsonObject *
hecha_link_to_json (const HechaLink *self)
{
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "uuid", self->uuid);
  hecha_json_set_string (object, "from", self->from);
  hecha_json_set_string (object, "to", self->to);
  hecha_json_set_string (object, "label", self->label);
  if (self->conduit)
    json_object_set_boolean_member (object, "conduit", TRUE);
  return object;
}

/**
 * hecha_link_from_json:
 * @object: (nullable): as hecha_link_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the connection; %NULL without uuid, from or to
 */
HechaLink *
hecha_link_from_json (JsonObject *object)
{
  HechaLink *self;

  if (!hecha_json_string (object, "uuid") || !hecha_json_string (object, "from") || !hecha_json_string (object, "to"))
    return NULL;
  self = g_new0 (HechaLink, 1);
  self->uuid = g_strdup (hecha_json_string (object, "uuid"));
  self->from = g_strdup (hecha_json_string (object, "from"));
  self->to = g_strdup (hecha_json_string (object, "to"));
  self->label = g_strdup (hecha_json_string (object, "label"));
  self->conduit = hecha_json_bool (object, "conduit");
  return self;
}

static const HechaObject *
find_object (GPtrArray  *objects,
             const char *uuid)
{
  for (guint i = 0; i < objects->len; i++)
    if (strcmp (((HechaObject *) objects->pdata[i])->uuid, uuid) == 0)
      return objects->pdata[i];
  return NULL;
}

/* Whether there is such an end; @zone is the zone that it lies in, or %NULL. */
static gboolean
find_end (const char  *end,
          GPtrArray   *objects,
          char       **zone)
{
  const HechaObject *object;

  if (!g_str_has_prefix (end, HECHA_LINK_ZONE))
    {
      object = find_object (objects, end);
      *zone = object ? hecha_object_dup_zone (object) : NULL;
      return object != NULL;
    }
  for (guint i = 0; i < objects->len; i++)
    {
      g_autofree char *name = hecha_object_dup_zone (objects->pdata[i]);

      if (g_strcmp0 (name, end + strlen (HECHA_LINK_ZONE)) != 0)
        continue;
      *zone = g_steal_pointer (&name);
      return TRUE;
    }
  return FALSE;
}

/**
 * hecha_link_check:
 * @objects: (element-type HechaObject): of the visit
 *
 * Returns: %FALSE with %HECHA_ERROR_NOT_FOUND where an end is nothing that is
 *   looked at, %HECHA_ERROR_INVALID where both ends are the same, or where a
 *   conduit does not lead from one zone into another (IEC 62443-1-1)
 */
gboolean
hecha_link_check (const HechaLink  *self,
                  GPtrArray        *objects,
                  GError          **error)
{
  g_autofree char *from = NULL, *to = NULL;
  const char *lost = NULL;

  if (!find_end (self->from, objects, &from))
    lost = self->from;
  else if (!find_end (self->to, objects, &to))
    lost = self->to;
  if (lost)
    {
      g_autofree char *name = hecha_link_end_text (lost, objects);

      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND,
                   "“%s” is neither an object of this visit nor a zone of one", name);
      return FALSE;
    }
  if (strcmp (self->from, self->to) == 0)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID, "A connection needs two different ends");
      return FALSE;
    }
  if (self->conduit && (!from || !to || strcmp (from, to) == 0))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_INVALID,
                           "A conduit leads from one zone into another: its ends must lie in two zones");
      return FALSE;
    }
  return TRUE;
}

/**
 * hecha_link_end_text:
 * @end: of a connection
 * @objects: (element-type HechaObject): of the visit
 *
 * Returns: (transfer full): the name of the object or zone; @end itself where it is gone
 */
char *
hecha_link_end_text (const char *end,
                     GPtrArray  *objects)
{
  const HechaObject *object;

  if (g_str_has_prefix (end, HECHA_LINK_ZONE))
    return g_strdup (end + strlen (HECHA_LINK_ZONE));
  object = find_object (objects, end);
  return g_strdup (object ? object->name : end);
}
