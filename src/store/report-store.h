/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "db.h"

G_BEGIN_DECLS

/**
 * HechaReportRow:
 * @case_id: UUID of the visit
 * @number: (nullable): of the report
 * @enterprise: (nullable): the enterprise's name
 * @revision: of the last freeze
 * @frozen: whether it stands; else the case was reopened
 * @frozen_at: (nullable): RFC 3339
 * @sha256: (nullable): of the newest file
 * @state: where the visit stands
 * @signings: how many, of this revision
 * @delivered: (nullable): to where it was handed over last
 * @conflict: whether there are two different successors of one file
 *
 * A report as a list shows it.
 */
typedef struct
{
  char            *case_id;
  char            *number;
  char            *enterprise;
  int              revision;
  gboolean         frozen;
  char            *frozen_at;
  char            *sha256;
  HechaVisitState  state;
  int              signings;
  char            *delivered;
  gboolean         conflict;
} HechaReportRow;

/**
 * HechaStoredReport:
 * @case_id: UUID of the visit
 * @revision: of the freeze that it was made from
 * @sha256: of the file
 * @before: (nullable): the file that was signed; %NULL for the one that was made
 * @size: bytes; 0 where it is not known
 * @name: (nullable): under which it was written
 * @author: who made or signed it
 * @time: claimed, RFC 3339
 *
 * One file of a report: as it was made, or after one more signature.
 */
typedef struct
{
  char   *case_id;
  int     revision;
  char   *sha256;
  char   *before;
  gint64  size;
  char   *name;
  char   *author;
  char   *time;
} HechaStoredReport;

/**
 * HechaDelivery:
 * @received: whether it arrived here; else it was handed over
 * @revision: of the report
 * @sha256: (nullable): of the report
 * @remote: (nullable): to where, or from whom
 * @evidence: how many files of evidence went with it
 * @author: who
 * @time: claimed, RFC 3339
 */
typedef struct
{
  gboolean  received;
  int       revision;
  char     *sha256;
  char     *remote;
  gint64    evidence;
  char     *author;
  char     *time;
} HechaDelivery;

void             hecha_report_row_free         (HechaReportRow   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaReportRow, hecha_report_row_free)
void             hecha_stored_report_free        (HechaStoredReport  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaStoredReport, hecha_stored_report_free)
void             hecha_delivery_free           (HechaDelivery    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDelivery, hecha_delivery_free)

GPtrArray       *hecha_report_store_list       (HechaDb          *db,
                                                GError          **error);
GPtrArray       *hecha_report_store_files      (HechaDb          *db,
                                                const char       *case_id,
                                                GError          **error);
HechaStoredReport *hecha_report_store_find       (HechaDb          *db,
                                                const char       *sha256,
                                                GError          **error);
GPtrArray       *hecha_report_store_decisions  (HechaDb          *db,
                                                const char       *case_id,
                                                GError          **error);
GPtrArray       *hecha_report_store_deliveries (HechaDb          *db,
                                                const char       *case_id,
                                                GError          **error);

G_END_DECLS
