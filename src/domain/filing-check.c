/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "filing-check.h"

#include "clock.h"
#include "error.h"

#include <string.h>

/* More rounds, faults or changes than any desk has seen. */
#define MOST 200

const HechaNick hecha_opinion_nicks[] = {
  { HECHA_OPINION_NONE, "none" },
  { HECHA_OPINION_AGREED, "agreed" },
  { HECHA_OPINION_DOUBTED, "doubted" },
  { 0, NULL },
};

const HechaText hecha_opinion_labels[] = {
  [HECHA_OPINION_NONE] = { "未核", "Not looked at" },
  [HECHA_OPINION_AGREED] = { "与所报级别相符", "Carries the level" },
  [HECHA_OPINION_DOUBTED] = { "存疑", "Doubted" },
};

const HechaNick hecha_filing_decision_nicks[] = {
  { HECHA_FILING_OPEN, "open" },
  { HECHA_FILING_ACCEPT, "accept" },
  { HECHA_FILING_CORRECT, "correct" },
  { 0, NULL },
};

static void
round_free (HechaFilingRound *self)
{
  g_free (self->from);
  g_free (self->filing);
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    g_free (self->notes[i]);
  g_ptr_array_unref (self->faults);
  g_free (self->decided_on);
  g_free (self->by);
  g_free (self->number);
  g_free (self->sha256);
  g_free (self->received_on);
  g_free (self);
}

static void
change_free (HechaFactorChange *self)
{
  g_free (self->on);
  g_free (self->note);
  g_free (self->regraded_on);
  g_free (self);
}

/**
 * hecha_filing_check_new:
 *
 * Returns: (transfer full): a verification that has not begun
 */
HechaFilingCheck *
hecha_filing_check_new (HechaType type)
{
  HechaFilingCheck *self = g_new0 (HechaFilingCheck, 1);

  self->type = type;
  self->rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) round_free);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  self->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_evidence_free);
  return self;
}

void
hecha_filing_check_free (HechaFilingCheck *self)
{
  g_ptr_array_unref (self->rounds);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}

/* JSON */

static JsonObject *
factor_to_json (const HechaFilingRound *round,
                guint                   factor)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "factor", hecha_field_specs[HECHA_FACTOR_FIELD (factor)].id);
  json_object_set_string_member (object, "opinion", hecha_nick_text (hecha_opinion_nicks, round->opinions[factor]));
  if (round->points[factor])
    json_object_set_int_member (object, "points", round->points[factor]);
  hecha_json_set_string (object, "note", round->notes[factor]);
  return object;
}

static JsonObject *
round_to_json (const HechaFilingRound *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *factors = json_array_new (), *faults = json_array_new ();

  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    json_array_add_object_element (factors, factor_to_json (self, i));
  for (guint i = 0; i < self->faults->len; i++)
    json_array_add_string_element (faults, self->faults->pdata[i]);
  hecha_json_set_string (object, "from", self->from);
  json_object_set_boolean_member (object, "resubmitted", self->resubmitted);
  hecha_json_set_string (object, "filing", self->filing);
  json_object_set_array_member (object, "factors", factors);
  json_object_set_array_member (object, "faults", faults);
  json_object_set_string_member (object, "decision", hecha_nick_text (hecha_filing_decision_nicks, self->decision));
  hecha_json_set_string (object, "decided-on", self->decided_on);
  hecha_json_set_string (object, "by", self->by);
  hecha_json_set_string (object, "number", self->number);
  hecha_json_set_string (object, "sha256", self->sha256);
  hecha_json_set_string (object, "received-on", self->received_on);
  return object;
}

static JsonObject *
change_to_json (const HechaFactorChange *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *factors = json_array_new ();

  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    if (self->factors & 1u << i)
      json_array_add_string_element (factors, hecha_field_specs[HECHA_FACTOR_FIELD (i)].id);
  json_object_set_string_member (object, "on", self->on);
  json_object_set_array_member (object, "factors", factors);
  hecha_json_set_string (object, "note", self->note);
  hecha_json_set_string (object, "regraded-on", self->regraded_on);
  return object;
}

/**
 * hecha_filing_check_to_json:
 *
 * Returns: (transfer full): all of it; the payload of its event. "state" is
 *   what the register shows of it.
 */
