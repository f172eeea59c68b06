/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include "calendars.h"
#include "error.h"
#include "inspect.h"
#include "printed-picture.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Answers. */

typedef struct
{
  char    *object;
  gboolean every_object;
  char   **steps;
  char   **observations;
  char   **sources;
  char    *verdict;
  char    *note;
  char    *reason;
  char    *flag;
  char    *ot_agreed;
  char    *ot_window;
  char    *ot_stops;
  char    *ot_way_back;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->object);
  g_strfreev (words->steps);
  g_strfreev (words->observations);
  g_strfreev (words->sources);
  g_free (words->verdict);
  g_free (words->note);
  g_free (words->reason);
  g_free (words->flag);
  g_free (words->ot_agreed);
  g_free (words->ot_window);
  g_free (words->ot_stops);
  g_free (words->ot_way_back);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
add (GPtrArray        *answers,
     const char       *item,
     const char       *object,
     int               step,
     HechaAnswerField  field,
     const char       *value)
{
  if (value)
    g_ptr_array_add (answers, hecha_answer_new (item, object, step, field, *value ? value : NULL));
}

/* N=TEXT; a text without a number is about every step that was answered with it. */
static gboolean
split_numbered (const char  *text,
                int         *step,
                const char **rest)
{
  gsize digits = strspn (text, "0123456789");

  if (digits == 0 || digits > 3 || text[digits] != '=')
    return FALSE;
  *step = atoi (text);
  *rest = text + digits + 1;
  return TRUE;
}

static gboolean
check_steps (char   **steps,
             GError **error)
{
  static const char *const values[] = { "yes", "no", "na", NULL };

  for (; steps && *steps; steps++)
    {
      const char *value;
      int step;

      if (!split_numbered (*steps, &step, &value) || !g_strv_contains (values, value))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--step is N=yes, N=no or N=na, not “%s”"), *steps);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_object (const Words  *words,
              GError      **error)
{
  if (!words->object || !words->every_object)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--object is one object, --every-object all: not both"));
  return FALSE;
}

static void
add_steps (GPtrArray    *answers,
           const char   *item,
           const char   *object,
           char        **steps,
           GArray       *numbers)
{
  for (; steps && *steps; steps++)
    {
      const char *value;
      int step;

      if (!split_numbered (*steps, &step, &value))
        continue;
      g_array_append_val (numbers, step);
      add (answers, item, object, step, HECHA_ANSWER_STEP, value);
    }
}

static void
add_texts (GPtrArray         *answers,
           const char        *item,
           const char        *object,
           char             **texts,
           HechaAnswerField   field,
           GArray            *numbers)
{
  for (guint i = 0; texts && texts[i]; i++)
    {
      const char *value;
      int step;

      if (split_numbered (texts[i], &step, &value))
        add (answers, item, object, step, field, value);
      else
        for (guint j = 0; j < numbers->len; j++)
          add (answers, item, object, g_array_index (numbers, int, j), field, texts[i]);
    }
}

/* What is said of one object, or of the enterprise as a whole. */
static void
add_record (GPtrArray   *answers,
            const Words *words,
            const char  *item,
            const char  *object)
{
  g_autoptr(GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));

  add_steps (answers, item, object, words->steps, numbers);
  add_texts (answers, item, object, words->observations, HECHA_ANSWER_OBSERVATION, numbers);
  add_texts (answers, item, object, words->sources, HECHA_ANSWER_SOURCE, numbers);
  add (answers, item, object, 0, HECHA_ANSWER_OT_AGREED, words->ot_agreed);
  add (answers, item, object, 0, HECHA_ANSWER_OT_WINDOW, words->ot_window);
  add (answers, item, object, 0, HECHA_ANSWER_OT_STOPS, words->ot_stops);
  add (answers, item, object, 0, HECHA_ANSWER_OT_WAY_BACK, words->ot_way_back);
  if (!words->verdict)
    add (answers, item, object, 0, HECHA_ANSWER_REASON, words->reason);
}

/* @subjects: (element-type utf8): each is answered for in the same way */
static GPtrArray *
answers_of (const Words  *words,
            const char   *item,
            GPtrArray    *subjects,
            GError      **error)
{
  g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_answer_free);

  for (guint i = 0; i < subjects->len; i++)
    add_record (answers, words, item, subjects->pdata[i]);
  if (words->verdict)
    add (answers, item, HECHA_WHOLE, 0, HECHA_ANSWER_REASON, words->reason);
  add (answers, item, HECHA_WHOLE, 0, HECHA_ANSWER_VERDICT, words->verdict);
  add (answers, item, HECHA_WHOLE, 0, HECHA_ANSWER_NOTE, words->note);
  add (answers, item, HECHA_WHOLE, 0, HECHA_ANSWER_FLAG, words->flag);
  if (answers->len)
    return g_steal_pointer (&answers);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, words->observations || words->sources
                       ? _("an observation or source is said of a step: give the --step, or N=TEXT")
                       : _("answer needs something to say: see answer --help"));
  return NULL;
}

