/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "inspect.h"

#include <glib/gi18n.h>

static JsonArray *
steps_to_json (const HechaItem *item,
               HechaAnswers    *answers,
               const char      *object)
{
  JsonArray *array = json_array_new ();

  for (guint step = 1; step <= item->steps->len; step++)
    {
      HechaStep *asked = item->steps->pdata[step - 1];
      JsonObject *entry = json_object_new ();

      json_object_set_int_member (entry, "number", step);
      json_object_set_string_member (entry, "method", hecha_nick_text (hecha_method_nicks, asked->method));
      json_object_set_string_member (entry, "text", hecha_text_get (&asked->text, hecha_command_language ()));
      hecha_json_set_string (entry, "answer", hecha_answers_get (answers, item->uuid, object, step, HECHA_ANSWER_STEP));
      hecha_json_set_string (entry, "observation",
                             hecha_answers_get (answers, item->uuid, object, step, HECHA_ANSWER_OBSERVATION));
      json_array_add_object_element (array, entry);
    }
  return array;
}

static JsonArray *
objects_to_json (HechaCase       *self,
                 const HechaItem *item)
{
  g_autoptr(GPtrArray) fitting = hecha_item_objects (item, self->objects);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < fitting->len; i++)
    {
      HechaObject *object = fitting->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "uuid", object->uuid);
      json_object_set_string_member (entry, "name", object->name);
      json_object_set_string_member (entry, "kind", object->kind);
      json_object_set_array_member (entry, "steps", steps_to_json (item, self->answers, object->uuid));
      json_array_add_object_element (array, entry);
    }
  return array;
}

static JsonArray *
findings_to_json (HechaCase       *self,
                  const HechaItem *item)
{
  g_autoptr(GPtrArray) findings = hecha_case_findings (self, item->uuid), earlier = hecha_case_earlier (self, item->uuid);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len + earlier->len; i++)
    {
      const HechaPriorFinding *prior = i < findings->len ? NULL : earlier->pdata[i - findings->len];
      const HechaFinding *finding = prior ? prior->finding : findings->pdata[i];
      HechaCourse course = prior ? hecha_case_earlier_course (self, prior) : hecha_case_course (self, finding);
      JsonObject *object = hecha_finding_to_json (finding);

      json_object_set_boolean_member (object, "earlier", prior != NULL);
      json_object_set_string_member (object, "course", hecha_nick_text (hecha_course_nicks, course));
      json_array_add_object_element (array, object);
    }
  return array;
}

/* What the visit before said; where the words have changed, those it was said of. */
static void
add_previous (HechaCase           *self,
              const HechaItem     *item,
              const HechaPrevious *previous,
              JsonObject          *object)
{
  JsonObject *member;
  const char *carried = hecha_answers_get (self->answers, item->uuid, HECHA_WHOLE, 0, HECHA_ANSWER_CARRIED);

  hecha_json_set_string (object, "carried", carried);
  if (carried)
    json_object_set_boolean_member (object, "confirmed", !hecha_item_awaits_confirmation (item, self->answers));
  if (!previous)
    return;
  member = json_object_new ();
  hecha_json_set_string (member, "number", previous->number);
  hecha_json_set_string (member, "on", previous->date);
  json_object_set_string_member (member, "verdict", hecha_nick_text (hecha_verdict_nicks, previous->verdict));
  json_object_set_boolean_member (member, "same-text", previous->same_text);
  json_object_set_boolean_member (member, "offered", previous->answers->len > 0);
  if (*previous->said)
    json_object_set_string_member (member, "said", previous->said);
  if (!previous->same_text)
    json_object_set_string_member (member, "requirement",
                                   hecha_text_get (&previous->item->requirement, hecha_command_language ()));
  json_object_set_object_member (object, "previous", member);
}