JsonObject *
hecha_filing_check_to_json (const HechaFilingCheck *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *rounds = json_array_new (), *changes = json_array_new (), *evidence = json_array_new ();
  const HechaFilingRound *round = hecha_filing_check_round (self);
  const HechaFactorChange *change = hecha_filing_check_change (self);

  for (guint i = 0; i < self->rounds->len; i++)
    json_array_add_object_element (rounds, round_to_json (self->rounds->pdata[i]));
  for (guint i = 0; i < self->changes->len; i++)
    json_array_add_object_element (changes, change_to_json (self->changes->pdata[i]));
  json_object_set_string_member (object, "type", hecha_nick_text (hecha_type_nicks, self->type));
  json_object_set_string_member (object, "state", hecha_nick_text (hecha_filing_state_nicks,
                                                                   hecha_filing_check_state (self)));
  hecha_json_set_string (object, "filing", round ? round->filing : NULL);
  json_object_set_boolean_member (object, "changed", change && !change->regraded_on);
  json_object_set_array_member (object, "rounds", rounds);
  json_object_set_array_member (object, "changes", changes);
  for (guint i = 0; i < self->evidence->len; i++)
    json_array_add_object_element (evidence, hecha_evidence_to_json (self->evidence->pdata[i]));
  json_object_set_array_member (object, "evidence", evidence);
  return object;
}

/* The factor that a member of @object names, or -1. */
static int
factor_of (const char *id)
{
  HechaField field;

  if (!hecha_field_from_text (id, &field) || field < HECHA_FIELD_SIZE)
    return -1;
  return field - HECHA_FIELD_SIZE;
}

static void
read_factor (HechaFilingRound *self,
             JsonObject       *object)
{
  int factor = object ? factor_of (hecha_json_string (object, "factor")) : -1, opinion;

  if (factor < 0)
    return;
  if (hecha_nick_value (hecha_opinion_nicks, hecha_json_string (object, "opinion"), &opinion))
    self->opinions[factor] = opinion;
  self->points[factor] = (int) CLAMP (hecha_json_int (object, "points", 0), 0, 10000);
  g_free (self->notes[factor]);
  self->notes[factor] = g_strdup (hecha_json_string (object, "note"));
}

/* A day of the JSON; anything else is none. */
static char *
dup_day (JsonObject *object,
         const char *member)
{
  GDate day;

  return hecha_date_from_text (hecha_json_string (object, member), &day) ? g_strdup (hecha_json_string (object, member))
                                                                        : NULL;
}

static guint
bounded (JsonArray *array)
{
  return array ? MIN (json_array_get_length (array), MOST) : 0;
}

static void
read_round (HechaFilingCheck *self,
            JsonObject       *object)
{
  HechaFilingRound *round = hecha_filing_check_add_round (self, NULL, hecha_json_bool (object, "resubmitted"));
  JsonArray *factors = hecha_json_array (object, "factors"), *faults = hecha_json_array (object, "faults");
  int decision;

  round->from = dup_day (object, "from");
  round->filing = g_strdup (hecha_json_string (object, "filing"));
  for (guint i = 0; i < bounded (factors); i++)
    read_factor (round, hecha_json_element (factors, i));
  for (guint i = 0; i < bounded (faults); i++)
    if (json_node_get_value_type (json_array_get_element (faults, i)) == G_TYPE_STRING)
      g_ptr_array_add (round->faults, g_strdup (json_array_get_string_element (faults, i)));
  if (hecha_nick_value (hecha_filing_decision_nicks, hecha_json_string (object, "decision"), &decision))
    round->decision = decision;
  round->decided_on = dup_day (object, "decided-on");
  round->by = g_strdup (hecha_json_string (object, "by"));
  round->number = g_strdup (hecha_json_string (object, "number"));
  round->sha256 = g_strdup (hecha_json_string (object, "sha256"));
  round->received_on = dup_day (object, "received-on");
}

static void
read_change (HechaFilingCheck *self,
             JsonObject       *object)
{
  g_autofree char *on = dup_day (object, "on");
  JsonArray *factors = hecha_json_array (object, "factors");
  HechaFactorChange *change;

  if (!on)
    return;
  change = hecha_filing_check_add_change (self, on, 0, hecha_json_string (object, "note"));
  change->regraded_on = dup_day (object, "regraded-on");
  for (guint i = 0; i < bounded (factors); i++)
    {
      JsonNode *node = json_array_get_element (factors, i);
      int factor = json_node_get_value_type (node) == G_TYPE_STRING ? factor_of (json_node_get_string (node)) : -1;

      if (factor >= 0)
        change->factors |= 1u << factor;
    }
}