static gboolean
tell_item (HechaCommand  *command,
           const char    *uuid,
           const char    *item_uuid,
           GError       **error)
{
  g_autoptr(HechaCase) self = hecha_inspect_load (command->session, uuid, error);
  HechaChecklistEntry *entry = self ? hecha_checklist_find (self->checklist, item_uuid) : NULL;
  g_autoptr(GArray) faults = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  HechaVerdict verdict;

  if (!entry)
    return FALSE;
  findings = hecha_case_findings (self, entry->item->uuid);
  faults = hecha_item_faults (entry->item, self->answers, self->objects, findings);
  verdict = hecha_case_verdict (self, entry->item);
  json_object_set_string_member (command->result, "item", entry->item->id);
  json_object_set_string_member (command->result, "verdict", hecha_nick_text (hecha_verdict_nicks, verdict));
  hecha_command_say (command, "%s  %s", entry->item->id,
                     hecha_text_get (&hecha_verdict_labels[verdict], hecha_command_language ()));
  for (guint i = 0; i < faults->len; i++)
    {
      HechaFault *fault = &g_array_index (faults, HechaFault, i);

      hecha_command_note (command, "%s%s%s: %s", entry->item->id, fault->object ? " · " : "",
                          fault->object ? fault->object->name : "",
                          hecha_text_get (&hecha_fault_labels[fault->kind], hecha_command_language ()));
    }
  return TRUE;
}

/* Returns: (transfer container) (element-type utf8) (nullable): the UUIDs of objects, or HECHA_WHOLE alone */
static GPtrArray *
find_subjects (const HechaCase  *self,
               const HechaItem  *item,
               const Words      *words,
               GError          **error)
{
  g_autoptr(GPtrArray) subjects = g_ptr_array_new (), objects = hecha_item_objects (item, self->objects);
  HechaObject *object = words->object ? hecha_command_object (self, words->object, error) : NULL;

  if (words->object && !object)
    return NULL;
  if (words->every_object && objects->len == 0)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, _("%s looks at no object of this visit"), item->id);
      return NULL;
    }
  for (guint i = 0; words->every_object && i < objects->len; i++)
    g_ptr_array_add (subjects, ((HechaObject *) objects->pdata[i])->uuid);
  if (!words->every_object)
    g_ptr_array_add (subjects, object ? object->uuid : (char *) HECHA_WHOLE);
  return g_steal_pointer (&subjects);
}

static gboolean
answer (HechaCommand  *command,
        const char    *case_name,
        const char    *item_name,
        const Words   *words,
        GError       **error)
{
  g_autoptr(HechaCase) self = hecha_command_load (command, case_name, error);
  HechaChecklistEntry *entry = self ? hecha_command_item (self, item_name, error) : NULL;
  g_autoptr(GPtrArray) subjects = entry ? find_subjects (self, entry->item, words, error) : NULL;
  g_autoptr(GPtrArray) answers = subjects ? answers_of (words, entry->item->uuid, subjects, error) : NULL;

  return answers && hecha_inspect_answer (command->session, self->visit->uuid, answers, error) &&
         tell_item (command, self->visit->uuid, entry->item->uuid, error);
}

