/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include "carry-forward.h"
#include "case-cache.h"
#include "certificate.h"
#include "error.h"
#include "file.h"
#include "filing-store.h"
#include "library-private.h"
#include "rules.h"
#include "visit-store.h"

#include <stdlib.h>
#include <string.h>

#define CERTIFICATE_LIMIT (1024 * 1024)

/* Reading what is planned about */

typedef struct
{
  const HechaPlan *plan;
  HechaVisit      *visit;
} Reading;

static gboolean
add_filing (HechaDb     *db,
            Reading     *reading,
            HechaType    type,
            GError     **error)
{
  g_autoptr(HechaStoredFiling) stored = hecha_filing_store_find (db, reading->plan->code, type, error);

  if (!stored)
    return FALSE;
  g_ptr_array_add (reading->visit->scopes, hecha_scope_new (type, stored->filing->level));
  g_ptr_array_add (reading->visit->filings, g_steal_pointer (&stored->filing));
  return TRUE;
}

static gboolean
read_filings (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Reading *reading = data;

  for (int type = 0; type < HECHA_N_TYPES; type++)
    if ((reading->plan->types & 1u << type) && !add_filing (hecha_journal_db (journal), reading, type, error))
      return FALSE;
  return TRUE;
}

/* A site that was filed without a name is called by where it is. */
static HechaSite *
named_site (const HechaSite   *site,
            const HechaFiling *filing)
{
  HechaSite *copy = hecha_site_copy (site);

  if (!copy->name || !*copy->name)
    {
      g_free (copy->name);
      copy->name = g_strdup (copy->address && *copy->address ? copy->address : hecha_filing_get (filing, HECHA_FIELD_NAME));
    }
  return copy;
}

static gboolean
wants_site (const HechaPlan *plan,
            const HechaSite *site)
{
  return !plan->sites || g_strv_contains (plan->sites, site->name);
}

static gboolean
has_site (GPtrArray       *sites,
          const HechaSite *site)
{
  for (guint i = 0; i < sites->len; i++)
    if (g_strcmp0 (((HechaSite *) sites->pdata[i])->name, site->name) == 0)
      return TRUE;
  return FALSE;
}

/* The sites of all filings, each once; an enterprise without any is visited where it is registered. */
static gboolean
choose_sites (const HechaPlan  *plan,
              HechaVisit       *visit,
              GError          **error)
{
  const HechaFiling *first = visit->filings->pdata[0];

  for (guint i = 0; i < visit->filings->len; i++)
    {
      GPtrArray *sites = ((HechaFiling *) visit->filings->pdata[i])->sites;

      for (guint j = 0; j < sites->len; j++)
        {
          g_autoptr(HechaSite) site = named_site (sites->pdata[j], visit->filings->pdata[i]);

          if (wants_site (plan, site) && !has_site (visit->sites, site))
            g_ptr_array_add (visit->sites, g_steal_pointer (&site));
        }
    }
  if (visit->sites->len == 0 && !plan->sites)
    g_ptr_array_add (visit->sites, hecha_site_new (hecha_filing_get (first, HECHA_FIELD_NAME),
                                                   hecha_filing_get (first, HECHA_FIELD_REGION),
                                                   hecha_filing_get (first, HECHA_FIELD_ADDRESS)));
  if (visit->sites->len)
    return TRUE;
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "The enterprise has filed no site of that name");
  return FALSE;
}

static gboolean
choose_pack (HechaSession  *session,
             HechaScope    *scope,
             const char    *wanted,
             GError       **error)
{
  g_autoptr(HechaPackRow) row = hecha_library_find (session, wanted, scope->type, error);

  if (!row)
    return FALSE;
  scope->pack = g_strdup (row->id);
  scope->version = g_strdup (row->version);
  scope->digest = g_strdup (row->digest);
  return TRUE;
}

static gboolean
choose_packs (HechaSession     *session,
              const HechaPlan  *plan,
              HechaVisit       *visit,
              GError          **error)
{
  g_autoptr(HechaChecklist) checklist = hecha_checklist_new ();

  for (guint i = 0; i < visit->scopes->len; i++)
    {
      HechaScope *scope = visit->scopes->pdata[i];
      g_autoptr(HechaPack) pack = NULL;

      if (!choose_pack (session, scope, plan->packs[scope->type], error) ||
          !(pack = hecha_library_load (session, scope->digest, scope->level, error)) ||
          !hecha_checklist_add (checklist, scope->type, pack, error))
        return FALSE;
    }
  return TRUE;
}