/**
 * hecha_filing_check_from_json:
 * @object: (nullable): as hecha_filing_check_to_json() makes it
 *
 * Returns: (transfer full) (nullable): the verification; %NULL without a type
 */
HechaFilingCheck *
hecha_filing_check_from_json (JsonObject *object)
{
  JsonArray *rounds = hecha_json_array (object, "rounds"), *changes = hecha_json_array (object, "changes");
  JsonArray *evidence = hecha_json_array (object, "evidence");
  HechaFilingCheck *self;
  int type;

  if (!hecha_nick_value (hecha_type_nicks, hecha_json_string (object, "type"), &type))
    return NULL;
  self = hecha_filing_check_new (type);
  for (guint i = 0; i < bounded (rounds); i++)
    if (hecha_json_element (rounds, i))
      read_round (self, hecha_json_element (rounds, i));
  for (guint i = 0; i < bounded (changes); i++)
    if (hecha_json_element (changes, i))
      read_change (self, hecha_json_element (changes, i));
  for (guint i = 0; i < bounded (evidence); i++)
    {
      HechaEvidence *file = hecha_evidence_from_json (hecha_json_element (evidence, i));

      if (file)
        g_ptr_array_add (self->evidence, file);
    }
  return self;
}

/* Rounds and changes */

/**
 * hecha_filing_check_round:
 *
 * Returns: (transfer none) (nullable): the last round; %NULL before the first
 */
HechaFilingRound *
hecha_filing_check_round (const HechaFilingCheck *self)
{
  return self->rounds->len ? self->rounds->pdata[self->rounds->len - 1] : NULL;
}

/**
 * hecha_filing_check_add_round:
 * @from: (nullable): YYYY-MM-DD, or %NULL for the filing date
 * @resubmitted: whether a correction arrived on @from
 *
 * Returns: (transfer none): the new round
 */
HechaFilingRound *
hecha_filing_check_add_round (HechaFilingCheck *self,
                              const char       *from,
                              gboolean          resubmitted)
{
  HechaFilingRound *round = g_new0 (HechaFilingRound, 1);

  round->from = g_strdup (from);
  round->resubmitted = resubmitted;
  round->faults = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->rounds, round);
  return round;
}

/**
 * hecha_filing_check_change:
 *
 * Returns: (transfer none) (nullable): the last change of a factor
 */
HechaFactorChange *
hecha_filing_check_change (const HechaFilingCheck *self)
{
  return self->changes->len ? self->changes->pdata[self->changes->len - 1] : NULL;
}

/**
 * hecha_filing_check_add_change:
 * @on: YYYY-MM-DD
 * @factors: bit 1 << n for each factor
 * @note: (nullable): what changed
 *
 * Returns: (transfer none): the new change
 */
HechaFactorChange *
hecha_filing_check_add_change (HechaFilingCheck *self,
                               const char       *on,
                               guint             factors,
                               const char       *note)
{
  HechaFactorChange *change = g_new0 (HechaFactorChange, 1);

  change->on = g_strdup (on);
  change->factors = factors & ((1u << HECHA_N_FACTORS) - 1);
  change->note = g_strdup (note);
  g_ptr_array_add (self->changes, change);
  return change;
}

/**
 * hecha_filing_check_add_file:
 * @file: (transfer full): what the enterprise handed in; bytes that are there
 *   already are not added again
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_LARGE where there are too many
 */
gboolean
hecha_filing_check_add_file (HechaFilingCheck  *self,
                             HechaEvidence     *file,
                             GError           **error)
{
  g_autoptr(HechaEvidence) added = file;

  for (guint i = 0; i < self->evidence->len; i++)
    if (g_str_equal (((HechaEvidence *) self->evidence->pdata[i])->sha256, added->sha256))
      return TRUE;
  if (self->evidence->len >= MOST)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_TOO_LARGE, "A filing has up to %d files", MOST);
      return FALSE;
    }
  g_ptr_array_add (self->evidence, g_steal_pointer (&added));
  return TRUE;
}

/**
 * hecha_filing_check_remove_file:
 *
 * Returns: whether there was such a file
 */
