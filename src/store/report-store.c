/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-store.h"

#include "error.h"

#include <string.h>

void
hecha_report_row_free (HechaReportRow *self)
{
  g_free (self->case_id);
  g_free (self->number);
  g_free (self->enterprise);
  g_free (self->frozen_at);
  g_free (self->sha256);
  g_free (self->delivered);
  g_free (self);
}

void
hecha_stored_report_free (HechaStoredReport *self)
{
  g_free (self->case_id);
  g_free (self->sha256);
  g_free (self->before);
  g_free (self->name);
  g_free (self->author);
  g_free (self->time);
  g_free (self);
}

void
hecha_delivery_free (HechaDelivery *self)
{
  g_free (self->sha256);
  g_free (self->remote);
  g_free (self->author);
  g_free (self->time);
  g_free (self);
}

/**
 * hecha_report_store_list:
 *
 * Returns: (transfer full) (element-type HechaReportRow) (nullable): the report
 *   of every visit that was frozen at least once, the last frozen first
 */
GPtrArray *
hecha_report_store_list (HechaDb  *db,
                         GError  **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (
    db,
    "SELECT r.case_id, r.number, v.enterprise, r.revision, r.frozen, r.frozen_at, r.sha256, s.state,"
    "       (SELECT count (*) FROM signing g WHERE g.case_id = r.case_id AND g.revision = r.revision),"
    "       (SELECT d.remote FROM delivery d WHERE d.case_id = r.case_id AND d.kind = 'handed-over'"
    "           AND d.revision = r.revision ORDER BY d.place DESC LIMIT 1), r.conflict"
    "  FROM report r JOIN visit v USING (case_id) JOIN visit_state s USING (case_id)"
    " WHERE r.revision > 0 ORDER BY r.frozen_at DESC, r.case_id", "");
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_report_row_free);

  while (hecha_rows_next (rows))
    {
      HechaReportRow *row = g_new0 (HechaReportRow, 1);
      int state = 0;

      hecha_nick_value (hecha_visit_state_nicks, hecha_rows_text (rows, 7), &state);
      row->case_id = hecha_rows_dup (rows, 0);
      row->number = hecha_rows_dup (rows, 1);
      row->enterprise = hecha_rows_dup (rows, 2);
      row->revision = (int) hecha_rows_int (rows, 3);
      row->frozen = hecha_rows_int (rows, 4) != 0;
      row->frozen_at = hecha_rows_dup (rows, 5);
      row->sha256 = hecha_rows_dup (rows, 6);
      row->state = state;
      row->signings = (int) hecha_rows_int (rows, 8);
      row->delivered = hecha_rows_dup (rows, 9);
      row->conflict = hecha_rows_int (rows, 10) != 0;
      g_ptr_array_add (list, row);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&list) : NULL;
}

#define SELECT_FILE "SELECT case_id, revision, sha256, before, size, name, author, time FROM report_file "

static HechaStoredReport *
file_of (HechaRows *rows)
{
  HechaStoredReport *file = g_new0 (HechaStoredReport, 1);

  file->case_id = hecha_rows_dup (rows, 0);
  file->revision = (int) hecha_rows_int (rows, 1);
  file->sha256 = hecha_rows_dup (rows, 2);
  file->before = hecha_rows_dup (rows, 3);
  file->size = hecha_rows_int (rows, 4);
  file->name = hecha_rows_dup (rows, 5);
  file->author = hecha_rows_dup (rows, 6);
  file->time = hecha_rows_dup (rows, 7);
  return file;
}

/**
 * hecha_report_store_files:
 *
 * Returns: (transfer full) (element-type HechaStoredReport) (nullable): every
 *   file of the reports of a case, oldest first
 */
GPtrArray *
hecha_report_store_files (HechaDb     *db,
                          const char  *case_id,
                          GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_FILE "WHERE case_id = ? ORDER BY place", "s", case_id);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_stored_report_free);

  while (hecha_rows_next (rows))
    g_ptr_array_add (files, file_of (rows));
  return hecha_rows_end (rows, error) ? g_steal_pointer (&files) : NULL;
}

/**
 * hecha_report_store_find:
 * @sha256: of a report
 *
 * Returns: (transfer full) (nullable): what the journal knows of this file;
 *   %HECHA_ERROR_NOT_FOUND
 */
HechaStoredReport *
hecha_report_store_find (HechaDb     *db,
                         const char  *sha256,
                         GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, SELECT_FILE "WHERE sha256 = ? LIMIT 1", "s", sha256);

  if (hecha_rows_next (rows))
    return file_of (rows);
  if (hecha_rows_end (rows, error))
    g_set_error (error, HECHA_ERROR, HECHA_ERROR_NOT_FOUND, "No visit here knows the report %.12s", sha256);
  return NULL;
}

/**
 * hecha_report_store_decisions:
 *
 * Returns: (transfer full) (element-type HechaDecision) (nullable): every
 *   decision on the reports of a case, oldest first
 */
GPtrArray *
hecha_report_store_decisions (HechaDb     *db,
                              const char  *case_id,
                              GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT decision, reason, author, time, sha256 FROM decision"
                                              " WHERE case_id = ? ORDER BY place", "s", case_id);
  g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_decision_free);

  while (hecha_rows_next (rows))
    {
      HechaDecision *decision = hecha_decision_new (strcmp (hecha_rows_text (rows, 0), "approve") == 0,
                                                    hecha_rows_text (rows, 1));

      decision->author = hecha_rows_dup (rows, 2);
      decision->time = hecha_rows_dup (rows, 3);
      decision->sha256 = hecha_rows_dup (rows, 4);
      g_ptr_array_add (decisions, decision);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&decisions) : NULL;
}

/**
 * hecha_report_store_deliveries:
 *
 * Returns: (transfer full) (element-type HechaDelivery) (nullable): to where
 *   and from where the reports of a case went, oldest first
 */
GPtrArray *
hecha_report_store_deliveries (HechaDb     *db,
                               const char  *case_id,
                               GError     **error)
{
  g_autoptr(HechaRows) rows = hecha_db_query (db, "SELECT kind, revision, sha256, remote, evidence_count, author, time"
                                              "  FROM delivery WHERE case_id = ? ORDER BY place", "s", case_id);
  g_autoptr(GPtrArray) deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_delivery_free);

  while (hecha_rows_next (rows))
    {
      HechaDelivery *delivery = g_new0 (HechaDelivery, 1);

      delivery->received = strcmp (hecha_rows_text (rows, 0), "received") == 0;
      delivery->revision = (int) hecha_rows_int (rows, 1);
      delivery->sha256 = hecha_rows_dup (rows, 2);
      delivery->remote = hecha_rows_dup (rows, 3);
      delivery->evidence = hecha_rows_int (rows, 4);
      delivery->author = hecha_rows_dup (rows, 5);
      delivery->time = hecha_rows_dup (rows, 6);
      g_ptr_array_add (deliveries, delivery);
    }
  return hecha_rows_end (rows, error) ? g_steal_pointer (&deliveries) : NULL;
}
