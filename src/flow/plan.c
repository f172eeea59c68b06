/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include "carry-forward.h"
#include "case-cache.h"
#include "certificate.h"
#include "error.h"
#include "filing-store.h"
#include "library-private.h"
#include "record.h"
#include "report-store.h"
#include "visit-store.h"

#include <stdlib.h>
#include <string.h>

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
  for (guint i = 0; i < HECHA_N_VISIT_NOTES; i++)
    if (!hecha_visit_note_set (visit->notes, i, plan->notes[i], error))
      return NULL;
  if (!hecha_session_work (session, read_filings, &reading, error) || !choose_sites (plan, visit, error) ||
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
 * @members: (element-type HechaMember): the whole team
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
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HechaCertificate) certificate = NULL;
  g_autoptr(GError) failure = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &failure))
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_IO, failure->message);
      return FALSE;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
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

/* Listing */

void
hecha_visit_row_free (HechaVisitRow *self)
{
  g_free (self->uuid);
  g_free (self->number);
  g_free (self->enterprise);
  g_free (self->code);
  g_free (self->planned_on);
  g_free (self->report);
  g_free (self->holder_name);
  g_free (self->sent_to);
  g_free (self->partner);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  const char *name;
  char       *found;
  HechaCase  *bare;
  GPtrArray  *visits;
  GPtrArray  *deliveries;
} Lookup;

static gboolean
list_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Lookup *lookup = data;

  lookup->visits = hecha_visit_store_list (hecha_journal_db (journal), 0, NULL, error);
  return lookup->visits != NULL;
}

static gboolean
deliveries_work (HechaJournal  *journal,
                 gpointer       data,
                 GError       **error)
{
  Lookup *lookup = data;

  lookup->deliveries = hecha_report_store_deliveries (hecha_journal_db (journal), lookup->name, error);
  return lookup->deliveries != NULL;
}

static void
count_done (HechaVisitRow   *row,
            const HechaCase *self)
{
  row->items = self->checklist->entries->len;
  for (guint i = 0; i < self->checklist->entries->len; i++)
    row->done += hecha_case_verdict (self, ((HechaChecklistEntry *) self->checklist->entries->pdata[i])->item) !=
                 HECHA_VERDICT_OPEN;
}

static void
count_signatures (HechaVisitRow   *row,
                  const HechaCase *self)
{
  const char *const *required = hecha_procedure_required (self->visit->procedure, hecha_case_is_refused (self));

  for (; *required; required++)
    {
      row->required_fields++;
      for (guint j = 0; j < self->signings->len; j++)
        row->signed_fields += g_strcmp0 (((HechaSigning *) self->signings->pdata[j])->field, *required) == 0;
    }
}

static void
note_deliveries (HechaSession  *session,
                 HechaVisitRow *row)
{
  Lookup lookup = { .name = row->uuid };
  g_autoptr(GPtrArray) deliveries = NULL;

  if (!hecha_session_work (session, deliveries_work, &lookup, NULL))
    return;
  deliveries = lookup.deliveries;
  for (guint i = 0; i < deliveries->len; i++)
    {
      HechaDelivery *delivery = deliveries->pdata[i];

      if (!delivery->received && g_strcmp0 (delivery->sha256, row->report) == 0)
        {
          g_free (row->sent_to);
          row->sent_to = g_strdup (delivery->remote);
        }
    }
}

static gboolean
bare_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Lookup *lookup = data;

  lookup->bare = hecha_visit_store_load (hecha_journal_db (journal), lookup->name, error);
  return lookup->bare != NULL;
}

/* A case whose checklist has not come yet, or cannot be read, hides no other. */
static HechaCase *
load_listed (HechaSession  *session,
             const char    *case_uuid,
             GError       **error)
{
  Lookup lookup = { .name = case_uuid };
  HechaCase *whole = hecha_case_load (session, case_uuid, NULL);

  return whole ? whole : hecha_session_work (session, bare_work, &lookup, error) ? lookup.bare : NULL;
}

/* A case is another's where another unit planned it; a record of a joint
 * inspection is so as well, whoever's it is. */