/* Laptops that do not see each other count alike: what tells their visits apart
 * is the beginning of the device. */
static gboolean
set_number (HechaJournal  *journal,
            gpointer       data,
            GError       **error)
{
  HechaVisit *visit = data;
  g_autofree char *scope = hecha_scope_of_case (visit->uuid);
  g_autofree char *next = hecha_visit_store_next_number (hecha_journal_db (journal), atoi (visit->planned_on));
  g_autofree char *device = g_ascii_strup (hecha_journal_device (journal), 4);
  JsonObject *payload;

  visit->number = g_strconcat (next, "-", device, NULL);
  payload = hecha_visit_to_json (visit);
  return hecha_journal_append (journal, hecha_session_event (scope, HECHA_EVENT_VISIT_SET, "visit", payload), error);
}

/* Where nothing else is said, an inspection is planned under the ceiling that the authority set. */
static gboolean
set_notes (HechaSession     *session,
           const HechaPlan  *plan,
           HechaVisit       *visit,
           GError          **error)
{
  g_autoptr(HechaRules) rules = plan->procedure == HECHA_PROCEDURE_INSPECTION ? hecha_rules_load (session, error) : NULL;

  if (plan->procedure == HECHA_PROCEDURE_INSPECTION && !rules)
    return FALSE;
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    if (!hecha_visit_note_set (visit->notes, i, plan->notes[i], error))
      return FALSE;
  return !rules || visit->notes[HECHA_VISIT_NOTE_CEILING] ||
         hecha_visit_note_set (visit->notes, HECHA_VISIT_NOTE_CEILING, rules->ceiling, error);
}

static HechaVisit *
visit_of (HechaSession     *session,
          const HechaPlan  *plan,
          GError          **error)
{
  g_autoptr(HechaVisit) visit = hecha_visit_new (plan->procedure);
  Reading reading = { plan, visit };

  visit->language = plan->language;
  visit->holder = hecha_session_get_holder (session);
  visit->unit = g_strdup (hecha_session_get_unit (session));
  visit->partner = g_strdup (plan->partner);
  visit->planned_on = g_strdup (plan->on);
  visit->basis = g_strdup (plan->basis);
  for (guint i = 0; i < plan->members->len; i++)
    g_ptr_array_add (visit->members, hecha_member_copy (plan->members->pdata[i]));
  if (!set_notes (session, plan, visit, error) || !hecha_session_work (session, read_filings, &reading, error) ||
      !choose_sites (plan, visit, error) ||
      !choose_packs (session, plan, visit, error) || !hecha_carry_forward_pin (session, visit, error))
    return NULL;
  return g_steal_pointer (&visit);
}

/**
 * hecha_plan_allows:
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where the holder of the workspace
 *   may not plan this; the rule is named
 */
gboolean
hecha_plan_allows (HechaSession     *session,
                   const HechaPlan  *plan,
                   GError          **error)
{
  HechaHolder holder = hecha_session_get_holder (session);

  if (!plan->partner)
    return hecha_procedure_may_plan (holder, plan->procedure, plan->types, plan->members, error);
  if (plan->procedure != HECHA_PROCEDURE_INSPECTION)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "Only an inspection is made by two authorities together");
  else if (strcmp (plan->partner, hecha_session_get_unit (session)) == 0)
    g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                         "The second authority of a joint inspection is another one than that which plans it");
  else
    return hecha_procedure_may_join (holder, plan->partner, plan->types, plan->members, error);
  return FALSE;
}

/**
 * hecha_plan_visit:
 *
 * Plans a visit: checks who may plan what, and pins the filings as they stand
 * and the checklists that fit their types and levels.
 *
 * Returns: (transfer full) (nullable): the case's UUID; %HECHA_ERROR_REFUSED
 *   where the holder may not plan it, %HECHA_ERROR_NOT_FOUND for an enterprise
 *   that did not file that type, %HECHA_ERROR_INVALID for what is no day
 */
