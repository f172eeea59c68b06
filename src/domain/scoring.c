/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scoring.h"

#include "error.h"

#define MOST_POINTS 10000

void
hecha_scoring_free (HechaScoring *self)
{
  g_free (self->id);
  g_free (self->version);
  hecha_text_clear (&self->title);
  g_free (self);
}

/* Each of the seven factors, and no other, which would be passed over. Returns: what they come to at most; 0 on failure. */
static int
read_factors (HechaScoring *self,
              JsonObject   *factors)
{
  int sum = 0;

  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    {
      gint64 most = factors ? hecha_json_int (factors, hecha_field_specs[HECHA_FACTOR_FIELD (i)].id, 0) : 0;

      if (most < 1 || most > MOST_POINTS)
        return 0;
      self->most[i] = (int) most;
      sum += self->most[i];
    }
  return json_object_get_size (factors) == HECHA_N_FACTORS ? sum : 0;
}

/**
 * hecha_scoring_from_json:
 * @object: id, version, title, official, factors {id of a factor: most points},
 *   level-2-from, level-3-from
 * @name: the file's name, for the error
 *
 * Returns: (transfer full) (nullable): the scheme; %HECHA_ERROR_INVALID where it
 *   is not whole
 */
HechaScoring *
hecha_scoring_from_json (JsonObject  *object,
                         const char  *name,
                         GError     **error)
{
  g_autoptr(HechaScoring) self = g_new0 (HechaScoring, 1);
  int sum;

  self->id = g_strdup (hecha_json_string (object, "id"));
  self->version = g_strdup (hecha_json_string (object, "version"));
  if (hecha_json_object (object, "title"))
    hecha_text_from_json (hecha_json_object (object, "title"), &self->title);
  self->official = hecha_json_bool (object, "official");
  sum = read_factors (self, hecha_json_object (object, "factors"));
  self->from[0] = (int) CLAMP (hecha_json_int (object, "level-2-from", -1), -1, G_MAXINT);
  self->from[1] = (int) CLAMP (hecha_json_int (object, "level-3-from", -1), -1, G_MAXINT);
  if (self->id && self->version && !hecha_text_is_empty (&self->title) && self->from[0] > 0 &&
      self->from[1] > self->from[0] && self->from[1] <= sum)
    return g_steal_pointer (&self);
  g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID,
               "%s: a scoring scheme needs id, version, title, the most points of each of the seven factors and of no other, "
               "and from how many points on levels 2 and 3 begin, the one below the other and within reach", name);
  return NULL;
}

/**
 * hecha_scoring_level:
 * @sum: (out): points of all factors
 * @level: (out): what they come to; both untouched on failure
 *
 * Returns: whether every factor has points, and none more than it can have
 */
gboolean
hecha_scoring_level (const HechaScoring      *self,
                     const HechaFilingRound  *round,
                     int                     *sum,
                     int                     *level)
{
  int total = 0;

  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    {
      if (round->points[i] < 1 || round->points[i] > self->most[i])
        return FALSE;
      total += round->points[i];
    }
  *sum = total;
  *level = total >= self->from[1] ? 3 : total >= self->from[0] ? 2 : 1;
  return TRUE;
}