static HechaVisitRow *
row_of_case (HechaSession           *session,
             const HechaVisitEntry  *entry,
             const char             *id,
             GError                **error)
{
  g_autoptr(HechaCase) self = load_listed (session, id, error);
  HechaVisitRow *row;

  if (!self)
    return NULL;
  row = g_new0 (HechaVisitRow, 1);
  row->uuid = g_strdup (id);
  row->number = g_strdup (self->visit->number ? self->visit->number : "");
  row->enterprise = g_strdup (entry->enterprise ? entry->enterprise : "");
  row->code = g_strdup (entry->code ? entry->code : "");
  row->types = hecha_visit_types (self->visit);
  row->procedure = entry->procedure;
  row->planned_on = g_strdup (entry->planned_on ? entry->planned_on : "");
  row->state = self->state;
  row->findings = self->findings->len;
  row->report = g_strdup (self->report);
  row->holder_name = g_strdup (self->visit->unit);
  row->partner = g_strdup (self->visit->partner);
  count_done (row, self);
  count_signatures (row, self);
  if (row->report)
    note_deliveries (session, row);
  return row;
}

static gboolean
add_records (HechaSession           *session,
             const HechaVisitEntry  *entry,
             HechaVisitRow          *row,
             GError                **error)
{
  row->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);
  row->signed_fields = row->required_fields = 0;
  for (guint i = 1; i <= HECHA_N_RECORDS; i++)
    {
      g_autofree char *id = hecha_record_id (entry->case_id, i);
      HechaVisitRow *record = row_of_case (session, entry, id, error);

      if (!record)
        return FALSE;
      g_ptr_array_add (row->records, record);
      record->received = row->received;
      row->signed_fields += record->signed_fields;
      row->required_fields += record->required_fields;
    }
  return TRUE;
}

static HechaVisitRow *
row_of (HechaSession           *session,
        const HechaVisitEntry  *entry,
        GError                **error)
{
  g_autoptr(HechaVisitRow) row = row_of_case (session, entry, entry->case_id, error);

  if (!row)
    return NULL;
  row->received = g_strcmp0 (row->holder_name, hecha_session_get_unit (session)) != 0;
  if (row->partner && entry->revision && !add_records (session, entry, row, error))
    return NULL;
  return g_steal_pointer (&row);
}

/**
 * hecha_plan_list:
 *
 * Returns: (transfer full) (element-type HechaVisitRow) (nullable): the visits
 */
GPtrArray *
hecha_plan_list (HechaSession  *session,
                 GError       **error)
{
  Lookup lookup = { NULL };
  g_autoptr(GPtrArray) visits = NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);

  if (!hecha_session_work (session, list_work, &lookup, error))
    return NULL;
  visits = lookup.visits;
  for (guint i = 0; i < visits->len; i++)
    {
      HechaVisitRow *row = row_of (session, visits->pdata[i], error);

      if (!row)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * hecha_plan_list_reports:
 *
 * Returns: (transfer full) (element-type HechaVisitRow) (nullable): what has a
 *   report: the visits, and in place of a joint inspection its records
 */
GPtrArray *
hecha_plan_list_reports (HechaSession  *session,
                         GError       **error)
{
  g_autoptr(GPtrArray) visits = hecha_plan_list (session, error);
  GPtrArray *rows;

  if (!visits)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);
  while (visits->len)
    {
      HechaVisitRow *row = g_ptr_array_steal_index (visits, 0);
      g_autoptr(GPtrArray) records = g_steal_pointer (&row->records);

      if (!records)
        {
          g_ptr_array_add (rows, row);
          continue;
        }
      while (records->len)
        g_ptr_array_add (rows, g_ptr_array_steal_index (records, 0));
      hecha_visit_row_free (row);
    }
  return rows;
}

static gboolean
find_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Lookup *lookup = data;

  lookup->found = hecha_visit_store_find (hecha_journal_db (journal), lookup->name, error);
  return lookup->found != NULL;
}

/**
 * hecha_plan_find:
 * @uuid_or_number: a case's UUID or its number
 *
 * Returns: (transfer full) (nullable): its UUID, or what names a record of a joint
 *   inspection; %HECHA_ERROR_NOT_FOUND
 */
char *
hecha_plan_find (HechaSession  *session,
                 const char    *uuid_or_number,
                 GError       **error)
{
  Lookup lookup = { .name = uuid_or_number };

  return hecha_session_work (session, find_work, &lookup, error) ? lookup.found : NULL;
}
