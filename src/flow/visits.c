/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "visits.h"

#include "case-cache.h"
#include "json.h"
#include "record.h"
#include "report-store.h"
#include "tally-store.h"
#include "visit-store.h"

#include <string.h>

/* What counts: another version may count otherwise. */
#define PROGRAM "hecha " HECHA_VERSION

typedef struct
{
  const char *name;
  char       *found;
  HechaCase  *bare;
  GPtrArray  *visits;
  GHashTable *tallies;
  GPtrArray  *deliveries;
} Lookup;

static gboolean
list_work (HechaJournal  *journal,
           gpointer       data,
           GError       **error)
{
  Lookup *lookup = data;

  lookup->tallies = hecha_tally_store_list (hecha_journal_db (journal), PROGRAM, error);
  lookup->visits = lookup->tallies ? hecha_visit_store_list (hecha_journal_db (journal), 0, NULL, error) : NULL;
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
  if (row->partner && entry->revision && !add_records (session, entry, row, error))
    return NULL;
  return g_steal_pointer (&row);
}

static HechaVisitRow *
remembered (const HechaTally *tally)
{
  g_autoptr(JsonObject) object = tally->content ? hecha_json_parse_object (tally->content, -1, NULL, NULL) : NULL;

  return object ? hecha_visit_row_from_json (object) : NULL;
}

static gboolean
remember_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  GPtrArray *counted = data;

  for (guint i = 0; i < counted->len; i++)
    if (!hecha_tally_store_put (hecha_journal_db (journal), PROGRAM, counted->pdata[i], error))
      return FALSE;
  return TRUE;
}

static void
note_whose (HechaVisitRow *row,
            const char    *unit)
{
  row->received = g_strcmp0 (row->holder_name, unit) != 0;
  for (guint i = 0; row->records && i < row->records->len; i++)
    ((HechaVisitRow *) row->records->pdata[i])->received = row->received;
}

/* A visit is counted anew after its journal has grown; without its checklist it is not counted at all. */
static gboolean
list_rows (HechaSession  *session,
           const Lookup  *lookup,
           GPtrArray     *rows,
           GPtrArray     *counted,
           GError       **error)
{
  for (guint i = 0; i < lookup->visits->len; i++)
    {
      const HechaVisitEntry *entry = lookup->visits->pdata[i];
      HechaTally *tally = g_hash_table_lookup (lookup->tallies, entry->case_id);
      HechaVisitRow *row = remembered (tally);

      if (!row)
        {
          row = row_of (session, entry, error);
          if (!row)
            return FALSE;
          if (row->items)
            {
              g_autoptr(JsonObject) object = hecha_visit_row_to_json (row);

              g_free (tally->content);
              tally->content = hecha_json_canonical_object (object);
              g_ptr_array_add (counted, tally);
            }
        }
      note_whose (row, hecha_session_get_unit (session));
      g_ptr_array_add (rows, row);
    }
  return TRUE;
}

/**
 * hecha_visits_list:
 *
 * Only visits that changed since they were listed last are read as a whole.
 *
 * Returns: (transfer full) (element-type HechaVisitRow) (nullable): the visits
 */
GPtrArray *
hecha_visits_list (HechaSession  *session,
                   GError       **error)
{
  Lookup lookup = { NULL };
  g_autoptr(GPtrArray) visits = NULL, counted = g_ptr_array_new ();
  g_autoptr(GHashTable) tallies = NULL;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);

  if (!hecha_session_work (session, list_work, &lookup, error))
    {
      g_clear_pointer (&lookup.tallies, g_hash_table_unref);
      return NULL;
    }
  visits = lookup.visits;
  tallies = lookup.tallies;
  if (!list_rows (session, &lookup, rows, counted, error))
    return NULL;
  /* What cannot be remembered is counted again. */
  if (counted->len)
    hecha_session_change (session, remember_work, counted, NULL);
  return g_steal_pointer (&rows);
}

/**
 * hecha_visits_list_reports:
 *
 * Returns: (transfer full) (element-type HechaVisitRow) (nullable): what has a
 *   report: the visits, and in place of a joint inspection its records
 */
GPtrArray *
hecha_visits_list_reports (HechaSession  *session,
                           GError       **error)
{
  g_autoptr(GPtrArray) visits = hecha_visits_list (session, error);
  GPtrArray *rows;

  if (!visits)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_visit_row_free);
  g_ptr_array_set_free_func (visits, NULL);
  for (guint i = 0; i < visits->len; i++)
    {
      HechaVisitRow *row = visits->pdata[i];
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
inspected_work (HechaJournal  *journal,
                gpointer       data,
                GError       **error)
{
  Lookup *lookup = data;

  lookup->visits = hecha_visit_store_list (hecha_journal_db (journal), ~(1u << HECHA_VISIT_PLANNED), lookup->name, error);
  return lookup->visits != NULL;
}

/**
 * hecha_visits_inspected:
 * @code: an enterprise's credit code
 * @except: (nullable): a case, or a record of it, that does not count
 *
 * What the workspace knows of earlier inspections: those that were begun, its own
 * and those that were handed to it; a joint one is one. Of others nothing is known.
 *
 * Returns: (transfer full) (nullable): their days, YYYY-MM-DD, in order
 */
GStrv
hecha_visits_inspected (HechaSession  *session,
                        const char    *code,
                        const char    *except,
                        GError       **error)
{
  Lookup lookup = { .name = code };
  g_autofree char *uuid = except ? hecha_record_case (except) : NULL;
  g_autoptr(GStrvBuilder) days = g_strv_builder_new ();
  g_autoptr(GPtrArray) visits = NULL;

  if (!hecha_session_work (session, inspected_work, &lookup, error))
    return NULL;
  visits = lookup.visits;
  for (guint i = visits->len; i > 0; i--)   /* the store gives the newest first */
    {
      const HechaVisitEntry *entry = visits->pdata[i - 1];

      if (entry->procedure == HECHA_PROCEDURE_INSPECTION && entry->planned_on && g_strcmp0 (entry->case_id, uuid) != 0)
        g_strv_builder_add (days, entry->planned_on);
    }
  return g_strv_builder_end (days);
}

/**
 * hecha_visits_of_year:
 * @days: as of hecha_visits_inspected()
 * @on: YYYY-MM-DD
 *
 * Returns: (transfer full): those in the calendar year of @on, not after it. Pure.
 */
GStrv
hecha_visits_of_year (const char *const *days,
                      const char        *on)
{
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();

  for (; *days; days++)
    if (strncmp (*days, on, strlen ("YYYY-")) == 0 && strcmp (*days, on) <= 0)
      g_strv_builder_add (found, *days);
  return g_strv_builder_end (found);
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
 * hecha_visits_find:
 * @uuid_or_number: a case's UUID or its number
 *
 * Returns: (transfer full) (nullable): its UUID, or what names a record of a joint
 *   inspection; %HECHA_ERROR_NOT_FOUND
 */
char *
hecha_visits_find (HechaSession  *session,
                   const char    *uuid_or_number,
                   GError       **error)
{
  Lookup lookup = { .name = uuid_or_number };

  return hecha_session_work (session, find_work, &lookup, error) ? lookup.found : NULL;
}