static gboolean
run_answer (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  g_auto(Words) words = { NULL };
  const GOptionEntry entries[] = {
    { "object", 0, 0, G_OPTION_ARG_STRING, &words.object, N_("Name or UUID of the object; the enterprise as a whole without it"), N_("OBJECT") },
    { "every-object", 0, 0, G_OPTION_ARG_NONE, &words.every_object, N_("The same for every object of the item"), NULL },
    { "step", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.steps, N_("Answer a step; repeat"), "N=yes|no|na" },
    { "observation", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.observations, N_("What was seen or heard; N=TEXT for one step"), N_("TEXT") },
    { "source", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.sources, N_("Interviewee, document or tool; N=TEXT for one step"), N_("TEXT") },
    { "verdict", 0, 0, G_OPTION_ARG_STRING, &words.verdict, N_("Choose a verdict"), "conforming|partial|nonconforming|na" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &words.reason, N_("Why not applicable, or why another verdict"), N_("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words.note, N_("A note"), N_("TEXT") },
    { "flag", 0, 0, G_OPTION_ARG_STRING, &words.flag, N_("Come back to it"), "yes|no" },
    { "ot-agreed", 0, 0, G_OPTION_ARG_STRING, &words.ot_agreed, N_("Who of the plant agreed to the test, name and post"), N_("TEXT") },
    { "ot-window", 0, 0, G_OPTION_ARG_STRING, &words.ot_window, N_("When it may be made"), N_("TEXT") },
    { "ot-stops", 0, 0, G_OPTION_ARG_STRING, &words.ot_stops, N_("What may stop"), N_("TEXT") },
    { "ot-way-back", 0, 0, G_OPTION_ARG_STRING, &words.ot_way_back, N_("How to back out"), N_("TEXT") },
    { NULL },
  };

  return hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) &&
         check_object (&words, error) &&
         check_steps (words.steps, error) &&
         answer (command, argv[1], argv[2], &words, error);
}

/* Findings. */

/* The Measures fix no number of days for a cure: what was agreed may be counted in working days from the visit. */
static char *
count_deadline (HechaCommand      *command,
                const HechaVisit  *visit,
                int                days,
                GError           **error)
{
  g_autoptr(HechaCalendar) calendar = hecha_calendars_load (error);
  gboolean provisional = FALSE;
  GDate from, due;

  if (!calendar)
    return NULL;
  if (!hecha_date_from_text (visit->planned_on, &from) || days < 1 || days > 1000)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--working-days is from 1 to 1000"));
      return NULL;
    }
  due = from;
  hecha_calendar_add_working_days (calendar, &from, days, &due, &provisional);
  json_object_set_boolean_member (command->result, "provisional", provisional);
  return hecha_date_to_text (&due);
}

static gboolean
run_finding (HechaCommand  *command,
             int            argc,
             char         **argv,
             GError       **error)
{
  g_autofree char *what = NULL, *risk = NULL, *measure = NULL, *responsible = NULL, *deadline = NULL, *statement = NULL;
  g_autofree char *downgraded_by = NULL, *downgrade_reason = NULL;
  g_autofree char *persists = NULL;
  gboolean major = FALSE, cured = FALSE;
  int days = 0;
  const GOptionEntry entries[] = {
    { "what", 0, 0, G_OPTION_ARG_STRING, &what, N_("What was found"), N_("TEXT") },
    { "risk", 0, 0, G_OPTION_ARG_STRING, &risk, N_("What may come of it"), N_("TEXT") },
    { "measure", 0, 0, G_OPTION_ARG_STRING, &measure, N_("What is to be done"), N_("TEXT") },
    { "responsible", 0, 0, G_OPTION_ARG_STRING, &responsible, N_("Who does it"), N_("NAME") },
    { "deadline", 0, 0, G_OPTION_ARG_STRING, &deadline, N_("Until when"), "YYYY-MM-DD" },
    { "working-days", 0, 0, G_OPTION_ARG_INT, &days, N_("Until so many working days after the visit"), "N" },
    { "statement", 0, 0, G_OPTION_ARG_STRING, &statement, N_("What the enterprise says to it"), N_("TEXT") },
    { "persists", 0, 0, G_OPTION_ARG_STRING, &persists, N_("The finding of an earlier visit that it continues"), N_("FINDING") },
    { "major", 0, 0, G_OPTION_ARG_NONE, &major, N_("It is a major hazard"), NULL },
    { "downgraded-by", 0, 0, G_OPTION_ARG_STRING, &downgraded_by, N_("Who downgraded the major hazard"), N_("NAME") },
    { "downgrade-reason", 0, 0, G_OPTION_ARG_STRING, &downgrade_reason, N_("Why it was downgraded"), N_("TEXT") },
    { "cured", 0, 0, G_OPTION_ARG_NONE, &cured, N_("It was cured on the spot"), NULL },
    { NULL },
  };
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(HechaFinding) finding = NULL;
  HechaChecklistEntry *entry;

  if (!hecha_command_parse (command, entries, &argc, &argv, 2, 2, error) ||
      !(self = hecha_command_load (command, argv[1], error)) || !(entry = hecha_command_item (self, argv[2], error)))
    return FALSE;
  if (days && !deadline && !(deadline = count_deadline (command, self->visit, days, error)))
    return FALSE;
  finding = hecha_finding_new (entry->item->uuid, what);
  finding->risk = g_steal_pointer (&risk);
  finding->measure = g_steal_pointer (&measure);
  finding->responsible = g_steal_pointer (&responsible);
  finding->deadline = g_steal_pointer (&deadline);
  finding->statement = g_steal_pointer (&statement);
  finding->previous = g_steal_pointer (&persists);
  finding->major = major;
  finding->cured = cured;
  finding->downgraded_by = g_steal_pointer (&downgraded_by);
  finding->downgrade_reason = g_steal_pointer (&downgrade_reason);
  if (finding->previous && hecha_case_course (self, finding) != HECHA_COURSE_PERSISTING)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, _("No earlier visit has the finding “%s”"), finding->previous);
      return FALSE;
    }
  if (!hecha_inspect_set_finding (command->session, self->visit->uuid, finding, error))
    return FALSE;
  json_object_set_string_member (command->result, "finding", finding->uuid);
  hecha_json_set_string (command->result, "deadline", finding->deadline);
  hecha_command_say (command, "%s", finding->uuid);
  return TRUE;
}