static JsonObject *
entry_to_json (HechaCase                 *self,
               const HechaChecklistEntry *entry,
               const HechaPrevious       *previous)
{
  const HechaItem *item = entry->item;
  JsonObject *object = json_object_new ();
  JsonArray *types = json_array_new ();

  for (int type = 0; type < HECHA_N_TYPES; type++)
    if (entry->types & 1u << type)
      json_array_add_string_element (types, hecha_nick_text (hecha_type_nicks, type));
  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "uuid", item->uuid);
  json_object_set_array_member (object, "types", types);
  json_object_set_int_member (object, "level", item->min_level);
  json_object_set_string_member (object, "domain", item->group);
  json_object_set_string_member (object, "title", hecha_text_get (&item->title, hecha_command_language ()));
  json_object_set_string_member (object, "verdict",
                                 hecha_nick_text (hecha_verdict_nicks, hecha_case_verdict (self, item)));
  json_object_set_string_member (object, "derived",
                                 hecha_nick_text (hecha_verdict_nicks,
                                                  hecha_verdict_derive (item, self->answers, self->objects)));
  json_object_set_boolean_member (object, "ot-impact", !hecha_text_is_empty (&item->ot_impact));
  json_object_set_array_member (object, "steps", steps_to_json (item, self->answers, HECHA_WHOLE));
  json_object_set_array_member (object, "objects", objects_to_json (self, item));
  json_object_set_array_member (object, "findings", findings_to_json (self, item));
  hecha_json_set_string (object, "comment", self->decision ? hecha_comments_get (self->decision->comments, item->uuid) : NULL);
  add_previous (self, item, previous, object);
  return object;
}

/* What became of the report, where somebody decided. */
static void
tell_decision (HechaCommand        *command,
               const HechaDecision *decision)
{
  JsonObject *object;

  if (!decision)
    return;
  object = json_object_new ();
  json_object_set_string_member (object, "decision", decision->approve ? "approve" : "return");
  hecha_json_set_string (object, "author", decision->author);
  hecha_json_set_string (object, "time", decision->time);
  hecha_json_set_string (object, "reason", decision->reason);
  json_object_set_object_member (command->result, "decision", object);
  hecha_command_say (command, decision->approve ? _("Approved by %s, %s") : _("Returned by %s, %s"), decision->author,
                     decision->time);
  if (decision->reason)
    hecha_command_say (command, "%s", decision->reason);
}

static gboolean
run_checklist (HechaCommand  *command,
               int            argc,
               char         **argv,
               GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(GHashTable) previous = NULL;
  JsonArray *items = json_array_new ();

  json_object_set_array_member (command->result, "items", items);
  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) ||
      !(self = hecha_command_load (command, argv[1], error)) ||
      !(previous = hecha_inspect_previous (command->session, self->visit->uuid, error)))
    return FALSE;
  for (guint i = 0; i < self->checklist->entries->len; i++)
    {
      HechaChecklistEntry *entry = self->checklist->entries->pdata[i];
      HechaVerdict verdict = hecha_case_verdict (self, entry->item);
      const char *comment;

      if (command->json)
        json_array_add_object_element (items, entry_to_json (self, entry, g_hash_table_lookup (previous, entry->item->uuid)));
      hecha_command_say (command, "%-12s %d  %-10s  %s", entry->item->id, entry->item->min_level,
                         hecha_text_get (&hecha_verdict_labels[verdict], hecha_command_language ()),
                         hecha_text_get (&entry->item->title, hecha_command_language ()));
      comment = self->decision ? hecha_comments_get (self->decision->comments, entry->item->uuid) : NULL;
      if (comment)
        hecha_command_say (command, _("Comment: %s"), comment);
    }
  tell_decision (command, self->decision);
  hecha_command_results (command, self);
  return TRUE;
}

const HechaVerb hecha_checklist_verbs[] = {
  { "checklist", "CASE", N_("List the items with their verdicts"),
    N_("JSON: items[] of id, types, level, domain, title, verdict, steps[], objects[], findings[] (course new, persisting, "
       "closed or pending), previous (verdict, on, same-text, offered), carried, confirmed, comment; decision (decision, author, time, reason), where "
       "the report was approved or returned; results[], one for each type, of "
       "enterprise-type, level, count-conforming and the like, conformity-rate, conclusion, conclusion-rule, …"), run_checklist },
  { NULL },
};