gboolean
hecha_filing_check_remove_file (HechaFilingCheck *self,
                                const char       *uuid)
{
  for (guint i = 0; i < self->evidence->len; i++)
    if (g_str_equal (((HechaEvidence *) self->evidence->pdata[i])->uuid, uuid))
      return g_ptr_array_remove_index (self->evidence, i) != NULL;
  return FALSE;
}

/**
 * hecha_filing_check_state:
 *
 * Returns: what the register shows
 */
HechaFilingState
hecha_filing_check_state (const HechaFilingCheck *self)
{
  const HechaFilingRound *round = hecha_filing_check_round (self);

  if (!round || round->decision == HECHA_FILING_OPEN)
    return HECHA_FILING_SUBMITTED;
  return round->decision == HECHA_FILING_ACCEPT ? HECHA_FILING_ACCEPTED : HECHA_FILING_CORRECTING;
}

/**
 * hecha_filing_check_is_of:
 * @digest: hecha_filing_digest() of the filing as it stands
 *
 * Returns: whether the verification is about it: what was accepted as something
 *   else has to be verified again
 */
gboolean
hecha_filing_check_is_of (const HechaFilingCheck *self,
                          const char             *digest)
{
  const HechaFilingRound *round = hecha_filing_check_round (self);

  return round && (round->decision != HECHA_FILING_ACCEPT || g_strcmp0 (round->filing, digest) == 0);
}

/* What is wrong */

/**
 * hecha_filing_missing:
 *
 * Completeness after article 7, with the kind of node that article 5 tells
 * identifier resolution by. Article 7 does not ask for the factors of article 6:
 * whether what is said of them carries the level is for the verifier.
 *
 * Returns: (transfer container) (element-type HechaFieldSpec): what the filing
 *   does not say
 */
GPtrArray *
hecha_filing_missing (const HechaFiling *filing)
{
  GPtrArray *missing = g_ptr_array_new ();

  for (int i = 0; i < HECHA_N_FIELDS; i++)
    {
      gboolean wanted = hecha_field_specs[i].required ||
                        (i == HECHA_FIELD_NODE_KIND && filing->type == HECHA_TYPE_IDENTIFIER);

      if (wanted && !(filing->fields[i] && *filing->fields[i]))
        g_ptr_array_add (missing, (gpointer) &hecha_field_specs[i]);
    }
  return missing;
}

static void
add_fault (GPtrArray     *faults,
           HechaLanguage  language,
           const char    *zh,
           const char    *en,
           const char    *what)
{
  g_ptr_array_add (faults, language == HECHA_LANGUAGE_ZH ? g_strdup_printf ("%s：%s", zh, what)
                                                         : g_strdup_printf ("%s: %s", en, what));
}

/**
 * hecha_filing_check_faults:
 *
 * Returns: (transfer full) (element-type utf8): what is to be corrected: what
 *   is missing, which factors are doubted, and what the verifier added
 */
GPtrArray *
hecha_filing_check_faults (const HechaFilingCheck *self,
                           const HechaFiling      *filing,
                           HechaLanguage           language)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) missing = hecha_filing_missing (filing);
  const HechaFilingRound *round = hecha_filing_check_round (self);

  for (guint i = 0; i < missing->len; i++)
    add_fault (faults, language, "材料内容不齐全", "Not said",
               hecha_text_get (&((HechaFieldSpec *) missing->pdata[i])->label, language));
  for (guint i = 0; round && i < HECHA_N_FACTORS; i++)
    if (round->opinions[i] == HECHA_OPINION_DOUBTED)
      {
        const char *label = hecha_text_get (&hecha_field_specs[HECHA_FACTOR_FIELD (i)].label, language);
        g_autofree char *what = round->notes[i] && *round->notes[i]
                                ? g_strdup_printf (language == HECHA_LANGUAGE_ZH ? "%s（%s）" : "%s (%s)", label, round->notes[i])
                                : g_strdup (label);

        add_fault (faults, language, "定级存疑", "Grading doubted", what);
      }
  for (guint i = 0; round && i < round->faults->len; i++)
    g_ptr_array_add (faults, g_strdup (round->faults->pdata[i]));
  return faults;
}

/**
 * hecha_filing_check_may_decide:
 *
 * Article 7: accepted is what is complete and graded correctly; to be corrected
 * is what is not, and the enterprise is told what.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED, which names the rule
 */
