/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sampling.h"

#include "blank.h"
#include "error.h"

#include <string.h>

/**
 * hecha_sampling_new:
 * @reason: (nullable): why these
 *
 * Returns: (transfer full): how many of how many
 */
HechaSampling *
hecha_sampling_new (const char *kind,
                    guint       population,
                    guint       sampled,
                    const char *reason)
{
  HechaSampling *self = g_new0 (HechaSampling, 1);

  self->kind = g_strdup (kind);
  self->population = population;
  self->sampled = sampled;
  self->reason = g_strdup (reason);
  return self;
}

HechaSampling *
hecha_sampling_copy (const HechaSampling *self)
{
  return hecha_sampling_new (self->kind, self->population, self->sampled, self->reason);
}

void
hecha_sampling_free (HechaSampling *self)
{
  g_free (self->kind);
  g_free (self->reason);
  g_free (self);
}

JsonObject *
hecha_sampling_to_json (const HechaSampling *self)
{
  JsonObject *object = json_object_new ();

  hecha_json_set_string (object, "kind", self->kind);
  json_object_set_int_member (object, "population", self->population);
  json_object_set_int_member (object, "sampled", self->sampled);
  hecha_json_set_string (object, "reason", self->reason);
  return object;
}

/**
 * hecha_sampling_from_json:
 * @object: (nullable): as hecha_sampling_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the sample; %NULL where
 *   hecha_sampling_check() would refuse it
 */
HechaSampling *
hecha_sampling_from_json (JsonObject *object)
{
  gint64 population = hecha_json_int (object, "population", -1), sampled = hecha_json_int (object, "sampled", -1);
  g_autoptr(HechaSampling) self = NULL;

  if (population < 0 || population > HECHA_SAMPLING_MAX || sampled < 0 || sampled > HECHA_SAMPLING_MAX)
    return NULL;
  self = hecha_sampling_new (hecha_json_string (object, "kind"), population, sampled, hecha_json_string (object, "reason"));
  return hecha_sampling_check (self, NULL) ? g_steal_pointer (&self) : NULL;
}

/**
 * hecha_sampling_check:
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for an unknown kind, for more
 *   sampled than there are, and for fewer without a reason
 */
gboolean
hecha_sampling_check (const HechaSampling  *self,
                      GError              **error)
{
  if (!hecha_object_kind_find (self->kind))
    hecha_object_kind_refuse (self->kind, error);
  else if (self->population > HECHA_SAMPLING_MAX)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "There cannot be more than %d of a kind", HECHA_SAMPLING_MAX);
  else if (self->sampled > self->population)
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%u of %u cannot be sampled", self->sampled, self->population);
  else if (self->sampled < self->population && hecha_is_blank (self->reason))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "%u of %u are sampled: a reason is needed why these",
                 self->sampled, self->population);
  else
    return TRUE;
  return FALSE;
}

/**
 * hecha_sampling_listed:
 * @objects: (element-type HechaObject): of the visit
 *
 * Returns: how many of the kind are listed; fewer than @sampled is worth a warning
 */
guint
hecha_sampling_listed (const HechaSampling *self,
                       GPtrArray           *objects)
{
  guint n = 0;

  for (guint i = 0; i < objects->len; i++)
    n += strcmp (((HechaObject *) objects->pdata[i])->kind, self->kind) == 0;
  return n;
}

/**
 * hecha_sampling_find:
 * @samplings: (element-type HechaSampling): of the visit
 *
 * Returns: (transfer none) (nullable): what was said of @kind
 */
const HechaSampling *
hecha_sampling_find (GPtrArray  *samplings,
                     const char *kind)
{
  for (guint i = 0; i < samplings->len; i++)
    if (g_strcmp0 (((HechaSampling *) samplings->pdata[i])->kind, kind) == 0)
      return samplings->pdata[i];
  return NULL;
}
