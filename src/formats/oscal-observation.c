/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oscal-observation.h"

#include "oscal-build.h"

#include <string.h>

typedef struct
{
  const HechaCase   *self;
  const HechaItem   *item;
  const char        *object;        /* UUID or "whole" */
  gboolean           methods[3];
  char              *collected;     /* the newest answer's time */
  GString           *words;
  JsonArray         *props;
} Collect;

static const char *
get (const Collect    *collect,
     guint             step,
     HechaAnswerField  field)
{
  return hecha_answers_get (collect->self->answers, collect->item->uuid, collect->object, step, field);
}

static void
add_step (Collect *collect,
          guint    number)
{
  const HechaStep *step = collect->item->steps->pdata[number - 1];
  const HechaAnswer *answer = hecha_answers_find (collect->self->answers, collect->item->uuid, collect->object, number,
                                                  HECHA_ANSWER_STEP);
  const char *observation = get (collect, number, HECHA_ANSWER_OBSERVATION);
  const char *source = get (collect, number, HECHA_ANSWER_SOURCE);
  g_autofree char *name = g_strdup_printf ("step-%u", number);

  if (!(answer && answer->value) && !observation)
    return;
  collect->methods[step->method] = TRUE;
  if (answer && answer->time && g_strcmp0 (answer->time, collect->collected) > 0)
    {
      g_free (collect->collected);
      collect->collected = g_strdup (answer->time);
    }
  if (answer)
    hecha_oscal_add_prop (collect->props, name, answer->value);
  g_string_append_printf (collect->words, "%s%u. %s", collect->words->len ? "\n" : "", number,
                          hecha_oscal_say (collect->self, &step->text));
  if (observation)
    g_string_append_printf (collect->words, "\n   %s", observation);
  if (source)
    g_string_append_printf (collect->words, "\n   (%s)", source);
}

static JsonArray *
methods_of (const Collect *collect)
{
  JsonArray *methods = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (collect->methods); i++)
    if (collect->methods[i])
      json_array_add_string_element (methods, hecha_nick_text (hecha_method_nicks, i));
  return methods;
}

/* An item's evidence of the enterprise as a whole speaks for each of its objects. */
static JsonArray *
evidence_of (const Collect *collect)
{
  g_autoptr(GPtrArray) evidence = hecha_case_evidence (collect->self, collect->item->uuid);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < evidence->len; i++)
    {
      const HechaEvidence *each = evidence->pdata[i];
      JsonObject *relevant;
      JsonArray *props;

      if (each->object && strcmp (each->object, collect->object) != 0)
        continue;
      relevant = json_object_new ();
      props = json_array_new ();
      if (!each->withdrawn)
        {
          g_autofree char *href = g_strconcat ("evidence/", each->sha256, NULL);

          json_object_set_string_member (relevant, "href", href);
        }
      hecha_oscal_set_line (relevant, "description",
                            each->caption && *each->caption ? each->caption : each->name);
      hecha_oscal_add_prop (props, "evidence", each->uuid);
      hecha_oscal_add_prop (props, "sha256", each->sha256);
      hecha_oscal_add_prop (props, "sm3", each->sm3);
      hecha_oscal_add_prop (props, "withdrawn", each->withdrawn);
      hecha_oscal_set_array (relevant, "props", props);
      json_array_add_object_element (list, relevant);
    }
  return list;
}

static JsonArray *
subject_of (const HechaObject *object)
{
  JsonArray *subjects = json_array_new ();
  JsonObject *subject;

  if (!object)
    return subjects;
  subject = json_object_new ();
  json_object_set_string_member (subject, "subject-uuid", object->uuid);
  json_object_set_string_member (subject, "type", "inventory-item");
  hecha_oscal_set_line (subject, "title", object->name);
  json_array_add_object_element (subjects, subject);
  return subjects;
}

static void
add_ot_note (Collect *collect)
{
  static const struct { HechaAnswerField field; const char *name; } fields[] = {
    { HECHA_ANSWER_OT_AGREED, "ot-agreed" }, { HECHA_ANSWER_OT_WINDOW, "ot-window" },
    { HECHA_ANSWER_OT_STOPS, "ot-stops" }, { HECHA_ANSWER_OT_WAY_BACK, "ot-way-back" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *own = get (collect, 0, fields[i].field);

      hecha_oscal_add_prop (collect->props, fields[i].name,
                            own ? own : hecha_answers_get (collect->self->answers, collect->item->uuid, HECHA_WHOLE, 0,
                                                           fields[i].field));
    }
}

static JsonObject *
build (Collect           *collect,
       HechaType          type,
       const HechaObject *object)
{
  JsonObject *observation = json_object_new ();
  g_autofree char *which = g_strjoin ("/", hecha_nick_text (hecha_type_nicks, type), collect->item->uuid,
                                      collect->object, NULL);
  g_autofree char *uuid = hecha_oscal_uuid (collect->self, "observation", which);
  g_autofree char *time = hecha_oscal_time (collect->self, collect->collected);

  add_ot_note (collect);
  json_object_set_string_member (observation, "uuid", uuid);
  hecha_oscal_set_line (observation, "title", hecha_oscal_say (collect->self, &collect->item->title));
  json_object_set_string_member (observation, "description", collect->words->str);
  json_object_set_array_member (observation, "methods", methods_of (collect));
  hecha_oscal_set_array (observation, "props", json_array_ref (collect->props));
  hecha_oscal_set_array (observation, "subjects", subject_of (object));
  hecha_oscal_set_array (observation, "relevant-evidence", evidence_of (collect));
  json_object_set_string_member (observation, "collected", time);
  return observation;
}

/**
 * hecha_oscal_observation:
 * @type: in whose result it stands
 * @object: (nullable): what was looked at; %NULL for the enterprise as a whole
 *
 * Returns: (transfer full) (nullable): what was seen and heard, step by step,
 *   with methods and evidence; %NULL where nothing was answered
 */
JsonObject *
hecha_oscal_observation (const HechaCase   *self,
                         HechaType          type,
                         const HechaItem   *item,
                         const HechaObject *object)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_autoptr(JsonArray) props = json_array_new ();
  Collect collect = { self, item, object ? object->uuid : HECHA_WHOLE, { FALSE }, NULL, words, props };
  JsonObject *observation = NULL;

  for (guint step = 1; step <= item->steps->len; step++)
    add_step (&collect, step);
  if (words->len)
    observation = build (&collect, type, object);
  g_free (collect.collected);
  return observation;
}
