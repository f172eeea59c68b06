/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rectification.h"

#include "attach.h"
#include "blank.h"
#include "case-cache.h"
#include "error.h"
#include "finding-store.h"

#include <string.h>

void
hecha_rectification_row_free (HechaRectificationRow *self)
{
  g_free (self->case_uuid);
  g_free (self->number);
  g_free (self->code);
  g_free (self->enterprise);
  g_free (self->finding_uuid);
  g_free (self->what);
  g_free (self->risk);
  g_free (self->measure);
  g_free (self->responsible);
  g_free (self->deadline);
  g_free (self->item_title);
  g_free (self->state);
  g_free (self->note);
  g_free (self->author);
  g_free (self->time);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}

void
hecha_recheck_free (HechaRecheck *self)
{
  g_free (self->state);
  g_free (self->note);
  g_free (self->author);
  g_free (self->time);
  g_ptr_array_unref (self->evidence);
  g_free (self);
}

/* Listing */

static gboolean
findings_work (HechaJournal  *journal,
               gpointer       data,
               GError       **error)
{
  GPtrArray **findings = data;

  *findings = hecha_finding_store_list (hecha_journal_db (journal), NULL, error);
  return *findings != NULL;
}

static char *
title_of (HechaSession  *session,
          GHashTable    *cases,
          const char    *case_uuid,
          const char    *item,
          HechaLanguage  language)
{
  HechaCase *self = g_hash_table_lookup (cases, case_uuid);
  HechaChecklistEntry *entry;

  if (!self && (self = hecha_case_load (session, case_uuid, NULL)))
    g_hash_table_insert (cases, g_strdup (case_uuid), self);
  entry = self ? hecha_checklist_find (self->checklist, item) : NULL;
  return g_strdup (entry ? hecha_text_get (&entry->item->title, language) : "");
}

static HechaRectificationRow *
row_of (const HechaFindingRow *stored,
        const GDate           *today)
{
  HechaRectificationRow *row = g_new0 (HechaRectificationRow, 1);
  const HechaFinding *finding = stored->finding;
  GDate deadline;

  row->case_uuid = g_strdup (stored->case_id);
  row->number = g_strdup (stored->number);
  row->code = g_strdup (stored->code);
  row->enterprise = g_strdup (stored->enterprise);
  row->finding_uuid = g_strdup (finding->uuid);
  row->what = g_strdup (finding->what);
  row->risk = g_strdup (finding->risk);
  row->measure = g_strdup (finding->measure);
  row->responsible = g_strdup (finding->responsible);
  row->deadline = g_strdup (finding->deadline);
  row->major = finding->major;
  row->state = g_strdup (hecha_finding_row_state (stored));
  row->note = g_strdup (stored->note);
  row->author = g_strdup (stored->author);
  row->time = g_strdup (stored->time);
  row->evidence = g_ptr_array_ref (stored->evidence);
  row->days_left = hecha_date_from_text (finding->deadline, &deadline) ? g_date_days_between (today, &deadline) : G_MAXINT;
  return row;
}

/**
 * hecha_rectification_list:
 * @language: of the items' titles
 *
 * Returns: (transfer full) (element-type HechaRectificationRow) (nullable): the
 *   findings of all visits, each as its newest re-check left it
 */
GPtrArray *
hecha_rectification_list (HechaSession   *session,
                          HechaLanguage   language,
                          GError        **error)
{
  g_autoptr(GHashTable) cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hecha_case_free);
  g_autoptr(GPtrArray) stored = NULL;
  GPtrArray *rows;
  GDate today;

  if (!hecha_session_work (session, findings_work, &stored, error))
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_rectification_row_free);
  g_date_clear (&today, 1);
  hecha_clock_today (hecha_session_get_clock (session), &today);
  for (guint i = 0; i < stored->len; i++)
    {
      HechaFindingRow *finding = stored->pdata[i];
      HechaRectificationRow *row = row_of (finding, &today);

      row->item_title = title_of (session, cases, finding->case_id, finding->finding->item, language);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * hecha_rectification_is_overdue:
 *
 * Returns: whether it is open and its deadline has passed
 */
gboolean
hecha_rectification_is_overdue (const HechaRectificationRow *row)
{
  return strcmp (row->state, "open") == 0 && row->days_left < 0;
}

/* Re-checks */

static const HechaFindingRow *
find_finding (GPtrArray   *stored,
              const char  *uuid,
              GError     **error)
{
  for (guint i = 0; i < stored->len; i++)
    if (strcmp (((HechaFindingRow *) stored->pdata[i])->finding->uuid, uuid) == 0)
      return stored->pdata[i];
  g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "There is no such finding in an issued report");
  return NULL;
}

/* Nobody closes a finding without saying what was seen, or by which evidence. */
static gboolean
may_recheck (const char         *state,
             const char         *note,
             const char *const  *paths,
             GError            **error)
{
  gboolean noted = !hecha_is_blank (note), shown = paths && *paths;

  if (!g_strv_contains ((const char *const[]) { "open", "cured", "accepted", NULL }, state))
    {
      g_set_error (error, HECHA_ERROR, HECHA_ERROR_INVALID, "“%s” is no state of a finding: open, cured or accepted", state);
      return FALSE;
    }
  if (strcmp (state, "accepted") == 0 && !noted)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED, "A risk is accepted with a reason: say why in the note");
      return FALSE;
    }
  if (strcmp (state, "cured") == 0 && !noted && !shown)
    {
      g_set_error_literal (error, HECHA_ERROR, HECHA_ERROR_REFUSED,
                           "A finding is closed by what was seen: a note, or evidence");
      return FALSE;
    }
  return TRUE;
}