/* Evidence. */

static gboolean
run_attach (HechaCommand  *command,
            int            argc,
            char         **argv,
            GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr(HechaCase) self = NULL;
  g_autoptr(GPtrArray) attached = NULL;
  HechaChecklistEntry *entry;
  JsonArray *array = json_array_new ();

  json_object_set_array_member (command->result, "evidence", array);
  if (!hecha_command_parse (command, entries, &argc, &argv, 3, -1, error) ||
      !(self = hecha_command_load (command, argv[1], error)) || !(entry = hecha_command_item (self, argv[2], error)) ||
      !(attached = hecha_inspect_attach_files (command->session, self->visit->uuid, entry->item->uuid, NULL,
                                               (const char *const *) argv + 3, NULL, NULL, NULL, error)))
    return FALSE;
  hecha_printed_picture_make (command->session, attached);
  for (guint i = 0; i < attached->len; i++)
    {
      const HechaEvidence *evidence = attached->pdata[i];

      json_array_add_object_element (array, hecha_evidence_to_json (evidence));
      hecha_command_say (command, "%s  %" G_GUINT64_FORMAT "  %s", evidence->sha256, evidence->size, evidence->name);
    }
  return TRUE;
}

static gboolean
run_undo (HechaCommand  *command,
          int            argc,
          char         **argv,
          GError       **error)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autofree char *uuid = NULL;

  return hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) &&
         (uuid = hecha_command_case (command, argv[1], error)) &&
         hecha_inspect_undo (command->session, uuid, error);
}

static JsonArray *
heads_to_json (HechaCommand *command,
               HechaCase    *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->heads->len; i++)
    {
      HechaHead *head = self->heads->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "device", head->device);
      json_object_set_int_member (object, "count", head->count);
      json_object_set_string_member (object, "hash", head->hash);
      json_array_add_object_element (array, object);
      hecha_command_say (command, "%.12s  %" G_GINT64_FORMAT "  %s", head->device, head->count, head->hash);
    }
  return array;
}

static gboolean
check_journal (HechaCommand  *command,
               const char    *uuid,
               GError       **error)
{
  g_auto(GStrv) faults = hecha_inspect_check_journal (command->session, uuid, error);
  JsonArray *array = json_array_new ();

  json_object_set_array_member (command->result, "faults", array);
  for (guint i = 0; faults && faults[i]; i++)
    {
      json_array_add_string_element (array, faults[i]);
      hecha_command_note (command, "%s", faults[i]);
      command->exit_status = 1;
    }
  if (faults && !faults[0])
    hecha_command_say (command, "%s", _("Every chain is whole, and the tables are what it says"));
  return faults != NULL;
}

static gboolean
run_journal (HechaCommand  *command,
             int            argc,
             char         **argv,
             GError       **error)
{
  gboolean check = FALSE;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_("Read every chain again, and compare the tables"), NULL },
    { NULL },
  };
  g_autoptr(HechaCase) self = NULL;

  if (!hecha_command_parse (command, entries, &argc, &argv, 1, 1, error) ||
      !(self = hecha_command_load (command, argv[1], error)))
    return FALSE;
  json_object_set_array_member (command->result, "heads", heads_to_json (command, self));
  return !check || check_journal (command, self->visit->uuid, error);
}

const HechaVerb hecha_inspect_verbs[] = {
  { "answer", "CASE ITEM …", N_("Answer steps, choose a verdict, take a note"), NULL, run_answer },
  { "finding", "CASE ITEM --what TEXT …", N_("Write a finding down"), NULL, run_finding },
  { "attach", "CASE ITEM FILE…", N_("Attach evidence"), N_("JSON: evidence[] of sha256, size, name, …"), run_attach },
  { "undo", "CASE", N_("Undo the last action"), NULL, run_undo },
  { "journal", "CASE", N_("Show the journal’s heads, or check it"),
    N_("JSON: heads[] of device, count, hash; faults[]. Exit status 1 where --check finds a fault."), run_journal },
  { NULL },
};