gboolean
hecha_filing_check_may_decide (const HechaFilingCheck  *self,
                               const HechaFiling       *filing,
                               HechaFilingDecision      decision,
                               GError                 **error)
{
  const HechaFilingRound *round = hecha_filing_check_round (self);
  g_autoptr(GPtrArray) faults = hecha_filing_check_faults (self, filing, HECHA_LANGUAGE_EN);

  if (!round || round->decision != HECHA_FILING_OPEN)
    return hecha_refuse (error, "No round of the verification is open: begin one first");
  if (decision == HECHA_FILING_CORRECT)
    return faults->len ? TRUE : hecha_refuse (error, "A correction notice says what is to be corrected (article 7): "
                                              "doubt a factor or add what is wrong");
  if (faults->len)
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                   "What is incomplete or doubted is not accepted (article 7): %s", (char *) faults->pdata[0]);
      return FALSE;
    }
  for (guint i = 0; i < HECHA_N_FACTORS; i++)
    if (round->opinions[i] == HECHA_OPINION_NONE)
      {
        g_set_error (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                     "Each of the seven factors (article 6) needs an opinion before the filing is accepted: %s",
                     hecha_field_specs[HECHA_FACTOR_FIELD (i)].label.en);
        return FALSE;
      }
  return TRUE;
}

/* Clocks */

/**
 * hecha_filing_check_verification:
 * @self: (nullable): the verification, if it has begun
 * @term: (out caller-allocates): the 30 working days of the running round
 */
void
hecha_filing_check_verification (const HechaFilingCheck *self,
                                 const HechaFiling      *filing,
                                 HechaCalendar          *calendar,
                                 HechaTerm              *term)
{
  const HechaFilingRound *round = self ? hecha_filing_check_round (self) : NULL;
  const char *state = hecha_filing_get (filing, HECHA_FIELD_STATE);
  HechaAssumption assumption = !round || !round->from ? HECHA_ASSUME_FROM_FILING
                               : round->resubmitted ? HECHA_ASSUME_FROM_RESUBMITTED : HECHA_ASSUME_FROM_CHOSEN;
  GDate from;
  gboolean has_from = round && round->from ? hecha_date_from_text (round->from, &from)
                                           : hecha_filing_get_date (filing, HECHA_FIELD_FILED_ON, &from);

  hecha_term_init_working_days (term, HECHA_TERM_VERIFICATION, calendar, has_from ? &from : NULL, 1u << assumption);
  term->done = round ? round->decision != HECHA_FILING_OPEN
                     : g_str_equal (state, "accepted") || g_str_equal (state, "correcting");
}

/**
 * hecha_filing_check_correction:
 * @self: (nullable): the verification, if it has begun
 * @term: (out caller-allocates): the 20 working days; untouched where no correction runs
 *
 * Returns: whether the enterprise is to correct its filing now
 */
gboolean
hecha_filing_check_correction (const HechaFilingCheck *self,
                               HechaCalendar          *calendar,
                               HechaTerm              *term)
{
  const HechaFilingRound *round = self ? hecha_filing_check_round (self) : NULL;
  const char *day;
  GDate from;
  gboolean has_from;

  if (!round || round->decision != HECHA_FILING_CORRECT)
    return FALSE;
  day = round->received_on ? round->received_on : round->decided_on;
  has_from = hecha_date_from_text (day, &from);
  hecha_term_init_working_days (term, HECHA_TERM_CORRECTION, calendar, has_from ? &from : NULL,
                                1u << HECHA_ASSUME_FROM_NOTICE |
                                (round->received_on ? 0 : 1u << HECHA_ASSUME_FROM_ISSUE));
  return TRUE;
}

/**
 * hecha_filing_check_regrading:
 * @self: (nullable): the verification, if there is one
 * @term: (out caller-allocates): three months from the last change; no day
 *   where none is recorded
 */
void
hecha_filing_check_regrading (const HechaFilingCheck *self,
                              HechaCalendar          *calendar,
                              HechaTerm              *term)
{
  const HechaFactorChange *change = self ? hecha_filing_check_change (self) : NULL;
  GDate on;

  hecha_term_init_regrading (term, calendar, change && hecha_date_from_text (change->on, &on) ? &on : NULL);
  term->done = change && change->regraded_on;
}
