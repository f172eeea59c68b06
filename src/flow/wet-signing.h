/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case.h"
#include "session.h"
#include "verification.h"

G_BEGIN_DECLS

/* Bytes of a scan, at most. */
#define HECHA_WET_FILE_LIMIT (256 * 1024 * 1024)

/**
 * HechaWetState:
 * @HECHA_WET_GOOD: a page of the report
 * @HECHA_WET_BLANK: no code, such as the back of a page; not counted
 * @HECHA_WET_UNREADABLE: nothing of this file could be read
 * @HECHA_WET_FOREIGN: of another report
 * @HECHA_WET_OTHER_REVISION: of the report, but not of the revision that stands
 * @HECHA_WET_OTHER_RESULTS: a draft, or with other results than were frozen
 * @HECHA_WET_TWICE: a page that is among the scans already
 *
 * What a scanned page is found to be.
 */
typedef enum
{
  HECHA_WET_GOOD,
  HECHA_WET_BLANK,
  HECHA_WET_UNREADABLE,
  HECHA_WET_FOREIGN,
  HECHA_WET_OTHER_REVISION,
  HECHA_WET_OTHER_RESULTS,
  HECHA_WET_TWICE,
} HechaWetState;

/**
 * HechaWetPage:
 * @file: name of the scan, for people
 * @place: page in the scan, from 1
 * @state: what it is
 * @page: of the report, from 1; 0 where it is none of its pages
 * @detail: (nullable): the number or revision that it has instead, the file
 *   that has it already, or why it cannot be read
 */
typedef struct
{
  char          *file;
  guint          place;
  HechaWetState  state;
  guint          page;
  char          *detail;
} HechaWetPage;

/**
 * HechaWetScan:
 * @case_uuid: the visit
 * @results_digest: what its pages were held against
 * @files: (element-type utf8): paths that were read
 * @digests: (element-type utf8): SHA-256 of each when it was read
 * @pages: (element-type HechaWetPage): what was seen, in the order of the files
 * @expected: pages that the report has
 * @missing: (nullable): pages that are not there, such as "3, 5–7"
 *
 * Scans of a report that was signed by hand.
 */
typedef struct
{
  char      *case_uuid;
  char      *results_digest;
  GPtrArray *files;
  GPtrArray *digests;
  GPtrArray *pages;
  guint      expected;
  char      *missing;
} HechaWetScan;

/**
 * HechaWetSigner:
 * @field: name of a signature field of the procedure
 * @name: who signed there
 * @day: that is written beside it, YYYY-MM-DD
 *
 * One signature by hand, by the word of whoever records it.
 */
typedef struct
{
  const char *field;
  const char *name;
  const char *day;
} HechaWetSigner;

HechaWetScan *hecha_wet_scan_read     (HechaSession          *session,
                                       const char            *case_uuid,
                                       const char *const     *paths,
                                       HechaProgress          progress,
                                       gpointer               progress_data,
                                       GCancellable          *cancellable,
                                       GError               **error);
void          hecha_wet_scan_free     (HechaWetScan          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaWetScan, hecha_wet_scan_free)
gboolean      hecha_wet_scan_check    (const HechaWetScan    *self,
                                       GError               **error);
gboolean      hecha_wet_signing_record (HechaSession         *session,
                                       const HechaWetScan    *scan,
                                       const HechaWetSigner  *signers,
                                       guint                  n_signers,
                                       GError               **error);
void          hecha_wet_signing_tell   (HechaSession         *session,
                                        const HechaCase      *content,
                                        HechaVerification    *verification);

G_END_DECLS
