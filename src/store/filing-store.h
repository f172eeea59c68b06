/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db.h"
#include "filing-record.h"

G_BEGIN_DECLS

/* SQL: 1 << #HechaType of a row of "filing". */
#define HECHA_FILING_TYPE_BIT "CASE type WHEN 'connected' THEN 1 WHEN 'platform' THEN 2 ELSE 4 END"

/**
 * HechaFilingSource:
 * @record: (out) (nullable) (transfer none): the next row, alive until the
 *   import has ended; of one that has an outcome no more than that and its
 *   digest; %NULL after the last
 *
 * Returns: %FALSE with @error set to give the whole import up
 */
typedef gboolean (*HechaFilingSource) (gpointer            data,
                                       HechaFilingRecord **record,
                                       GError            **error);

/**
 * HechaFilingImport:
 * @uuid: names the import
 * @file: the file's name, for people
 * @sha256: of the file
 * @time: RFC 3339
 * @root: (out): SHA-256 over the digests of the filings, in the order in which
 *   they were first named, a newline after each
 * @added: (out): new filings
 * @changed: (out): filings that say something else now
 * @unchanged: (out): filings that say the same
 */
typedef struct
{
  char  *uuid;
  char  *file;
  char  *sha256;
  char  *time;
  char  *root;
  guint  added;
  guint  changed;
  guint  unchanged;
} HechaFilingImport;

/**
 * HechaStoredFiling:
 * @id: of the row; stays while the workspace lives
 * @filing: all that it says
 * @due_on: (nullable): YYYY-MM-DD
 * @versions: how many it had before
 * @state: where its verification stands: that of the file, or what was decided here
 */
typedef struct
{
  gint64       id;
  HechaFiling *filing;
  char        *due_on;
  int          versions;
  char        *state;
} HechaStoredFiling;

/**
 * HechaFilingFilter:
 * @search: (nullable): words, each of which has to be in the filing: Chinese
 *   anywhere in a name, Latin letters and digits from the beginning of a word
 * @types: bit 1 << #HechaType for each that is wanted; 0 for all
 * @levels: bit 1 << level for each that is wanted; 0 for all
 * @region: (nullable): beginning of a GB/T 2260 code
 * @state: (nullable): filing state
 * @due_from: (nullable): YYYY-MM-DD; only what is due on that day or later
 * @due_before: (nullable): YYYY-MM-DD; only what is due on an earlier day
 * @sort: what to order by
 * @descending: whether the last come first
 * @limit: how many at most; 0 for all
 */
typedef struct
{
  const char      *search;
  guint            types;
  guint            levels;
  const char      *region;
  const char      *state;
  const char      *due_from;
  const char      *due_before;
  HechaFilingSort  sort;
  gboolean         descending;
  guint            limit;
} HechaFilingFilter;

void        hecha_filing_import_free  (HechaFilingImport       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFilingImport, hecha_filing_import_free)
void        hecha_stored_filing_free     (HechaStoredFiling          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaStoredFiling, hecha_stored_filing_free)

HechaFilingImport *hecha_filing_import_new (const char         *file,
                                        const char             *sha256,
                                        const char             *time);
gboolean    hecha_filing_store_import (HechaDb                 *db,
                                       HechaFilingImport       *import,
                                       HechaFilingSource        source,
                                       gpointer                 data,
                                       GError                 **error);
GArray     *hecha_filing_store_query  (HechaDb                 *db,
                                       const HechaFilingFilter  *query,
                                       GError                 **error);
GPtrArray  *hecha_filing_store_page   (HechaDb                 *db,
                                       const gint64            *ids,
                                       guint                    n,
                                       GError                 **error);
HechaStoredFiling *hecha_filing_store_find (HechaDb               *db,
                                       const char              *code,
                                       HechaType                type,
                                       GError                 **error);
GPtrArray  *hecha_filing_store_of_code (HechaDb                *db,
                                       const char              *code,
                                       GError                 **error);
GPtrArray  *hecha_filing_store_versions (HechaDb               *db,
                                       gint64                   id,
                                       GError                 **error);
gboolean    hecha_filing_store_set_due (HechaDb                *db,
                                       gint64                   id,
                                       const char              *due_on,
                                       GError                 **error);
gint64      hecha_filing_store_count  (HechaDb                 *db);
char       *hecha_filing_headers_digest (const char *const     *headers);
GHashTable *hecha_filing_store_mappings (HechaDb               *db,
                                       GError                 **error);
gboolean    hecha_filing_store_remember (HechaDb               *db,
                                       const char *const       *headers,
                                       const char              *mapping,
                                       const char              *time,
                                       GError                 **error);

G_END_DECLS