/* Takes the files into the vault; nothing but the journal names them. */
static JsonArray *
take_evidence (HechaSession       *session,
               const char *const  *paths,
               GError            **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) entries = NULL;
  JsonArray *array;

  for (guint i = 0; paths && paths[i]; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  if (files->len == 0)
    return json_array_new ();
  entries = hecha_vault_import_many (hecha_session_get_vault (session), files, HECHA_EVIDENCE_LIMIT, NULL, NULL, NULL, error);
  if (!entries)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *base = g_path_get_basename (paths[i]), *name = g_filename_display_name (base);
      g_autoptr(HechaEvidence) evidence = hecha_attach_evidence (session, &g_array_index (entries, HechaVaultEntry, i),
                                                                 name, "file");

      json_array_add_object_element (array, hecha_evidence_to_json (evidence));
    }
  return array;
}

/**
 * hecha_rectification_recheck:
 * @state: open, cured or accepted
 * @note: (nullable): what was seen
 * @paths: (nullable): files that show it; they are copied, and not changed
 *
 * Records a re-check of a finding in the enterprise's register (articles 10 and
 * 14); a freeze of the visit does not stand against it.
 *
 * Returns: %FALSE with %HECHA_ERROR_INVALID for an unknown state,
 *   %HECHA_ERROR_NOT_FOUND for a finding of no issued report,
 *   %HECHA_ERROR_REFUSED for a cure without note and evidence, or a risk that
 *   is accepted without a reason
 */
gboolean
hecha_rectification_recheck (HechaSession       *session,
                             const char         *finding_uuid,
                             const char         *state,
                             const char         *note,
                             const char *const  *paths,
                             GError            **error)
{
  g_autoptr(GPtrArray) stored = NULL;
  const HechaFindingRow *finding;
  g_autofree char *scope = NULL, *subject = g_strconcat ("finding/", finding_uuid, NULL);
  JsonObject *payload;
  JsonArray *evidence;

  if (!may_recheck (state, note, paths, error) || !hecha_session_work (session, findings_work, &stored, error))
    return FALSE;
  finding = find_finding (stored, finding_uuid, error);
  evidence = finding ? take_evidence (session, paths, error) : NULL;
  if (!evidence)
    return FALSE;
  scope = hecha_scope_of_register (finding->code);
  payload = json_object_new ();
  json_object_set_string_member (payload, "state", state);
  hecha_json_set_string (payload, "note", note);
  json_object_set_array_member (payload, "evidence", evidence);
  return hecha_session_append_one (session, hecha_session_event (scope, HECHA_EVENT_RECHECKED, subject, payload), error);
}

typedef struct
{
  const char *scope;
  const char *subject;
  GPtrArray  *events;
} Lookup;

static gboolean
history_work (HechaJournal  *journal,
              gpointer       data,
              GError       **error)
{
  Lookup *lookup = data;

  lookup->events = hecha_journal_of_subject (journal, lookup->scope, lookup->subject, error);
  return lookup->events != NULL;
}

static HechaRecheck *
recheck_of (const HechaEvent *event)
{
  g_autoptr(JsonObject) payload = hecha_event_dup_payload (event);
  HechaRecheck *recheck = g_new0 (HechaRecheck, 1);
  const char *state = hecha_json_string (payload, "state");

  recheck->state = g_strdup (state ? state : "open");
  recheck->note = g_strdup (hecha_json_string (payload, "note"));
  recheck->author = g_strdup (event->author);
  recheck->time = g_strdup (event->time);
  recheck->evidence = hecha_recheck_evidence (payload);
  return recheck;
}

/**
 * hecha_rectification_history:
 *
 * Returns: (transfer full) (element-type HechaRecheck) (nullable): every look
 *   at the finding after its visit, in order; %HECHA_ERROR_NOT_FOUND
 */
GPtrArray *
hecha_rectification_history (HechaSession  *session,
                             const char    *finding_uuid,
                             GError       **error)
{
  g_autoptr(GPtrArray) stored = NULL, events = NULL, rechecks = NULL;
  g_autofree char *scope = NULL, *subject = g_strconcat ("finding/", finding_uuid, NULL);
  const HechaFindingRow *finding;
  Lookup lookup = { NULL, subject, NULL };

  if (!hecha_session_work (session, findings_work, &stored, error) ||
      !(finding = find_finding (stored, finding_uuid, error)))
    return NULL;
  lookup.scope = scope = hecha_scope_of_register (finding->code);
  if (!hecha_session_work (session, history_work, &lookup, error))
    return NULL;
  events = lookup.events;
  rechecks = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_recheck_free);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (rechecks, recheck_of (events->pdata[i]));
  return g_steal_pointer (&rechecks);
}
