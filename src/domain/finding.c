/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "finding.h"

#include "uuid.h"

/**
 * hecha_finding_new:
 * @item: UUID of the item
 * @what: what was found
 *
 * Returns: (transfer full): a finding with a UUID of its own
 */
HechaFinding *
hecha_finding_new (const char *item,
                   const char *what)
{
  HechaFinding *self = g_new0 (HechaFinding, 1);

  self->uuid = hecha_uuid_new ();
  self->item = g_strdup (item);
  self->what = g_strdup (what);
  return self;
}

HechaFinding *
hecha_finding_copy (const HechaFinding *self)
{
  g_autoptr(JsonObject) object = hecha_finding_to_json (self);

  return hecha_finding_from_json (object);
}

void
hecha_finding_free (HechaFinding *self)
{
  g_free (self->uuid);
  g_free (self->item);
  g_free (self->object);
  g_free (self->what);
  g_free (self->risk);
  g_free (self->measure);
  g_free (self->responsible);
  g_free (self->deadline);
  g_free (self->statement);
  g_free (self->previous);
  g_free (self->downgraded_by);
  g_free (self->downgrade_reason);
  g_free (self);
}

JsonObject *
hecha_finding_to_json (const HechaFinding *self)
{
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "uuid", self->uuid);
  hecha_json_set_string (object, "item", self->item);
  hecha_json_set_string (object, "object", self->object);
  hecha_json_set_string (object, "what", self->what);
  hecha_json_set_string (object, "risk", self->risk);
  hecha_json_set_string (object, "measure", self->measure);
  hecha_json_set_string (object, "responsible", self->responsible);
  hecha_json_set_string (object, "deadline", self->deadline);
  hecha_json_set_string (object, "statement", self->statement);
  hecha_json_set_string (object, "previous", self->previous);
  hecha_json_set_string (object, "downgraded-by", self->downgraded_by);
  hecha_json_set_string (object, "downgrade-reason", self->downgrade_reason);
  if (self->major)
    json_object_set_boolean_member (object, "major", TRUE);
  if (self->cured)
    json_object_set_boolean_member (object, "cured", TRUE);
  return object;
}

/**
 * hecha_finding_from_json:
 * @object: (nullable): as hecha_finding_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the finding; %NULL without uuid or item
 */
HechaFinding *
hecha_finding_from_json (JsonObject *object)
{
  HechaFinding *self;

  if (!hecha_json_string (object, "uuid") || !hecha_json_string (object, "item"))
    return NULL;
  self = g_new0 (HechaFinding, 1);
  self->uuid = g_strdup (hecha_json_string (object, "uuid"));
  self->item = g_strdup (hecha_json_string (object, "item"));
  self->object = g_strdup (hecha_json_string (object, "object"));
  self->what = g_strdup (hecha_json_string (object, "what"));
  self->risk = g_strdup (hecha_json_string (object, "risk"));
  self->measure = g_strdup (hecha_json_string (object, "measure"));
  self->responsible = g_strdup (hecha_json_string (object, "responsible"));
  self->deadline = g_strdup (hecha_json_string (object, "deadline"));
  self->statement = g_strdup (hecha_json_string (object, "statement"));
  self->previous = g_strdup (hecha_json_string (object, "previous"));
  self->downgraded_by = g_strdup (hecha_json_string (object, "downgraded-by"));
  self->downgrade_reason = g_strdup (hecha_json_string (object, "downgrade-reason"));
  self->major = hecha_json_bool (object, "major");
  self->cured = hecha_json_bool (object, "cured");
  return self;
}

/**
 * hecha_finding_is_downgraded:
 *
 * Returns: whether somebody said that the major hazard is none after all, and
 *   why; one without the other downgrades nothing
 */
gboolean
hecha_finding_is_downgraded (const HechaFinding *self)
{
  return self->major && self->downgraded_by && *self->downgraded_by && self->downgrade_reason && *self->downgrade_reason;
}