char *
hecha_plan_visit (HechaSession     *session,
                  const HechaPlan  *plan,
                  GError          **error)
{
  g_autoptr(HechaVisit) visit = NULL;
  g_autofree char *scope = NULL;
  GDate day;

  if (!hecha_date_from_text (plan->on, &day))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%s” is no day: write it as YYYY-MM-DD", plan->on);
      return NULL;
    }
  if (!hecha_plan_allows (session, plan, error))
    return NULL;
  visit = visit_of (session, plan, error);
  if (!visit || !hecha_session_change (session, set_number, visit, error))
    return NULL;
  scope = hecha_scope_of_case (visit->uuid);
  hecha_session_emit_changed (session, scope, "visit");
  return g_strdup (visit->uuid);
}

/* Changing the team */

/**
 * hecha_plan_set_members:
 * @case_uuid: the visit; a record of a joint inspection stands for the whole
 * @members: (element-type HechaMember): the whole team
 *
 * Changes the team of a visit, by the rules of its planning.
 *
 * Returns: %FALSE with %HECHA_ERROR_REFUSED where the procedure forbids it, or
 *   the case is frozen
 */
gboolean
hecha_plan_set_members (HechaSession  *session,
                        const char    *case_uuid,
                        GPtrArray     *members,
                        GError       **error)
{
  HechaCase *self = hecha_case_cache_lock (session, case_uuid, error);
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  gboolean done = FALSE;

  if (!self)
    return FALSE;
  if (self->visit->partner
      ? hecha_procedure_may_join (self->visit->holder, self->visit->partner, hecha_visit_types (self->visit), members, error)
      : hecha_procedure_may_plan (self->visit->holder, self->visit->procedure, hecha_visit_types (self->visit), members, error))
    {
      g_ptr_array_set_size (self->visit->members, 0);
      for (guint i = 0; i < members->len; i++)
        g_ptr_array_add (self->visit->members, hecha_member_copy (members->pdata[i]));
      done = hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_VISIT_SET, "visit",
                                                                     hecha_visit_to_json (self->visit)), error);
    }
  hecha_case_cache_unlock (session, case_uuid, TRUE);
  return done;
}

static gboolean
put_notes (HechaVisit        *visit,
           const char *const  notes[HECHA_N_VISIT_NOTES],
           GError           **error)
{
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    if (notes[i] && !hecha_visit_note_set (visit->notes, i, notes[i], error))
      return FALSE;
  return TRUE;
}

/**
 * hecha_plan_set_notes:
 * @notes: (nullable) each: what it says now; %NULL leaves a note as it is, an
 *   empty text takes it away
 *
 * Returns: %FALSE with %HECHA_ERROR_TOO_LARGE, or %HECHA_ERROR_REFUSED where
 *   the case is frozen
 */
gboolean
hecha_plan_set_notes (HechaSession      *session,
                      const char        *case_uuid,
                      const char *const  notes[HECHA_N_VISIT_NOTES],
                      GError           **error)
{
  HechaCase *self = hecha_case_cache_lock (session, case_uuid, error);
  g_autofree char *scope = hecha_scope_of_case (case_uuid);
  gboolean done;

  if (!self)
    return FALSE;
  done = put_notes (self->visit, notes, error) &&
         hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_VISIT_SET, "visit",
                                                                 hecha_visit_to_json (self->visit)), error);
  hecha_case_cache_unlock (session, case_uuid, TRUE);
  return done;
}

/**
 * hecha_plan_read_certificate:
 * @path: a file with a certificate, PEM or DER
 *
 * Registers a member's signing certificate.
 */
gboolean
hecha_plan_read_certificate (HechaMember  *member,
                             const char   *path,
                             GError      **error)
{
  g_autoptr(GBytes) bytes = hecha_file_read (path, CERTIFICATE_LIMIT, error);
  g_autoptr(HechaCertificate) certificate = NULL;

  if (!bytes)
    return FALSE;
  certificate = hecha_certificate_read (bytes, error);
  if (!certificate)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  g_free (member->fingerprint);
  g_free (member->subject);
  member->fingerprint = g_strdup (certificate->fingerprint);
  member->subject = g_strdup (certificate->subject);
  return TRUE;
}
